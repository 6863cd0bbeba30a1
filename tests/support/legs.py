# SPDX-License-Identifier: MIT
"""tools/test: runs legs, which are the workflow presets of CMakePresets.json, and sums them up."""
import collections
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import threading
import time

import provenance
import results
from build import ROOT
from packages import prepared

LOGS = ROOT / "build/test-logs"
# What every leg needs.
PACKAGES = ("gcc libc6-dev make cmake libcmocka-dev libjson-c-dev libxxhash-dev binutils python3 "
            "python3-numpy python3-pytest python3-scipy libsimde-dev").split()
USAGE = """usage: tools/test [--quick | --full | --leg NAME]...

Runs the legs {default}; with
  --quick      {quick} alone
  --full       also {full}, and of the others what they leave out for the sake of time
  --leg NAME   this leg alone (may be repeated)
All default legs take about {minutes:.0f} minutes on two cores, {quick} alone {quick_minutes:.0f}.
The last line says `N passed, N failed, N skipped`; the logs stay in build/test-logs.
"""


class Leg:
    """A workflow preset."""

    def __init__(self, preset):
        self.name = preset["name"]
        about = preset["vendor"]["isorand"]
        self.minutes = about["minutes"]
        self.full_only = about.get("full_only", False)
        self.packages = about.get("packages", [])


def read_legs():
    presets = json.loads((ROOT / "CMakePresets.json").read_text(encoding="utf-8"))
    return {preset["name"]: Leg(preset) for preset in presets["workflowPresets"]}


def usage(legs):
    quick = next(iter(legs.values()))
    default = [leg for leg in legs.values() if not leg.full_only]
    return USAGE.format(quick=quick.name, quick_minutes=quick.minutes,
                        minutes=sum(leg.minutes for leg in default),
                        default=" ".join(leg.name for leg in default),
                        full=" ".join(leg.name for leg in legs.values() if leg.full_only))


def choose(legs, arguments):
    """The legs that the arguments name; ends the process for --help and wrong ones."""
    default = [leg for leg in legs.values() if not leg.full_only]
    chosen, arguments = [], list(arguments)
    while arguments:
        word = arguments.pop(0)
        if word == "--help":
            print(usage(legs), end="")
            sys.exit(0)
        elif word == "--quick":
            chosen.append(default[0])
        elif word == "--full":
            chosen += legs.values()
            os.environ["ISORAND_TEST_FULL"] = "1"  # for the programs
        elif word == "--leg" and arguments:
            name = arguments.pop(0)
            if name not in legs:
                print(f"error: no leg '{name}'; there are {' '.join(legs)}", file=sys.stderr)
                sys.exit(2)
            chosen.append(legs[name])
        else:
            print(usage(legs), end="", file=sys.stderr)
            sys.exit(2)
    return list(dict.fromkeys(chosen)) or default


def install(legs):
    """Whether all packages are there in the end."""
    packages = dict.fromkeys([*PACKAGES, *(name for leg in legs for name in leg.packages)])
    return prepared(*packages)


def clock(seconds):
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def used():
    """CPU seconds of the processes that have ended: what a leg costs on a busy machine too."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class Progress:
    """Where the run is: on a terminal one line, written again every second; else a line where a leg
    begins and one a minute."""

    def __init__(self, legs, stream=sys.stderr):
        self.legs, self.stream, self.terminal = legs, stream, stream.isatty()
        self.begin = self.leg_begin = time.monotonic()
        self.number, self.what, self.ended = -1, "", threading.Event()
        threading.Thread(target=self.beat, daemon=True).start()

    def start(self):
        self.number += 1
        self.leg_begin, self.what = time.monotonic(), "begins"
        self.show()

    def read(self, line):
        """Learns from a line of the leg's output."""
        if match := re.match(r"\[ *(\d+)%\]", line):
            self.what = f"built {match[1]} %"
        elif match := re.match(r" *(\d+)/(\d+) Test +#", line):
            done, count = int(match[1]), int(match[2])
            self.what = f"{done} of {count} tests done"

    def left(self):
        """Seconds: what the presets say, by the speed of the legs so far."""
        now = time.monotonic()
        expected = [60 * leg.minutes for leg in self.legs]
        before = sum(expected[:self.number])
        speed = (self.leg_begin - self.begin) / before if before else 1
        current = max(0, speed * expected[self.number] - (now - self.leg_begin))
        return current + speed * sum(expected[self.number + 1:])

    def show(self):
        left = self.left()
        text = (f"[{self.number + 1}/{len(self.legs)}] {self.legs[self.number].name}: {self.what}, "
                f"{clock(time.monotonic() - self.begin)} elapsed, "
                + (f"about {clock(left)} left" if left else "longer than expected"))
        self.stream.write(f"\r{text}\x1b[K" if self.terminal else text + "\n")
        self.stream.flush()

    def clear(self):
        if self.terminal:
            self.stream.write("\r\x1b[K")
            self.stream.flush()

    def beat(self):
        while not self.ended.wait(1 if self.terminal else 60):
            self.show()

    def end(self):
        self.ended.set()
        self.clear()


def run(leg, progress):
    """Runs a leg; its results."""
    begin, used_before, log = time.monotonic(), used(), LOGS / f"{leg.name}.log"
    cores = str(os.cpu_count())
    counts = LOGS / f"{leg.name}.counts"
    env = {"CMAKE_BUILD_PARALLEL_LEVEL": cores, "CTEST_PARALLEL_LEVEL": cores, **os.environ,
           "ISORAND_EVIDENCE": str(counts)}
    progress.start()
    with open(log, "w", encoding="utf-8") as file, subprocess.Popen(
            ["cmake", "--workflow", "--preset", leg.name], cwd=ROOT, env=env, text=True,
            errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT) as process:
        for line in process.stdout:
            file.write(line)
            file.flush()
            progress.read(line)
    found = results.read(LOGS / f"{leg.name}.xml", log.read_text(encoding="utf-8"))
    if process.returncode and not found.failed:
        found.failed.append(f"cmake --workflow ended with {process.returncode}")
    how = f"FAILED, see {log}" if found.failed else "passed"
    progress.clear()
    seconds, cpu_seconds = time.monotonic() - begin, used() - used_before
    print(f"leg {leg.name}: {how} ({len(found)} cases, {seconds:.0f} s, {cpu_seconds:.0f} s of CPU)",
          flush=True)
    write_record(leg, found, counts, round(seconds), round(cpu_seconds))
    return found


def write_record(leg, found, counts, seconds, cpu_seconds):
    """What tools/evidence reads of a leg."""
    sums = collections.Counter()
    for line in counts.read_text(encoding="utf-8").splitlines() if counts.exists() else ():
        key, number = line.split()
        sums[key] += int(number)
    record = {**provenance.about(), "seconds": seconds, "cpu_seconds": cpu_seconds, "passed": found.passed,
              "failed": found.failed, "skipped": found.skipped, "programs": found.programs,
              "counts": dict(sorted(sums.items()))}
    (LOGS / f"{leg.name}.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def summary(found):
    """The closing lines, from {leg's name: results}; whether all is well."""
    for name, result in found.items():
        for note in result.notes:
            print(f"[{name}] {note}")
    for word in "skipped", "failed":
        for name, result in found.items():
            for case in getattr(result, word):
                print(f"{word} [{name}] {case}")
    passed = sum(result.passed for result in found.values())
    failed, skipped = (sum(len(getattr(result, word)) for result in found.values())
                       for word in ("failed", "skipped"))
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return passed > 0 and failed == 0


def main():
    legs = choose(read_legs(), sys.argv[1:])
    if not install(legs):
        return 1
    shutil.rmtree(LOGS, ignore_errors=True)
    LOGS.mkdir(parents=True)
    progress = Progress(legs)
    try:
        found = {leg.name: run(leg, progress) for leg in legs}
    except KeyboardInterrupt:
        return 130
    finally:
        progress.end()
    return 0 if summary(found) else 1


if __name__ == "__main__":
    sys.exit(main())
