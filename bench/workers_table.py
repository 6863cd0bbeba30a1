#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Speed-ups of fills by several workers, as a table in Markdown.

    isorand_bench --threads 2 --benchmark_filter='^(pcg64|philox4x64)/.*/16MiB/' \\
        --benchmark_repetitions=3 --benchmark_enable_random_interleaving=true \\
        --benchmark_out=threads.json
    bench/workers_table.py threads.json [SIZE]

Each figure is the time of the serial call over that of so many workers, best to best of the
repetitions."""

import json
import re
import sys

SIZE = sys.argv[2] if len(sys.argv) > 2 else "16MiB"


def main():
    best, labels, outputs, columns = {}, {}, [], []
    for run in json.load(open(sys.argv[1], encoding="utf-8"))["benchmarks"]:
        name = re.match(r"([^/]+)/[^/]+/([^/]+)/([^/]+)/([^/]+)/", run["name"] + "/")
        if run["run_type"] != "iteration" or run.get("error_occurred") or name[3] != SIZE:
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
