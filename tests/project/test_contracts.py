# SPDX-License-Identifier: MIT
"""What takes minutes: static analysers, two builds that have to be the same, emulated CPUs, and
Valgrind.  The leg "contracts"."""
import re
import subprocess
import sys

import pytest

import evidence
import oracles
from build import ROOT, built

sys.path.insert(0, str(ROOT / "tests/support"))


def run(*command):
    """The output of a tool of the project, which must succeed."""
    done = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True,
                          check=False, timeout=3000)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("tool, program", [("gcc", "gcc"), ("clang", "clang"),
                                           ("tidy", "clang-tidy"), ("cppcheck", "cppcheck")])
def test_analyser(tool, program):
    oracles.program(program)
    out = run("tools/analyze", tool)
    files = re.search(rf"^{tool}: (\d+) files, \d+ findings, 0 not excepted", out, re.M)[1]
    assert int(files) > 120
    evidence.count("analysers.files", files)
    evidence.count("analysers.findings", 0)


# A fault for each analyser, in the words of the library.
FAULTS = {
    "gcc": ("#include <stdlib.h>\n\nint planted(void);\nint planted(void) {\n"
            "    int *p = malloc(4);\n    *p = 1;\n    return 0;\n}\n", "possible-null-dereference"),
    "clang": ("int planted(int x);\nint planted(int x) {\n    int *p = 0;\n"
              "    return x ? *p : 0;\n}\n", "core.NullDereference"),
    "tidy": ("#include <string.h>\n\nint planted(const char *a);\nint planted(const char *a) {\n"
             "    return sizeof(a) / sizeof(a[0]) + strlen(a) == 1;\n}\n",
             "bugprone-sizeof-expression"),
    "cppcheck": ("int planted(int i);\nint planted(int i) {\n    int a[4] = {0};\n"
                 "    a[4] = i;\n    return a[i];\n}\n", "arrayIndexOutOfBounds")}


@pytest.mark.parametrize("tool", FAULTS)
def test_an_analyser_finds_a_planted_fault(tool, tmp_path):
    text, check = FAULTS[tool]
    (tmp_path / "planted.c").write_text(text, encoding="ascii")
    done = subprocess.run([ROOT / "tools/analyze", tool, "--source", tmp_path / "planted.c"],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 1 and check in done.stdout, done.stdout + done.stderr


def test_two_builds_are_the_same():
    out = run("tools/reproducible")
    files, total, differing = re.search(r"^(\d+) files of (\d+) bytes, (\d+) of them", out,
                                        re.M).groups()
    assert int(files) > 20 and int(total) > 1000000
    evidence.count("build.bytes", total)
    evidence.count("build.differing_bytes", differing)


def test_emulated_cpus():
    for program in "qemu-x86_64-static", "qemu-aarch64-static":
        oracles.program(program)
    out = run("tools/emulated-cpus")
    assert "illegal instructions: 0, failed: 0, hashes: 1," in out


def test_valgrind(pytestconfig):
    """Its CPU has AVX2 and no AVX-512: another choice to make, and every byte is looked at."""
    out = run(oracles.program("valgrind"), "--quiet", "--error-exitcode=9", "--leak-check=no",
              built(pytestconfig, "tests/test_hash"))
    match = re.search(r"# hash (\w+) by (avx2\w*) of (\d+) fills", out)
    assert match, out
    native = run(built(pytestconfig, "tests/test_hash"))
    assert f"# hash {match[1]} by " in native
    evidence.count("valgrind.fills", match[3])
    evidence.count("valgrind.errors", 0)
