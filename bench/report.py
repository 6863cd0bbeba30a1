#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Merges Google Benchmark's JSON files, each one a round, and prints the table of ratios.

Of every row it keeps best, median and spread over the rounds.  Ratios compare best with best at
the same output and size: with NumPy (same engine), with the scalar backend (same engine), with
memset, and with the fastest of the other libraries, whose name ends the line.  Cycles are those of
the clock that the program found when it started, for each 64 bytes of output.
"""
import argparse
import json
import statistics
from pathlib import Path

CEILING = "memset/libc/bytes"


class Row:
    """The rounds of one benchmark."""

    def __init__(self, name, ours):
        self.name, self.ours = name, ours
        self.who, self.how, self.output, self.size = name.split("/")
        self.rates, self.times = [], []

    def add(self, result):
        self.rates.append(result["bytes_per_second"])
        self.times.append(result["cpu_time"])

    best = property(lambda self: max(self.rates))
    median = property(lambda self: statistics.median(self.rates))
    spread = property(lambda self: 1 - min(self.rates) / self.best)
    nanoseconds = property(lambda self: min(self.times))


def load(paths):
    """All rows by name, the contexts by program, and the skipped rows by reason."""
    rows, contexts, skipped = {}, {}, {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        context = data["context"]
        program = f"{Path(context['executable']).name} {context.get('compiler', '')}".rstrip()
        contexts[program] = context
        for result in data["benchmarks"]:
            name = result["name"]
            if result.get("error_occurred"):
                reason = f"{name.split('/')[1]}: {result['error_message']}"
                skipped.setdefault(reason, set()).add(name)
            else:
                row = rows.setdefault(name, Row(name, "isorand_version" in context))
                row.add(result)
    return rows, contexts, skipped


def compare(row, rows):
    """Best rates of what 'row' is compared with; None where there is no such row."""
    peers = [
        r for r in rows.values()
        if not r.ours and r.who not in ("numpy", "memset") and r.how != "next"
        and (r.output, r.size) == (row.output, row.size)
    ]  # fmt: skip
    return {
        "numpy": rows.get(f"numpy/{row.who}/{row.output}/{row.size}"),
        "scalar": rows.get(f"{row.who}/scalar/{row.output}/{row.size}"),
        "memset": rows.get(f"{CEILING}/{row.size}"),
        "peer": max(peers, key=lambda r: r.best, default=None),
    }


def summary(row, rows, ghz):
    """One merged row, in the shape of Google Benchmark's results."""
    merged = {
        "name": row.name, "run_type": "aggregate", "repetitions": len(row.rates),
        "cpu_time": row.nanoseconds, "time_unit": "ns", "bytes_per_second": row.best,
        "median_bytes_per_second": row.median, "spread": row.spread,
        "cycles_per_64_bytes": ghz and 64 * ghz * 1e9 / row.best,
    }  # fmt: skip
    if row.ours:
        for what, other in compare(row, rows).items():
            merged[what] = other and {"name": other.name, "ratio": row.best / other.best}
    return merged


def clock(contexts):
    """GHz of isorand's program; None where it found none."""
    found = [float(c["clock_ghz"]) for c in contexts.values() if "isorand_version" in c]
    return max(found, default=0) or None


def line(merged):
    """One line of the table."""
    rates = (merged["bytes_per_second"] / 1e9, merged["median_bytes_per_second"] / 1e9)
    ratios = [
        f"{merged[what]['ratio']:8.2f}" if merged.get(what) else f"{'-':>8}"
        for what in ("numpy", "scalar", "memset", "peer")
    ]
    peer = merged["peer"]["name"].rsplit("/", 2)[0] if merged.get("peer") else ""
    cycles = merged["cycles_per_64_bytes"]
    return (
        f"{merged['name']:48}{rates[0]:8.2f}{rates[1]:8.2f}{merged['spread']:7.0%}"
        f"{merged['cpu_time']:13.1f}{cycles and f'{cycles:8.1f}' or '-':>8}{''.join(ratios)}  {peer}"
    ).rstrip()


def print_report(results, skipped):
    context = results["context"]
    for program, values in context.items():
        known = ("isorand_version", "isorand_backend", "cpu", "clock_ghz", "governor", "flags",
                 "numpy_version", "python_version", "absent")  # fmt: skip
        print(f"{program}:", "; ".join(f"{k} {values[k]}" for k in known if values.get(k)))
    print(
        f"\n{'row':48}{'best':>8}{'median':>8}{'spread':>7}{'best':>13}{'cycles':>8}{'x':>8}{'x':>8}{'x':>8}"
        f"{'x best':>8}\n"
        f"{'':48}{'GB/s':>8}{'GB/s':>8}{'':7}{'ns/call':>13}{'/64 B':>8}{'NumPy':>8}{'scalar':>8}{'memset':>8}"
        f"{'peer':>8}"
    )
    group = None
    for merged in results["benchmarks"]:
        who = merged["name"].split("/")[0]
        if who != group:
            print()
        group = who
        print(line(merged))
    print()
    for reason, names in skipped.items():
        print(f"skipped, {len(names)} rows: {reason}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", help="JSON files of all programs and rounds")
    parser.add_argument("--out", help="write the merged results here")
    args = parser.parse_args()
    rows, contexts, skipped = load(args.files)
    order = sorted(rows.values(), key=lambda r: not r.ours)
    results = {"context": contexts, "benchmarks": [summary(r, rows, clock(contexts)) for r in order]}
    if args.out:
        with open(args.out, "w", encoding="utf-8") as file:
            json.dump(results, file, indent=1)
    print_report(results, skipped)


if __name__ == "__main__":
    main()
