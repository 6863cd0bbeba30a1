# SPDX-License-Identifier: MIT
"""tools/package: built and read by lintian, installed in a fresh Debian, where programs agree."""
import json
import os
import shutil
import subprocess

import oracles
from build import ROOT

RESULT = ROOT / "docs/evidence/package.json"


def test_packages(tmp_path):
    if os.geteuid() != 0:
        oracles.missing("only root may make a system")
    kept = tmp_path / "package.json"
    if RESULT.exists():
        shutil.copy(RESULT, kept)
    try:
        done = subprocess.run([ROOT / "tools/package", "--chroot"], capture_output=True, text=True,
                              check=False, timeout=3000)
        assert done.returncode == 0, done.stdout + done.stderr
        result = json.loads(RESULT.read_text(encoding="utf-8"))
    finally:  # the committed one is that of the run that was committed
        if kept.exists():
            shutil.copy(kept, RESULT)
    assert result["figures"] == {"package.lintian": 0, "package.chroot_programs": 4, "package.digests": 1}
