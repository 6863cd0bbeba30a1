# SPDX-License-Identifier: MIT
"""`isorand fill --plot`: the helper's picture, and what is said when there is none."""
import importlib.util
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.machinery import SourceFileLoader

import pytest

import oracles
from build import ROOT
from command import Command, one_line
from oracles import numpy as np

FILLS = ["--dist normal --loc 3 --scale 0.5", "--dist uniform", "--dist poisson --lam 3.5",
         "--dist integers --type u8 --low 3 --high 9", "--dist raw", "--dist standard_cauchy",
         "--dist wald --mean 2", "--legacy --dist gamma --shape 2", "--dist normal --scale 0",
         "--dist integers --type bool --count 1", "--dist vonmises", "--dist power --type f64 --a 3"]


@pytest.fixture(scope="module")
def helper():
    """The helper program as a module."""
    oracles.module("matplotlib")
    loader = SourceFileLoader("isorand_plot", str(ROOT / "tools/plot/isorand-plot"))
    spec = importlib.util.spec_from_loader("isorand_plot", loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def groups(path):
    """The identifiers in a picture; it has to be well-formed."""
    return {element.get("id") for element in ET.parse(path).iter() if element.get("id")}


@pytest.mark.numpy
@pytest.mark.parametrize("fill", FILLS)
def test_picture(command, tmp_path, helper, fill):
    arguments = "--seed", 5, "--count", 20000, *fill.split(), "--format", "raw"
    picture = tmp_path / "x.svg"
    data = command.run("fill", *arguments, "--plot", picture)
    assert (data.stdout, data.stderr) == (command.fill(*arguments), b"")
    found = groups(picture)
    assert "histogram" in found
    known = helper.stats and not any(name in fill for name in ("raw", "vonmises", "normal --scale 0"))
    assert ("density" in found) == bool(known)
    again = tmp_path / "again.svg"
    command.run("fill", *arguments, "--plot", again, "--threads", 3)
    assert again.read_bytes() == picture.read_bytes()
    assert sorted(os.listdir(tmp_path)) == ["again.svg", "x.svg"]


@pytest.mark.numpy
def test_numbers(helper):
    """Pieces count as the whole does, and heights are those of NumPy's density."""
    values = np.random.default_rng(1).normal(5, 2, 30000)
    histogram = helper.Histogram(values[:10000])
    for piece in np.split(values, 3):
        histogram.add(piece)
    counts, _ = np.histogram(values, histogram.edges)
    assert counts.tolist() == histogram.counts.tolist() and histogram.total == len(values)
    assert counts.sum() > 29900
    inside = values[(values >= histogram.edges[0]) & (values <= histogram.edges[-1])]
    wanted, _ = np.histogram(inside, histogram.edges, density=True)
    assert np.allclose(histogram.heights() * len(values) / len(inside), wanted)


@pytest.mark.numpy
def test_densities(helper, command):
    """Each distribution that has a density here has that of its values (Kolmogorov-Smirnov)."""
    stats = oracles.module("scipy.stats")
    for dist in helper.DISTRIBUTIONS:
        text = command.fill("--seed", 11, "--dist", dist, "--count", 5000, "--format", "raw")
        parameters = {"low": 0, "high": 2 if dist == "integers" else 1, "loc": 0, "scale": 1,
                      "shape": 1, "a": 2 if dist == "zipf" else 1, "b": 1, "df": 1, "nonc": 0,
                      "dfnum": 1, "dfden": 1, "mean": 1 if dist == "wald" else 0, "sigma": 1,
                      "left": 0, "mode": 0.5, "right": 1, "p": 0.5, "lam": 1, "trials": 1,
                      "successes": 1, "ngood": 1, "nbad": 1, "nsample": 1}
        distribution = helper.frozen(dist, parameters)
        discrete = hasattr(distribution.dist, "pmf")
        values = np.frombuffer(text, "<i8" if discrete else "<f8")
        if discrete:
            for value in range(4):
                p = distribution.pmf(value)
                assert abs((values == value).mean() - p) < 5 * np.sqrt(p * (1 - p) / 5000) + 1e-9
        else:
            assert stats.kstest(values, distribution.cdf).pvalue > 1e-4, dist


def test_no_helper(command, tmp_path):
    program = tmp_path / "isorand"
    shutil.copy(command.path, program)
    one_line(Command(program).run("fill", "--count", 5, "--plot", tmp_path / "x.svg", code=1),
             "--plot", "isorand-plot is not installed")
    assert os.listdir(tmp_path) == ["isorand"]


def test_no_matplotlib(command, tmp_path):
    (tmp_path / "matplotlib.py").write_text("raise ImportError('none here')\n", encoding="ascii")
    one_line(command.run("fill", "--seed", 1, "--count", 5, "--out", tmp_path / "x", "--plot",
                         tmp_path / "x.svg", code=1, env={"PYTHONPATH": str(tmp_path),
                                                          "PYTHONDONTWRITEBYTECODE": "1"}),
             "--plot", "python3-matplotlib")
    assert os.listdir(tmp_path) == ["matplotlib.py"]


@pytest.mark.numpy
def test_bad_weather(command, tmp_path, helper):
    fill = "fill", "--seed", 1, "--count", 5, "--out", tmp_path / "x"
    one_line(command.run(*fill, "--plot", tmp_path / "x.tar", code=1), "x.tar", ".svg")
    one_line(command.run(*fill, "--plot", tmp_path / "a/x.svg", code=1), "a/x.svg")
    # an output that fails has no picture
    one_line(command.run("fill", "--seed", 1, "--count", 5000, "--out", "/dev/full", "--plot",
                         tmp_path / "x.svg", code=1), "/dev/full")
    assert os.listdir(tmp_path) == []


def test_usage(command, tmp_path):
    plot = "--plot", tmp_path / "x.svg"
    one_line(command.run("fill", "--count", "inf", *plot, code=2), "--plot", "inf")
    one_line(command.run("fill", "--count", 0, *plot, code=2), "--plot", "--count 0")
    one_line(command.run("fill", "--count", 8, *plot, "--chunks", 2, "--out", tmp_path / "a.zarr",
                         code=2), "--plot", "Zarr")
    done = subprocess.run([sys.executable, ROOT / "tools/plot/isorand-plot"], capture_output=True,
                          check=False)
    assert done.returncode == 1 and done.stderr.count(b"\n") == 1
    assert os.listdir(tmp_path) == []
