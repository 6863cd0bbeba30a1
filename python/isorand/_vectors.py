# SPDX-License-Identifier: MIT
"""dirichlet and multinomial of both classes.  None: NumPy's method has to say what is wrong."""
import numpy as np


def size_of(out, size):
    """The size that makes an array like 'out'."""
    if out is None:
        return size
    if size is not None and (tuple(size) if np.iterable(size) else (size,)) != out.shape:
        raise ValueError("size must match out.shape when used together")
    return out.shape


def into(out, values):
    """The values, in 'out' where there is one."""
    if out is None:
        return values
    out[...] = values
    return out


def _shape(size, k):
    if size is None:
        return (k,)
    return (size, k) if isinstance(size, int) else (*size, k)


def _weights(weights):
    try:
        weights = np.asarray(weights)
    except ValueError:
        return None
    if weights.ndim != 1 or weights.dtype.kind not in "fiub" or weights.itemsize > 8:
        return None
    return np.ascontiguousarray(weights, np.float64)


def _empty(size, k, dtype):
    try:
        return np.empty(_shape(size, k), dtype)
    except (TypeError, ValueError):
        return None


def dirichlet(rng, alpha, size):
    alpha = _weights(alpha) if rng._accelerated else None
    if alpha is None:
        return None
    out = _empty(size, len(alpha), np.float64)
    return out if out is not None and len(alpha) and rng._dirichlet(out, alpha) else None


def multinomial(rng, n, pvals, size):
    if not rng._accelerated or not isinstance(n, (int, np.integer)):
        return None
    given, pvals = pvals, _weights(pvals)
    # NumPy allows more of a sum of single precision.
    if pvals is None or getattr(given, "dtype", None) in (np.float32, np.float16):
        return None
    out = _empty(size, len(pvals), np.int64)
    return out if out is not None and len(pvals) and rng._multinomial(out, int(n), pvals) else None


def multinomial_each(rng, n, pvals, size):
    """Arrays as parameters, one vector after the other."""
    try:
        n, pvals = np.asarray(n), np.asarray(pvals)
        if n.dtype.kind not in "iu" or pvals.dtype != np.float64 or not pvals.shape[-1]:
            return None
        shape = np.broadcast_shapes(n.shape, pvals.shape[:-1])
        if size is not None:
            wanted = (size,) if isinstance(size, int) else tuple(size)
            if np.broadcast_shapes(shape, wanted) != wanted:
                return None
            shape = wanted
        out = np.empty((*shape, pvals.shape[-1]), np.int64)
        n = np.broadcast_to(n, shape)
        pvals = np.ascontiguousarray(np.broadcast_to(pvals, out.shape))
    except (TypeError, ValueError, IndexError):
        return None
    state = rng.bit_generator.state
    for index in np.ndindex(*shape):
        if not rng._multinomial(out[index], int(n[index]), pvals[index]):
            rng.bit_generator.state = state
            return None
    return out
