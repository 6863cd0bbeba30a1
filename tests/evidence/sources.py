# SPDX-License-Identifier: MIT
"""Where the figures of tools/evidence come from: legs of tools/test, which have run here or whose
run is kept in docs/evidence/legs.json, and long runs, kept in docs/evidence/NAME.json."""
import json

from build import ROOT

LOGS = ROOT / "build/test-logs"
KEPT = ROOT / "docs/evidence"
LEGS = KEPT / "legs.json"


class Missing(Exception):
    """A figure that no run has given."""


def read(path):
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


class Source:
    """The figures of one run by name, and what to say of the run."""

    def __init__(self, name, figures, about, failed=()):
        self.name, self.figures, self.about, self.failed = name, figures, about, failed

    def __getitem__(self, key):
        if self.failed and key != "failed":
            raise Missing(f"{self.name}: {len(self.failed)} failed, first {self.failed[0]}")
        if key not in self.figures:
            raise Missing(f"{self.name} gave no {key}")
        return self.figures[key]


class Runs:
    """The runs that there are: the last of tools/test here, if 'here', and those that are kept."""

    def __init__(self, here):
        self.here = here

    def leg(self, name):
        """A leg of tools/test: its counts, "passed" and "passed.PROGRAM", and "failed", the only one
        that a leg has in which something failed."""
        found, when = self.here and read(LOGS / f"{name}.json"), "this run"
        if not found:
            found = (read(LEGS) or {}).get("legs", {}).get(name)
            when = found and found["date"]
        if not found:
            raise Missing(f"tools/test --leg {name} has not run")
        figures = {"passed": found["passed"], "failed": len(found["failed"]), **found["counts"],
                   **{f"passed.{program}": n for program, n in found["programs"].items()}}
        return Source(f"leg {name}", figures, f"leg `{name}`, {when}, {found['cpu_seconds']} s",
                      found["failed"])

    def long(self, name):
        """A long run: docs/evidence/NAME.json."""
        found = read(KEPT / f"{name}.json")
        if not found:
            raise Missing(f"docs/evidence/{name}.json is not there")
        return Source(name, found["figures"],
                      f"[{name}](evidence/{name}.json), {found['date']}, {found['seconds']:.0f} s")


def keep():
    """Writes the legs that have run here, beside those kept already, to docs/evidence/legs.json; the
    names of those that it took."""
    kept = read(LEGS) or {"what": "legs of tools/test, as `tools/evidence --keep` found them",
                          "legs": {}}
    taken = sorted(path.stem for path in LOGS.glob("*.json"))
    for name in taken:
        found = read(LOGS / f"{name}.json")
        if found["failed"]:
            raise Missing(f"leg {name}: {len(found['failed'])} failed, first {found['failed'][0]}")
        kept["legs"][name] = {**found, "skipped": len(found["skipped"])}
    kept["legs"] = dict(sorted(kept["legs"].items()))
    LEGS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return taken
