#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs the cells of docs/python-example.md and saves the figure that each "plt" cell makes.

    PYTHONPATH=build/python/python tools/generate/python_figures.py docs
"""
import re
import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "isorand"  # the same file each time
import matplotlib.pyplot as plt  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]


def cells(text):
    """The code of the page, cell by cell, with the picture that follows it, or None."""
    for match in re.finditer(r"```python\n(.*?)```\n(?:\n!\[[^]]*\]\(([^)]*)\))?", text, re.S):
        lines = [line[4:] for line in match[1].splitlines() if line[:4] in (">>> ", "... ", "...")]
        yield "\n".join(lines) + "\n", match[2]


def main():
    folder = Path(sys.argv[1])
    names = {}
    for code, picture in cells((ROOT / "docs/python-example.md").read_text(encoding="utf-8")):
        plt.close("all")
        exec(compile(code, "docs/python-example.md", "exec"), names)
        if picture:
            path = folder / picture
            path.parent.mkdir(parents=True, exist_ok=True)
            plt.gcf().savefig(path, metadata={"Date": None})


if __name__ == "__main__":
    main()
