#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Gives the streams of isorand, and bad ones as controls, to batteries of statistical tests that
are installed here; writes docs/evidence/statistics.json and the tables of docs/statistics.md.

  tools/statistics --practrand /opt/PractRand/RNG_test --testu01 /usr/local --hwd /opt/hwd64

runs what is missing, one after the other at low priority: some hours for everything.  Logs stay in
build/statistics/logs; a run whose log is complete is not run again.  What there is to run:

  --practrand PROGRAM   RNG_test of PractRand 0.95
  --testu01 FOLDER      where include/ and lib/ of TestU01 1.2.3 are
  --hwd PROGRAM         the test for Hamming-weight dependencies (hwd.c, words of 64 bits), with a
                        next() that takes the next 8 bytes of standard input
  --avalanche BASES     how far changed bits spread; docs has 100000
  --distributions N     N draws of each distribution and type against its cumulative function, into
                        docs/evidence/distributions.json; docs has 1e9, half an hour
  --page                the tables of docs/statistics.md alone

and of the batteries:

  --battery GLOB        those of these names: practrand, smallcrush, reversed, linearcomp, hwd,
                        hwd-transitions
  --only GLOB           the streams, or distributions, of these names
  --list                prints the streams and the controls, and ends"""
import argparse
import fcntl
import fnmatch
import os
import pathlib
import resource
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT / "tests" / "support")]

import batteries  # noqa: E402
import provenance  # noqa: E402
import records  # noqa: E402


def give_up(message):
    sys.exit(f"tools/statistics: {message}")


def streams(build):
    """{name: (bits, group, what)}, as the program lists them."""
    text = subprocess.run([build / "tests" / "statistics_words"], check=True, capture_output=True,
                          text=True).stdout
    rows = [line.split("\t") for line in text.splitlines()]
    return {name: (int(bits), group, what) for name, bits, group, what in rows}


SEED, OTHER_SEED = 42, 43


def source(build, stream, bits, seed=SEED):
    """The command that writes a stream; the words of an engine are those of the command line."""
    if stream.startswith("one/"):
        return [build / "isorand", "fill", "--engine", stream.split("/")[1], "--seed", seed, "--dist",
                "raw", "--type", f"u{bits}", "--count", "inf", "--format", "raw", "--out", "-"]
    return [build / "tests" / "statistics_words", stream] + ([0, seed] if seed != SEED else [])


def words(command):
    """As one types it: programs by their names."""
    return " ".join([pathlib.Path(command[0]).name, *map(str, command[1:])])


def run(log, left, right):
    """The pipeline of two commands, into the log, which is complete when it has its name."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    part = log.with_suffix(".part")
    about = {"command": f"{words(left)} | {words(right)}"} | provenance.about()
    with open(part, "wb", buffering=0) as file:
        file.write("".join(f"# {name} {value}\n" for name, value in about.items()).encode())
        with subprocess.Popen(list(map(str, left)), stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL) as writer:
            fcntl.fcntl(writer.stdout, fcntl.F_SETPIPE_SZ, 1 << 20)  # fewer switches between the two
            done = subprocess.run(right, stdin=writer.stdout, stdout=file, stderr=subprocess.STDOUT,
                                  check=False)
            writer.stdout.close()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        file.write(f"# exit {done.returncode}\n# seconds {used:.1f}\n".encode())
    part.rename(log)


def record(stream, group, what, battery, log):
    """What a complete log says."""
    text = log.read_text(encoding="utf-8")
    said = dict(line[2:].split(" ", 1) for line in text.splitlines() if line.startswith("# "))
    if said["exit"] != "0":
        raise ValueError(f"exit status {said['exit']}")
    found = {"stream": stream, "group": group, "battery": battery.name, "command": said["command"],
             "date": said["date"], "machine": said["machine"], "commit": said["commit"],
             "seconds": float(said["seconds"]), **battery.parse(text)}
    if group == "control":
        found["text"] = what
    if (stream, battery.name) in batteries.KNOWN:
        found["known"] = True
    return found


def testu01_driver(build, folder):
    """Compiles testu01.c with the TestU01 of that folder."""
    program = build / "statistics_testu01"
    done = subprocess.run(["cc", "-O2", HERE / "testu01.c", "-I", folder / "include", "-L",
                           folder / "lib", "-ltestu01", "-lprobdist", "-lmylib", "-lm", "-o",
                           program], check=False, capture_output=True, text=True)
    if done.returncode:
        give_up(f"--testu01: cannot compile with the TestU01 of {folder}")
    return program


def programs_of(args):
    """{battery's program: its path}"""
    programs = {}
    for option in ("practrand", "hwd"):
        if path := getattr(args, option):
            if not (path.is_file() and os.access(path, os.X_OK)):
                give_up(f"--{option}: {path} is no program")
            programs[option] = path.resolve()
    if args.testu01:
        programs["testu01"] = testu01_driver(args.build, args.testu01.resolve())
    return programs


def run_batteries(args):
    programs, known = programs_of(args), streams(args.build)
    todo = [(battery, stream) for battery in batteries.BATTERIES.values() for stream in known
            if battery.of in programs and fnmatch.fnmatchcase(battery.name, args.battery)
            and battery.size(stream) and fnmatch.fnmatchcase(stream, args.only)]
    if not todo:
        give_up("there is no such stream for such a battery: --list")
    logs = args.build / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    for at, (battery, stream) in enumerate(todo):
        bits, group, what = known[stream]
        log = logs / f"{stream.replace('/', '-')}.{battery.name}.log"
        if not log.exists():
            print(f"{time.strftime('%H:%M')} {at + 1}/{len(todo)} {battery.name} {stream}", flush=True)
            run(log, source(args.build, stream, bits),
                [programs[battery.of],
                 *battery.arguments(bits, group == "control", battery.size(stream))])
        try:
            found = record(stream, group, what, battery, log)
            if found["verdict"] == "again" and group == "stream":
                second = log.with_suffix(".again.log")
                if not second.exists():
                    run(second, source(args.build, stream, bits, OTHER_SEED),
                        [programs[battery.of],
                         *battery.arguments(bits, False, 10 * battery.size(stream))])
                found["again"] = record(stream, group, what, battery, second)
                found["verdict"] = "fails" if found["again"]["verdict"] == "fails" else "passes"
            records.put("statistics.json", found, ("stream", "battery"), args.evidence)
        except (ValueError, KeyError, TypeError) as error:
            give_up(f"{log}: {error}")


def run_avalanche(args):
    text = subprocess.run([args.build / "tests" / "statistics_avalanche", str(args.avalanche)],
                          check=True, capture_output=True, text=True).stdout
    data = records.load("statistics.json", args.evidence)
    data["avalanche"] = [
        {"name": name, "rounds": int(rounds), "pairs": int(pairs), "z": float(z), "p": float(p),
         "bases": args.avalanche} for name, rounds, pairs, z, p in map(str.split, text.splitlines())]
    records.save("statistics.json", data, args.evidence)


def run_distributions(args):
    import distributions
    import isorand_ctypes

    library = isorand_ctypes.load(str(args.build / "libisorand.so"))
    judge = distributions.Judge(library, args.build / "tests" / "libstatistics_draws.so")
    outputs = [output for output in judge.outputs() if fnmatch.fnmatchcase(output[0], args.only)]
    if not outputs:
        give_up(f"no distribution is named {args.only}")
    todo = [(distributions.row, output, int(args.distributions) // judge.sets(output))
            for output in outputs]
    todo += [(distributions.planted_row, planted, int(args.distributions) // 10)
             for planted in distributions.PLANTED if fnmatch.fnmatchcase(planted[0], args.only)]
    for at, (judged, what, n) in enumerate(todo):
        print(f"{time.strftime('%H:%M')} {at + 1}/{len(todo)}", *what, flush=True)
        before = time.process_time()
        row = judged(judge, what, n)
        records.put("distributions.json", row | {"seconds": round(time.process_time() - before, 1)},
                    ("dist", "type", "params", "fault"), args.evidence)


def main():
    parser = argparse.ArgumentParser(prog="tools/statistics", description=__doc__, add_help=False,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--help", "-h", action="store_true")
    for name in ("practrand", "testu01", "hwd"):
        parser.add_argument(f"--{name}", type=pathlib.Path)
    parser.add_argument("--only", default="*")
    parser.add_argument("--battery", default="*")
    parser.add_argument("--distributions", type=float, default=0)
    parser.add_argument("--avalanche", type=int, default=0)
    for name in ("list", "page"):
        parser.add_argument(f"--{name}", action="store_true")
    # For the tests.
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "statistics")
    parser.add_argument("--evidence", type=pathlib.Path, default=records.EVIDENCE)
    args = parser.parse_args()
    batteries_given = args.practrand or args.testu01 or args.hwd
    if args.help:
        print(__doc__)
    elif args.list:
        for name, (bits, group, what) in streams(args.build).items():
            print(f"{name:20} {bits} bits  {group:8} {what}")
    elif not (batteries_given or args.avalanche or args.distributions or args.page):
        give_up("nothing to run; tools/statistics --help says what there is")
    else:
        os.nice(10)
        if batteries_given:
            run_batteries(args)
        if args.avalanche:
            run_avalanche(args)
        if args.distributions:
            run_distributions(args)
        if args.evidence == records.EVIDENCE:
            import page

            page.write()


if __name__ == "__main__":
    main()
