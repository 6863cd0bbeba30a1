# SPDX-License-Identifier: MIT
"""tools/mutate: makes mutants of the library's sources and has the tests look for them."""
import argparse
import difflib
import fcntl
import hashlib
import itertools
import json
import multiprocessing
import pathlib
import queue
import resource
import signal
import sys
import time

sys.path.insert(1, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import accepted  # noqa: E402
import builds  # noqa: E402
import findings  # noqa: E402
import mutants  # noqa: E402
import rules  # noqa: E402
from builds import ROOT  # noqa: E402

FOLDER = ROOT / "build/mutation"
QUICK = 3  # CPU seconds of tests after which --quick leaves it
TRIED = 12  # in the place of a mutant that is none
NO_MUTANTS = ("does not compile", "same code")


def arguments_of(line):
    parser = argparse.ArgumentParser(
        prog="tools/mutate", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Makes mutants of src/ by rules, on copies in build/mutation, and runs the tests on\n"
                    "each until one fails.  Prints how many were killed, and which survived.",
        epilog="Exit status: 0 where each survivor is in tests/mutation/accepted.toml, 1 where one is\n"
               "not.  What was found stays in build/mutation/results.jsonl, and is not tried again.\n\n"
               "rules:\n" +
               "\n".join(f"  {name:10} {' '.join(function.__doc__.split())}"
                         for name, function in rules.RULES.items()))
    parser.add_argument("--count", type=int, default=310, metavar="N", help="mutants in all (310)")
    parser.add_argument("--seed", default="1", metavar="S",
                        help="which ones: the same for the same seed (1)")
    parser.add_argument("--file", action="append", default=[], metavar="GLOB",
                        help="of these files alone, as 'src/math/*' (may be repeated)")
    parser.add_argument("--part", default="1/1", metavar="K/M",
                        help="of these the K-th of M parts; 'day/M': another one each day")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="at a time (1)")
    parser.add_argument("--fresh", action="store_true", help="forget what was found before")
    parser.add_argument("--again", action="store_true",
                        help="try those again that survived, and are not accepted")
    parser.add_argument("--quick", action="store_true",
                        help="leave it at the first tests, of some CPU seconds; then --again")
    parser.add_argument("--thorough", action="store_true",
                        help="try what survives by all other tests too, which takes minutes each")
    parser.add_argument("--list", action="store_true", help="print the mutants, and try none")
    parser.add_argument("--show", metavar="ID", help="print one as a difference, and try none")
    parser.add_argument("--write", action="store_true",
                        help="write the figures to docs/evidence/mutation.json and docs/mutation.md")
    arguments = parser.parse_args(line)
    part, slash, parts = arguments.part.partition("/")
    if part == "day":
        part = str(int(time.time()) // 86400 % int(parts or 1) + 1) if parts.isdigit() else ""
    if not (part.isdigit() and parts.isdigit() and 1 <= int(part) <= int(parts)):
        parser.error(f"--part: K/M with K from 1 to M, or day/M, not {arguments.part}")
    arguments.part = int(part) - 1, int(parts)
    if arguments.count < 1 or arguments.jobs < 1:
        parser.error("--count and --jobs: at least 1")
    return arguments


# ---- one mutant ----

def configurations_of(file):
    """Where a mutant of a file is looked for, until it makes a difference."""
    name = pathlib.PurePosixPath(file).stem
    if name.endswith("_neon"):
        return ["neon"]
    if name in ("vec_avx512", "backend_avx512"):
        return ["avx512", "native"]
    if name in ("vec_mulx", "backend_avx2fma", "backend_avx512ifma"):
        return ["native"]
    if "/simd/" in file or "/cpu/" in file or file.endswith(".def"):
        return ["avx2", "avx512", "native"]
    # Some ways through these rooms are taken with AVX-512 alone.
    return ["native"] if "/distribution/" in file or "/words/" in file else ["avx2"]


def usual_seconds(tree, configuration, tests):
    """CPU seconds of each test without a mutant, which has to pass; measured once for all."""
    path = FOLDER / f"usual-{configuration}.json"
    with open(FOLDER / f"usual-{configuration}.lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = json.loads(path.read_text(encoding="ascii")) if path.exists() else {}
        for test in tests:
            key = f"{test.name} {'all' if test.wide else 'some'}"
            if key in known:
                continue
            tree.build(configuration, *test.targets)
            before = cpu_seconds()
            failure = test.run(tree, configuration, None)
            if failure:
                raise builds.Failed(f"{test.name} fails without a mutant: {failure}")
            known[key] = round(cpu_seconds() - before, 2)
            path.write_text(json.dumps(known, indent=1), encoding="ascii")
    return [known[f"{test.name} {'all' if test.wide else 'some'}"] for test in tests]


def cpu_seconds():
    return sum(usage.ru_utime + usage.ru_stime for usage in (
        resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)))


def judge(tree, mutant, thorough=False, quick=False):
    """(result, what showed it)."""
    result = "same code", ""
    for configuration in configurations_of(mutant.file):
        result = judge_in(configuration, tree, mutant, thorough, quick)
        if result[0] != "same code":
            break
    if result[0] != "survived" or not thorough or configuration == "neon":
        return result
    # What the compiler makes the same of where it takes pains; and what only sanitizers see.
    tree.configure("O2")
    with tree.changed(mutant):
        if not tree.differs("O2"):
            return "same code", "at -O2"
    result = judge_in("asan", tree, mutant)
    return result if result[0] == "killed" else ("survived", "")


def judge_in(configuration, tree, mutant, thorough=False, quick=False):
    tree.configure(configuration)
    tests, late = builds.tests_for(mutant.file, configuration)
    tests += late * thorough
    usual = usual_seconds(tree, configuration, tests)
    spent = 0
    with tree.changed(mutant):
        try:
            if not tree.differs(configuration):
                return "same code", ""
        except builds.Failed:
            return "does not compile", ""
        for test, seconds in zip(tests, usual):
            if quick and spent > QUICK:
                break
            spent += seconds
            failure = test.run(tree, configuration, seconds)
            if failure:
                return "killed", f"{test.name}: {failure}"
    return "survived", ""


# ---- many ----

def digest_of(path):
    return hashlib.sha256((ROOT / path).read_bytes()).hexdigest()[:12]


def read_log():
    """{id: record} of what was found in the files as they are now."""
    records = {}
    path = FOLDER / "results.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        record = json.loads(line)
        records[record["id"]] = record
    files = {record["file"] for record in records.values()}
    digests = {file: digest_of(file) for file in files if (ROOT / file).is_file()}
    return {identity: record for identity, record in records.items()
            if record["digest"] == digests.get(record["file"])}


def free_tree():
    """A copy of the project that no other worker of this or another run has."""
    for number in itertools.count():
        lock = open(FOLDER / f"tree-{number}.lock", "w", encoding="ascii")  # while the worker lives
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        return builds.Tree(FOLDER / f"tree-{number}"), lock


def worker(tasks, results, candidates, known, arguments):
    """Takes (file, place, quota) and finds the mutant of that place."""
    try:
        tree = lock = None
        while True:
            try:
                file, place, quota = tasks.get_nowait()
            except queue.Empty:
                break
            found = 0
            # The places' candidates are those of the file in turn.
            for mutant in candidates[file][place::quota][:TRIED]:
                record = known.get(mutant.id)
                if record is None:
                    if tree is None:
                        tree, lock = free_tree()
                    before = cpu_seconds()
                    result, by = judge(tree, mutant, arguments.thorough, arguments.quick)
                    record = mutant.fields() | {
                        "result": result, "by": by, "digest": digest_of(mutant.file),
                        "seconds": round(cpu_seconds() - before, 1)}
                    results.put(record)
                else:
                    results.put(record | {"known": True})
                found += record["result"] not in NO_MUTANTS
                if found:
                    break
        results.put(None)
        del lock
    except builds.Failed as failure:
        results.put(str(failure))


def tasks_of(sample, part, parts):
    """(file, place, quota): a task finds one mutant, its own first candidate that is one."""
    tasks = [(file, place, quota) for file, quota in sample.quotas.items() for place in range(quota)]
    tasks.sort(key=lambda task: mutants.fraction(sample.seed, "task", *task[:2]))
    return tasks[part::parts]


def run(sample, arguments):
    """Records of the sample, in the order in which they were found."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    log = FOLDER / "results.jsonl"
    if arguments.fresh:
        log.unlink(missing_ok=True)
        for path in FOLDER.glob("usual-*.json"):
            path.unlink()
    known = read_log()
    if arguments.again:
        reasons = accepted.read()
        known = {identity: record for identity, record in known.items()
                 if record["result"] != "survived" or reasons.reason(record)}
    wanted = tasks_of(sample, *arguments.part)
    # Files one after the other, so that most of a build serves the next mutant too.
    tasks, results = multiprocessing.Queue(), multiprocessing.Queue()
    for task in wanted:
        tasks.put(task)
    time.sleep(0.1)  # until they are in the queue
    candidates = {file: sample.candidates(file) for file, _, _ in wanted}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # what is under way is ended and undone
    workers = [multiprocessing.Process(
        target=worker, args=(tasks, results, candidates, known, arguments))
        for _ in range(arguments.jobs)]
    for process in workers:
        process.start()
    records, running = [], len(workers)
    try:
        while running:
            record = results.get()
            if record is None:
                running -= 1
                continue
            if isinstance(record, str):
                raise builds.Failed(record)
            if not record.pop("known", False):
                with open(log, "a", encoding="utf-8") as file:
                    file.write(json.dumps(record) + "\n")
                print(f"{record['result']}: {record['file']}:{record['line']} {record['rule']}: "
                      f"{record['change']}" + f"  [{record['by']}]" * bool(record["by"]), flush=True)
            records.append(record)
    finally:
        for process in workers:
            process.terminate()
            process.join()
    return records


# ---- the command ----

def show(sample, identity):
    for found in sample.all.values():
        for mutant in found:
            if mutant.id == identity:
                sys.stdout.writelines(difflib.unified_diff(
                    mutant.original.splitlines(True), mutant.applied().splitlines(True),
                    mutant.file, mutant.id))
                return 0
    print(f"error: no mutant {identity}", file=sys.stderr)
    return 2


def main(line):
    arguments = arguments_of(line)
    sample = mutants.Sample(ROOT, arguments.count, arguments.seed, tuple(arguments.file))
    if not sample.quotas:
        print(f"error: no source fits {' '.join(arguments.file)}", file=sys.stderr)
        return 2
    if arguments.show:
        return show(sample, arguments.show)
    if arguments.list:
        for file, place, quota in sorted(tasks_of(sample, *arguments.part)):
            for mutant in sample.candidates(file)[place::quota][:1]:
                print(f"{mutant.id} {mutant.file}:{mutant.line} {mutant.function} "
                      f"{mutant.rule}: {mutant.change}")
        return 0
    try:
        records = run(sample, arguments)
    except (builds.Failed, accepted.Wrong) as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 2
    survivors = findings.tell(records)
    if arguments.write:
        findings.write(records, arguments)
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
