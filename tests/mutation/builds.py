# SPDX-License-Identifier: MIT
"""A copy of the project in which one file is a mutant: builds what the change reaches, and runs
tests."""
import contextlib
import hashlib
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
NO_SIMDE = "-DSIMDE_INCLUDE_DIR="


def without(*names):
    return [f"-DISORAND_WITH_{name}=OFF" for name in names]


# Where a mutant is built: what of it differs from the original there is tried there.
CONFIGURATIONS = {
    "avx2": [NO_SIMDE, *without("AVX2FMA", "AVX512", "AVX512IFMA")],  # and scalar: nearly all
    "avx512": [NO_SIMDE, *without("AVX2", "AVX2FMA", "AVX512IFMA")],
    "native": [NO_SIMDE],                      # all backends of x86-64
    "neon": without("AVX2", "AVX2FMA", "AVX512", "AVX512IFMA"),  # its intrinsics emulated by SIMDe
    "asan": [NO_SIMDE, *without("AVX2FMA", "AVX512", "AVX512IFMA"),
             "-DISORAND_SANITIZE=address,undefined"],
    "O2": [NO_SIMDE, "-DCMAKE_C_FLAGS=-O2"],   # the library alone: is the code the same?
}
GRACE = 4  # CPU seconds beyond what a test may take
OUTPUT_LIMIT = 1 << 30
PYTEST = ["/usr/bin/python3", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider",
          "-p", "no:warnings", "-c", "pytest.ini"]


class Failed(Exception):
    """A program that failed; its output."""


def copy_tree(target):
    """Copies what git knows and what is new; files that are the same keep their time."""
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT,
                           check=True, capture_output=True, text=True).stdout.split("\0")
    kept = {name for name in names if name and (ROOT / name).is_file()}
    for name in kept:
        old, new = ROOT / name, target / name
        if not new.exists() or new.read_bytes() != old.read_bytes():
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(old, new)
            os.utime(new)
    for path in [path for path in target.glob("**/*") if path.is_file()]:
        name = str(path.relative_to(target))
        if name not in kept and not name.startswith("build/"):
            path.unlink()


def environment(target):
    return os.environ | {
        "CCACHE_DIR": str(target.parent / "ccache"), "CCACHE_BASEDIR": str(target),
        "CCACHE_MAXSIZE": "1G", "CCACHE_NOHASHDIR": "1", "ISORAND_TEST_SEED": "1",
        "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_ADDOPTS": ""}


def limits(cpu_seconds):
    def apply():
        for number in (signal.SIGINT, signal.SIGQUIT):  # ignored behind a shell's &
            signal.signal(number, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CPU, (int(cpu_seconds), int(cpu_seconds) + 1))
        resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_LIMIT, OUTPUT_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return apply


class Tree:
    """A worker's copy, in 'target'."""

    def __init__(self, target):
        self.target = target
        self.environment = environment(target)
        self.ready, self.objects = set(), {}
        target.mkdir(parents=True, exist_ok=True)
        copy_tree(target)
        # Emulated backends: NEON's alone, the others are there in hardware.
        rows = target / "tests/simde/simde_backends.def"
        text = rows.read_text(encoding="ascii")
        neon = "".join(line for line in text.splitlines(True)
                       if not line.startswith("SIMDE_BACKEND(") or "neon" in line)
        self.original = {"tests/simde/simde_backends.def": text}
        self.write("tests/simde/simde_backends.def", neon)

    def write(self, name, text):
        path = self.target / name
        if path.read_text(encoding="ascii") != text:
            path.write_text(text, encoding="ascii")

    @contextlib.contextmanager
    def changed(self, mutant):
        """The mutant stands in the place of its file."""
        try:
            self.write(mutant.file, mutant.applied())
            yield
        finally:
            self.write(mutant.file, mutant.original)

    def run(self, *command, check=True, **options):
        done = subprocess.run(command, cwd=self.target, env=self.environment, text=True,
                              errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              stdin=subprocess.DEVNULL, check=False, **options)
        if check and done.returncode:
            raise Failed(f"{' '.join(map(str, command))}:\n{done.stdout[-2000:]}")
        return done

    def folder(self, configuration):
        return self.target / "build" / configuration

    def configure(self, configuration):
        if configuration not in self.ready:
            launcher = [f"-DCMAKE_C_COMPILER_LAUNCHER={shutil.which('ccache') or ''}"]
            self.run("cmake", "-G", "Ninja", "-S", ".", "-B", self.folder(configuration),
                     "-DCMAKE_C_COMPILER=gcc", "-DCMAKE_BUILD_TYPE=None", "-DCMAKE_C_FLAGS=-O1",
                     "-DISORAND_BUILD_TESTS=ON", "-DISORAND_BUILD_MPI=OFF",
                     "-DISORAND_TEST_MUTANTS=",
                     "-DISORAND_TEST_CMOCKA=OFF",  # without it, each case is told of at once
                     *launcher, *CONFIGURATIONS[configuration])
            self.compile(configuration)
            self.objects[configuration] = self.digests(configuration)
            self.ready.add(configuration)

    def build(self, configuration, *targets):
        self.run("ninja", "-C", self.folder(configuration), "-j", "1", *targets)

    def compile(self, configuration):
        """The library, what else is made of its sources, and a program of the inlined texts."""
        more = {"neon": ["tests/libtest_support.a"], "O2": []}.get(configuration, ["test_inline"])
        self.build(configuration, "isorand_objects", *more)

    def digests(self, configuration):
        """What the compiler made of the sources."""
        folder = self.folder(configuration)
        objects = [path for pattern in ("CMakeFiles/isorand_objects.dir", "tests/CMakeFiles/simde_*",
                                        "tests/CMakeFiles/test_inline.dir")
                   for path in sorted(folder.glob(pattern + "/**/*.o"))]
        return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).digest()
                for path in objects}

    def differs(self, configuration):
        """Compiles the library; False where its code is the same as the original's.  Raises Failed
        where it does not compile."""
        self.compile(configuration)
        return self.digests(configuration) != self.objects[configuration]


class Test:
    """A program of the C tests with its arguments, or files of the Python tests."""

    def __init__(self, name, targets, command, variables=(), wide=False):
        self.name, self.targets, self.command = name, targets, command
        self.variables, self.wide = dict(variables), wide

    def run(self, tree, configuration, usual):
        """None, or how it fails.  'usual' are the CPU seconds that it usually takes, None where that
        is not known yet.  It ends at the first case that fails."""
        try:
            tree.build(configuration, *self.targets)
        except Failed as failure:
            return f"does not build: {failure}"
        limit = GRACE + 6 * usual if usual is not None else 300
        wall = 60 + 60 * (usual or 20)  # of a busy machine; what waits for itself takes no CPU time
        command = [part.replace("BUILD", str(tree.folder(configuration))) for part in self.command]
        process = subprocess.Popen(command, cwd=tree.target, stdin=subprocess.DEVNULL, text=True,
                                   errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   env=tree.environment | self.variables, start_new_session=True,
                                   preexec_fn=limits(limit))
        late = threading.Event()

        def end():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

        def end_late():
            late.set()
            end()
        timer = threading.Timer(wall, end_late)
        timer.start()
        failing, lines = None, []
        try:
            for line in process.stdout:
                lines.append(line)
                if line.startswith("not ok") and "# SKIP" not in line:
                    failing = line.strip()
                    break
        finally:
            end()
            process.stdout.close()
            status = process.wait()
            timer.cancel()
        if failing:
            return failing
        if late.is_set() or status in (-signal.SIGXCPU, 128 + signal.SIGXCPU):
            return "waits for ever" if late.is_set() else "does not end"
        if status == 0:
            return None
        if status < 0:
            return signal.Signals(-status).name
        told = [line for line in lines if line.startswith(("FAILED", "E  "))] or lines[-1:] or [""]
        return f"exit status {status}: {told[-1].strip()[:200]}"


def c_test(name, *arguments, target=None, **options):
    target = target or f"test_{name}"
    command = [f"BUILD/tests/{target}", *arguments]
    return Test(" ".join((name, *arguments)), [target], command, **options)


def path_of(name):
    room, _, file = name.partition("/")
    return f"{room}/test_{file}.py"


def python_tests(name, files):
    modules = [path.stem for path in sorted((ROOT / "tests/numpy").glob("*.c"))]
    return Test(name, ["isorand_shared", "isorand", *modules],
                [*PYTEST, "--build=BUILD",
                 *("tests/" + path_of(file) for file in files)])


# The tests of each room: C tests in the order in which they are tried, then files of the Python
# tests.  Those of rooms below need not be there.  All others come last, with --thorough alone.
NEAR = {
    "api": ("api arrays state versions moves nan levels limits entry threads fpenv inline adapters "
            "golden", "numpy/calls_live numpy/core_live numpy/order_live cli/fill"),
    "parallel": ("adapters parts parallel manifest", "cli/fill cli/index"),
    "distribution": ("golden nan api arrays bounded intervals ziggurat zeros levels entry limits "
                     "invariants words kernels parts fuzz",
                     "numpy/calls_live numpy/dist_live numpy/order_live numpy/integers_live numpy/draws_live "
                     "numpy/edges_live numpy/words_live"),
    "words": ("golden arrays zeros bounded entry invariants kernels parts limits fuzz",
              "numpy/numpy_live numpy/core_live"),
    "engine": ("kat golden api versions state moves levels entry invariants kernels parts",
               "numpy/tables numpy/core_live numpy/numpy_live"),
    "seed": ("kat entropy api golden", "numpy/seed_text numpy/core_live numpy/numpy_live cli/seed"),
    "cpu": ("cpu dispatch backends fpenv threads kernels", "cli/info"),
    "math": ("math golden levels intervals ziggurat zeros arrays entry kernels",
             "numpy/dist_live numpy/tables numpy/draws_live"),
    "simd": ("golden bounded intervals ziggurat kernels zeros dispatch backends math levels fpenv "
             "fuzz invariants registers", "numpy/dist_live numpy/integers_live"),
    "inline": ("inline kat golden api ziggurat invariants", "numpy/core_live numpy/numpy_live"),
    "base": ("kat golden state api arrays levels kernels", "numpy/core_live numpy/dist_live"),
    "registries": ("api golden dispatch cpu backends levels nan limits",
                   "numpy/calls_live numpy/core_live numpy/dist_live cli/info"),
}
NEAR_FILES = {"mt19937_jump": "moves", "numpy_level": "levels", "few": "entry invariants",
              "entry": "entry", "shuffle": "arrays", "choice": "arrays", "order": "arrays", "broadcast": "arrays",
              "index": "parallel", "parallel": "parallel parts", "door": "fpenv",
              "multivariate": "levels limits", "dispatch": "dispatch backends"}
LATE_PYTHON = ("numpy/calls_live numpy/core_live numpy/numpy_live numpy/integers_live numpy/dist_live "
               "numpy/order_live numpy/nan_live numpy/seed_text numpy/tables numpy/draws_live "
               "numpy/broadcast_live numpy/structs numpy/moving numpy/extremes_live "
               "numpy/edges_live numpy/words_live cli/fill cli/info "
               "cli/seed cli/usage cli/index cli/output cli/summary cli/store")


def vec_tests(configuration):
    names = {"avx2": ["scalar", "avx2"], "neon": ["neon-simde"],
             "asan": [], "avx512": ["scalar", "avx512"],
             "native": ["scalar", "avx2", "avx2fma", "avx512", "avx512ifma"]}[configuration]
    return [c_test(f"vec-{name}", target=f"test_vec_{name}") for name in names]


def room_of(file):
    parts = file.split("/")
    return "inline" if parts[0] == "include" else parts[1] if len(parts) > 2 else "registries"


def tests_for(file, configuration):
    """The tests in the order in which a mutant of the file meets them: those of its room, with a part
    in eight of what they repeat, and with --thorough the others."""
    stem, room = pathlib.PurePosixPath(file).stem, room_of(file)
    known = [path.stem.removeprefix("test_") for path in sorted((ROOT / "tests/c").glob("test_*.c"))]
    known = [name for name in known if name not in ("vec", "mpi")] + ["inline"]
    programs, files = NEAR[room]
    files = [f for f in files.split() if (ROOT / "tests" / path_of(f)).exists()]
    near = list(dict.fromkeys([*NEAR_FILES.get(stem, "").split(), *programs.split()]))
    tests = [c_test(name, variables={"ISORAND_TEST_SHARE": "8"}) for name in near if name in known]
    if room == "simd":
        vec = vec_tests(configuration)
        at = 0 if stem.startswith("vec_") else 2
        tests[at:at] = vec
    if room in ("simd", "cpu", "registries"):
        tests += [c_test("dispatch", "environment", variables={"ISORAND_BACKEND": name})
                  for name in ("scalar", "avx2", "auto", "bogus")]
    if configuration == "neon":  # of what has no kernels the others say enough
        return tests, []
    if configuration == "asan":  # Python cannot load the library
        return [test for test in tests if test.name != "stack"], []
    tests += [python_tests(" ".join(pathlib.PurePosixPath(f).name for f in files), files)]
    late = [c_test(name, variables={"ISORAND_TEST_SHARE": "8"}) for name in known if name not in near]
    late += [python_tests(file, [file]) for file in LATE_PYTHON.split()
             if file not in files and (ROOT / "tests" / path_of(file)).exists()]
    late += [Test("generated files", [],
                  [*PYTEST, "tests/project/test_project.py", "-k", "generated"])]
    late += [c_test(name, variables={"ISORAND_TEST_SHARE": "1"}, wide=True) for name in near
             if name in ("kernels", "invariants", "fuzz", "fpenv", "entry", "parts", "parallel")]
    return tests, late
