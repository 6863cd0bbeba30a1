# SPDX-License-Identifier: MIT
"""pip's way to build the package: CMake builds the extension, as -DISORAND_BUILD_PYTHON=ON does.

The library lies above this folder, and in a source distribution in the folder "library".
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.sdist import sdist

HERE = pathlib.Path(__file__).parent.resolve()
PACKED = HERE / "library"
LIBRARY = PACKED if PACKED.exists() else HERE.parent
# What the library is built from.
PARTS = ["CMakeLists.txt", "LICENSE", "cmake", "include", "src"]


def version():
    header = (LIBRARY / "include/isorand/isorand.h").read_text(encoding="utf-8")
    return ".".join(re.search(rf"#define ISORAND_VERSION_{part} (\d+)", header)[1]
                    for part in ("MAJOR", "MINOR", "PATCH"))


class BuildByCMake(build_ext):
    def build_extension(self, ext):
        build = pathlib.Path(self.build_temp).resolve()
        subprocess.run(["cmake", "-S", LIBRARY, "-B", build, "-DCMAKE_BUILD_TYPE=Release",
                        "-DISORAND_BUILD_PYTHON=ON", "-DISORAND_BUILD_TOOLS=OFF",
                        "-DISORAND_INSTALL=OFF", f"-DISORAND_PYTHON_SOURCE={HERE}",
                        f"-DPython3_EXECUTABLE={sys.executable}"], check=True)
        jobs = os.environ.get("CMAKE_BUILD_PARALLEL_LEVEL", str(os.cpu_count()))
        subprocess.run(["cmake", "--build", build, "--parallel", jobs, "--target",
                        "isorand_python"], check=True)
        made = pathlib.Path(self.get_ext_fullpath(ext.name))
        made.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(build / "python/isorand/_core.abi3.so", made)


class SourceWithLibrary(sdist):
    def make_release_tree(self, base_dir, files):
        super().make_release_tree(base_dir, files)
        for part in PARTS:
            source, target = LIBRARY / part, pathlib.Path(base_dir) / "library" / part
            if source.is_dir():
                shutil.copytree(source, target)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)


setup(version=version(),
      ext_modules=[Extension("isorand._core", sources=[], py_limited_api=True)],
      cmdclass={"build_ext": BuildByCMake, "sdist": SourceWithLibrary},
      options={"bdist_wheel": {"py_limited_api": "cp311"}})
