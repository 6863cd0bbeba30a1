# SPDX-License-Identifier: MIT
"""packaging/debian beside the tree; test_packages.py builds what it says."""
import re
import subprocess

import oracles
from build import ROOT
from programs import run

DEBIAN = ROOT / "packaging/debian"


def version():
    header = (ROOT / "include/isorand/isorand.h").read_text(encoding="ascii")
    return ".".join(re.findall(r"^#define ISORAND_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)", header, re.M))


def test_versions():
    """The header's, wherever else one is written."""
    changes = (DEBIAN / "changelog").read_text(encoding="ascii")
    assert re.match(rf"isorand \({re.escape(version())}-\d+\)", changes)
    citation = (ROOT / "CITATION.cff").read_text(encoding="ascii")
    assert f"\nversion: {version()}\n" in citation
    assert all(f"\n{key}:" in "\n" + citation for key in ("cff-version", "message", "title", "authors"))
    assert version() in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_symbols(library_path):
    """libisorand0.symbols lists what the library exports."""
    text = (DEBIAN / "libisorand0.symbols").read_text(encoding="ascii")
    listed = re.findall(r"^ (\w+)@Base \d+\.\d+\.\d+$", text, re.M)
    exported = run(oracles.program("nm"), "-D", "--defined-only", library_path)
    names = sorted(re.findall(r"\b(isorand_\w+)$", exported, re.M))
    assert listed == names, "write the new ones there, with the version that brings them"


def test_copyright():
    """Names each holder of LICENSES, and files that exist."""
    text = (DEBIAN / "copyright").read_text(encoding="utf-8")
    for name in "Arm Limited", "Sun Microsystems", "NumPy Developers", "the isorand authors":
        assert name in text
    for field in re.findall(r"^Files: (.*?)\nCopyright:", text, re.M | re.S):
        assert all(word == "*" or (ROOT / word).exists() for word in field.split()), field
    notices = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "LICENSES").glob("*.txt"))
    for name in set(re.findall(r"\bsrc/\w+/\w+\.[ch]\b", notices)):
        assert name in text, name


def test_installed_files_are_packaged(build_folder, tmp_path):
    """Each file that cmake --install puts somewhere has a package that takes it."""
    taken = [line for path in DEBIAN.glob("*.install") for line in path.read_text().split()]
    patterns = [re.compile(re.escape(line.removeprefix("usr/")).replace(r"\*", "[^/]*"))
                for line in taken]
    run("cmake", "--install", build_folder, "--prefix", tmp_path)
    # The place of libraries is Debian's there; of Fortran's module only the source is packaged.
    names = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if not path.is_dir()]
    names = [re.sub(r"^lib(64)?/(x86_64-linux-gnu/)?", "lib/any/", name) for name in names]
    lost = [name for name in names if "fortran" not in name and not any(
        pattern.match(name) for pattern in patterns)]
    assert len(names) > 30 and not lost


def test_usage():
    done = subprocess.run([ROOT / "tools/package", "--other"], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and done.stderr.startswith("usage: tools/package [")
    assert run("tools/package", "--help").startswith("usage: tools/package [")
