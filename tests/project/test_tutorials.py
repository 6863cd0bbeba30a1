# SPDX-License-Identifier: MIT
"""docs/tutorials: a reader who types what they say gets what they show.  The one on CPUs is read in
test_portable.py, whose programs it needs."""
import re

import pytest

import hashes
import oracles
from build import ROOT
from command import ENVIRONMENT
from documents import Reader, blocks, sessions
from evidence import count
from oracles import numpy as np
from programs import run

NAMES = {path.stem for path in (ROOT / "docs/tutorials").glob("*.md")}


def tutorial(name):
    return (ROOT / f"docs/tutorials/{name}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def prefix(build_folder, tmp_path_factory):
    """Where the build under test is installed."""
    path = tmp_path_factory.mktemp("prefix")
    run("cmake", "--install", build_folder, "--prefix", path)
    return path


def environment(prefix):
    return {**ENVIRONMENT, "PATH": f"{prefix / 'bin'}:{ENVIRONMENT['PATH']}"}


def test_all_are_read():
    assert NAMES == {"compare-cpus", "fill-arrays", "prove-equality"}


@pytest.mark.numpy
def test_fill_arrays(prefix, build_folder, tmp_path):
    oracles.program("cc")
    (tmp_path / "isorand").mkdir()
    (tmp_path / "isorand/build").symlink_to(build_folder)

    def edit(command):
        """The build under test is there."""
        return None if command.startswith("cmake -S isorand ") else command
    reader = Reader(tmp_path, environment(prefix), edit).read(tutorial("fill-arrays"))
    assert reader.saved == ["walk.c", "CMakeLists.txt", "walk_threads.c"]
    assert reader.ran >= 9 and reader.compared >= 7
    count("tutorials.commands", reader.ran)
    assert (tmp_path / "installed/include/isorand/isorand.h").exists()


def test_programs_compile_strictly(tmp_path):
    oracles.program("cc")
    programs = blocks(tutorial("fill-arrays"), "c")
    assert len(programs) == 2
    for number, text in enumerate(programs):
        (tmp_path / f"{number}.c").write_text(text, encoding="utf-8")
        run("cc", "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only",
            f"-I{ROOT / 'include'}", tmp_path / f"{number}.c")


def test_prove_equality(prefix, tmp_path):
    """The long checks are those of docs/equivalence.md, which test_equivalence.py types."""
    text = tutorial("prove-equality")
    known = sessions((ROOT / "docs/equivalence.md").read_text(encoding="utf-8"))
    long = {command for command, _ in set(known).intersection(sessions(text))}
    assert long == {"isorand verify", "isorand verify --manifest"}

    def edit(command):
        return None if command in long else command
    reader = Reader(tmp_path, environment(prefix), edit).read(text)
    assert reader.compared >= 10
    count("tutorials.commands", reader.ran)


@pytest.mark.numpy
def test_digests_are_numpys():
    """What prove-equality shows, from NumPy's own values."""
    text = tutorial("prove-equality")
    digests = re.findall(r"XXH3-128 (\w+) of 8000000 bytes", text)
    line = re.search(r"^pcg64 +normal/f64,loc=0,scale=1 2026 0 65536 (\w+)$", text, re.M)
    normals = np.random.default_rng(2026).standard_normal(10**6).astype("<f8").tobytes()
    assert set(digests) == {hashes.xxh3_128(normals)}
    assert line[1] == hashes.xxh3_128(normals[:65536])


def test_a_reader_sees_faults(tmp_path):
    """Of a wrong output, a command that fails and a text that says what is printed."""
    def read(text):
        return Reader(tmp_path, dict(ENVIRONMENT)).read(text)
    good = "It is `a.txt`:\n\n```text\n1\n```\n\n```console\n$ cat a.txt &&\n> echo 2 3\n1\n2 ...\n```\n"
    assert read(good).compared == 1
    assert list(sessions(good)) == [("cat a.txt &&\necho 2 3", "1\n2 ...\n")]
    for wrong in good.replace("\n2 ...", "\n3 ..."), good.replace("cat a", "cat b"):
        with pytest.raises(AssertionError):
            read(wrong)
