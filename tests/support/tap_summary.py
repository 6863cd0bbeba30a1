# SPDX-License-Identifier: MIT
"""Sums up TAP from the logs of several legs: the closing lines of tools/test.

usage: tap_summary.py LOG...     each LEG.log is the output of `ctest --verbose`, in which test N's
lines begin with "N: ", or plain TAP.  Ends with `N passed, N failed, N skipped`; status 1 unless
something passed and nothing failed."""
import pathlib
import re
import sys

RESULT = re.compile(r"(?:(\d+): )?(not )?ok (\d+)(?: - | +)?(.*)")
PLAN = re.compile(r"(?:(\d+): )?1\.\.(\d+)$")
CHECKED = re.compile(r"(?:\d+: )?# ((?:backends )?checked: .*)")
VALUES = re.compile(r"(?:\d+: )?# (compared \d+ values.*)")
ENDED = re.compile(r" *\d+/\d+ +Test +#(\d+): (\S+) [ .]*(\*\*\*)?(.*?) +[\d.]+ sec")


class Leg:
    """What one log says."""

    def __init__(self, path):
        self.name = path.stem
        self.passed, self.failed, self.skipped, self.notes = 0, [], [], []
        planned, seen, names, broken = {}, {}, {None: "plain"}, {}
        results = []
        for line in path.read_text(errors="replace").splitlines():
            if match := PLAN.match(line):
                planned[match[1]] = int(match[2])
            elif match := RESULT.match(line):
                seen[match[1]] = seen.get(match[1], 0) + 1
                results.append((match[1], match[2], match[4]))
            elif match := CHECKED.match(line) or VALUES.match(line):
                self.notes.append(match[1])
            elif match := ENDED.match(line):
                names[match[1]] = match[2]
                if match[3] and match[4] != "Skipped":
                    broken[match[1]] = match[4]
        blamed = set()
        for number, not_ok, case in results:
            name = f"{names.get(number, number)}: {case}"
            if "# SKIP" in case:
                self.skipped.append(name.replace("# SKIP", ""))
            elif not_ok:
                self.failed.append(name)
                blamed.add(number)
            else:
                self.passed += 1
        for number in {*planned, *seen, *names} - {None}:
            missing = planned.get(number, 0) - seen.get(number, 0)
            if missing or number not in planned:
                self.failed.append(f"{names.get(number, number)}: {missing or 'all'} did not run")
                blamed.add(number)
        # A program may print that all is well and then crash.
        self.failed += [f"{names[n]}: {how}" for n, how in broken.items() if n not in blamed]
        if not results:
            self.failed.append("nothing ran")


def main():
    legs = [Leg(pathlib.Path(name)) for name in sys.argv[1:]]
    for leg in legs:
        for note in dict.fromkeys(leg.notes):
            print(f"[{leg.name}] {note}")
    for word in "skipped", "failed":
        for leg in legs:
            for name in getattr(leg, word):
                print(f"{word} [{leg.name}] {name}")
    passed = sum(leg.passed for leg in legs)
    failed, skipped = (sum(len(getattr(leg, w)) for leg in legs) for w in ("failed", "skipped"))
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
