# SPDX-License-Identifier: MIT
"""tools/mutate: what the rules make of a text, which mutants a sample takes, and in a small project
that a mutant which no test sees is found."""
import json
import shutil
import subprocess
import sys

import pytest

import oracles
from build import ROOT

sys.path.insert(0, str(ROOT / "tests/mutation"))
import accepted  # noqa: E402
import builds  # noqa: E402
import findings  # noqa: E402
import mutants  # noqa: E402
import mutate  # noqa: E402
from c_text import Source  # noqa: E402

TEXT = """\
/* 1 < 2; */
#include "x1.h"
#if FOO > 1
#define SIZE 300u /* 7 */
#endif
_Static_assert(SIZE == 300, "size + 1");
static const double third = 0x1.5p-2;
int f(int a, const char *text, struct t *s) {
    int room[40];
    if (a <= 1 && !s)
        return ISORAND_EINVAL;
    for (int i = 0; i < a; i++)
        room[i] = s->x ? g(a - 1, i) : -a;
    put(s, "3 + 4", 1_2);
    return a << 3 | v64_add(a, a);
}
"""
CHANGES = {
    "one_more": "300u -> 301u, 1 -> 2, 0 -> 1, 1 -> 2, 3 -> 4",
    "one_less": "300u -> 299u, 1 -> 0, 1 -> 0, 3 -> 2",
    "one_ulp": "0x1.5p-2 -> 0x1.5000000000001p-2, 0x1.5p-2 -> 0x1.4ffffffffffffp-2",
    "boundary": "<= -> <, < -> <=",
    "equality": "",
    "sign": "- -> +, -a without -",
    "step": "++ -> --",
    "shift": "<< -> >>",
    "bits": "| -> &, | -> ^",
    "logic": "&& -> ||, !s without !",
    "word": "v64_add -> v64_sub",
    "negate": "if (...) -> if (!(...))",
    "drop": "without: return ISORAND_EINVAL;, without: room[i] = s->x ? g(a - 1, i) : -a;, "
            "without: put(s, \"3 + 4\", 1_2);",
    "swap": "g: a - 1 and i swapped, put: s and \"3 + 4\" swapped, put: \"3 + 4\" and 1_2 swapped, "
            "a - 1 swapped",
    "choice": "? g(a - 1, i) : -a swapped",
    "error": "ISORAND_EINVAL -> 0, ISORAND_EINVAL -> ISORAND_ENOTSUP",
}


def mutants_of(text):
    return mutants.of_source(Source("src/base/toy.c", text), lambda name: True)


def test_rules():
    found = mutants_of(TEXT)
    made = {}
    for mutant in found:
        made.setdefault(mutant.rule, []).append(mutant.change)
        changed = mutant.applied()
        assert changed != TEXT and changed.count("\n") == TEXT.count("\n")
    bit = made.pop("one_bit")
    assert len(bit) == 1 and (int(bit[0].split("-> ")[1].rstrip("u")) ^ 300).bit_count() == 1
    assert {rule: ", ".join(changes) for rule, changes in made.items()} == {
        rule: changes for rule, changes in CHANGES.items() if changes}
    assert len({mutant.id for mutant in found}) == len(found)


def test_every_rule_finds_something_in_the_sources():
    sample = mutants.Sample(ROOT, 300, "1")
    rules = {mutant.rule for found in sample.all.values() for mutant in found}
    assert rules == set(mutants.rules.RULES)
    rooms = {builds.room_of(file) for file in sample.all}
    assert rooms == set(builds.NEAR)
    assert sum(sample.quotas.values()) == 300


def test_names_stay_while_other_lines_change():
    before = {mutant.id: mutant.line for mutant in mutants_of(TEXT)}
    after = {mutant.id: mutant.line for mutant in mutants_of("int other;\n" + TEXT)}
    assert after == {identity: line + 1 for identity, line in before.items()}


def test_samples():
    def sample(count, seed):
        made = mutants.Sample(ROOT, count, seed, ("src/words/*", "src/engine/*.def"))
        return [mutant.id for file, quota in made.quotas.items()
                for mutant in made.candidates(file)[:quota]]
    assert sample(20, "1") == sample(20, "1") != sample(20, "2")
    assert len(sample(20, "1")) == len(set(sample(20, "1"))) == 20


def test_parts_make_the_whole():
    sample = mutants.Sample(ROOT, 50, "1", ("src/seed/*",))
    tasks = [mutate.tasks_of(sample, part, 3) for part in range(3)]
    assert sorted(sum(tasks, [])) == sorted(mutate.tasks_of(sample, 0, 1))
    assert sum(map(len, tasks)) == 50


def test_accepted():
    entry = 'file = "src/a.c"\nfunction = "f"\n'
    text = f'[[mutant]]\n{entry}code = "x = 1;"\nrule = "one_more"\nreason = "why"\n'
    listed = accepted.Accepted(text)
    fields = {"file": "src/a.c", "function": "f", "code": "x = 1;", "rule": "one_more",
              "change": "1 -> 2"}
    assert listed.reason(fields) == "why"
    for name in "file", "function", "code", "rule":
        assert listed.reason(fields | {name: "other"}) is None
    assert listed.is_argued(fields) and not listed.is_argued(fields | {"code": "other"})
    gap = accepted.Accepted(text + "gap = true\n")
    assert gap.reason(fields) == "a gap: why" and not gap.is_argued(fields)
    for source, stale in (("void f(void) {\n  x = 1;\n}", 0), ("void f(void) {\n  x = 2;\n}", 1),
                          ("void g(void) {\n  x = 1;\n}", 1)):
        assert len(list(listed.stale(lambda file: Source(file, source)))) == stale
    assert len(list(listed.stale(lambda file: None))) == 1
    for wrong in entry, 'file = "src/a.c"\nreason = "why"\n', text.split("]]\n")[1] + "more = 1\n":
        with pytest.raises(accepted.Wrong):
            accepted.Accepted(f"[[mutant]]\n{wrong}")


def test_accepted_lines_are_there():
    def source_of(file):
        path = ROOT / file
        return Source(file, path.read_text(encoding="ascii")) if path.is_file() else None
    assert not list(accepted.read().stale(source_of))


@pytest.mark.parametrize("line", [["--part", "3/2"], ["--part", "0/2"], ["--count", "0"], ["--seed"],
                                  ["--file", "src/nothing"], ["--show", "0"]])
def test_wrong_arguments(line, capsys):
    with pytest.raises(SystemExit) as end:
        sys.exit(mutate.main(line))
    assert end.value.code == 2 and "error: " in capsys.readouterr().err.splitlines()[-1]


# ---- a small project ----

TOY = """\
int clamp(int x) {
    if (x < 10)
        return x;
    return 9;
}
int sum(int n) {
    int total = 0;
    for (int i = 0; i < n; i++)
        total += i;
    return total;
}
int end(int x) {
    return x > 0 ? 4 / x : 0;
}
"""
TOY_TEST = """\
#include <stdio.h>
int clamp(int x), sum(int n), end(int x);
int main(void) {
    int good = clamp(3) == 3 && clamp(20) == 9 && sum(4) == 6 && end(2) == 2 && end(0) == 0;
    puts(good ? "ok 1" : "not ok 1 - toy");
    return 0;
}
"""
TOY_CMAKE = """\
cmake_minimum_required(VERSION 3.25)
project(toy C)
add_library(isorand_objects OBJECT src/base/toy.c)
add_library(toy STATIC $<TARGET_OBJECTS:isorand_objects>)
add_executable(test_toy toy.c)
add_executable(test_inline toy.c)
target_link_libraries(test_toy toy)
target_link_libraries(test_inline toy)
set_target_properties(test_toy PROPERTIES RUNTIME_OUTPUT_DIRECTORY tests)
"""
FATES = {  # by line, rule and change
    (2, "boundary", "< -> <="): ("survived", ""),       # 10 is asked by no test
    (2, "one_more", "10 -> 11"): ("survived", ""),
    (4, "one_less", "9 -> 8"): ("killed", "toy: not ok 1 - toy"),
    (8, "step", "++ -> --"): ("killed", "toy: does not end"),
    (9, "sign", "+= -> -="): ("killed", "toy: not ok 1 - toy"),
    (13, "boundary", "> -> >="): ("killed", "toy: SIGFPE"),
    (13, "choice", "? 4 / x : 0 swapped"): ("killed", "toy: not ok 1 - toy"),
    (13, "one_less", "0 -> -1"): None,                  # is not made
    (13, "one_more", "0 -> 1"): ("killed", "toy: not ok 1 - toy"),
}


@pytest.fixture
def toy(tmp_path, monkeypatch):
    """A project with the names that matter, and tools/mutate at work on it."""
    for name in "cmake", "ninja", "git":
        oracles.program(name)
    files = {"src/base/toy.c": TOY, "toy.c": TOY_TEST, "CMakeLists.txt": TOY_CMAKE,
             "tests/simde/simde_backends.def": "", "tests/mutation/accepted.toml": ""}
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text("build\n")
    monkeypatch.setattr(builds, "ROOT", tmp_path)
    monkeypatch.setattr(mutate, "ROOT", tmp_path)
    monkeypatch.setattr(mutate, "FOLDER", tmp_path / "build/mutation")
    monkeypatch.setattr(accepted, "LIST", tmp_path / "tests/mutation/accepted.toml")
    monkeypatch.setattr(findings, "EVIDENCE", tmp_path / "mutation.json")
    monkeypatch.setattr(findings, "PAGE", tmp_path / "mutation.md")
    monkeypatch.setattr(builds, "GRACE", 1)
    monkeypatch.setattr(builds, "CONFIGURATIONS", {"avx2": []})
    monkeypatch.setattr(builds, "tests_for", lambda *_: ([builds.c_test("toy")], []))
    monkeypatch.setattr(shutil, "which", lambda name: None)  # no ccache
    (tmp_path / "build/mutation").mkdir(parents=True)
    return tmp_path


def test_fates(toy):
    """A bound that no test asks for survives; wrong values, crashes and loops are killed."""
    found = {(mutant.line, mutant.rule, mutant.change): mutant for mutant in mutants_of(TOY)}
    tree = builds.Tree(toy / "build/mutation/tree-0")
    for key, fate in FATES.items():
        assert (mutate.judge(tree, found[key]) if key in found else None) == fate, key
    text = (toy / "build/mutation/tree-0/src/base/toy.c").read_text()
    assert text == TOY


def test_command(toy, capsys):
    """All in a run: a survivor is named until it has a reason; nothing is tried twice."""
    line = ["--file", "src/base/toy.c", "--count", "2", "--seed", "7", "--write"]
    chosen = mutants.Sample(toy, 2, "7", ("src/base/toy.c",)).candidates("src/base/toy.c")
    (toy / "mutation.md").write_text(f"before\n{findings.BEGIN}\nold\n{findings.END}\nafter\n")
    (toy / "toy.c").write_text(TOY_TEST.replace("int good = ", "int good = 1 || "))  # sees nothing
    assert mutate.main(line) == 1
    shown = capsys.readouterr().out
    assert f"SURVIVED {chosen[0].id}" in shown and "2 mutants: 0 killed, 0 accepted" in shown
    page = (toy / "mutation.md").read_text()
    assert page.startswith("before\n") and page.endswith("after\n") and "old" not in page
    assert "2 mutants: 0 killed" in page and "| base | 2 | 0 | 0 | 2 |" in page
    figures = json.loads((toy / "mutation.json").read_text())["figures"]
    assert figures["mutation.mutants"] == figures["mutation.survived"] == 2
    (toy / "tests/mutation/accepted.toml").write_text("".join(
        f"[[mutant]]\nfile = \"src/base/toy.c\"\ncode = '{mutant.code}'\nreason = 'a toy'\n"
        for mutant in chosen))
    known = (toy / "build/mutation/results.jsonl").read_text()
    assert mutate.main(line) == 0
    assert "2 accepted with a reason, 0 survived" in capsys.readouterr().out
    assert (toy / "build/mutation/results.jsonl").read_text() == known
