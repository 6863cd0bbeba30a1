# SPDX-License-Identifier: MIT
"""The figures of tools/evidence, in the order of its table.  A function gives the figures of one
promise from the runs that there are (sources.py); the next promise is one function more, with
@row."""
import dataclasses
import operator

ROWS = []


@dataclasses.dataclass
class Figure:
    """A number, what it counts, where it comes from, and what it has to be: ("=", 0), (">=", 95)."""
    what: str
    value: float
    source: object
    target: tuple = ()

    def reached(self):
        compare = {"=": operator.eq, ">=": operator.ge, "<=": operator.le}
        return not self.target or compare[self.target[0]](self.value, self.target[1])


def row(title):
    def register(function):
        ROWS.append((title, function))
        return function
    return register


def at_least(what, source, key, least):
    return Figure(what, source[key], source, (">=", least))


def exactly(what, source, key, number=0):
    return Figure(what, source[key], source, ("=", number))


def plain(what, source, key):
    return Figure(what, source[key], source)


def passed(what, source, *programs):
    """Cases of these programs, each of which must have some."""
    return Figure(what, sum(source[f"passed.{program}"] for program in programs), source,
                  (">=", len(programs)))


@row("Known answers of others")
def known_answers(runs):
    gcc = runs.leg("gcc")
    backends = gcc["golden.backends"]
    yield plain("backends", gcc, "golden.backends")
    yield Figure("values written out, on all backends: golden ones and NumPy's published words",
                 gcc["golden.values"] + gcc["published.values"], gcc, (">=", 20_000 * backends))
    yield plain("values in check sums, on all backends", gcc, "golden.digested")
    yield plain("golden cases, from NumPy, Random123, pcg-cpp and the definition of sfc64x32", gcc,
                "golden.cases")
    yield at_least("values published by others than these: Random123's known answers, C++, "
                   "mt19937ar, pcg-c", gcc, "kat.values", 50)


@row("Agreement with live NumPy")
def live_numpy(runs):
    live = runs.leg("live")
    yield exactly("cases failed", live, "failed")
    yield at_least("values compared, seeds and parameters at random", live, "numpy.values", 10**9)
    yield at_least("values compared, with arrays as parameters", live, "numpy.values_of_arrays",
                   10**7)
    yield plain("of these equal but for last bits: vonmises, as docs/guarantee.md says", live,
                "numpy.different_in_last_bits")


@row("Backends, splits, places")
def backends(runs):
    gcc = runs.leg("gcc")
    yield at_least("fills compared with the scalar definition, values and states, on every backend",
                   gcc, "backends.fills", 10**6)
    yield plain("values of these", gcc, "backends.values")
    yield Figure("the same in the legs clang, O0, int128 and asan: other compilers and ways to build",
                 sum(runs.leg(name)["backends.fills"] for name in ("clang", "O0", "int128", "asan")),
                 runs.leg("clang"), (">=", 10**5))
    yield at_least("splits of fills, between them other backends and saved states", gcc,
                   "backends.splits", 10**6)
    yield at_least("fills between forbidden pages, at every offset of a cache line", gcc,
                   "guard.placements", 10**6)
    yield at_least("calls of kernels after which registers, vector state and MXCSR were looked at",
                   gcc, "kernels.checked_calls", 10**4)
    yield at_least("the same of public calls", gcc, "public.checked_calls", 100)
    yield plain("calls on a stack of the promised size, the rest of it forbidden", gcc, "stack.calls")


@row("Words of one's own")
def words(runs):
    gcc = runs.leg("gcc")
    yield at_least("values drawn over chosen words, ours and NumPy's", gcc, "words.values", 10**5)
    yield plain("parameters on both sides of an edge, ours and NumPy's", gcc, "words.parameters")


@row("Threads and ranks")
def parallel(runs):
    gcc = runs.leg("gcc")
    yield at_least("fills by 2 to 16 workers equal to the serial one, values and state", gcc,
                   "parallel.fills", 10**4)
    yield at_least("slices of arrays made alone, with and without an index", gcc, "parallel.slices",
                   10**4)
    for name in "openmpi", "mpich":
        yield at_least(f"arrays by 1 to 4 ranks equal to the serial one, {name}", runs.leg(name),
                       "mpi.fills", 1000)
    yield at_least("threads that raced for the first fill, thread sanitizer", runs.leg("tsan"),
                   "threads.first_fills", 64)


@row("Choice of a backend")
def dispatch(runs):
    public = runs.long("dispatch")
    yield at_least("published CPUID dumps", public, "dispatch.dumps", 559)
    yield at_least("decisions: each dump in nine states of XCR0", public, "dispatch.decisions",
                   559 * 9)
    yield exactly("of these unsafe, by a second reading of the manuals' tables", public,
                  "dispatch.unsafe")
    gcc = runs.leg("gcc")
    yield plain("decisions on the dumps in the tree", gcc, "dispatch.decisions")
    yield exactly("of the decisions on these unsafe", gcc, "dispatch.unsafe")


@row("Input and output")
def faults(runs):
    gcc = runs.leg("gcc")
    yield at_least("wrong inputs refused by one line", gcc, "cli.refused", 110)
    yield passed("full disks, closed pipes, signals, links, other faults of output", gcc, "output",
                 "store")
    yield passed("calls under extreme parameters, none longer than 2 s", gcc, "watchdog")


@row("Sanitizers")
def sanitizers(runs):
    for name, what in (("asan", "addresses and undefined behaviour"), ("tsan", "threads"),
                       ("msan", "memory without a value")):
        source = runs.leg(name)
        yield exactly(f"cases failed, {what}", source, "failed")
        yield plain(f"cases passed, {what}", source, "passed")


@row("Other CPUs")
def cpus(runs):
    for name, what in (("old-cpus", "x86 models without AVX, with AVX2, without XSAVE"),
                       ("aarch64", "NEON"), ("s390x", "big-endian")):
        yield plain(f"cases passed under emulation, {what}", runs.leg(name), "passed")
    contracts = runs.leg("contracts")
    yield at_least("models of x86 CPUs that qemu emulates", contracts, "emulated.x86_64_models", 17)
    yield at_least("models of ARM CPUs that qemu emulates", contracts, "emulated.aarch64_models", 7)
    yield exactly("illegal instructions on them", contracts, "emulated.illegal_instructions")
    yield exactly("different hashes of everything that they fill", contracts, "emulated.hashes", 1)
    yield plain("fills under Valgrind, which has no AVX-512", contracts, "valgrind.fills")
    yield exactly("errors of these", contracts, "valgrind.errors")


@row("Objects")
def objects(runs):
    gcc = runs.leg("gcc")
    yield plain("instructions read, each of them one that its backend asks for, none a fused "
                "multiply-add that changes bits", gcc, "isa.instructions")
    yield plain("names that the shared library shows, all of the prefix", gcc, "symbols.exported")
    yield plain("files looked at for what runs before main: none does", gcc, "startup.files")
    yield plain("frames of functions within the promised stack", gcc, "stack.frames")


@row("Builds and interface")
def contract(runs):
    gcc, contracts = runs.leg("gcc"), runs.leg("contracts")
    yield plain("bytes of what is installed, of two builds in different places", contracts,
                "build.bytes")
    yield exactly("of these different", contracts, "build.differing_bytes")
    yield plain("functions of the binary interface compared with the committed one", gcc,
                "abi.functions")
    yield exactly("changes that would break a program", gcc, "abi.breaks")
    yield plain("files read by gcc -fanalyzer, clang --analyze, clang-tidy and cppcheck", contracts,
                "analysers.files")
    yield exactly("findings that no listed reason answers", contracts, "analysers.findings")


@row("Fuzzing")
def fuzzing(runs):
    fuzz = runs.long("fuzz")
    yield at_least("targets", fuzz, "fuzz.targets", 8)
    yield plain("inputs run", fuzz, "fuzz.executions")
    yield at_least("seconds of CPU for each target", fuzz, "fuzz.least_cpu_seconds", 600)
    yield plain("faults found, each mended, its input replayed", fuzz, "fuzz.found")
    yield exactly("findings open", fuzz, "fuzz.open")
    asan = runs.leg("asan")
    yield plain("inputs of the corpora replayed in every run, address and undefined-behaviour "
                "sanitizers", asan, "fuzz.replayed")
    yield plain("planted faults that the targets' checks found", asan, "fuzz.planted_faults")


@row("Coverage and mutants")
def tests(runs):
    coverage, mutation = runs.long("coverage"), runs.long("mutation")
    yield at_least("per cent of the library's lines reached", coverage, "coverage.lines", 98)
    yield at_least("per cent of its branches", coverage, "coverage.branches", 95)
    yield at_least("mutants of the library, made by rules", mutation, "mutation.mutants", 300)
    yield plain("of these killed by a test", mutation, "mutation.killed")
    yield plain("of these argued: they change nothing that can be seen", mutation, "mutation.argued")
    yield Figure("per cent killed or argued",
                 100 * (mutation["mutation.killed"] + mutation["mutation.argued"])
                 / mutation["mutation.mutants"], mutation, (">=", 95))


@row("Statistics")
def statistics(runs):
    found, dists = runs.long("statistics"), runs.long("distributions")
    yield plain("streams given to batteries", found, "statistics.streams")
    yield plain("bytes given to PractRand", found, "statistics.practrand_bytes")
    yield plain("bytes given to the test for Hamming weights", found, "statistics.hwd_bytes")
    yield plain("results flagged, however weakly", found, "statistics.flagged")
    yield plain("as many are expected of perfect generators", found, "statistics.flagged_expected")
    yield exactly("streams failed that should not", found, "statistics.failed")
    yield plain("controls", found, "statistics.controls")
    yield plain("of these failed, as they should (docs/statistics.md names the one that none finds)",
                found, "statistics.controls_failed")
    yield plain("distributions drawn 10^9 times, each type", dists, "distributions.outputs")
    yield exactly("of these at odds with their cumulative function", dists, "distributions.failed")
    yield Figure("planted faults that the same test missed",
                 dists["distributions.faults_planted"] - dists["distributions.faults_found"], dists,
                 ("=", 0))
    yield at_least("planted faults", dists, "distributions.faults_planted", 1)
    for name in "philox4x32", "philox4x64":
        yield Figure(f"first round of {name} without an avalanche fault, of 10",
                     found[f"avalanche.{name}.first_round"], found, ("<=", 7))
    yield plain("largest z of any pair of an input and an output bit, philox4x64", found,
                "avalanche.philox4x64.worst_z")


@row("Packages and pages")
def packages(runs):
    package = runs.long("package")
    yield exactly("errors and warnings of lintian", package, "package.lintian")
    yield exactly("programs on the packages in a fresh Debian: C, C++, Fortran, Python", package,
                  "package.chroot_programs", 4)
    yield exactly("different digests of their numbers and NumPy's", package, "package.digests", 1)
    gcc, site = runs.leg("gcc"), runs.leg("site")
    yield passed("known answers, by the two files of tools/amalgamate too", gcc, "amalgamation")
    yield plain("pages of the site", site, "site.pages")
    yield plain("links followed, none broken", site, "site.links")
    yield plain("commands of tutorials run", gcc, "tutorials.commands")
