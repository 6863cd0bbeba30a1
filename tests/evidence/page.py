# SPDX-License-Identifier: MIT
"""tools/evidence: one table of what can be shown, from runs."""
import argparse
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests/support")]
import provenance  # noqa: E402
import sources  # noqa: E402
from rows import ROWS  # noqa: E402

HEAD = """# Evidence

The output of `tools/evidence`, on {date}, at commit {commit}, on {machine}, {cores} cores. Each
figure comes from a run: of a leg of `tools/test`, whose programs count what they compared, or of a
long run, whose result is kept in [docs/evidence](evidence). The last column says which, when, and
how long it took, in seconds of CPU. A figure with a target that it misses is marked.

| what | figure | target | run |
|---|--:|--:|---|
"""


SPACE = "\u00a0"  # at which no line breaks


def number(value):
    if isinstance(value, float) and value != int(value):
        return f"{value:.4g}"
    return f"{int(value):,}".replace(",", SPACE)


def table(runs):
    """The lines of the table, and those of figures that are missing or short of their target."""
    lines, wrong = [], []
    for title, figures in ROWS:
        lines.append(f"| **{title}** | | | |")
        try:
            for figure in figures(runs):
                target = SPACE.join((figure.target[0].replace(">=", "≥").replace("<=", "≤"),
                                     number(figure.target[1]))) if figure.target else ""
                mark = "" if figure.reached() else " **missed**"
                lines.append(f"| {figure.what} | {number(figure.value)}{mark} | {target} | "
                             f"{figure.source.about} |")
                if mark:
                    wrong.append(f"{title}: {figure.what} is {number(figure.value)}, not {target}")
        except sources.Missing as missing:
            lines.append(f"| | **missing** | | {missing} |")
            wrong.append(f"{title}: {missing}")
    return lines, wrong


def main():
    parser = argparse.ArgumentParser(prog="tools/evidence", description=__doc__)
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--quick", action="store_true", help="run the leg gcc alone: 4 minutes")
    group.add_argument("--no-run", action="store_true",
                       help="run nothing: what tools/test has run here last, and what is kept")
    parser.add_argument("--keep", action="store_true",
                        help="keep the legs that have run here in docs/evidence/legs.json, and the "
                             "table in docs/evidence.md")
    options = parser.parse_args()
    if not options.no_run:
        legs = ["--quick"] if options.quick else []
        if subprocess.run([ROOT / "tools/test", *legs], check=False, stdout=sys.stderr).returncode:
            print("error: tools/test failed: no table of it", file=sys.stderr)
            return 1
    if options.keep:
        print(f"kept: {' '.join(sources.keep()) or 'nothing'}", file=sys.stderr)
    lines, wrong = table(sources.Runs(here=not options.keep))
    page = HEAD.format(**provenance.about(), cores=os.cpu_count()) + "\n".join(lines) + "\n"
    if options.keep:
        (ROOT / "docs/evidence.md").write_text(page, encoding="utf-8")
    print(page, end="")
    for line in wrong:
        print(f"error: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except sources.Missing as missing_run:
        sys.exit(f"error: {missing_run}")
