# SPDX-License-Identifier: MIT
"""tools/instructions: no fill takes more instructions than bench/instructions.json says."""
import json
import subprocess
import sys

import pytest

import oracles
from build import ROOT

sys.path.insert(0, str(ROOT / "bench"))
import instructions  # noqa: E402

BEFORE = {"pcg64/avx2/u64/16KiB": 10000, "pcg64/scalar/u64/64B": 100}


def test_counts():
    oracles.program("valgrind")
    done = subprocess.run([ROOT / "tools/instructions"], capture_output=True, text=True, check=False,
                          timeout=900)
    if done.returncode == instructions.SKIPPED:
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_engine_and_distribution_is_counted():
    rows = json.loads(instructions.FILE.read_text(encoding="utf-8"))["rows"]
    for name in "scalar", "avx2":
        mine = {row.replace(f"/{name}/", "/") for row in rows if f"/{name}/" in row}
        assert len(mine) == len(rows) / 2
        assert {"mt19937/u64/64B", "sfc64x32/f32/16KiB", "pcg64/normal-f64/16KiB"} <= mine
    assert min(rows.values()) > 10


@pytest.mark.parametrize("after, loss, text", [
    (BEFORE, False, "2 rows: 0 take more instructions, 0 fewer, 0 new or gone"),
    ({**BEFORE, "pcg64/avx2/u64/16KiB": 10208, "pcg64/scalar/u64/64B": 110}, False, " 0 take more"),
    ({**BEFORE, "pcg64/avx2/u64/16KiB": 10209}, True,
     "more: pcg64/avx2/u64/16KiB: 10000 instructions before, 10209 now (1.021 x)"),
    ({**BEFORE, "pcg64/scalar/u64/64B": 111}, True, "more: pcg64/scalar/u64/64B"),
    ({**BEFORE, "pcg64/avx2/u64/16KiB": 9000}, False, "fewer: pcg64/avx2/u64/16KiB"),
    ({**BEFORE, "sfc64/avx2/u64/64B": 1}, True, "new: sfc64/avx2/u64/64B"),
    ({"pcg64/avx2/u64/16KiB": 10000}, True, "gone: pcg64/scalar/u64/64B")])
def test_what_is_a_loss(after, loss, text, capsys):
    assert instructions.compare(BEFORE, after, {}) is loss
    assert text in capsys.readouterr().out


def test_a_backend_that_cannot_run_is_named(capsys):
    assert not instructions.compare(BEFORE, {"pcg64/scalar/u64/64B": 100}, {"avx2": "no AVX2"})
    assert "skipped: avx2: no AVX2" in capsys.readouterr().out


def test_another_compiler_is_skipped_by_name(tmp_path):
    (tmp_path / "compiler.txt").write_text("GNU 99.0 x86_64 -O3", encoding="utf-8")
    done = subprocess.run([sys.executable, ROOT / "bench/instructions.py", "--build", tmp_path],
                          capture_output=True, text=True, check=False)
    assert done.returncode == instructions.SKIPPED
    assert done.stdout.startswith("skipped: ") and "and this is GNU 99.0" in done.stdout
