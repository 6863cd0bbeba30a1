#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Counts the instructions of fills under callgrind, on the scalar and the avx2 backend, and compares
them with bench/instructions.json: a loss of speed is found without timing anything.  A row may take
2 % more, and 8 instructions.  Exit code 1: a row takes more, or the file lacks rows; 77: the file
is of another compiler."""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

FILE = pathlib.Path(__file__).with_name("instructions.json")
BACKENDS = "(scalar|avx2)"
# Words and uniforms on every engine, distributions on one: a cache line, and half of the L1 cache.
ROWS = (f"^pcg64/{BACKENDS}/.*/(64B|16KiB)$|"
        f"^[^/]*/{BACKENDS}/(u32|u64|f32|f64)/(64B|16KiB)$")
MORE, FEW = 1.02, 8
SKIPPED = 77


def count(program):
    """{row: instructions}, and reasons of rows that cannot run.  Callgrind writes a file for each
    row, in the order of the rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        done = subprocess.run(
            ["valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={folder}/count", program,
             "--benchmark_min_time=0.000000001", f"--benchmark_filter={ROWS}",
             "--benchmark_out_format=json", f"--benchmark_out={folder}/rows.json"],
            capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"error: valgrind failed\n{done.stderr}")
        entries = json.loads((folder / "rows.json").read_text(encoding="utf-8"))["benchmarks"]
        files = sorted(folder.glob("count.*"), key=lambda path: int(path.suffix[1:]))
        rows = [entry["name"] for entry in entries if not entry.get("error_occurred")]
        if len(files) != len(rows):
            sys.exit(f"error: callgrind wrote {len(files)} files for {len(rows)} rows")
        counts = [int(re.search(r"^summary: (\d+)$", path.read_text(encoding="utf-8"), re.M)[1])
                  for path in files]
    reasons = {entry["name"].split("/")[1]: entry["error_message"]
               for entry in entries if entry.get("error_occurred")}
    return dict(zip(rows, counts)), reasons


def write(path, compiler, rows):
    with open(path, "w", encoding="utf-8") as file:
        lines = ",\n".join(f"  {json.dumps(name)}: {n}" for name, n in rows.items())
        file.write(f'{{\n "compiler": {json.dumps(compiler)},\n "rows": {{\n{lines}\n }}\n}}\n')


def compare(before, after, reasons):
    """Prints what differs; whether that is a loss, or rows are new or gone."""
    expected = {name: n for name, n in before.items() if name.split("/")[1] not in reasons}
    for backend, reason in reasons.items():
        print(f"skipped: {backend}: {reason}")
    more = [name for name, n in expected.items() if after.get(name, 0) > n * MORE + FEW]
    fewer = [name for name, n in expected.items() if after.get(name, n) * MORE + FEW < n]
    for title, names in (("more", more), ("fewer", fewer)):
        for name in names:
            ratio = after[name] / before[name]
            print(f"{title}: {name}: {before[name]} instructions before, {after[name]} now ({ratio:.3f} x)")
    for title, names in (("new", after.keys() - expected.keys()), ("gone", expected.keys() - after.keys())):
        for name in sorted(names):
            print(f"{title}: {name}")
    changed = expected.keys() ^ after.keys()
    print(f"{len(expected)} rows: {len(more)} take more instructions, {len(fewer)} fewer, {len(changed)} new "
          "or gone")
    if more or fewer or changed:
        print("tools/instructions --update writes what is now, where that is meant")
    return bool(more or changed)


def main():
    parser = argparse.ArgumentParser(prog="tools/instructions", description=__doc__)
    parser.add_argument("--update", action="store_true", help="write bench/instructions.json")
    parser.add_argument("--against", type=pathlib.Path, default=FILE, help=argparse.SUPPRESS)
    parser.add_argument("--build", type=pathlib.Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    compiler = (args.build / "compiler.txt").read_text(encoding="utf-8").strip()
    before = None if args.update else json.loads(args.against.read_text(encoding="utf-8"))
    if before and before["compiler"] != compiler:
        print(f"skipped: counted as built by {before['compiler']}, and this is {compiler}")
        return SKIPPED
    rows, reasons = count(args.build / "isorand_count")
    if args.update:
        if reasons:
            sys.exit(f"error: no count of {', '.join(reasons)} here: {', '.join(reasons.values())}")
        write(args.against, compiler, rows)
        return 0
    return int(compare(before["rows"], rows, reasons))


if __name__ == "__main__":
    sys.exit(main())
