# SPDX-License-Identifier: MIT
"""tools/fuzz: runs libFuzzer on a target, or on all."""
import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
import provenance  # noqa: E402
from packages import prepared  # noqa: E402

HERE = ROOT / "tests/fuzz"
BUILD = ROOT / "build/fuzz"
EVIDENCE = ROOT / "docs/evidence/fuzz.json"
# Of one input: none of the corpus needs more, and short ones are tried faster.
BYTES_MAX, CORPUS_BYTES_MAX, CORPUS_FILES_MAX = 2000, 1200, 60
# libFuzzer's limit is by the clock; support/fuzz.c has one by CPU time.
OPTIONS = ["-timeout=600", "-report_slow_units=600", "-rss_limit_mb=4096", "-len_control=10",
           "-print_final_stats=1", f"-max_len={BYTES_MAX}",
           f"-artifact_prefix={BUILD}/findings/"]


def targets():
    return sorted(path.stem for path in HERE.glob("*.c"))


def program(target):
    return BUILD / f"tests/fuzz/fuzz_{target}"


def build():
    """Installs what is missing, and builds."""
    return prepared("clang", "libclang-rt-dev", "cmake", "make", "libjson-c-dev", "libxxhash-dev",
                    then=('quietly cmake --preset fuzz && '
                          'quietly cmake --build --preset fuzz -j "$(nproc)"'))


def cpu_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait(running, used, seconds):
    """Until all have ended; each is asked to where it has used so many seconds."""
    while any(process.poll() is None for _, process in running):
        time.sleep(0.5)
        for job, (_, process) in enumerate(running):
            try:
                used[job] = cpu_seconds(process.pid)
            except (OSError, IndexError):
                continue
            if used[job] >= seconds and process.poll() is None:
                process.send_signal(signal.SIGUSR1)  # it prints its statistics


def run(target, seconds, corpus, jobs):
    """So many seconds of CPU time by each process; their numbers, summed up or the largest."""
    corpus.mkdir(parents=True, exist_ok=True)
    (BUILD / "findings").mkdir(parents=True, exist_ok=True)
    committed = [HERE / "corpus" / target] if (HERE / "corpus" / target).is_dir() else []
    running = []
    for job in range(jobs):
        log = open(BUILD / f"{target}-{job}.log", "w+", encoding="utf-8", errors="replace")
        running.append((log, subprocess.Popen([program(target), *OPTIONS, corpus, *committed],
                                              stdout=log, stderr=log)))
    used = [0.0] * jobs
    try:
        wait(running, used, seconds)
    finally:
        for _, process in running:
            if process.poll() is None:
                process.kill()
    found = {"executions": 0, "cpu_seconds": round(sum(used)), "edges": 0, "features": 0}
    crashed = False
    for log, process in running:
        log.seek(0)
        text = log.read()
        log.close()
        crashed |= process.returncode != 0
        found["executions"] += int((re.findall(r"stat::number_of_executed_units: +(\d+)", text)
                                    or re.findall(r"^#(\d+)", text, re.M) or ["0"])[-1])
        for key, pattern in (("edges", r"cov: (\d+)"), ("features", r"ft: (\d+)")):
            found[key] = max([found[key], *map(int, re.findall(pattern, text))])
        for path in re.findall(r"Test unit written to (\S+)", text):
            print(f"found {path}; to repeat: {program(target)} {path}")
        if process.returncode and "Test unit written" not in text:
            print(f"{program(target)} ended with {process.returncode}: see {log.name}")
    found["open"] = int(crashed)
    return found


def merge(target, corpus):
    """Makes the committed corpus of the inputs, old ones and new ones, that together reach every
    edge, or as many as a small corpus can."""
    committed, small, merged = HERE / "corpus" / target, BUILD / "small", BUILD / "merged"
    for folder in small, merged:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for folder in corpus, committed:
        for path in folder.glob("*") if folder.is_dir() else ():
            if path.stat().st_size <= CORPUS_BYTES_MAX:
                shutil.copy(path, small / path.name)
    control = BUILD / "merge.txt"
    control.unlink(missing_ok=True)
    subprocess.run([program(target), "-set_cover_merge=1", "-use_counters=0", "-timeout=600",
                    f"-merge_control_file={control}", merged, small],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    kept = cover(control)
    keep = [path for path in committed.glob("*-*")]  # known-..., regression-...
    for path in committed.glob("*"):
        if path not in keep:
            path.unlink()
    committed.mkdir(parents=True, exist_ok=True)
    for path in kept:
        if "-" not in path.name:
            shutil.copy(path, committed / path.name[:12])
    print(f"{target}: {len(kept)} inputs, {sum(path.stat().st_size for path in kept)} bytes, and "
          f"{len(keep)} with names")


def cover(control):
    """Of libFuzzer's list of inputs and what each covers those that add most, one by one."""
    lines = control.read_text(encoding="utf-8").splitlines()
    paths = [Path(line) for line in lines[2:2 + int(lines[0])]]
    left = {}
    for line in lines[2 + len(paths):]:
        if line.startswith("FT "):
            index, *features = map(int, line.split()[1:])
            left[index] = set(features)
    kept = []
    while left and len(kept) < CORPUS_FILES_MAX:
        best = max(left, key=lambda i: (len(left[i]), -paths[i].stat().st_size))
        covered = left.pop(best)
        if not covered:
            break
        kept.append(paths[best])
        for features in left.values():
            features -= covered
    return kept


def add(old, new):
    """The numbers of a target, with those of a further run."""
    return {key: max(old.get(key, 0), value) if key in ("edges", "features") else
            value if key == "open" else old.get(key, 0) + value for key, value in new.items()}


def record(results, file):
    """Adds the numbers to those in the file."""
    old = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    details = old.get("targets", {})
    for name, result in results.items():
        details[name] = add(details.get(name, {}), result)
        details[name]["found"] = len(list((HERE / "corpus" / name).glob("regression-*")))
    figures = {"fuzz.targets": len(details)}
    for key in "executions", "cpu_seconds", "found", "open":
        figures[f"fuzz.{key}"] = sum(result.get(key, 0) for result in details.values())
    figures["fuzz.least_cpu_seconds"] = min(
        details.get(name, {}).get("cpu_seconds", 0) for name in targets())
    provenance.keep(
        file, "fuzz targets by libFuzzer with address and undefined-behaviour sanitizers",
        "tools/fuzz --all 600 --record", figures, figures["fuzz.cpu_seconds"],
        targets=dict(sorted(details.items())))


def main():
    parser = argparse.ArgumentParser(
        prog="tools/fuzz", usage="tools/fuzz TARGET|--all SECONDS [--corpus DIR] [--jobs N] "
        "[--record [FILE]] [--built]\n       tools/fuzz --list\n"
        "       tools/fuzz --merge TARGET [--corpus DIR]",
        description="Runs fuzz targets, for SECONDS of CPU time each. What is found stays in "
        "build/fuzz/findings, new inputs in build/fuzz/corpus/TARGET.")
    parser.add_argument("target", nargs="?", metavar="TARGET")
    parser.add_argument("seconds", nargs="?", type=float, metavar="SECONDS")
    parser.add_argument("--all", type=float, metavar="SECONDS", help="every target")
    parser.add_argument("--list", action="store_true", help="names of the targets")
    parser.add_argument("--merge", metavar="TARGET",
                        help="make tests/fuzz/corpus/TARGET of what was found to cover most")
    parser.add_argument("--corpus", type=Path, metavar="DIR",
                        help="where inputs are and go to; build/fuzz/corpus/TARGET")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes; 1")
    parser.add_argument("--record", nargs="?", type=Path, const=EVIDENCE, metavar="FILE",
                        help="add the numbers to FILE; docs/evidence/fuzz.json")
    parser.add_argument("--built", action="store_true", help="do not build first")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # not without the processes
    if arguments.list:
        print("\n".join(targets()))
        return 0
    for name in arguments.target, arguments.merge:
        if name and name not in targets():
            parser.error(f"no target '{name}': there are {' '.join(targets())}")
    if not arguments.merge and bool(arguments.all) == bool(arguments.target and arguments.seconds):
        parser.error("expected a TARGET and SECONDS, or --all SECONDS")
    if not arguments.built and not build():
        return 1
    if arguments.merge:
        merge(arguments.merge, arguments.corpus or BUILD / "corpus" / arguments.merge)
        return 0
    names = targets() if arguments.all else [arguments.target]
    results = {}
    for number, name in enumerate(names, 1):
        result = results[name] = run(name, arguments.all or arguments.seconds,
                                     arguments.corpus or BUILD / "corpus" / name, arguments.jobs)
        print(f"{'not ok' if result['open'] else 'ok'} {number} - {name}: {result['executions']} "
              f"inputs in {result['cpu_seconds']} s of CPU time, {result['edges']} edges",
              flush=True)
    print(f"1..{len(names)}")
    if arguments.record:
        record(results, arguments.record)
    return int(any(result["open"] for result in results.values()))


if __name__ == "__main__":
    sys.exit(main())
