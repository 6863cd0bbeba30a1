# SPDX-License-Identifier: MIT
"""What README.md and docs say, against what is there: sessions, example, tables, links."""
import glob
import json
import os
import re

import pytest

import backends
import documents
import oracles
from build import ROOT
from oracles import numpy as np
from programs import run, streams_of

PAGES = ["README.md", "SECURITY.md",
         *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md"))]


def read(name):
    with open(f"{ROOT}/{name}", encoding="utf-8") as f:
        return f.read()


README = read("README.md")


def blocks(language):
    """The text of each fenced block of that language."""
    found = documents.blocks(README, language)
    assert found, f"no {language} block"
    return found


def section(title):
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def table(title):
    """The cells of a section's first table, without its head; code marks are dropped."""
    rows = [line for line in section(title).splitlines() if line.startswith("|")][2:]
    return [[cell.strip().strip("`") for cell in row.strip("|").split("|")] for row in rows]


@pytest.fixture(scope="module")
def info(command):
    return json.loads(command.run("info", "--json").stdout)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory, build_folder):
    """Makes a folder like a checkout, in which build/ is the build under test."""
    oracles.program("cc")

    def make():
        place = tmp_path_factory.mktemp("checkout")
        for name in "include", "src":
            (place / name).symlink_to(ROOT / name)
        (place / "build").symlink_to(build_folder)
        (place / "tools").mkdir()
        tool = place / "tools/run"
        tool.write_text(f"#!/bin/sh\nexec '{build_folder}/isorand' \"$@\"\n", encoding="utf-8")
        tool.chmod(0o755)
        (place / "example.c").write_text(blocks("c")[0], encoding="utf-8")
        return place
    return make


@pytest.mark.numpy
def test_sessions(workplace):
    place, ran = workplace(), 0
    for command, output in documents.sessions(README):
        assert run("sh", "-c", command, cwd=place) == output, command
        ran += 1
    assert ran >= 6


@pytest.mark.numpy
def test_example_equals_numpy():
    rng = np.random.default_rng(42)
    x, z = rng.random(1000), rng.normal(5, 2, 1000)
    k = rng.poisson([0.5, 10, 2000])
    low = rng.bit_generator.state["state"]["state"] % 2**64
    output = [output for command, output in documents.sessions(README) if command == "./example"]
    *reals, k0, k1, k2, word = output[0].split()
    assert [float(real) for real in reals] == [x[0], x[999], z[0], z[999]]
    assert [int(k0), int(k1), int(k2)] == k.tolist()
    assert int(word, 16) == low


def test_example_compiles_strictly(workplace):
    run("cc", "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only",
        "-Iinclude", "example.c", cwd=workplace())


@pytest.mark.numpy
@pytest.mark.parametrize("part", ["scalar alone", "all backends"])
def test_by_hand(workplace, info, library_path, part):
    """The lines that build without CMake: all backends, same bits; the first two: scalar alone."""
    recipe = [block for block in blocks("sh") if "backend_avx2.c" in block]
    assert len(recipe) == 1
    lines = recipe[0].splitlines()
    assert "src/*/*.c" in lines[1] and lines[-1].startswith("ar ")
    rows = {row["name"]: row for row in info["backends"]}
    if not rows["avx2"]["compiled"]:
        pytest.skip("the recipe is for x86-64")
    if part == "scalar alone":
        lines, wanted = lines[:2] + lines[-1:], ["scalar"]
    else:
        wanted = [name for name, row in rows.items() if row["usable"]]
    place = workplace()
    run("sh", "-ec", "\n".join(lines).replace("-O2", "-O2 -fPIC"), cwd=place)
    run("cc", "-shared", "-o", "lib.so", "-Wl,--whole-archive", "libisorand.a",
        "-Wl,--no-whole-archive", cwd=place)
    made = streams_of(place / "lib.so")
    assert list(made) == wanted
    reference = streams_of(library_path)["scalar"]
    for name, streams in made.items():
        assert streams == reference, name


def test_table_commands(command):
    text = command.run("--help").stdout.decode().split("Commands:\n")[1].split("\n\n")[0]
    assert table("Commands") == [line.split(None, 1) for line in text.splitlines()]


def test_table_engines(info):
    assert table("Engines") == [[e["name"], e["alias"] or "", str(e["word_bits"]), e["equals"]]
                                for e in info["engines"]]


def test_table_backends(info):
    """Names and order by the tool; features by the registry's rows."""
    wanted = [[name, " ".join(features)] for name, features in backends.rows().items()]
    assert table("Backends") == wanted
    assert [row[0] for row in wanted] == [row["name"] for row in info["backends"]]


def test_table_promises(build_folder):
    known = json.loads(run("ctest", "--show-only=json-v1", "--test-dir", build_folder))["tests"]
    registered = {test["name"] for test in known}
    # Those of other legs, since this build has not what they need.
    registered |= set(re.findall(r"isorand_test\((mpi)\b", (ROOT / "tests/CMakeLists.txt").read_text()))
    rows = table("What is promised")
    assert [row[0] for row in rows] == ["stream", "backend", "chunk", "alignment", "state",
                                        "errors", "threads", "parallel"]
    for row in rows:
        tests = re.findall(r"\[(\w+)\]\(tests/\w+/test_(\w+)\.\w+\)", row[2])
        assert tests, f"no test for {row[0]}"
        for name, file in tests:
            assert name == file
            assert name in registered


def links(text):
    return re.findall(r"\]\(([^)#:]+)[^):]*\)", text)


def paths(text):
    found = re.findall(r"`((?:src|tests|tools|cmake|bench|include|docs)/[\w./*@-]+)[ `]", text)
    return [path for path in found if "NAME" not in path]


@pytest.mark.parametrize("page", PAGES)
def test_links_and_paths(page):
    """Every local link, and every path in code marks, leads somewhere."""
    text = re.sub(r"^```.*?^```$", "", read(page), flags=re.M | re.S)
    folder = os.path.dirname(page)
    for target in links(text):
        assert os.path.exists(f"{ROOT}/{folder}/{target}"), target
    for path in paths(text):
        assert glob.glob(f"{ROOT}/{path}"), path
    for fragment in re.findall(r"\]\(#([\w-]+)\)", text):
        heading = "## " + fragment.replace("-", " ")
        assert heading in text.lower().replace("-", " "), fragment


def test_links_and_paths_are_seen():
    text = "\n".join(map(read, PAGES))
    assert len(links(text)) + len(paths(text)) > 30


@pytest.fixture(scope="module")
def code():
    """The text of all that reads settings."""
    patterns = ("CMakeLists.txt", "conftest.py", "cmake/*", "include/*/*", "src/**", "tests/**",
                "examples/*", "tools/**")
    endings = ".c", ".h", ".def", ".py", ".txt", ".cmake"
    return "\n".join(read(f) for pattern in patterns
                     for f in glob.glob(pattern, root_dir=ROOT, recursive=True)
                     if f.endswith(endings) and os.path.isfile(f"{ROOT}/{f}"))


@pytest.mark.parametrize("page", PAGES)
def test_settings(page, code):
    """Each ISORAND_... in capitals is one that the code knows."""
    for name in sorted(set(re.findall(r"\bISORAND_[A-Z0-9_]*[A-Z0-9]\b(?!_)", read(page)))):
        assert name in code or re.sub(r"WITH_\w+", "WITH_${upper}", name) in code, name


def test_pages_have_groups():
    """Each page of docs is a line of docs/site/pages.txt, under a group."""
    lines = read("docs/site/pages.txt").splitlines()
    pages = [line.strip() for line in lines if line.startswith("    ")]
    assert len(pages) == len(set(pages)) and all(os.path.exists(f"{ROOT}/{page}") for page in pages)
    assert set(PAGES) <= set(pages)


def test_legs():
    """docs/testing.md has a row for each leg of tools/test, in its order."""
    presets = json.loads(read("CMakePresets.json"))["workflowPresets"]
    assert re.findall(r"^\| `((?!ISORAND)[\w-]+)` \|", read("docs/testing.md"), re.M) == [
        preset["name"] for preset in presets]
