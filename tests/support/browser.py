# SPDX-License-Identifier: MIT
"""Scripts that look at pages in Debian's Chromium, driven by Playwright, which npm installs."""
import fcntl
import json
import shutil

import oracles
from build import ROOT
from programs import run

PLACE, PACKAGES = ROOT / "build/browser", ROOT / "tests/support/browser"


def look(script, *arguments):
    """What a script saw, which it prints as JSON; its first argument is the browser."""
    chromium = oracles.program("chromium")
    for name in "node", "npm":
        oracles.program(name)
    PLACE.mkdir(parents=True, exist_ok=True)
    with open(PLACE / ".lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted, installed = PACKAGES / "package-lock.json", PLACE / "node_modules/.installed"
        if not installed.exists() or installed.read_bytes() != wanted.read_bytes():
            for path in PACKAGES.iterdir():
                shutil.copy(path, PLACE)
            run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", cwd=PLACE)
            shutil.copy(wanted, installed)
        copy = PLACE / f"{script.parent.name}-{script.name}"
        shutil.copy(script, copy)
    return json.loads(run("node", copy.name, chromium, *arguments, cwd=PLACE))
