# SPDX-License-Identifier: MIT
"""What is said of a run whose result is kept: when, where, of what."""
import datetime
import json
import re
import subprocess

from build import ROOT


def machine():
    """The CPU's name, as the system has it."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        match = re.search(r"^model name\s*: (.*)$", file.read(), re.M)
    return match[1] if match else "unknown"


def git(*arguments):
    return subprocess.run(["git", *arguments], cwd=ROOT, check=False, capture_output=True,
                          text=True).stdout.strip()


def revision():
    """The commit of this tree; with "-changed" where it is not that alone, but for docs, where runs
    are kept."""
    changed = git("status", "--porcelain", "--untracked-files=no", "--", ":!docs")
    return (git("describe", "--always") or "unknown") + ("-changed" if changed else "")


def about():
    return {"date": datetime.date.today().isoformat(), "machine": machine(), "commit": revision()}


def keep(path, what, command, figures, seconds, **more):
    """Writes the result of a run of the command, of so many seconds of CPU, to the file.  'more' is
    what it has beside the figures, or another commit."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"what": what, "command": command, **about(),
                                "seconds": round(seconds, 1), "figures": figures, **more},
                               indent=1) + "\n", encoding="utf-8")
