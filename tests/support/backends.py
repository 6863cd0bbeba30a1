# SPDX-License-Identifier: MIT
"""The rows of src/backends.def, and which of them this CPU has."""
import re

from build import ROOT

# Features that the kernel calls otherwise.
KERNEL_NAMES = {"neon": "asimd"}


def rows():
    """{name: [features required]}, best first."""
    source = (ROOT / "src/backends.def").read_text(encoding="ascii")
    macros = dict(re.findall(r"#define (\w+)\s*\\?\s*\(([^)]*)\)", source))
    found = {}
    for name, features in re.findall(r"^ISORAND_BACKEND\((\w+), \w+, (.*)\)$", source, re.M):
        for macro, value in macros.items():
            features = features.replace(macro, value)
        found[name] = [feature.lower() for feature in re.findall(r"IR_CPU_(\w+)", features)]
    return found


def native():
    """The backends whose features the kernel reports."""
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
        lines = re.findall(r"^(?:flags|Features)\s*:(.*)$", file.read(), re.M)
    have = set(lines[0].split()) if lines else set()
    return [name for name, features in rows().items()
            if all(KERNEL_NAMES.get(feature, feature) in have for feature in features)]
