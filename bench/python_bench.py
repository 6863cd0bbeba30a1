#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Times the Python package beside NumPy: the same calls on both, in rounds that take turns.

Prints a table, and writes build/python-bench.json (rows as those of tools/bench: python/ENGINE/CALL/N
and numpy/ENGINE/CALL/N); with --readme the table and the chart of python/README.md too.

    PYTHONPATH=build/python/python bench/python_bench.py [--readme]
"""
import argparse
import datetime
import json
import platform
import re
import statistics
import sys
import time
from pathlib import Path

import numpy as np

import isorand

ROOT = Path(__file__).resolve().parents[1]
SIZES = [None, 1, 10, 100, 1000, 10**4, 10**5, 10**6, 10**7]


def method(name, *args, **kwargs):
    """A call that returns a new array, or one value for size None."""
    return lambda rng, n, out: lambda m=getattr(rng, name): m(*args, size=n, **kwargs)


def into(name, **kwargs):
    """A call that fills the caller's array."""
    return lambda rng, n, out: lambda m=getattr(rng, name): m(out=out, **kwargs)


def on(name):
    return lambda rng, n, out: lambda m=getattr(rng, name): m(out)


# One row a call: label, class, type of the values, what it does, and whether size None makes sense.
CALLS = [
    ("random(out=)", "Generator", "f8", into("random"), False),
    ("random()", "Generator", "f8", method("random"), True),
    ("standard_normal(out=)", "Generator", "f8", into("standard_normal"), False),
    ("standard_normal(out=, float32)", "Generator", "f4",
     into("standard_normal", dtype=np.float32), False),
    ("normal(5, 2)", "Generator", "f8", method("normal", 5, 2), True),
    ("standard_exponential(out=)", "Generator", "f8", into("standard_exponential"), False),
    ("integers(0, 1000)", "Generator", "i8", method("integers", 0, 1000), True),
    ("uniform(-1, 1)", "Generator", "f8", method("uniform", -1, 1), True),
    ("gamma(2.5, 2)", "Generator", "f8", method("gamma", 2.5, 2), True),
    ("poisson(12.5)", "Generator", "i8", method("poisson", 12.5), True),
    ("shuffle(x)", "Generator", "i8", on("shuffle"), False),
    ("permutation(n)", "Generator", "i8",
     lambda rng, n, out: lambda m=rng.permutation: m(n), False),
    ("RandomState.random_sample()", "RandomState", "f8", method("random_sample"), True),
    ("RandomState.standard_normal()", "RandomState", "f8", method("standard_normal"), True),
    ("RandomState.randint(0, 1000)", "RandomState", "i8", method("randint", 0, 1000), True),
]
# What has to be reached at 10^6 values.
TARGETS = {"random(out=)": 6, "standard_normal(out=)": 12, "standard_exponential(out=)": 4.5,
           "integers(0, 1000)": 5, "standard_normal(out=, float32)": 15, "shuffle(x)": 2}


def nanoseconds(call, seconds):
    """Of one call, over calls that take about so long together."""
    n, timer = 1, time.perf_counter_ns
    while True:
        start = timer()
        for _ in range(n):
            call()
        taken = timer() - start
        if taken >= 1e9 * seconds or n >= 10**6:
            return taken / n
        n = max(n + 1, min(10 * n, int(1.4 * n * 1e9 * seconds / max(taken, 1))))


class Row:
    """One call at one size, NumPy's and isorand's."""

    def __init__(self, call, n):
        self.label, cls, dtype, prepare, _ = call
        self.n, self.bytes = n, np.dtype(dtype).itemsize * (n or 1)
        self.calls = [prepare(getattr(module, cls)(bits), n, np.ones(n or 1, dtype))
                      for module, bits in ((np.random, self.bits(np.random, cls)),
                                           (isorand, self.bits(isorand, cls)))]
        self.times = [[], []]

    @staticmethod
    def bits(module, cls):
        return module.PCG64(42) if cls == "Generator" else module.MT19937(42)

    def round(self, seconds):
        for times, call in zip(self.times, self.calls):
            times.append(nanoseconds(call, seconds))

    ratio = property(lambda self: min(self.times[0]) / min(self.times[1]))
    median_ratio = property(lambda self: statistics.median(self.times[0])
                            / statistics.median(self.times[1]))

    def name(self, who):
        return f"{who}/{'pcg64' if 'State' not in self.label else 'mt19937'}/{self.label}/{self.n}"

    def entries(self):
        """As bench/merge.py writes rows."""
        found = []
        for who, times in zip(("numpy", "python"), self.times):
            rates = [float(f"{1e9 * self.bytes / time:.6g}") for time in times]
            found.append({"name": self.name(who), "bytes_per_second": max(rates),
                          "median": statistics.median(rates),
                          "spread": round(1 - min(rates) / max(rates), 4), "rounds": rates})
        return found


def rows_of(pattern, sizes):
    return [Row(call, n) for n in sizes for call in CALLS
            if re.search(pattern, call[0]) and (n is not None or call[4])]


def words(n):
    return "one value" if n is None else f"{n:,}".replace(",", " ")


def table(rows):
    """Markdown: how many times as fast as NumPy, best by best."""
    sizes = list(dict.fromkeys(row.n for row in rows))
    found = {(row.label, row.n): row for row in rows}
    lines = ["| call | " + " | ".join(words(n) for n in sizes) + " |",
             "|---|" + "---:|" * len(sizes)]
    for label in [call[0] for call in CALLS if any(row.label == call[0] for row in rows)]:
        cells = [f"{found[label, n].ratio:.1f}" if (label, n) in found else "" for n in sizes]
        lines.append(f"| `{label}` | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def chart(rows, path):
    import matplotlib
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "isorand"
    import matplotlib.pyplot as plt
    figure, axes = plt.subplots(figsize=(8, 4.5))
    shown = [*TARGETS, "normal(5, 2)", "random()"]
    for label in shown:
        line = [row for row in rows if row.label == label and row.n]
        if line:
            axes.plot([row.n for row in line], [row.ratio for row in line], marker="o",
                      markersize=3, label=label)
    axes.axhline(1, color="black", linewidth=0.8)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_yticks([1, 2, 5, 10, 20, 50], ["1", "2", "5", "10", "20", "50"])
    axes.minorticks_off()
    axes.set_xlabel("values a call")
    axes.set_ylabel("times as fast as NumPy")
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8, ncol=2, frameon=False)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def cpu():
    for line in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def write_readme(rows, heading):
    readme = ROOT / "python/README.md"
    text = readme.read_text(encoding="utf-8")
    begin, end = "<!-- speed -->\n", "<!-- end of speed -->"
    before, rest = text.split(begin)
    after = rest.split(end)[1]
    readme.write_text(f"{before}{begin}{heading}\n\n{table(rows)}\n\n{end}{after}",
                      encoding="utf-8")
    chart(rows, ROOT / "python/speed.svg")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filter", default="", help="calls that match")
    parser.add_argument("--sizes", help="numbers with commas instead of 1 to 10^7")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--min-time", type=float, default=0.002, help="seconds a row and round")
    parser.add_argument("--out", type=Path, default=ROOT / "build/python-bench.json")
    parser.add_argument("--readme", action="store_true", help="write python/README.md too")
    parser.add_argument("--check", action="store_true", help="fail where a target is missed")
    args = parser.parse_args()
    sizes = [int(float(n)) for n in args.sizes.split(",")] if args.sizes else SIZES
    rows = []
    for n in sizes:  # one size after the other, so that few large arrays are alive
        some = rows_of(args.filter, [n])
        for _ in range(args.rounds if (n or 0) < 10**7 else 2):
            for row in some:
                row.round(args.min_time)
        for row in some:
            row.calls = None
        rows += some
    heading = (f"{cpu()}, one thread, NumPy {np.__version__}, Python {platform.python_version()}, "
               f"backend {isorand.backend()}: times as fast as NumPy, best of "
               f"{args.rounds} rounds each.")
    print(heading + "\n\n" + table(rows))
    missed = [f"{row.label}: {row.ratio:.1f}, not {TARGETS[row.label]}" for row in rows
              if row.n == 10**6 and row.ratio < TARGETS.get(row.label, 0)]
    for row in rows:
        if row.n == 10**6 and row.label in TARGETS:
            print(f"{row.label} of 10^6: best {row.ratio:.1f}, median {row.median_ratio:.1f}, "
                  f"target {TARGETS[row.label]}")
    context = {"isorand_version": isorand.__version__,
               "isorand_backend": isorand.backend(), "cpu": cpu(),
               "numpy_version": np.__version__, "python_version": platform.python_version(),
               "date": datetime.datetime.now().astimezone().isoformat(timespec="seconds")}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    entries = [entry for row in rows for entry in row.entries()]
    args.out.write_text(json.dumps({"context": context, "benchmarks": entries}, indent=1),
                        encoding="utf-8")
    if args.readme:
        write_readme(rows, heading)
    if args.check and missed:
        sys.exit("missed: " + "; ".join(missed))


if __name__ == "__main__":
    main()
