# SPDX-License-Identifier: MIT
"""Parts of methods of both classes.  NotImplemented: NumPy's method has to do it, or to say what is
wrong."""
import numpy as np


def doubles(weights):
    """Of one dimension; None where NumPy might see it another way."""
    try:
        weights = np.asarray(weights)
    except ValueError:
        return None
    if weights.ndim != 1 or weights.dtype.kind not in "fiub" or weights.itemsize > 8:
        return None
    return np.ascontiguousarray(weights, np.float64)


def multinomial(rng, n, pvals, size):
    """What is an integer or an array of doubles in another form."""
    # NumPy allows more of a sum of single precision.
    if not isinstance(n, (int, np.integer)) or getattr(pvals, "dtype", None) in (
            np.float32, np.float16):
        return NotImplemented
    again = doubles(pvals)
    if again is None or (again is pvals and type(n) is int):
        return NotImplemented
    return rng.multinomial(int(n), again, size)


def multinomial_each(rng, n, pvals, size):
    """Arrays as parameters, one vector after the other."""
    if not rng._accelerated:
        return NotImplemented
    try:
        n, pvals = np.asarray(n), np.asarray(pvals)
        if n.dtype.kind not in "iu" or pvals.dtype != np.float64 or not pvals.shape[-1]:
            return NotImplemented
        shape = np.broadcast_shapes(n.shape, pvals.shape[:-1])
        if size is not None:
            wanted = (size,) if isinstance(size, int) else tuple(size)
            if np.broadcast_shapes(shape, wanted) != wanted:
                return NotImplemented
            shape = wanted
        out = np.empty((*shape, pvals.shape[-1]), np.int64)
        n = np.broadcast_to(n, shape)
        pvals = np.ascontiguousarray(np.broadcast_to(pvals, out.shape))
    except (TypeError, ValueError, IndexError):
        return NotImplemented
    state = rng.bit_generator.state
    for index in np.ndindex(*shape):
        try:
            out[index] = rng.multinomial(int(n[index]), pvals[index])
        except ValueError:
            rng.bit_generator.state = state
            return NotImplemented
    return out
