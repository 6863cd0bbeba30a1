# SPDX-License-Identifier: MIT
"""What the cases of one leg of tools/test did.

CTest's JUnit file has a testcase for each program, with its output: TAP of a C program or a script,
or pytest's, which names a JUnit file of its own."""
import re
import xml.etree.ElementTree as ElementTree

PLAN = re.compile(r"1\.\.(\d+)$")
RESULT = re.compile(r"(not )?ok \d+(?: - | +)?(.*)")
SKIPPED = re.compile(r"# skipped: (.*)")
# What is worth repeating at the end: how much was looked at.
NOTE = re.compile(r"(?:# )?((?:backends )?checked: .*|compared \d+ values.*)")
PYTEST = re.compile(r"^-+ generated xml file: (.*) -+$", re.M)


class Results:
    """Cases of a leg: their number passed, names failed, names and reasons skipped; notes; and the
    number passed of each program."""

    def __init__(self):
        self.passed, self.failed, self.skipped, self.notes = 0, [], [], []
        self.programs = {}

    def __len__(self):
        return self.passed + len(self.failed) + len(self.skipped)

    def note(self, text):
        if (match := NOTE.fullmatch(text)) and match[1] not in self.notes:
            self.notes.append(match[1])

    def add_tap(self, program, text):
        planned, seen, reason = 0, 0, ""
        for line in text.splitlines():
            self.note(line)
            if match := PLAN.match(line):
                planned = int(match[1])
            elif match := SKIPPED.match(line):
                reason = match[1]
            elif match := RESULT.match(line):
                seen += 1
                name = f"{program}: {match[2]}"
                if "# SKIP" in name:
                    name = name.replace("# SKIP", "").replace("  ", " ").strip()
                    self.skipped.append(f"{name}: {reason}" if reason else name)
                    reason = ""
                elif match[1]:
                    self.failed.append(name)
                else:
                    self.passed += 1
        if not planned or seen < planned:
            self.failed.append(f"{program}: {planned - seen if planned else 'all'} did not run")

    def add_pytest(self, program, path):
        cases = list(ElementTree.parse(path).iter("testcase"))
        if not cases:
            self.failed.append(f"{program}: all did not run")
        for case in cases:
            name = f"{program}: {case.get('name')}"
            for entry in case.iter("property"):
                self.note(entry.get("value"))
            if case.find("failure") is not None or case.find("error") is not None:
                self.failed.append(name)
            elif (skip := case.find("skipped")) is not None:
                self.skipped.append(f"{name}: {skip.get('message')}")
            else:
                self.passed += 1


def read(junit, log):
    """The results of a leg: CTest's JUnit file, and the text of its log."""
    results = Results()
    if not junit.exists():
        results.failed.append("did not come to its tests")
        return results
    for test in ElementTree.parse(junit).iter("testcase"):
        program, before = test.get("name"), len(results.failed)
        passed = results.passed
        output = test.findtext("system-out") or ""
        if match := PYTEST.search(output):
            results.add_pytest(program, match[1])
        else:
            results.add_tap(program, output)
        results.programs[program] = results.passed - passed
        if test.get("status") == "fail" and len(results.failed) == before:
            # A program may say that all is well and then crash.
            how = re.search(rf" {re.escape(program)} [ .]*\*\*\*(.*?) +[\d.]+ sec", log)
            results.failed.append(f"{program}: {how[1] if how else 'failed'}")
    if not len(results):
        results.failed.append("nothing ran")
    return results
