# SPDX-License-Identifier: MIT
"""pip: a source distribution, the wheel made of it, and its installation into a clean environment,
without a network."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile

import pytest

from build import ROOT

# Whoever may make a network namespace runs pip in one without a network.
OFFLINE = ["unshare", "--net"]
if not shutil.which("unshare") or subprocess.run([*OFFLINE, "true"], check=False,
                                                 capture_output=True).returncode:
    OFFLINE = []


def run(*command, **options):
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False,
                          env=env, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "setup.py", "-q", "egg_info", "--egg-base", folder, "sdist", "--dist-dir",
        folder, cwd=ROOT / "python")
    return next(folder.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(sdist, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(*OFFLINE, sys.executable, "-m", "pip", "wheel", "--no-build-isolation", "--no-index",
        "--no-deps", "--wheel-dir", folder, sdist)
    return next(folder.glob("*.whl"))


def environment(folder):
    run(sys.executable, "-m", "venv", "--system-site-packages", folder)
    return folder / "bin/python"


def test_sdist(sdist):
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    assert {"setup.py", "pyproject.toml", "README.md", "src/core.h", "src/methods.def",
            "isorand/__init__.py", "isorand/py.typed", "library/include/isorand/isorand.h",
            "library/src/dists.def", "library/CMakeLists.txt", "library/LICENSE"} <= names
    assert not [name for name in names if name.endswith((".so", ".pyc", ".o"))]


def test_wheel(wheel):
    assert re.fullmatch(r"isorand-[\d.]+-cp311-abi3-linux_\w+\.whl", wheel.name)
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "isorand/_core.abi3.so" in names and "isorand/py.typed" in names
    assert all(name.startswith(("isorand/", "isorand-")) for name in names)
    missing = {path.name for path in (ROOT / "python/isorand").glob("*.py*")
               if path.is_file()} - {pathlib.Path(name).name for name in names}
    assert not missing


def test_extension_needs_the_stable_abi_alone(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        path = archive.extract("isorand/_core.abi3.so", tmp_path)
    defined = run("nm", "-D", "--defined-only", path).split()[2::3]
    assert [name for name in defined if not name.startswith("_")] == ["PyInit__core"], defined
    needed = set(re.findall(r" U (_?Py\w+)", run("nm", "-D", path)))
    # What macros of the limited API stand for.
    macros = {"_Py_Dealloc", "_Py_NoneStruct", "_Py_TrueStruct", "_Py_FalseStruct", "_PyObject_New",
              "_Py_NotImplementedStruct"}
    assert needed
    assert not {name for name in needed if name.startswith("_")
                and not name.endswith("_SizeT")} - macros


def test_install_and_uninstall(wheel, tmp_path):
    python = environment(tmp_path / "venv")
    before = sorted(path for path in (tmp_path / "venv").rglob("*"))
    run(*OFFLINE, python, "-m", "pip", "install", "--no-index", "--no-deps", wheel)
    # Neither compilers nor CMake are needed: an empty PATH.
    shown = run(python, "-c", "import os; os.environ['PATH'] = ''\n"
                "import isorand; print(isorand.__file__, isorand.verify(500, seed=1))",
                cwd=tmp_path)
    assert str(tmp_path / "venv") in shown
    run(python, "-m", "pip", "uninstall", "-y", "isorand")
    after = sorted(path for path in (tmp_path / "venv").rglob("*"))
    assert [path for path in after if "__pycache__" not in path.parts
            and path not in before] == []


@pytest.mark.skipif(not os.environ.get("ISORAND_TEST_LONG"), reason="ISORAND_TEST_LONG=1: builds")
def test_pip_install_of_the_folder(tmp_path):
    python = environment(tmp_path / "venv")
    run(*OFFLINE, python, "-m", "pip", "install", "--no-build-isolation", "--no-index",
        "--no-deps", ROOT / "python")
    assert run(python, "-c", "import isorand; print(isorand.rand.__self__)", cwd=tmp_path)
