#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Merges Google Benchmark's JSON files, each one a round, to one, and prints the table of ratios.

README.md describes the file.  Of every row it keeps best, median and spread over the rounds.  Ratios compare best with best at
the same output and size: with NumPy (same engine), with the scalar backend (same engine), with
memset, and with the fastest of the other libraries, whose name ends the line.  Cycles are those of
the clock that the program found when it started, for each 64 bytes of output.
"""
import argparse
import json
import os
import statistics
from pathlib import Path

# The machine's name and the user's folders are nobody's business.
PRIVATE = "host_name", "executable", "library_build_type"
CEILING = "memset/libc/bytes"


class Row:
    """The rounds of one benchmark."""

    def __init__(self, name, ours):
        self.name, self.ours = name, ours
        self.who, self.how, self.output, self.size = name.split("/")
        self.rates, self.times = [], []

    def add(self, result):
        # Six digits say more than any clock can.
        self.rates.append(float(f"{result['bytes_per_second']:.6g}"))
        elapsed = result["name"].endswith("/real_time")
        self.times.append(result["real_time" if elapsed else "cpu_time"])

    best = property(lambda self: max(self.rates))
    median = property(lambda self: statistics.median(self.rates))
    spread = property(lambda self: 1 - min(self.rates) / self.best)
    nanoseconds = property(lambda self: min(self.times))

    def entry(self):
        """What the merged file says of it."""
        return {"name": self.name, "bytes_per_second": self.best, "median": self.median,
                "spread": round(self.spread, 4), "rounds": self.rates}


def load(paths):
    """All rows by name, the contexts by program, and the skipped rows' reasons by name."""
    rows, contexts, skipped = {}, {}, {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        context = data["context"]
        name = Path(context.get("executable", "isorand-bench")).name
        program = f"{name} {context.get('compiler', '')}".rstrip()
        engines = context.get("isorand_engines", "").split()
        contexts.setdefault(program, context)
        for result in data["benchmarks"]:
            name = result["name"].removesuffix("/real_time")
            if result.get("error_occurred"):
                skipped[name] = result["error_message"]
            else:
                row = rows.setdefault(name, Row(name, name.split("/")[0] in engines))
                row.add(result)
    return rows, contexts, skipped


def merge(rows, contexts, skipped, more):
    """The merged file: isorand's rows first, and one context."""
    context, peers = {}, []
    for program, values in contexts.items():
        if "isorand_version" in values:
            context |= {k: v for k, v in values.items() if k not in PRIVATE}
        else:
            for key in "numpy_version", "python_version", "absent":
                if values.get(key):
                    context[key] = values[key]
            if "compiler" in values:
                peers.append(f"{program} {values['flags'].strip()}")
    if peers:
        context["peers"] = "; ".join(filter(None, [context.get("peers"), *peers]))
    order = sorted(rows.values(), key=lambda row: not row.ours)
    return {"context": context | more, "benchmarks": [
        *(row.entry() for row in order),
        *({"name": name, "error_occurred": True, "error_message": reason}
          for name, reason in skipped.items())]}


def compare(row, rows):
    """What 'row' is compared with; None where there is no such row."""
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


def clock(contexts):
    """GHz of isorand's program; None where it found none."""
    found = [float(c["clock_ghz"]) for c in contexts.values() if "isorand_version" in c]
    return max(found, default=0) or None


def line(row, rows, ghz):
    """One line of the table."""
    others = compare(row, rows) if row.ours else {}
    ratios = [f"{row.best / others[what].best:8.2f}" if others.get(what) else f"{'-':>8}"
              for what in ("numpy", "scalar", "memset", "peer")]
    peer = others["peer"].name.rsplit("/", 2)[0] if others.get("peer") else ""
    cycles = f"{64 * ghz * 1e9 / row.best:8.1f}" if ghz else f"{'-':>8}"
    return (
        f"{row.name:48}{row.best / 1e9:8.2f}{row.median / 1e9:8.2f}{row.spread:7.0%}"
        f"{row.nanoseconds:13.1f}{cycles}{''.join(ratios)}  {peer}"
    ).rstrip()


def print_report(rows, contexts, skipped):
    for program, values in contexts.items():
        known = ("isorand_version", "isorand_backend", "cpu", "clock_ghz", "governor", "flags",
                 "numpy_version", "python_version", "absent")  # fmt: skip
        print(f"{program}:", "; ".join(f"{k} {values[k]}" for k in known if values.get(k)))
    print(
        f"\n{'row':48}{'best':>8}{'median':>8}{'spread':>7}{'best':>13}{'cycles':>8}{'x':>8}{'x':>8}{'x':>8}"
        f"{'x best':>8}\n"
        f"{'':48}{'GB/s':>8}{'GB/s':>8}{'':7}{'ns/call':>13}{'/64 B':>8}{'NumPy':>8}{'scalar':>8}{'memset':>8}"
        f"{'peer':>8}"
    )
    group, ghz = None, clock(contexts)
    for row in sorted(rows.values(), key=lambda row: not row.ours):
        if row.who != group:
            print()
        group = row.who
        print(line(row, rows, ghz))
    print()
    reasons = {}
    for name, reason in skipped.items():
        reasons.setdefault(f"{name.split('/')[1]}: {reason}", []).append(name)
    for reason, names in reasons.items():
        print(f"skipped, {len(names)} rows: {reason}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", help="JSON files of all programs and rounds")
    parser.add_argument("--out", help="write the merged file here")
    parser.add_argument("--context", action="append", default=[], metavar="KEY=TEXT",
                        help="add this to the context of the merged file")
    args = parser.parse_args()
    rows, contexts, skipped = load(args.files)
    if args.out:
        more = dict(text.split("=", 1) for text in args.context)
        more["load_avg_end"] = list(os.getloadavg())
        merged = merge(rows, contexts, skipped, more)
        with open(args.out, "w", encoding="utf-8") as file:
            entries = ",\n".join(json.dumps(entry) for entry in merged["benchmarks"])
            context = json.dumps(merged["context"], indent=1)
            file.write(f'{{"context": {context},\n"benchmarks": [\n{entries}\n]}}\n')
    print_report(rows, contexts, skipped)


if __name__ == "__main__":
    main()
