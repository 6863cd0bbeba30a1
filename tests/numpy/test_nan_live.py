# SPDX-License-Identifier: MIT
"""NaN parameters under ISORAND_NAN_ALLOWED, and results that are NaN, against live NumPy: what is
taken, bits and positions.  Without the flag a NaN is refused."""
import ctypes
import itertools
import warnings

import oracles

np = oracles.module("numpy")
import isorand_ctypes as base
import isorand_dists as ir
import numpy_dists

NAN_ALLOWED = 1
# Values beside the NaN, so that every way through a distribution is taken.
REALS = [0.0, 0.3, 0.5, 1.0, 2.5, 11.0, 1e7]
INTS = [0, 5, 20]
EXTREMES = [0.0, 5e-324, 1e-310, 1e-7, 1e-4, 0.3, 1.0, 50.0, 1e10, 1e300, np.inf]


def compare(library, name, type_name, params, flags, seed, n=40):
    """Whether both took the parameters; then the values and positions were the same."""
    engine, generator, bits = numpy_dists.one_stream(name, seed)
    rng = ir.Stream(library, engine, seed)
    request = ir.request_of(library, name, type_name, params)
    request.flags = flags
    type_row = library.types[type_name]
    out = np.zeros(n, type_row.dtype)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            wanted = numpy_dists.call(generator, name, type_row, params, n)
    except (ValueError, OverflowError):
        wanted = None
    error = library.so.isorand_fill(ctypes.byref(rng.struct), ctypes.byref(request),
                                    ctypes.c_void_p(out.ctypes.data), ctypes.c_size_t(n))
    label = f"{name} {type_name} {params}"
    if wanted is None:
        assert error == base.EINVAL, f"{label}: NumPy refuses"
        return False
    assert error == 0, f"{label}: NumPy takes it"
    wanted = np.asarray(wanted, out.dtype)
    if "vonmises" in name: # whose cos and acos are isorand's own
        assert np.allclose(out, wanted, rtol=0, atol=1e-6, equal_nan=True), label
        out, wanted = np.isnan(out), np.isnan(wanted)
    if out.tobytes() != wanted.tobytes():
        at = int(np.argmax([a.tobytes() != b.tobytes() for a, b in zip(out, wanted)]))
        raise AssertionError(f"{label}: [{at}] {out[at].tobytes()[::-1].hex()} {out[at]} != "
                             f"{wanted[at].tobytes()[::-1].hex()} {wanted[at]}")
    word = rng.raw()
    assert word == int(bits.random_raw()), f"{label}: position"
    return True


def with_nans(row):
    """Parameters of which one and more are NaN."""
    choices = [[np.nan, *REALS] if p.kind == "f" else INTS for p in row.params]
    return [params for params in itertools.product(*choices) if any(x != x for x in params)]


def test_nan_parameters(library, note):
    taken = tried = 0
    for name, type_name in numpy_dists.extreme_rows(library):
        for seed, params in enumerate(with_nans(library.dists[name])):
            tried += 1
            taken += compare(library, name, type_name, params, NAN_ALLOWED, seed)
            assert not ir.accepts(library, name, type_name, params), f"{name} {params}: no flag"
    assert taken > 500 and tried - taken > 100
    note(f"{tried} sets of parameters with a NaN, {taken} taken")


def test_nan_results(library, note):
    """Extreme parameters: the bits of NaN are NumPy's on x86-64."""
    total = 0
    for name, type_name in numpy_dists.extreme_rows(library):
        row = library.dists[name]
        if type_name == "i64":
            continue
        grid = itertools.product(EXTREMES, repeat=len(row.params))
        for seed, params in enumerate(grid):
            if name == "triangular" or not ir.accepts(library, name, type_name, params):
                continue
            if name == "beta" and params[0] + params[1] < 1e-9:
                continue # NumPy 1.24 would search for ever
            total += 1
            compare(library, name, type_name, params, 0, seed, 20)
    note(f"{total} sets of extreme parameters")


def test_flags_are_checked(library):
    request = ir.request_of(library, "normal", "f64", (0.0, 1.0))
    for flags in (0, NAN_ALLOWED):
        request.flags = flags
        assert library.so.isorand_request_check(ctypes.byref(request), None) == 0
    for flags in (2, 3, 2**31):
        request.flags = flags
        assert library.so.isorand_request_check(ctypes.byref(request), None) == base.EINVAL
    assert library.so.isorand_request_init(ctypes.byref(request), request.dist, request.type) == 0
    assert request.flags == 0
