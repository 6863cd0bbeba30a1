#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Speed-ups of fills by several workers, as a table in Markdown.

    isorand-bench --threads 2 --benchmark_filter='^(pcg64|philox4x64)/.*/16MiB/' \\
        --benchmark_repetitions=3 --benchmark_enable_random_interleaving=true \\
        --benchmark_out=threads.json
    bench/workers_table.py [--size SIZE] threads.json...

Each figure is the time of the serial call over that of so many workers, best to best of the
repetitions."""

import argparse
import json
import re


def runs(files):
    for name in files:
        with open(name, encoding="utf-8") as file:
            yield from json.load(file)["benchmarks"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", default="16MiB", help="of the rows (default: 16MiB)")
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    best, labels, outputs, columns = {}, {}, [], []
    for run in runs(args.files):
        name = re.match(r"([^/]+)/[^/]+/([^/]+)/([^/]+)/([^/]+)/", run["name"] + "/")
        if run["run_type"] != "iteration" or run.get("error_occurred") or name[3] != args.size:
            continue
        engine, output, _, how = name.groups()
        key = engine, output, how
        seconds = run["real_time"] * {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}[run["time_unit"]]
        best[key] = min(seconds, best.get(key, seconds))
        labels[output] = run["label"]
        outputs += [output] if output not in outputs else []
        columns += [(engine, how)] if how != "serial" and (engine, how) not in columns else []
    rows = [["", "kind, grain", *(f"{engine}, {how}" for engine, how in columns)]]
    rows.append(["---"] * len(rows[0]))
    for output in outputs:
        ratios = (best[engine, output, "serial"] / best[engine, output, how]
                  if (engine, output, how) in best else None for engine, how in columns)
        rows.append([output, labels[output], *(f"{x:.2f}" if x else "" for x in ratios)])
    for row in rows:
        print("| " + " | ".join(row) + " |")


main()
