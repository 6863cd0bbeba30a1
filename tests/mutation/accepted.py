# SPDX-License-Identifier: MIT
"""The list of mutants that may survive, accepted.toml: each with the reason."""
import pathlib
import tomllib

LIST = pathlib.Path(__file__).with_name("accepted.toml")
NAMES = {"file", "function", "code", "rule", "change"}
FIELDS = NAMES | {"reason", "gap"}


class Wrong(Exception):
    """An entry that is not as it should be."""


class Accepted:
    """Entries name a file, and a line by its text, so that other lines may change, or a function
    all of which they mean; where 'rule' or 'change' is missing, any fits."""

    def __init__(self, text):
        self.entries = tomllib.loads(text).get("mutant", [])
        for entry in self.entries:
            if (not set(entry) <= FIELDS or not {"file", "reason"} <= set(entry)
                    or not {"code", "function"} & set(entry)):
                raise Wrong("an entry has file, code or function, reason, and may have rule, change, gap: "
                            f"{entry}")

    def entry(self, fields):
        """The entry of a mutant (Mutant.fields()), or None."""
        for entry in self.entries:
            if all(entry[name] == fields[name] for name in NAMES if name in entry):
                return entry
        return None

    def reason(self, fields):
        """Why the mutant may survive, or None."""
        entry = self.entry(fields)
        return entry and ("a gap: " * entry.get("gap", False) + entry["reason"])

    def is_argued(self, fields):
        """Whether the mutant is no fault."""
        entry = self.entry(fields)
        return entry is not None and not entry.get("gap", False)

    def stale(self, source_of):
        """Entries whose line or function is not in its file any more; source_of(file) is the
        Source, None where it is gone."""
        for entry in self.entries:
            source = source_of(entry["file"])
            places = [] if source is None else [(token.function, source.line_text(token.line))
                                                for token in source.tokens]
            if not any(entry.get("function", function) == function
                       and entry.get("code", code) == code for function, code in places):
                yield entry


def read():
    return Accepted(LIST.read_text(encoding="utf-8"))
