# SPDX-License-Identifier: MIT
"""docs/equivalence.md: its commands, run as written, print what it says."""
import os
import re
import shutil
import subprocess

import pytest

import hashes
from build import ROOT
from command import ENVIRONMENT
from documents import sessions, without_backends
from oracles import numpy as np

PAGE = (ROOT / "docs/equivalence.md").read_text(encoding="utf-8")


def test_sessions(command, tmp_path):
    """Both machines are this one; the scalar backend alone checks the manifest as well."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "isorand").symlink_to(command.path)
    env = {**ENVIRONMENT, "PATH": f"{folder}:{os.environ['PATH']}"}
    n = 0
    for line, wanted in sessions(PAGE):
        if line.startswith("cmp "):
            shutil.copy(tmp_path / "here.bin", tmp_path / "there.bin")
        done = subprocess.run(line, shell=True, cwd=tmp_path, env=env, capture_output=True,
                              text=True, timeout=200, check=False)
        assert done.returncode == 0, f"{line}: {done.stderr}"
        assert without_backends(done.stdout + done.stderr) == without_backends(wanted), line
        n += 1
    assert n >= 7
    size = (tmp_path / "mine.txt").stat().st_size
    assert f"a manifest, {size / 1000:.0f} kB of text" in PAGE
    scalar = command.run("verify", "--manifest", tmp_path / "mine.txt", "--backend", "scalar")
    assert scalar.stdout.startswith(b"all equal: 912 streams")


@pytest.mark.numpy
def test_digests_are_numpys():
    """The lines of --digest, from the stream by NumPy's PCG64."""
    found = re.findall(r"^\$ isorand (fill .* --digest .*)\n.* XXH3-128 (\w+) of (\d+) bytes$", PAGE,
                       re.M)
    values = [np.random.Generator(np.random.PCG64(42)).standard_normal(10**7),
              np.random.Generator(np.random.PCG64(2026).advance(500 * 10**6)).random(10**6)]
    assert len(found) == len(values)
    for (_, digest, nbytes), array in zip(found, values):
        data = array.astype("<f8").tobytes()
        assert (hashes.xxh3_128(data), len(data)) == (digest, int(nbytes))
