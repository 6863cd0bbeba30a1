# SPDX-License-Identifier: MIT
"""tools/evidence: the committed table is that of the runs kept beside it, and a run that failed,
gave nothing or fell short shows in it."""
import datetime
import json
import re
import sys

import pytest

from build import ROOT

sys.path.insert(0, str(ROOT / "tests/evidence"))
import page
import rows
import sources

PAGE = (ROOT / "docs/evidence.md").read_text(encoding="utf-8")
LONG = sorted(path for path in sources.KEPT.glob("*.json") if path != sources.LEGS)


def test_page_is_that_of_the_kept_runs():
    lines, wrong = page.table(sources.Runs(here=False))
    assert not wrong
    assert [line for line in PAGE.splitlines() if line.startswith("| ")][1:] == lines


@pytest.mark.parametrize("path", LONG, ids=[path.stem for path in LONG])
def test_long_runs_say_what_they_were(path):
    kept = json.loads(path.read_text(encoding="utf-8"))
    for name in "what", "command", "commit", "machine":
        assert kept[name], name
    assert not kept["commit"].endswith("-changed")
    datetime.date.fromisoformat(kept["date"])
    assert kept["seconds"] > 0 and kept["figures"]
    assert f"evidence/{path.name}" in PAGE, "no row shows it"


def test_every_figure_of_a_row_is_named_once():
    texts = re.findall(r"^\| (?!\*\*)([^|]+) \|", PAGE, re.M)[1:]
    assert len(texts) == len(set(texts))


# ---- what must not go unseen ----

def put_leg(folder, **changes):
    found = {"seconds": 1, "cpu_seconds": 2, "passed": 3, "failed": [], "skipped": [],
             "programs": {"golden": 3}, "counts": {"golden.values": 7}} | changes
    (folder / "gcc.json").write_text(json.dumps(found), encoding="utf-8")


@pytest.fixture
def logs(tmp_path, monkeypatch):
    """A run of one leg alone, and nothing kept."""
    monkeypatch.setattr(sources, "LOGS", tmp_path)
    monkeypatch.setattr(sources, "LEGS", tmp_path / "none.json")
    monkeypatch.setattr(sources, "KEPT", tmp_path)
    put_leg(tmp_path)
    return tmp_path


def shown(monkeypatch, function):
    monkeypatch.setattr(page, "ROWS", [("One", function)])
    return page.table(sources.Runs(here=True))


def test_figures(logs, monkeypatch):
    lines, wrong = shown(monkeypatch, lambda runs: [
        rows.plain("values", runs.leg("gcc"), "golden.values"),
        rows.at_least("values again", runs.leg("gcc"), "golden.values", 7)])
    assert not wrong
    assert lines == ["| **One** | | | |", "| values | 7 |  | leg `gcc`, this run, 2 s |",
                     f"| values again | 7 | ≥{page.SPACE}7 | leg `gcc`, this run, 2 s |"]


def test_short_of_the_target(logs, monkeypatch):
    for figure in (lambda runs: [rows.at_least("values", runs.leg("gcc"), "golden.values", 8)],
                   lambda runs: [rows.exactly("values", runs.leg("gcc"), "golden.values", 0)]):
        lines, wrong = shown(monkeypatch, figure)
        assert "7 **missed**" in lines[1] and wrong


def test_failed_leg(logs, monkeypatch):
    put_leg(logs, failed=["golden: pcg64"])
    _, wrong = shown(monkeypatch, lambda runs: [
        rows.plain("values", runs.leg("gcc"), "golden.values")])
    assert wrong == ["One: leg gcc: 1 failed, first golden: pcg64"]
    lines, wrong = shown(monkeypatch, lambda runs: [
        rows.exactly("cases failed", runs.leg("gcc"), "failed")])
    assert "1 **missed**" in lines[1] and wrong
    with pytest.raises(sources.Missing):
        sources.keep()


def test_all_rows_of_no_runs(logs):
    (logs / "gcc.json").unlink()
    _, wrong = page.table(sources.Runs(here=True))
    assert len(wrong) == len(rows.ROWS)


def test_unknown_count(logs, monkeypatch):
    _, wrong = shown(monkeypatch, lambda runs: [rows.plain("x", runs.leg("gcc"), "golden.other")])
    assert wrong == ["One: leg gcc gave no golden.other"]
