# SPDX-License-Identifier: MIT
"""tools/package --chroot: a fresh system of the host's release with the packages in it, in which a
program in C, C++, Fortran and Python is built and run; the digests of their numbers, and of NumPy's."""
import glob
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/support"))
import provenance  # noqa: E402

PROGRAMS = ROOT / "tests/project/packages"
TOOLS = "gcc g++ gfortran libc6-dev pkg-config"
# In the system, in /programs: what builds and runs each.
RUNS = {
    "C": "gcc normals.c $(pkg-config --cflags --libs isorand) -o c && ./c",
    "C++": "g++ -std=c++17 normals.cpp $(pkg-config --cflags --libs isorand) -o cpp && ./cpp",
    "Fortran": "gfortran $(pkg-config --variable=includedir isorand)/isorand/isorand.f90 normals.f90 "
               "$(pkg-config --libs isorand) -o fortran && ./fortran",
    "Python": "python3 normals.py isorand",
    "NumPy": "python3 normals.py numpy.random",
}


def release():
    return re.search(r"^VERSION_CODENAME=(\w+)", pathlib.Path("/etc/os-release").read_text(
        encoding="utf-8"), re.M)[1]


def sources():
    """The host's places of its release, a line each."""
    lines = subprocess.run(["apt-get", "indextargets", "--format",
                            "deb $(REPO_URI) $(RELEASE) $(COMPONENT)", "Created-By: Packages",
                            "Origin: Debian"], capture_output=True, text=True, check=True).stdout
    own = [line for line in dict.fromkeys(lines.splitlines()) if f" {release()}" in line]
    return own or [f"deb http://deb.debian.org/debian {release()} main"]


def make(system, packages):
    """The system, with compilers by debootstrap's way and ours by apt's."""
    shutil.rmtree(system, ignore_errors=True)
    lists = system.parent / "sources.list"
    lists.write_text("\n".join(sources()) + "\n", encoding="ascii")
    command = ["mmdebstrap", "--variant=minbase", "--dpkgopt=force-unsafe-io",
               f"--include={','.join(TOOLS.split())}",
               '--customize-hook=mkdir "$1/packages" "$1/programs"',
               *(f"--customize-hook=copy-in {package} /packages" for package in packages),
               *(f"--customize-hook=copy-in {program} /programs" for program in
                 sorted(PROGRAMS.iterdir()) if program.suffix != ".pyc"),
               '--customize-hook=chroot "$1" sh -c "DEBIAN_FRONTEND=noninteractive apt-get install -y '
               '--no-install-recommends /packages/*.deb"',
               release(), str(system), str(lists)]
    with open(system.parent / "chroot.log", "w", encoding="utf-8") as log:
        if subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False).returncode:
            sys.exit(f"tools/package: no system was made; see {log.name}")


def run(system, command):
    done = subprocess.run(["chroot", system, "sh", "-c", f"cd /programs && {{ {command}; }}"],
                          capture_output=True, check=False, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})
    if done.returncode:
        sys.exit(f"tools/package: {command}: {done.stderr.decode()}")
    return done.stdout


def digest(system, command):
    """SHA-256 of the file that the command writes, by the system's own program."""
    run(system, f"rm -f out && {command}")
    size = int(run(system, "wc -c <out"))
    if size != 8000000:
        sys.exit(f"tools/package: {command}: {size} bytes")
    return run(system, "sha256sum out").split()[0].decode()


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def record(digests, version, lintian):
    """docs/evidence/package.json."""
    path = ROOT / "docs/evidence/package.json"
    provenance.keep(
        path, "Debian packages: lintian's errors and warnings; programs built and run on the installed "
        "packages in a fresh system; different digests of their numbers and NumPy's",
        "tools/package --chroot",
        {"package.lintian": len(re.findall("^[EW]:", lintian, re.M)),
         "package.chroot_programs": len(digests) - 1,
         "package.digests": len(set(digests.values()))},
        cpu_seconds(),  # of the build too: the same process
        commit=os.environ.get("COMMIT", "unknown"), system=f"Debian {version}", digests=digests)
    return path


def main():
    place = pathlib.Path(sys.argv[1])
    packages = sorted(name for name in glob.glob(f"{place}/*.deb") if "-dbgsym" not in name)
    if os.geteuid() != 0 or len(packages) != 4:
        sys.exit("tools/package: --chroot needs root, and the four packages in build/package")
    system = place / "system"
    print("a fresh system", file=sys.stderr)
    make(system, packages)
    digests = {}
    for name, command in RUNS.items():
        digests[name] = digest(system, command)
        print(f"{name:8} {digests[name]}")
    printed = run(system, "isorand verify --quick && isorand fill --seed 42 --count 1 --format text")
    version = (system / "etc/debian_version").read_text(encoding="ascii").strip()
    shutil.rmtree(system)
    if len(set(digests.values())) != 1 or b"0.7739560485559633" not in printed:
        sys.exit("tools/package: the digests differ")
    path = record(digests, version, (place / "lintian.log").read_text(encoding="utf-8"))
    print(f"{len(digests)} programs, one digest; written to {path}")


if __name__ == "__main__":
    main()
