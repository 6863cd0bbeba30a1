# SPDX-License-Identifier: MIT
"""Manual pages and completions: what tools/generate/manuals.py writes, by the tools that read it."""
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

import oracles
from build import ROOT
from programs import run

PACKAGING = ROOT / "packaging"
PAGES = sorted(path.name for path in (PACKAGING / "man").iterdir())


def test_generated(command, tmp_path):
    run(sys.executable, "tools/generate/manuals.py", command.path, tmp_path)
    made = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.glob("*/*"))
    committed = sorted(str(path.relative_to(PACKAGING)) for room in ("man", "completions")
                       for path in (PACKAGING / room).iterdir())
    assert made == committed and len(made) > 10
    for name in made:
        assert (tmp_path / name).read_text(encoding="ascii") == (PACKAGING / name).read_text(
            encoding="ascii"), f"{name}: run tools/generate/manuals.py BUILD/isorand"


@pytest.mark.parametrize("page", PAGES)
def test_page(page):
    """No complaint of man or of mandoc, but for its opinions of style."""
    path = PACKAGING / "man" / page
    done = subprocess.run([oracles.program("man"), "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", path],
                          capture_output=True, text=True, check=False,
                          env={**os.environ, "MANWIDTH": "80", "MANROFFSEQ": ""})
    assert done.returncode == 0 and not done.stderr
    assert run(oracles.program("mandoc"), "-Tlint", "-Wwarning", path) == ""


def test_pages_have_every_option(command):
    """What the help says is on the page."""
    for name in "fill", "verify", "index", "seed", "info":
        text = run("man", "-l", PACKAGING / f"man/isorand-{name}.1", env={
            **os.environ, "MANWIDTH": "200", "LC_ALL": "C", "MAN_KEEP_FORMATTING": ""})
        help_text = command.run("help", name).stdout.decode()
        wanted = {word for line in help_text.splitlines() for word in line.split()[:1]
                  if word.startswith("--")}
        assert wanted and not [word for word in wanted if word.rstrip(",") not in text]


# ---- completions ----

def completed(*words):
    """What bash offers for the last word of a command line."""
    library = pathlib.Path("/usr/share/bash-completion/bash_completion")
    if not library.exists():
        oracles.missing("bash-completion is not installed")
    line = " ".join(words)
    script = f"""
        source {library}
        source {PACKAGING}/completions/isorand.bash
        COMP_LINE='{line}' COMP_POINT={len(line)} COMP_WORDS=({' '.join(f"'{w}'" for w in words)})
        COMP_CWORD={len(words) - 1}
        $(complete -p {words[0]} | sed 's/.*-F \\([^ ]*\\).*/\\1/')
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    return [word for word in run("bash", "--norc", "-c", script).split("\n") if word]


def test_bash(tmp_path):
    assert completed("isorand", "") == ["fill", "index", "info", "seed", "verify", "help", "--help",
                                        "--version"]
    assert completed("isorand", "ver") == ["verify"]
    assert completed("isorand", "fill", "--engine", "philox") == ["philox4x64", "philox4x32"]
    assert completed("isorand", "fill", "--dist", "legacy_pois") == ["legacy_poisson"]
    assert completed("isorand", "fill", "--type", "f") == ["f32", "f64"]
    assert completed("isorand", "fill", "--la") == ["--lam"]
    assert completed("isorand", "seed", "--sp") == ["--spawn-key", "--spawn"]
    assert completed("isorand", "verify", "--backend", "avx512") == ["avx512ifma", "avx512"]
    assert completed("isorand", "fill", "--count", "") == []
    assert completed("isorand", "help", "in") == ["index", "info"]
    assert completed("isorand-mpi", "fill", "--form") == ["--format"]
    assert completed("isorand-bench", "--fi") == ["--filter"]
    (tmp_path / "numbers.npy").touch()
    assert completed("isorand", "fill", "--out", f"{tmp_path}/num") == [f"{tmp_path}/numbers.npy"]


@pytest.mark.parametrize("shell, name", [("bash", "isorand.bash"), ("zsh", "_isorand"),
                                         ("fish", "isorand.fish")])
def test_syntax(shell, name):
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed (the leg package has it)")
    run(shell, "-n", PACKAGING / "completions" / name)


def test_fish():
    if not shutil.which("fish"):
        pytest.skip("fish is not installed (the leg package has it)")

    def offered(line):
        text = run("fish", "--no-config", "-c",
                   f"source {PACKAGING}/completions/isorand.fish; complete -C '{line}'")
        return [row.split("\t")[0] for row in text.splitlines()]
    assert offered("isorand ver") == ["verify"]
    assert set(offered("isorand fill --engine philox")) == {"philox4x64", "philox4x32"}
    assert offered("isorand fill --lam") == ["--lam"]


def test_zsh():
    """Its functions, over a zsh without a terminal: that they load and name what they complete."""
    if not shutil.which("zsh"):
        pytest.skip("zsh is not installed (the leg package has it)")
    text = run("zsh", "-f", "-c", f"fpath=({PACKAGING}/completions $fpath); autoload -Uz compinit; "
               "compinit -u -D; print ${_comps[isorand]} ${_comps[isorand-bench]}")
    assert text.split() == ["_isorand", "_isorand"]
