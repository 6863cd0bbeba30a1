# SPDX-License-Identifier: MIT
"""Debian packages and what is built with them, for the tools in Python."""
import subprocess

from build import ROOT


def prepared(*packages, then=""):
    """Whether the packages are there in the end, installed where they are missing, and the shell
    commands 'then' succeed, in which `quietly` runs one without output (tools/setup/packages.sh)."""
    script = '. "$0" && need_packages "$@"' + (f" && {then}" if then else "")
    return subprocess.run(["sh", "-c", script, ROOT / "tools/setup/packages.sh", *packages],
                          cwd=ROOT, check=False).returncode == 0
