# SPDX-License-Identifier: MIT
"""Threads on one stream and on several, fork, processes, shutdown, memory."""
import concurrent.futures
import gc
import multiprocessing
import os
import subprocess
import sys
import threading

import numpy as np
import pytest

import isorand
import oracles
from build import ROOT


def test_many_threads_one_generator():
    """Whatever is drawn together is what one thread draws, in some order."""
    rng = isorand.default_rng(1)
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        pieces = list(pool.map(lambda _: rng.random(10000), range(64)))
    wanted = np.random.default_rng(1).random((64, 10000))
    got = np.array(sorted(piece.tolist() for piece in pieces))
    assert (got == np.array(sorted(wanted.tolist()))).all()


def test_small_and_large_calls_together():
    rng = isorand.default_rng(2)
    counts = [0] * 8

    def work(index):
        for i in range(200):
            n = (1, 20000, 10, 5000)[(i + index) % 4]
            counts[index] += n
            if i % 3:
                rng.random(n)
            else:
                rng.bit_generator.random_raw(n)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    theirs = np.random.default_rng(2)
    theirs.bit_generator.advance(sum(counts))
    assert rng.random() == theirs.random(), "a word was lost, or drawn twice"


def test_numpys_methods_and_ours_together():
    """They hold the same lock."""
    rng = isorand.default_rng(3)

    def work(index):
        for _ in range(50):
            if index % 2:
                rng.random(20000)
            else:
                np.random.Generator.random(rng, 20000)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    theirs = np.random.default_rng(3)
    theirs.bit_generator.advance(6 * 50 * 20000)
    assert rng.random() == theirs.random()


def test_sixteen_generators():
    rngs = [isorand.default_rng(i) for i in range(16)]
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        got = list(pool.map(lambda rng: rng.standard_normal(100001), rngs))
    for seed, values in enumerate(got):
        assert (values == np.random.default_rng(seed).standard_normal(100001)).all()


def test_fills_let_other_threads_run():
    rng, ticks, done = isorand.default_rng(4), [0], threading.Event()

    def tick():
        while not done.is_set():
            ticks[0] += 1

    thread = threading.Thread(target=tick)
    thread.start()
    before = ticks[0]
    rng.standard_gamma(2.5, 3000000)
    during = ticks[0] - before
    done.set()
    thread.join()
    assert during > 0


def test_lock():
    rng = isorand.default_rng(5)
    lock = rng.bit_generator.lock
    with lock:
        assert lock.locked()
        rng.random()  # the thread that holds it may draw
        result = []
        thread = threading.Thread(target=lambda: result.append(rng.random(3)))
        thread.start()
        thread.join(0.1)
        assert thread.is_alive(), "another thread has to wait"
    thread.join(20)
    assert len(result) == 1 and not lock.locked()
    assert lock.acquire() and lock.acquire(blocking=False)
    other = []
    thread = threading.Thread(target=lambda: other.append((lock.acquire(blocking=False),
                                                           lock.acquire(timeout=0.01))))
    thread.start()
    thread.join()
    assert other == [(False, False)]
    lock.release()
    lock.release()
    with pytest.raises(RuntimeError):
        lock.release()
    with pytest.raises(TypeError):
        type(lock)()


def test_fork():
    rng = isorand.default_rng(6)
    rng.random(5)
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(write, rng.standard_normal(50000, threads=3)[-4:].tobytes())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    theirs = np.random.default_rng(6)
    theirs.random(5)
    wanted = theirs.standard_normal(50000)
    assert os.read(read, 100) == wanted[-4:].tobytes()
    assert (rng.standard_normal(50000) == wanted).all()


def draw(rng):
    return rng.normal(0, 1, 100)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes(method, package_env, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", package_env["PYTHONPATH"])
    rngs = [isorand.Generator(isorand.PCG64(s)) for s in np.random.SeedSequence(8).spawn(3)]
    code = ("import multiprocessing, numpy as np, isorand\n"
            "def draw(rng): return rng.normal(0, 1, 100)\n"
            "if __name__ == '__main__':\n"
            f"    multiprocessing.set_start_method({method!r})\n"
            "    rngs = isorand.default_rng(8).spawn(3)\n"
            "    with multiprocessing.Pool(2) as pool:\n"
            "        print(*(x.tobytes().hex() for x in pool.map(draw, rngs)))\n")
    assert multiprocessing.get_all_start_methods()
    path = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"isorand_pool_{os.getpid()}.py")
    with open(path, "w", encoding="utf-8") as file:
        file.write(code)
    try:
        done = subprocess.run([sys.executable, path], env=package_env, capture_output=True,
                              text=True, check=False, timeout=120)
    finally:
        os.remove(path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [draw(rng).tobytes().hex() for rng in rngs]


@pytest.mark.parametrize("code", [
    "rng = isorand.default_rng(1)",
    "import threading; rng = isorand.default_rng(1);"
    "threading.Thread(target=lambda: rng.random(3 * 10**7), daemon=True).start();"
    "import time; time.sleep(0.05)",
    "class C:\n    def __del__(self): print(self.rng.random())\nc = C(); c.rng = isorand.default_rng(1)",
    "a = [isorand.RandomState(1)]; a.append(a)",
    "import sys; sys.modules['keep'] = isorand.default_rng(1)",
], ids=["plain", "thread", "del", "cycle", "module"])
def test_shutdown(code, package_env):
    done = subprocess.run([sys.executable, "-X", "dev", "-c", "import isorand\n" + code],
                          env=package_env, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0 and "rror" not in done.stderr, done.stderr


def memory():
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


OPERATIONS = {
    "scalar": lambda rng: rng.random(),
    "array": lambda rng: rng.normal(0, 1, 5),
    "keywords": lambda rng: rng.normal(loc=1, scale=2, size=(2, 3), threads=1),
    "out": lambda rng, out=np.zeros(4): rng.random(out=out),
    "arrays": lambda rng, a=np.arange(6.0).reshape(2, 3), b=np.ones((2, 1)): rng.normal(a, b),
    "lists": lambda rng: rng.poisson([1, 2]),
    "integers": lambda rng: rng.integers(0, 10, 4, dtype=np.uint8),
    "integer": lambda rng: rng.integers(2**60),
    "order": lambda rng, x=np.arange(9): (rng.shuffle(x), rng.permutation(4),
                                          rng.choice(9, 3, replace=False), rng.bytes(5)),
    "vectors": lambda rng: (rng.dirichlet([1, 2]), rng.multinomial(5, [0.5, 0.5])),
    "state": lambda rng: setattr(rng.bit_generator, "state", rng.bit_generator.state),
    "fill": lambda rng, out=bytearray(16): rng.fill(out, "raw"),
    "lock": lambda rng: rng.bit_generator.lock.__enter__() and rng.bit_generator.lock.release(),
    "made": lambda rng: isorand.default_rng(7),
    "legacy": lambda rng: isorand.RandomState(rng.bit_generator).normal([1, 2]),
}


def refused(rng):
    for call in (lambda: rng.normal(0, -1, 3), lambda: rng.normal([0], -1), lambda: rng.random("x"),
                 lambda: rng.integers(5, 1), lambda: rng.normal(nothing=1),
                 lambda: rng.random(out=5), lambda: rng.fill(b"", "normal")):
        try:
            call()
        except (TypeError, ValueError, BufferError):
            pass


@pytest.mark.parametrize("name", [*OPERATIONS, "refused"])
def test_no_leak(name):
    """Memory stays where it is, and so do the counts of the objects that calls touch; 10^6 calls of
    all kinds together."""
    rng, operation = isorand.default_rng(1), OPERATIONS.get(name, refused)
    count = 7000 if name in ("made", "legacy", "vectors", "refused", "state") else 100000
    shared = [np.float64, np.uint8, None, np.empty, isorand.Generator, isorand.PCG64,
              type(rng.bit_generator.lock)]
    for _ in range(2000):
        operation(rng)
    gc.collect()
    before, counts = memory(), [sys.getrefcount(thing) for thing in shared]
    for _ in range(count):
        operation(rng)
    gc.collect()
    grown = memory() - before
    assert grown < 16 * count + 2 * 2**20, f"{grown} bytes in {count} calls"
    for thing, old in zip(shared, counts):
        assert abs(sys.getrefcount(thing) - old) < 100, thing


def test_valgrind(package_env):
    """No byte is read or written that should not be, and none before it was set."""
    suppressions = "/usr/lib/valgrind/python3.supp"
    if not os.environ.get("ISORAND_TEST_LONG"):
        pytest.skip("ISORAND_TEST_LONG=1: takes a minute")
    valgrind = oracles.program("valgrind")
    # valgrind 3.19 knows AVX2 at most.
    env = dict(package_env, PYTHONMALLOC="malloc", ISORAND_BACKEND="avx2")
    options = [f"--suppressions={suppressions}"] if os.path.exists(suppressions) else []
    done = subprocess.run([valgrind, "-q", "--error-exitcode=9", "--leak-check=no", *options,
                           sys.executable, ROOT / "tests/python/memory_exercise.py"], env=env,
                          capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0 and done.stdout == "done\n", done.stderr
