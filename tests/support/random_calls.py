# SPDX-License-Identifier: MIT
"""Calls of Generator's and RandomState's methods, as strategies of hypothesis."""
import numpy as np

import oracles
from numpy_dists import BAD, SETS

oracles.module("hypothesis")
from hypothesis import strategies as st  # noqa: E402

SIZES = [None, 0, 1, 2, 3, 10, 100, 1000, 5000, (), (2, 3), (0,), (3, 0, 2), (1, 1, 7),
         np.int64(4), [2, 2], np.array([2, 3])]
ODD_SIZES = [-1, (2, -3), 2.5, "x", (2, 2.5)]
# Those of the registry that are methods of both classes.
NAMES = [name for name in SETS if not name.startswith("legacy_")
         and name not in ("raw", "exponential_inv", "integers")]
# NumPy draws for very long with these.
SLOW = {("poisson", 1e18), ("zipf", 1.05)}


def params_of(name, legacy):
    key = f"legacy_{name}" if legacy and f"legacy_{name}" in SETS else name
    return [row for row in SETS[key] if (name, *row[:1]) not in SLOW]


def bad_of(name, legacy):
    key = f"legacy_{name}" if legacy and f"legacy_{name}" in BAD else name
    return BAD[key]


@st.composite
def number(draw, value):
    """A number in one of the types that people pass."""
    kinds = [lambda x: x, np.array]
    if isinstance(value, int):
        kinds += [np.int64, lambda x: np.int32(x) if abs(x) < 2**31 else x]
    kinds += [float, np.float64] if not isinstance(value, int) else []
    return draw(st.sampled_from(kinds))(value)


@st.composite
def array(draw, values):
    """An array of values, in one of the forms that people pass."""
    made = np.array(values)
    forms = [lambda a: a, lambda a: a.tolist(), lambda a: np.repeat(a, 2)[::2],
             lambda a: a[:, None], lambda a: a[::-1], lambda a: np.asfortranarray(
                 np.tile(a, (3, 1)))]
    if made.dtype == np.float64 and np.all(np.abs(made) < 1e30):
        forms.append(lambda a: a.astype(np.float32))
    return draw(st.sampled_from(forms))(made)


@st.composite
def distribution(draw, legacy):
    """(name, arguments, keywords) of a distribution."""
    name = draw(st.sampled_from(NAMES))
    rows = params_of(name, legacy)
    size = draw(st.sampled_from(SIZES))
    row = draw(st.sampled_from(rows))
    how = draw(st.integers(0, 9))
    if how == 0 and bad_of(name, legacy):
        arguments = draw(st.sampled_from(bad_of(name, legacy)))
    elif how in (1, 2, 3) and row and all(type(a) is type(row[0]) for a in row):
        n = draw(st.sampled_from([1, 2, 3]))
        chosen = [draw(st.sampled_from(rows)) for _ in range(n)]
        arguments = [draw(array([r[i] for r in chosen])) if draw(st.booleans())
                     else draw(number(row[i])) for i in range(len(row))]
        size = draw(st.sampled_from([None, size]))
    else:
        arguments = [draw(number(value)) for value in row]
    if draw(st.integers(0, 19)) == 0:
        size = draw(st.sampled_from(ODD_SIZES))
    return name, list(arguments), {"size": size}


FLOATS = st.sampled_from([np.float32, np.float64, "f4", "float64", np.dtype("f8"), "d", float])


@st.composite
def integers(draw, legacy):
    dtype = draw(st.sampled_from([np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32,
                                  np.int64, np.uint64, bool, int, "int64", "u1", np.dtype("i4"),
                                  "f8"]))
    kind = np.dtype(dtype)
    if kind.kind in "iu":
        least, most = int(np.iinfo(kind).min), int(np.iinfo(kind).max)
    else:
        least, most = 0, 1
    ends = st.one_of(st.integers(least, most), st.integers(0, min(1000, most)),
                     st.sampled_from([least, most, most + 1, least - 1, 0, 1]))
    low, high = draw(ends), draw(ends)
    if draw(st.integers(0, 9)):
        low, high = sorted((low, high))
    form = draw(st.sampled_from([lambda x: x, np.int64, lambda x: [x, x], float]))
    try:
        low = form(low)
    except OverflowError:
        pass
    keywords = {"size": draw(st.sampled_from(SIZES[:10])), "dtype": dtype}
    if not legacy and draw(st.booleans()):
        keywords["endpoint"] = draw(st.booleans())
    arguments = [low, high]
    if draw(st.integers(0, 9)) == 0:
        arguments = arguments[1:]
    return "randint" if legacy else "integers", arguments, keywords


@st.composite
def order(draw, legacy):
    n = draw(st.sampled_from([0, 1, 2, 5, 30, 300, 5000]))
    shaped = [np.arange(n), np.arange(2 * n).reshape(n, 2), np.arange(n, dtype=np.int8),
              np.arange(n).astype("U6"), np.arange(2 * n)[::2], list(range(n)),
              np.array([str(i) for i in range(n)], object), np.asfortranarray(np.ones((n, 3))),
              np.arange(n).astype("M8[s]"), np.arange(3 * n).reshape(1, n, 3)]
    x = draw(st.sampled_from(shaped))
    name = draw(st.sampled_from(["shuffle", "permutation", "choice"] + ([] if legacy else [
        "permuted"])))
    keywords = {}
    if name == "choice":
        x = draw(st.sampled_from([n, n, 17, 1000, np.arange(max(n, 1)), list("abcd")]))
        keywords["size"] = draw(st.sampled_from([None, 1, 3, 10, (2, 2), 0]))
        keywords["replace"] = draw(st.booleans())
        if not legacy:
            keywords["shuffle"] = draw(st.booleans())
        if draw(st.booleans()) and isinstance(x, list):
            keywords["p"] = [0.1, 0.2, 0.3, 0.4]
    elif name == "permutation" and draw(st.booleans()):
        x = draw(st.sampled_from([n, np.int64(n), -3, 2.5]))
    elif name != "permutation" and not legacy:
        keywords["axis"] = draw(st.sampled_from([0, 0, 0, 1, -1] + ([None] if name == "permuted"
                                                                    else [])))
    return name, [x], keywords


@st.composite
def vectors(draw, legacy):
    size = draw(st.sampled_from([None, 0, 1, 5, (2, 3), 2000, -1]))
    name = draw(st.sampled_from(["dirichlet", "multinomial", "multivariate_normal"] + (
        [] if legacy else ["multivariate_hypergeometric"])))
    if name == "dirichlet":
        arguments = [draw(st.sampled_from([[1, 2, 3], [0.05, 0.01], (0.5, 20.0, 3), np.ones(4),
                                           np.float32([1, 2]), [1, -1], [], [[1, 2]], 3]))]
    elif name == "multinomial":
        arguments = [draw(st.sampled_from([0, 1, 20, 10**6, -1, np.int32(5), [5, 6], 2.5])),
                     draw(st.sampled_from([[0.2, 0.3, 0.5], [1.0], [0, 0.5, 0.5, 0],
                                           [0.9, 0.9], np.float32([0.5, 0.5]),
                                           [[0.5, 0.5], [0.1, 0.9]], [], [float("nan"), 1]]))]
    elif name == "multivariate_normal":
        arguments = [[1, 2], [[2.0, 0.3], [0.3, 1.0]]]
    else:
        arguments = [draw(st.sampled_from([[5, 6, 7], [100, 200], [3, -1]])),
                     draw(st.sampled_from([0, 3, 10]))]
    return name, arguments, {"size": size}


@st.composite
def words(draw, legacy):
    if legacy:
        name = draw(st.sampled_from(["random_sample", "random", "rand", "randn", "tomaxint",
                                     "standard_normal", "standard_exponential", "bytes"]))
        if name in ("rand", "randn"):
            return name, draw(st.sampled_from([[], [3], [2, 3], [0], [5000]])), {}
        if name == "bytes":
            return name, [draw(st.sampled_from([0, 1, 5, 1000]))], {}
        return name, [draw(st.sampled_from(SIZES))], {}
    name = draw(st.sampled_from(["random", "standard_normal", "standard_exponential",
                                 "standard_gamma", "bytes", "random_raw"]))
    if name == "bytes":
        return name, [draw(st.sampled_from([0, 1, 3, 4, 5, 1000, 100000, -1, 2.5]))], {}
    size = draw(st.sampled_from(SIZES))
    if name == "random_raw":
        return name, [size], {}
    arguments = [draw(st.sampled_from([0.5, 1, 3.25, [0.5, 2.0]]))] if name == "standard_gamma" else []
    keywords = {"size": size}
    if draw(st.booleans()):
        keywords["dtype"] = draw(st.one_of(FLOATS, st.sampled_from(["i4", None, ">f8", "nonsense"])))
    if draw(st.integers(0, 4)) == 0:
        keywords["out"] = np.zeros(*draw(st.sampled_from([[3], [(2, 3)], [0]])),
                                   draw(st.sampled_from(["f4", "f8", "i8"])))
        if draw(st.booleans()):
            del keywords["size"]
    if name == "standard_exponential" and draw(st.booleans()):
        keywords["method"] = draw(st.sampled_from(["zig", "inv"]))
    return name, arguments, keywords


def calls(legacy):
    return st.one_of(distribution(legacy), distribution(legacy), words(legacy), integers(legacy),
                     order(legacy), vectors(legacy))
