# SPDX-License-Identifier: MIT
"""How the sources of the library hang together: floors, the public calls, names."""
import collections
import re

import pytest

import oracles
from build import ROOT
from programs import run

# The folders of src, those that stand on nothing first.  A file includes its own folder and those
# of floors below.
FLOORS = [["base"], ["seed", "cpu"], ["math"], ["engine"], ["simd"], ["words"], ["distribution"],
          ["parallel"], ["api"]]
FLOOR = {folder: level for level, floor in enumerate(FLOORS) for folder in floor}
SOURCES = sorted(path.relative_to(ROOT / "src") for path in (ROOT / "src").glob("**/*.[ch]"))


def text(path):
    """A source without its comments."""
    code = (ROOT / "src" / path).read_text(encoding="ascii")
    return re.sub(r"/\*.*?\*/|//[^\n]*", "", code, flags=re.S)


def test_every_folder_has_a_floor():
    assert {path.parts[0] for path in SOURCES} == set(FLOOR)
    assert all(len(path.parts) == 2 for path in SOURCES)


@pytest.mark.parametrize("folder", FLOOR)
def test_includes_go_downward(folder):
    upward, seen = [], 0
    for path in SOURCES:
        if path.parts[0] != folder:
            continue
        for name in re.findall(r'^#\s*include "([^"]+)"', text(path), re.M):
            seen += 1
            other, slash, _ = name.partition("/")
            # Registries lie beside the folders, and are for all.
            if not (FLOOR[other] < FLOOR[folder] or other == folder if slash
                    else name.endswith(".def")):
                upward.append(f"{path} includes {name}")
    assert not upward
    assert seen or folder == "base"


def test_floors_are_documented():
    """The table of docs/architecture.md has a row for each floor, the top one first."""
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    section = page.split("## Rooms by floor")[1].split("\n## ")[0]
    rows = [re.findall(r"`(\w+)`", row) for row in re.findall(r"^\| (`[^|]*) \|", section, re.M)]
    assert rows == FLOORS[::-1]


def test_public_calls_are_in_the_top_floor_alone():
    """In the text, so that backends of other CPUs are looked at too."""
    for path in SOURCES:
        if path.parts[0] != "api":
            assert not re.findall(r"\bisorand_\w+\s*\(", text(path)), path


def symbols(build_folder):
    """(object, symbol, kind) of the static library, objects by the names of their sources."""
    listing = run(oracles.program("nm"), "-A", "--format=posix", build_folder / "libisorand.a")
    rows = [re.match(r".*\[(\w+)\.c\.o\]: (\S+) (\w)", line) for line in listing.splitlines()]
    assert all(rows)
    return [row.groups() for row in rows]


def test_public_symbols_are_in_the_top_floor_alone(build_folder):
    """Only objects of src/api define isorand_..., and only they call it."""
    tops = {path.stem for path in SOURCES if path.parts[0] == "api" and path.suffix == ".c"}
    rows = symbols(build_folder)
    assert tops <= {name for name, _, _ in rows}
    assert not [row for row in rows if row[1].startswith("isorand_") and row[0] not in tops]
    headers = "".join(path.read_text(encoding="ascii")
                      for path in (ROOT / "include/isorand").glob("*.h"))
    declared = re.findall(r"^ISORAND_API [^(]*?\b(isorand_\w+)\(", headers, re.M)
    defined = [symbol for _, symbol, kind in rows if symbol.startswith("isorand_") and kind == "T"]
    assert sorted(defined) == sorted(declared)


def test_names_of_sources_are_unique():
    """A compiler that writes all objects to one folder, as in README.md, loses none."""
    stems = collections.Counter(path.stem for path in SOURCES if path.suffix == ".c")
    assert [stem for stem, count in stems.items() if count > 1] == []
