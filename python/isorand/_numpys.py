# SPDX-License-Identifier: MIT
"""NumPy's own classes, whatever shadow() puts in their place later."""
import numpy as np

BitGenerator, Generator, RandomState = (np.random.BitGenerator, np.random.Generator,
                                        np.random.RandomState)
BIT_GENERATORS = {name: getattr(np.random, name)
                  for name in ("PCG64", "PCG64DXSM", "Philox", "SFC64", "MT19937")}
