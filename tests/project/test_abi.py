# SPDX-License-Identifier: MIT
"""tools/abi: the committed binary interface is that of the tree, and what breaks it is found."""
import platform
import re
import shutil
import subprocess

import pytest

import evidence
import oracles
from build import ROOT
from programs import run

pytestmark = pytest.mark.skipif(platform.machine() != "x86_64", reason="it is that of x86-64")


def compare(*options):
    """Status and output."""
    oracles.program("abidiff")
    done = subprocess.run([ROOT / "tools/abi", *options], capture_output=True, text=True,
                          check=False)
    return done.returncode, done.stdout + done.stderr


def test_nothing_is_broken():
    status, text = compare()
    assert status == 0, text
    functions, numbers = re.match(r"(\d+) functions and (\d+) constants of the", text).groups()
    evidence.count("abi.functions", functions)
    evidence.count("abi.constants", numbers)
    evidence.count("abi.breaks", 0)


def test_every_function_of_the_shared_library_is_compared(library_path):
    listing = run(oracles.program("nm"), "--dynamic", "--defined-only", "--format=posix",
                  library_path)
    names = {line.split()[0] for line in listing.splitlines()}
    text = (ROOT / "tests/project/abi/x86_64.abi").read_text(encoding="utf-8")
    assert set(re.findall("<elf-symbol name='([^']+)'", text)) <= names
    assert len(names) > 150


# (file, what is there, what is put in its place, whether it breaks programs, a line about it)
CHANGES = {
    "function gone": ("src/api/version.c", "const char *isorand_version(void) {",
                      "static const char *version(void);\nstatic const char *version(void) {",
                      True, "isorand_version"),
    "argument changed": ("include/isorand/isorand.h", "int isorand_seed_legacy(isorand_rng *rng, "
                         "uint64_t seed);", "int isorand_seed_legacy(isorand_rng *rng, "
                         "uint32_t seed);", True, "isorand_seed_legacy"),
    "structure grew": ("include/isorand/isorand.h", "    uint64_t n_spawned; /* NumPy's",
                       "    uint64_t more, n_spawned; /* NumPy's", True, "n_spawned"),
    "members swapped": ("include/isorand/isorand.h", "    uint32_t pool_size;\n    uint32_t hash;",
                        "    uint32_t hash;\n    uint32_t pool_size;", True, "pool_size"),
    "constant changed": ("include/isorand/isorand.h", "ISORAND_ESPACE = -8", "ISORAND_ESPACE = -9",
                         True, "constant ISORAND_ESPACE was -8, is -9"),
    "constant gone": ("include/isorand/isorand.h", "ISORAND_POOL_SIZE_MAX",
                      "ISORAND_POOL_WORDS_MAX", True, "constant ISORAND_POOL_SIZE_MAX is gone"),
    "function added": ("src/api/version.c", "const char *isorand_version(void) {",
                       "ISORAND_API int isorand_more(void);\nint isorand_more(void) {\n"
                       "    return 0;\n}\n\nconst char *isorand_version(void) {", False,
                       "compatible"),
    "constant added": ("include/isorand/isorand.h", "ISORAND_ESPACE = -8",
                       "ISORAND_ESPACE = -8,\n    ISORAND_EMORE = -9", False, "compatible"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_changes(tmp_path, change):
    file, before, after, breaks, line = CHANGES[change]
    for folder in "include", "src":
        shutil.copytree(ROOT / folder, tmp_path / folder)
    # A type changes with its definition; a constant wherever it is used.
    for path in [*(tmp_path / "src").rglob("*.[ch]"), *(tmp_path / "include").rglob("*.h")]:
        text = path.read_text(encoding="ascii")
        new = text
        if path == tmp_path / file:
            assert before in text
            new = text.replace(before, after)
        if change == "constant gone":
            new = new.replace(before, after)
        if change == "argument changed":
            new = new.replace("int isorand_seed_legacy(isorand_rng *rng, uint64_t seed) {",
                              "int isorand_seed_legacy(isorand_rng *rng, uint32_t seed) {")
        if new != text:
            path.write_text(new, encoding="ascii")
    status, text = compare("--source", str(tmp_path))
    assert status == breaks, text
    assert line in text
