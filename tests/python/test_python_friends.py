# SPDX-License-Identifier: MIT
"""SciPy's, scikit-learn's, pandas' and Numba's ways with random states; with --full."""
import importlib
import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

import isorand
import oracles
from build import ROOT

pytestmark = pytest.mark.skipif(not os.environ.get("ISORAND_TEST_LONG"),
                                reason="ISORAND_TEST_LONG=1: takes minutes")
# Test files that draw, of those that Debian ships.
FILES = [("scipy", "stats/tests/test_multivariate.py"), ("scipy", "stats/tests/test_qmc.py"),
         ("scipy", "stats/tests/test_resampling.py"), ("scipy", "stats/tests/test_sampling.py"),
         ("sklearn", "utils/tests/test_random.py"), ("sklearn", "utils/tests/test_utils.py"),
         ("sklearn", "model_selection/tests/test_split.py"),
         ("sklearn", "datasets/tests/test_samples_generator.py")]


def failures(path, env, tmp_path, *options):
    report = tmp_path / "report.xml"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-p", "no:cacheprovider", "-q", "-m", "not slow",
         f"--junit-xml={report}", f"--basetemp={tmp_path / 'base'}", path],
        env=env, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode in (0, 1), done.stdout[-3000:] + done.stderr[-3000:]
    failed, count = set(), 0
    for case in ElementTree.parse(report).iter("testcase"):
        count += case.find("skipped") is None
        if case.find("failure") is not None or case.find("error") is not None:
            failed.add(f"{case.get('classname')}.{case.get('name')}")
    return failed, count


@pytest.mark.parametrize("package,name", FILES, ids=lambda text: text)
def test_their_tests(package, name, package_env, tmp_path, note):
    module = oracles.module(package)
    path = pathlib.Path(module.__file__).parent / name
    if not path.exists():
        pytest.skip(f"{package} is installed without {name}")
    env = dict(package_env)
    env["PYTHONPATH"] += os.pathsep + str(ROOT / "tests/python/plugin")
    failed, count = failures(path, env, tmp_path, "-p", "shadowed")
    before = failures(path, env, tmp_path)[0] if failed else set()
    assert not failed - before
    note(f"checked: {package}'s {name}, {count} tests, {len(failed)} fail with NumPy too")


def test_scipy():
    stats = oracles.module("scipy.stats")
    for seed in range(3):
        for ours, theirs in ((isorand.default_rng(seed), np.random.default_rng(seed)),
                             (isorand.RandomState(seed), np.random.RandomState(seed))):
            for dist, shapes in ((stats.norm, ()), (stats.gamma, (2.5,)), (stats.betabinom, (9, 2, 3)),
                                 (stats.levy_stable, (1.5, 0.3))):
                got = dist.rvs(*shapes, size=50, random_state=ours)
                assert (got == dist.rvs(*shapes, size=50, random_state=theirs)).all()


def test_sklearn():
    utils = oracles.module("sklearn.utils")
    state = isorand.RandomState(4)
    assert utils.check_random_state(state) is state
    shuffled = utils.shuffle(np.arange(50), random_state=state)
    assert (shuffled == utils.shuffle(np.arange(50), random_state=np.random.RandomState(4))).all()
    with isorand.shadow():
        assert isinstance(utils.check_random_state(None), isorand.RandomState)
        assert isinstance(utils.check_random_state(3), isorand.RandomState)


def test_pandas():
    pandas = oracles.module("pandas")
    frame = pandas.DataFrame({"a": range(100)})
    for ours, theirs in ((isorand.default_rng(1), np.random.default_rng(1)),
                         (isorand.RandomState(1), np.random.RandomState(1)),
                         (isorand.PCG64(1), np.random.PCG64(1))):
        assert frame.sample(20, random_state=ours).equals(frame.sample(20, random_state=theirs))


def test_numba():
    numba = oracles.module("numba")

    def total(rng, n):
        found = 0.0
        for _ in range(n):
            found += rng.random()
        return found

    compiled = numba.njit(total)
    ours, theirs = isorand.default_rng(5), np.random.default_rng(5)
    assert compiled(ours, 1000) == total(theirs, 1000)
    assert ours.random() == theirs.random()
    bits = isorand.Philox(5)

    @numba.njit
    def by_pointer(next_double, state):
        return next_double(state) + next_double(state)

    assert by_pointer(bits.ctypes.next_double, bits.ctypes.state_address) == (
        np.random.Generator(np.random.Philox(5)).random(2).sum())


def test_dask():
    da = importlib.import_module("dask.array")
    state = da.random.RandomState(3, RandomState=isorand.RandomState)
    wanted = da.random.RandomState(3)
    assert (state.normal(size=100, chunks=30).compute() ==
            wanted.normal(size=100, chunks=30).compute()).all()
