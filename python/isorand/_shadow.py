# SPDX-License-Identifier: MIT
"""np.random with isorand's classes and functions, for programs that are not to be changed."""
import contextlib

import numpy as np


@contextlib.contextmanager
def shadow():
    """Puts what isorand has in place of np.random's names, until the block ends.  Names that have
    been imported from there before stay NumPy's.

    >>> with shadow():
    ...     np.random.default_rng(42)  # doctest: +ELLIPSIS
    Generator(PCG64) at 0x...
    """
    import isorand
    # scikit-learn and others take the global stream from here.
    saved = [(np.random.mtrand, "_rand", np.random.mtrand._rand)]
    np.random.mtrand._rand = isorand._global()
    for module in np.random, np.random.mtrand:
        for name in isorand.__all__:
            if hasattr(module, name):
                saved.append((module, name, getattr(module, name)))
                setattr(module, name, getattr(isorand, name))
    try:
        yield
    finally:
        for module, name, value in saved:
            setattr(module, name, value)
