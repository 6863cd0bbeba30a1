# SPDX-License-Identifier: MIT
"""NumPy's own test files of numpy/random, with isorand's classes in np.random."""
import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from build import ROOT

TESTS = pathlib.Path(np.random.__file__).parent / "tests"
FILES = sorted(path.name for path in TESTS.glob("test_*.py"))

# Cases that fail, each with a reason that a user would accept.  There is none.
FAIL = {}


def test_all_files_are_there():
    assert len(FILES) >= 9


@pytest.mark.parametrize("name", FILES)
def test_file(name, package_env, tmp_path, note):
    report = tmp_path / "report.xml"
    env = dict(package_env)
    env["PYTHONPATH"] += os.pathsep + str(ROOT / "tests/python/plugin")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "shadowed", "-p", "no:cacheprovider", "-q",
         f"--junit-xml={report}", f"--basetemp={tmp_path / 'base'}", TESTS / name],
        env=env, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    failed, skipped, count = [], [], 0
    for case in ElementTree.parse(report).iter("testcase"):
        label = f"{case.get('classname').rsplit('.', 1)[-1]}.{case.get('name')}"
        count += 1
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(label)
        elif case.find("skipped") is not None:
            skipped.append(f"{label}: {case.find('skipped').get('message')}")
    assert count
    assert sorted(failed) == sorted(set(FAIL) & set(failed)), done.stdout[-5000:]
    note(f"checked: NumPy's {name}, {count - len(failed) - len(skipped)} passed, "
         f"{len(failed)} failed, {len(skipped)} skipped {skipped or ''}".strip())
