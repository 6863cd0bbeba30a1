#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Times NumPy on the work of the rows named on standard input; output as Google Benchmark's JSON.

A row ENGINE/BACKEND/OUTPUT/SIZE becomes numpy/ENGINE/OUTPUT/SIZE; what NumPy lacks is left out.
An output that is no row below is a distribution of isorand's registry, DIST-TYPE or
DIST(PARAMETERS)-TYPE: tests/support/numpy_dists.py knows NumPy's call.
"""
import argparse
import datetime
import json
import platform
import re
import sys
import time
import timeit
from functools import partial
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests/support"))
import isorand_ctypes  # noqa: E402
import numpy_dists  # noqa: E402

ENGINES = {
    "pcg64": np.random.PCG64,
    "pcg64dxsm": np.random.PCG64DXSM,
    "philox4x64": np.random.Philox,
    "sfc64": np.random.SFC64,
    "mt19937": np.random.MT19937,
}

TYPES = {
    "bytes": np.uint8, "bool": np.bool_, "f32": np.float32, "f64": np.float64,
    "u8": np.uint8, "u16": np.uint16, "u32": np.uint32, "u64": np.uint64,
    "i8": np.int8, "i16": np.int16, "i32": np.int32, "i64": np.int64,
}  # fmt: skip

UNITS = {"KiB": 2**10, "MiB": 2**20, "B": 1}


def words(rng, out):
    """random_raw of 64-bit words; else full-range integers: MT19937's random_raw gives every
    32-bit word eight bytes."""
    if out.itemsize == 8 and not isinstance(rng.bit_generator, np.random.MT19937):
        return partial(rng.bit_generator.random_raw, out.size)
    return partial(rng.integers, 0, 2 ** (8 * out.itemsize), out.size, out.dtype)


def legacy(name):
    """A method of RandomState that takes a size, where the engine is RandomState's."""
    def prepare(rng, out):
        if not isinstance(rng.bit_generator, np.random.MT19937):
            return None
        return partial(getattr(np.random.RandomState(42), name), out.size)

    return prepare


def method(name):
    """A method of Generator that fills 'out' in its type."""
    return lambda rng, out: partial(getattr(rng, name), dtype=out.dtype, out=out)


def sized(name, *args, **kwargs):
    """A method of Generator that returns an array."""
    return lambda rng, out: partial(getattr(rng, name), *args, size=out.size, **kwargs)


def rows_of(name, k, *args, **kwargs):
    """The same where each element of the array is a row of k numbers."""
    return lambda rng, out: partial(getattr(rng, name), *args, size=out.size // k, **kwargs)


def distinct(rng, out):
    return partial(rng.choice, 1000000, out.size, replace=False)


def legacy_shuffle(rng, out):
    return partial(np.random.RandomState(42).shuffle, out)


WEIGHTS = np.arange(1.0, 101) / 5050

# One row an output: what NumPy does for it, given a Generator and an array of the type and size.
OUTPUTS = {
    "u32": words,
    "u64": words,
    "bytes": lambda rng, out: partial(rng.bytes, out.size),
    "f32": method("random"),
    "f64": method("random"),
    "normal-f32": method("standard_normal"),
    "normal-f64": method("standard_normal"),
    "exponential-f32": method("standard_exponential"),
    "exponential-f64": method("standard_exponential"),
    "shuffle-i64": lambda rng, out: partial(rng.shuffle, out),
    "permutation-i64": lambda rng, out: partial(rng.permutation, out.size),
    "choice(1000)-i64": sized("choice", 1000),
    "choice(1000000,distinct)-i64": distinct,
    "choice(100,weighted)-i64": sized("choice", 100, p=WEIGHTS),
    "multinomial(10)-i64": rows_of("multinomial", 3, 10, [0.2, 0.3, 0.5]),
    "multinomial(1000)-i64": rows_of("multinomial", 3, 1000, [0.2, 0.3, 0.5]),
    "multivariate_hypergeometric(15)-i64": rows_of("multivariate_hypergeometric", 3,
                                                   [20, 30, 40], 15, method="marginals"),
    "dirichlet(1,2,3)-f64": rows_of("dirichlet", 3, [1, 2, 3]),
    "dirichlet(.05,.02,.01)-f64": rows_of("dirichlet", 3, [0.05, 0.02, 0.01]),
    "legacy-rand-f64": legacy("rand"),
    "legacy-shuffle-i64": legacy_shuffle,
}  # fmt: skip

# Default parameters that bench_dist.cpp changes.
PARAMETERS = {"integers": (0, 1000, 0), "legacy_integers": (0, 1000, 0), "normal": (-0.0,),
              "legacy_normal": (-0.0,)}


def registered(library, output, rng, out):
    """The call for a distribution of the registry; None where it has none of that name."""
    dist, listed, type_name = re.fullmatch(r"([^-(]+)(?:\((.*)\))?-?(.*)", output).groups()
    row = library.dists.get(dist)
    if row is None:
        return None
    params = [p.default_value.f if p.kind == "f" else p.default_value.i for p in row.params]
    params[: len(PARAMETERS.get(dist, ()))] = PARAMETERS.get(dist, ())
    for i, text in enumerate(listed.split(",") if listed else ()):
        params[i] = float(text) if row.params[i].kind == "f" else int(text)
    if dist.startswith("legacy_"):
        rng = np.random.RandomState(rng.bit_generator)
    if dist == "legacy_integers":
        params = params[:2] # its 'closed' has no counterpart in NumPy
    return partial(numpy_dists.call, rng, dist, library.types[type_name], params, out.size)


def size_bytes(text):
    unit = next(u for u in UNITS if text.endswith(u))
    return int(text[: -len(unit)]) * UNITS[unit]


def aligned(nbytes, dtype):
    """An array that starts on a cache line and whose pages have been touched."""
    raw = np.ones(nbytes + 64, np.uint8)
    start = -raw.ctypes.data % 64
    return raw[start : start + nbytes].view(dtype)


def seconds_per_call(call, min_time):
    """CPU and elapsed time of one call, over calls that take 'min_time' together."""
    n = 1
    while True:
        start = time.perf_counter()
        cpu = timeit.Timer(call, timer=time.process_time).timeit(n)
        real = time.perf_counter() - start
        if cpu >= min_time:
            return n, cpu / n, real / n
        n = max(n + 1, min(10 * n, int(1.4 * n * min_time / max(cpu, 1e-9))))


def measure(library, engine, output, size, min_time):
    """One row, or None where NumPy has no such engine or output."""
    if engine not in ENGINES:
        return None
    nbytes = size_bytes(size)
    rng = np.random.Generator(ENGINES[engine](42))
    out = aligned(nbytes, TYPES[output.split("-")[-1]])
    prepare = OUTPUTS.get(output, partial(registered, library, output))
    call = prepare(rng, out)
    if call is None:
        return None
    n, cpu, real = seconds_per_call(call, min_time)
    name = f"numpy/{engine}/{output}/{size}"
    return {
        "name": name, "run_name": name, "run_type": "iteration", "repetitions": 1,
        "iterations": n, "real_time": real * 1e9, "cpu_time": cpu * 1e9, "time_unit": "ns",
        "bytes_per_second": nbytes / cpu,
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--min-time", type=float, default=0.05, help="seconds a row")
    parser.add_argument("--library", required=True, help="libisorand.so, for its registries")
    parser.add_argument("--out", type=argparse.FileType("w"), default=sys.stdout)
    args = parser.parse_args()
    parts = [line.strip().split("/") for line in sys.stdin]
    wanted = dict.fromkeys((p[0], p[2], p[3]) for p in parts if p[1] not in ("next", "inlined"))
    library = isorand_ctypes.load(args.library)
    rows = [measure(library, *row, args.min_time) for row in wanted]
    context = {
        "date": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
        "executable": sys.argv[0],
        "numpy_version": np.__version__,
        "python_version": platform.python_version(),
    }
    json.dump({"context": context, "benchmarks": [r for r in rows if r]}, args.out, indent=1)


if __name__ == "__main__":
    main()
