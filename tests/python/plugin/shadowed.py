# SPDX-License-Identifier: MIT
"""A plugin of pytest: isorand in place of np.random, before NumPy's own tests import from there."""
import isorand

_shadow = isorand.shadow()
_shadow.__enter__()
