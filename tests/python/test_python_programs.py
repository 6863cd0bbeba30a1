# SPDX-License-Identifier: MIT
"""The programs of a text on NumPy's seeds print the same with isorand in place of np.random."""
import subprocess
import sys

import numpy as np
import pytest

import isorand
from build import ROOT

PROGRAMS = sorted((ROOT / "tests/python/programs").glob("*.py"))
UNSEEDED_LINES = {"seed_same_numbers": 2}  # that differ from run to run


def output(env, *command):
    done = subprocess.run([sys.executable, *command], env=env, capture_output=True, text=True,
                          check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_there_are_twelve():
    assert len(PROGRAMS) == 12


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_prints_the_same(path, package_env):
    first = UNSEEDED_LINES.get(path.stem, 0)
    wanted = output(package_env, path)
    got = output(package_env, "-m", "isorand", path)
    assert len(wanted) > first
    assert got[first:] == wanted[first:]


def test_arguments(package_env):
    path = ROOT / "tests/python/programs/command_line_seed.py"
    wanted = output(package_env, path, "--seed", "7")
    assert output(package_env, "-m", "isorand", path, "--seed", "7") == wanted


def test_usage(package_env):
    done = subprocess.run([sys.executable, "-m", "isorand"], env=package_env, capture_output=True,
                          text=True, check=False)
    assert done.returncode == 1 and "usage:" in done.stderr


def test_shadow_ends():
    before = np.random.default_rng, np.random.mtrand._rand, np.random.seed
    with isorand.shadow():
        assert np.random.default_rng is isorand.default_rng
        assert isinstance(np.random.mtrand._rand, isorand.RandomState)
    assert (np.random.default_rng, np.random.mtrand._rand, np.random.seed) == before


def test_names_of_np_random():
    """Whatever a program may take from np.random is here."""
    public = {name for name in np.random.__all__} | {"get_bit_generator", "set_bit_generator"}
    assert public <= set(isorand.__all__) | {"BitGenerator", "SeedSequence"}
    for name in isorand.__all__:
        getattr(isorand, name)
