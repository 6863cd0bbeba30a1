# SPDX-License-Identifier: MIT
"""What README.md and docs say, against what is there: sessions, example, tables, links.

Usage: /usr/bin/python3 tests/project/test_readme.py BUILD_DIRECTORY"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
import tap  # noqa: E402
from tap import case, check, equal, numpy as np  # noqa: E402

if len(sys.argv) != 2:
    sys.exit(__doc__)
BUILD = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGES = ["README.md", "SECURITY.md",
         *sorted(f"docs/{name}" for name in os.listdir(f"{ROOT}/docs") if name.endswith(".md"))]
scratch = tempfile.TemporaryDirectory(prefix="isorand-readme-")


def read(name):
    with open(f"{ROOT}/{name}", encoding="utf-8") as f:
        return f.read()


README = read("README.md")


def blocks(language):
    """The text of each fenced block of that language."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)
    check(found, f"no {language} block")
    return found


def section(title):
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def table(title):
    """The cells of a section's first table, without its head; code marks are dropped."""
    rows = [line for line in section(title).splitlines() if line.startswith("|")][2:]
    return [[cell.strip().strip("`") for cell in row.strip("|").split("|")] for row in rows]


def run(command, where, **options):
    done = subprocess.run(command, cwd=where, capture_output=True, text=True, check=False,
                          timeout=200, **options)
    check(done.returncode == 0, f"{command}: status {done.returncode}\n{done.stderr}")
    return done.stdout


def info():
    return json.loads(run([f"{BUILD}/isorand", "info", "--json"], ROOT))


def workplace():
    """A folder like a checkout, in which build/ is the build under test."""
    place = tempfile.mkdtemp(dir=scratch.name)
    for name in "include", "src":
        os.symlink(f"{ROOT}/{name}", f"{place}/{name}")
    os.symlink(BUILD, f"{place}/build")
    os.mkdir(f"{place}/tools")
    with open(f"{place}/tools/run", "w", encoding="ascii") as f:
        f.write(f"#!/bin/sh\nexec '{BUILD}/isorand' \"$@\"\n")
    os.chmod(f"{place}/tools/run", 0o755)
    with open(f"{place}/example.c", "w", encoding="ascii") as f:
        f.write(blocks("c")[0])
    return place


def sessions():
    """(command, output) of each prompt; "> " continues a command."""
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            while output.startswith("> "):
                more, _, output = output[2:].partition("\n")
                command += "\n" + more
            yield command, output


@case("sessions", needs_numpy=True)
def _():
    place, ran = workplace(), 0
    for command, output in sessions():
        equal(run(["sh", "-c", command], place), output, command)
        ran += 1
    check(ran >= 6, f"{ran} commands")


@case("example-equals-numpy", needs_numpy=True)
def _():
    rng = np.random.default_rng(42)
    x, z = rng.random(1000), rng.normal(5, 2, 1000)
    output = [output for command, output in sessions() if command == "./example"]
    equal([float(word) for word in output[0].split()], [x[0], x[999], z[0], z[999]])


@case("example-compiles-strictly")
def _():
    run(["cc", "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only",
         "-Iinclude", "example.c"], workplace())


@case("by-hand", needs_numpy=True)
def _():
    """The lines that build without CMake: all backends, same bits; the first two: scalar alone."""
    import isorand_ctypes as ir

    recipe = [block for block in blocks("sh") if "backend_avx2.c" in block]
    equal(len(recipe), 1, "recipes")
    lines = recipe[0].splitlines()
    check("src/*/*.c" in lines[1] and lines[-1].startswith("ar "), "the recipe's form")
    names = [row["name"] for row in info()["backends"] if row["compiled"]]
    if "avx2" not in names:
        raise tap.Skip("the recipe is for x86-64")
    for kept, wanted in ((lines[:2] + lines[-1:], ["scalar"]), (lines, names)):
        place = workplace()
        run(["sh", "-ec", "\n".join(kept).replace("-O2", "-O2 -fPIC")], place)
        run(["cc", "-shared", "-o", "lib.so", "-Wl,--whole-archive", "libisorand.a",
             "-Wl,--no-whole-archive"], place)
        code = ("import sys, ctypes, json; sys.path.insert(0, sys.argv[1])\n"
                "import isorand_ctypes as ir; ir.load(sys.argv[2]); out = []\n"
                "for b in ir.usable_backends():\n"
                "    ir.select_backend(b)\n"
                "    out += [b] + [ir.Rng(e, ir.SeedSequence(7)).fill(k, 3000).tobytes().hex()\n"
                "                  for e in ir.ENGINES for k in ir.KINDS]\n"
                "print(json.dumps(out))")
        support = f"{ROOT}/tests/support"
        got, reference = (json.loads(run([sys.executable, "-c", code, support, path], ROOT))
                          for path in (f"{place}/lib.so", f"{BUILD}/libisorand.so"))
        usable = [row["name"] for row in info()["backends"] if row["usable"]]
        size = 1 + len(ir.ENGINES) * len(ir.KINDS)
        equal(got[::size], [name for name in wanted if name in usable], "backends")
        for i in range(0, len(got), size):
            check(got[i + 1:i + size] == reference[1:size], f"{got[i]} gives other bits")


@case("table/engines")
def _():
    equal(table("Engines"), [[e["name"], e["alias"] or "", str(e["word_bits"]), e["equals"]]
                             for e in info()["engines"]])


@case("table/backends")
def _():
    """Names and order by the tool; features by the registry's rows."""
    source = read("src/backends.def")
    macros = dict(re.findall(r"#define (\w+)\s*\\?\s*\(([^)]*)\)", source))
    wanted = []
    for name, features in re.findall(r"^ISORAND_BACKEND\((\w+), \w+, (.*)\)$", source, re.M):
        for macro, value in macros.items():
            features = features.replace(macro, value)
        wanted.append([name, " ".join(re.findall(r"IR_CPU_(\w+)", features)).lower()])
    equal(table("Backends"), wanted)
    equal([row[0] for row in wanted], [row["name"] for row in info()["backends"]])


@case("table/promises")
def _():
    registered = {test["name"] for test in json.loads(
        run(["ctest", "--show-only=json-v1", "--test-dir", BUILD], ROOT))["tests"]}
    rows = table("What is promised")
    equal([row[0] for row in rows],
          ["stream", "backend", "chunk", "alignment", "state", "errors", "threads"])
    for row in rows:
        tests = re.findall(r"\[(\w+)\]\(tests/\w+/test_(\w+)\.\w+\)", row[2])
        check(tests, f"no test for {row[0]}")
        for name, file in tests:
            equal(name, file, "name of a test")
            check(name in registered, f"ctest does not know {name}")


@case("links-and-paths")
def _():
    """Every local link, and every path in code marks, leads somewhere."""
    seen = 0
    for page in PAGES:
        text = re.sub(r"^```.*?^```$", "", read(page), flags=re.M | re.S)
        folder = os.path.dirname(page)
        for target in re.findall(r"\]\(([^)#:]+)[^):]*\)", text):
            check(os.path.exists(f"{ROOT}/{folder}/{target}"), f"{page}: no {target}")
            seen += 1
        for path in re.findall(r"`((?:src|tests|tools|cmake|bench|include|docs)/[\w./*@-]+)[ `]",
                               text):
            if "NAME" not in path:
                check(glob.glob(f"{ROOT}/{path}"), f"{page}: no {path}")
                seen += 1
        for fragment in re.findall(r"\]\(#([\w-]+)\)", text):
            check(f"## {fragment}" in text.lower().replace("-", " "), f"{page}: no #{fragment}")
    check(seen > 30, f"only {seen} links and paths")


@case("settings")
def _():
    """Each ISORAND_... in capitals, and each leg of tools/test, is one that the code knows."""
    code = "\n".join(read(f) for pattern in ("CMakeLists.txt", "cmake/*", "include/*/*", "src/**",
                                             "tests/**", "examples/*", "tools/**")
                     for f in glob.glob(pattern, root_dir=ROOT, recursive=True)
                     if os.path.isfile(f"{ROOT}/{f}") and f.endswith(
                         (".c", ".h", ".def", ".py", ".txt", ".cmake")))
    for page in PAGES:
        for name in sorted(set(re.findall(r"\bISORAND_[A-Z0-9_]*[A-Z0-9]\b(?!_)", read(page)))):
            known = name in code or re.sub(r"WITH_\w+", "WITH_${upper}", name) in code
            check(known, f"{page}: nothing knows {name}")
    legs = run(["tools/test", "--help"], ROOT)
    named = re.search(r"Runs the legs (.*?);", legs)[1] + re.search(r"also (.*)", legs)[0][4:]
    equal(re.findall(r"^\| `((?!ISORAND)[\w-]+)` \|", read("docs/testing.md"), re.M),
          named.split())


if not shutil.which("cc"):
    sys.exit("cc is missing")
tap.main("readme")
