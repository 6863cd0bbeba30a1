# SPDX-License-Identifier: MIT
"""packaging/meson: a project that takes isorand by a wrap."""
import os
import shutil
import subprocess

import oracles
from build import ROOT
from programs import run

PARTS = "CMakeLists.txt", "LICENSE", "LICENSES", "cmake", "include", "src", "tools"
DEFAULT_RNG_42 = [0.7739560485559633, 0.4388784397520523, 0.8585979199113825]  # NumPy's


def test_wrap(tmp_path):
    oracles.program("meson")
    oracles.program("ninja")
    # A repository of what the checkout holds now.
    library = tmp_path / "library"
    library.mkdir()
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, library / part)
    for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=n", "-c", "user.email=e", "commit",
                                                  "-q", "-m", "all"]):
        run("git", "-C", library, *words)

    project = tmp_path / "project"
    shutil.copytree(ROOT / "packaging/meson", project / "subprojects")
    wrap = project / "subprojects/isorand.wrap"
    wrap.write_text(wrap.read_text(encoding="ascii").replace("url = URL", f"url = {library}"))
    shutil.copy(ROOT / "tests/project/consumer/consumer.c", project)
    (project / "meson.build").write_text(
        "project('consumer', 'c')\n"
        "executable('consumer', 'consumer.c', dependencies: dependency('isorand'))\n")
    done = subprocess.run(["meson", "setup", "build", "--buildtype=debug",
                           "-Disorand:c_args=-DISORAND_SCALAR_ONLY", "-Disorand:buildtype=debug"],
                          cwd=project, capture_output=True, text=True, check=False,
                          env={**os.environ, "CC": "cc"})
    assert done.returncode == 0, done.stdout + done.stderr
    run("meson", "compile", "-C", "build", cwd=project)
    assert [float(word) for word in run(project / "build/consumer").split()] == DEFAULT_RNG_42
