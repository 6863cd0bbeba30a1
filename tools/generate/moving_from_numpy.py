#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes docs/moving-from-numpy.md: each method of NumPy's Generator and RandomState, the C call and
the command line that give the same numbers.  The distributions are rows of src/dists.def; the rest
stands below.  A test runs every row in Python, in C and as a command, and compares this output with
the committed page.

Usage: tools/generate/moving_from_numpy.py > docs/moving-from-numpy.md"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.dont_write_bytecode = True
from distributions import TYPES, rows  # noqa: E402

# A value for each parameter, so that a row can be run.
VALUES = {"low": "-2", "high": "3", "loc": "1.5", "scale": "2", "shape": "2.5", "a": "1.5", "b": "0.5",
          "df": "3.5", "nonc": "1.25", "dfnum": "4", "dfden": "7", "mean": "0.5", "sigma": "0.25",
          "left": "-1", "mode": "0", "right": "3", "mu": "0.5", "kappa": "4", "p": "0.3",
          "lam": "12.5", "trials": "40", "successes": "3.5", "ngood": "30", "nbad": "40",
          "nsample": "20"}
# Where NumPy's call is not the distribution's name with the parameters in order.
CALLS = {
    ("uniform", "F64"): "uniform(-2, 3, n)",
    ("normal", "F32"): "standard_normal(n, dtype=np.float32)",
    ("exponential", "F32"): "standard_exponential(n, dtype=np.float32)",
    ("exponential_inv", "F64"): "standard_exponential(n, method='inv')",
    ("exponential_inv", "F32"): "standard_exponential(n, dtype=np.float32, method='inv')",
    ("standard_gamma", "F32"): "standard_gamma(2.5, n, dtype=np.float32)",
    ("mt", "raw"): "",
}
STANDARD = {"normal": ["-0.0", "1"], "exponential": ["1"], "exponential_inv": ["1"]}
DTYPES = {"BOOL": "np.bool_", **{name: f"np.{'u' if name[0] == 'U' else ''}int{name[1:]}"
                                 for name in TYPES if name[0] in "UI"}}


def bounds(kind):
    """Bounds that every integer type has."""
    return ("0", "2") if kind == "BOOL" else ("3", "90")


def arguments(call, kind):
    name = call.name.removeprefix("legacy_")
    if name == "integers":
        return [*bounds(kind), *("0" for k, _ in call.params if k == "FLAG")]
    if (name in STANDARD and kind == "F32") or name == "exponential_inv":
        return STANDARD[name]
    return [VALUES[p] for _, p in call.params]


def numpy_call(call, kind):
    name = call.name.removeprefix("legacy_")
    if (name, kind) in CALLS:
        return CALLS[name, kind]
    values = arguments(call, kind)
    if name == "integers" and "legacy" in call.name:
        return f"randint({values[0]}, {values[1]}, n, {DTYPES[kind]})"
    if name == "integers":
        return f"integers({values[0]}, {values[1]}, n, {DTYPES[kind]})"
    return f"{name}({', '.join([*values, 'n'])})"


def command(call, kind):
    options = [f"--{p} {v}" for (k, p), v in zip(call.params, arguments(call, kind)) if k != "FLAG"]
    legacy = call.name.startswith("legacy_")
    return " ".join([*(["--legacy"] if legacy else []),
                     f"--dist {call.name.removeprefix('legacy_')}", f"--type {TYPES[kind][0]}",
                     *options])


def distribution_rows(family):
    for call in rows():
        if call.name.startswith("legacy_") == (family == "RandomState"):
            for kind in call.types:
                name = TYPES[kind][0]
                c = ", ".join(["&rng", "out", "n", *arguments(call, kind)])
                yield numpy_call(call, kind), f"isorand_fill_{call.name}_{name}({c})", command(
                    call, kind)


# What is in no row: NumPy, C, command ("" where there is none).
GENERATOR = [
    ("random(n)", "isorand_fill_f64(&rng, out, n)", "--type f64"),
    ("random(n, dtype=np.float32)", "isorand_fill_f32(&rng, out, n)", "--type f32"),
    ("standard_normal(n)", "isorand_fill_normal_f64(&rng, out, n, -0.0, 1)",
     "--dist standard_normal"),
    ("bytes(n)", "isorand_fill_bytes(&rng, out, n)", "--dist raw --type u8"),
    ("bit_generator.random_raw(n)", "isorand_fill_u64(&rng, out, n)", "--dist raw --type u64"),
    ("permutation(n)", "isorand_permutation_i64(&rng, out, n)", ""),
    ("choice(1000, n)", "isorand_choice_i64(&rng, out, n, 1000)", ""),
]
RANDOMSTATE = [
    ("random_sample(n)", "isorand_fill_f64(&rng, out, n)", "--legacy --type f64"),
    ("bytes(n)", "isorand_fill_bytes(&rng, out, n)", "--legacy --dist raw --type u8"),
    ("randn(n)", "isorand_fill_legacy_normal_f64(&rng, out, n, -0.0, 1)",
     "--legacy --dist randn"),
    ("tomaxint(n)", "isorand_legacy_tomaxint_i64(&rng, out, n)", ""),
    ("permutation(n)", "isorand_permutation_i64(&rng, out, n)", ""),
    ("choice(1000, n)", "isorand_fill_legacy_integers_i64(&rng, out, n, 0, 1000, 0)",
     "--legacy --dist integers --type i64 --low 0 --high 1000"),
]
OBJECTS = [
    ("np.random.default_rng(42)", "isorand_seed(&rng, ISORAND_PCG64, 42)", "--seed 42"),
    ("np.random.Generator(np.random.Philox(42))", "isorand_seed(&rng, ISORAND_PHILOX4X64, 42)",
     "--seed 42 --engine philox4x64"),
    ("np.random.SeedSequence(42).spawn(4)", "isorand_seedseq_spawn(&ss, children, 4)",
     "--seed 42 --spawn-key 0 ... 3"),
    ("np.random.seed(42), np.random.RandomState(42)", "isorand_seed_legacy(&rng, 42)",
     "--legacy --seed 42"),
    ("bit_generator.advance(k)", "isorand_advance(&rng, k)", "--skip (native words)"),
    ("bit_generator.jumped(k)", "isorand_jumped(&rng, k, &other)", "--jump k"),
    ("bit_generator.state", "isorand_get_state(&rng, &state)", ""),
    ("bit_generator.state = ...", "isorand_set_state(&rng, &state)", ""),
    ("shuffle(x)", "isorand_shuffle(&rng, x, n, sizeof *x)", ""),
    ("permuted(x, axis=1)", "isorand_permuted(&rng, x, outer, n, inner, sizeof *x)", ""),
    ("choice(pop, n, replace=False)", "isorand_choice_distinct_i64(...)", ""),
    ("choice(pop, n, p=p)", "isorand_choice_weighted_i64(...)", ""),
    ("multinomial(trials, pvals, n)", "isorand_multinomial_i64(...)", ""),
    ("multivariate_hypergeometric(colors, nsample, n)",
     "isorand_multivariate_hypergeometric_i64(...)", ""),
    ("dirichlet(alpha, n)", "isorand_dirichlet_f64(...)", ""),
    ("multivariate_normal(mean, L @ L.T, n, method='cholesky')",
     "isorand_multivariate_normal_f64(...)", ""),
]


def table(lines):
    print("\n| NumPy | C | `isorand fill` |\n|---|---|---|")
    for numpy, c, line in lines:
        print(f"| `{numpy}` | `{c}` | {'`' + line + '`' if line else ''} |")


def main():
    print("""# Moving from numpy.random

Written by `tools/generate/moving_from_numpy.py`; a test runs the rows of the second and third table
in Python, in C and as commands, and compares.

## Objects

`rng` is an `isorand_rng`, `ss` an `isorand_seedseq`. Commands begin with `isorand fill`.""")
    table(OBJECTS)
    print("""
## Generator

`rng = np.random.default_rng(seed)`, `isorand_seed(&rng, ISORAND_PCG64, seed)`, `--seed seed --count n`.
Single precision has no `loc` and `scale` in NumPy: isorand's are applied in single precision. With
arrays as parameters NumPy broadcasts; that is `isorand_fill_each`, for every row.""")
    table([*GENERATOR, *distribution_rows("Generator")])
    print("""
## RandomState, and the functions of np.random

`np.random.seed(seed)`, `isorand_seed_legacy(&rng, seed)`, `--legacy --seed seed --count n`.""")
    table([*RANDOMSTATE, *distribution_rows("RandomState")])
    print("""
## Which NumPy?

A few distributions have changed from version to version. An rng gives the values of the newest
level; `isorand_set_numpy(&rng, "1.26")` and `--numpy 1.26` choose another.
[guarantee.md](guarantee.md) says what changed when.

## Which engine should I choose?

* **pcg64** is what `default_rng` takes, and the default here. It is the fastest of NumPy's with
  vectors, skips any distance at once, and is the one to take without a reason for another.
* **pcg64dxsm** is what NumPy recommends where very many streams run side by side: its output
  function hides the lattice of the LCG better.
* **philox4x64** and **philox4x32** are counters: streams with keys of your own, and the same
  numbers as Random123 (`philox4x32`) on other hardware.
* **sfc64** is small, and the fastest without vectors. It cannot skip or jump.
* **mt19937** is for `np.random.seed`, and for results that were made with it. Its state is large, and
  skipping steps through the words.
* **pcg32** is the fastest of all in 32-bit words, with a period of 2^64: for small draws only.
* **sfc64x32** is isorand's own, and the fastest of all: for programs that do little else than draw.
  NumPy does not have it; [sfc64x32.md](sfc64x32.md) says what it is and what speaks for it.

README's table has the speeds.""")


if __name__ == "__main__":
    main()
