# SPDX-License-Identifier: MIT
"""Random sets of extreme parameters against live NumPy, at its level: the same are refused, and
where both draw, values and position are the same.

NumPy draws in a child process, because some of its searches never end: the child is then killed,
and isorand has to end with values or a refusal, in a child of its own.

ISORAND_TEST_VALUES (default 40000) is ten times the number of sets."""
import ctypes
import multiprocessing
import os
import random
import warnings

import oracles

np = oracles.module("numpy")
import isorand_ctypes as base
import isorand_dists as ir
import numpy_dists

SETS = int(os.environ.get("ISORAND_TEST_VALUES", "40000")) // 10
N = 10           # values of a set
PATIENCE = 0.25  # seconds for NumPy
DEADLINE = 20    # seconds for isorand, which needs far less, and a slow or busy CPU
EDGES = [0.0, -0.0, 5e-324, 1e-310, 2.2250738585072014e-308, 1e-300, 1e-154, 1e-110, 1e-20,
         2.0**-53, 1e-8, 0.1, 1/3, 0.5, 1 - 2.0**-53, 1.0, 1 + 2.0**-52, 1.5, 2.0, 10.0, 30.0, 1e3,
         1e6, 2.0**53, 1.2e16, 2.0**62, 9.2e18, 2.0**63, 1e77, 1.4e154, 1e300,
         1.7976931348623157e308, np.inf, -5e-324, -1e-300, -1.0, -1e10, -1e300, -np.inf]
INTS = [0, 1, 2, 9, 10, 11, 30, 255, 1000, 10**6, 2**31 - 1, 2**31, 2**32, 10**9 - 1, 10**9,
        2**53, 2**62, 2**63 - 1, -1, -2**63]


def real(draw):
    kind = draw.randrange(4)
    if kind < 2:
        return draw.choice(EDGES)
    return 10.0**draw.uniform(*((-320, 308.25) if kind == 2 else (-12, 12)))


def integer(draw):
    if draw.randrange(2):
        return draw.choice(INTS)
    return draw.getrandbits(draw.randrange(1, 64))


def numpy_draws(pipe, library):
    """Answers (name, type, params, seed) with the values' bytes and the next word, or None where
    NumPy refuses."""
    warnings.simplefilter("ignore")
    while True:
        name, type_name, params, seed = pipe.recv()
        _, generator, bits = numpy_dists.one_stream(name, seed)
        try:
            values = numpy_dists.call(generator, name, library.types[type_name], params, N)
        except (ValueError, OverflowError):
            pipe.send(None)
            continue
        pipe.send((np.asarray(values), int(bits.random_raw())))


def isorand_draws(pipe, library):
    """The same of isorand."""
    while True:
        name, type_name, params, seed = pipe.recv()
        rng = ir.Stream(library, numpy_dists.one_stream(name, seed)[0], seed)
        request = ir.request_of(library, name, type_name, params)
        out = np.zeros(N, library.types[type_name].dtype)
        error = library.so.isorand_fill(ctypes.byref(rng.struct), ctypes.byref(request),
                                        ctypes.c_void_p(out.ctypes.data), ctypes.c_size_t(N))
        assert error in (0, base.EINVAL, base.ERANGE)
        pipe.send(None if error else (out, rng.raw()))


class Child:
    """A process that draws; 'ask' gives its answer, and "endless" where none comes in time."""

    def __init__(self, target, *arguments):
        self.make, self.process = (target, arguments), None

    def ask(self, question, seconds):
        if self.process is None:
            target, arguments = self.make
            self.pipe, other = multiprocessing.Pipe()
            fork = multiprocessing.get_context("fork")
            self.process = fork.Process(target=target, args=(other, *arguments), daemon=True)
            self.process.start()
            other.close()
        self.pipe.send(question)
        if self.pipe.poll(seconds):
            return self.pipe.recv()
        self.end()
        return "endless"

    def end(self):
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.process = None


def same(name, wanted, got):
    if wanted is None or got is None:
        return wanted is got
    (wanted, word), (got, our_word) = wanted, got
    wanted = wanted.astype(got.dtype)
    if "vonmises" in name: # whose cos and acos are isorand's own
        equal = np.allclose(got, wanted, rtol=0, atol=1e-6, equal_nan=True)
    else:
        equal = got.tobytes() == wanted.tobytes()
    return equal and word == our_word


def test_extremes(library, note):
    draw = random.Random(20)
    rows = numpy_dists.extreme_rows(library)
    theirs, ours = Child(numpy_draws, library), Child(isorand_draws, library)
    drawn = refused = endless = 0
    wrong = []
    try:
        for seed in range(SETS):
            name, type_name = rows[seed % len(rows)]
            params = tuple(real(draw) if p.kind == "f" else integer(draw)
                           for p in library.dists[name].params)
            question = (name, type_name, params, seed)
            got = ours.ask(question, DEADLINE)
            wanted = theirs.ask(question, PATIENCE)
            if got == "endless":
                wrong.append(f"{question}: isorand does not end")
            elif wanted == "endless":
                endless += 1
            elif same(name, wanted, got):
                drawn += wanted is not None
                refused += wanted is None
            else:
                wrong.append(f"{question}: NumPy {wanted}, isorand {got}")
    finally:
        theirs.end()
        ours.end()
    assert not wrong, f"{len(wrong)} of {SETS} sets:\n" + "\n".join(wrong[:200])
    assert drawn > SETS // 4 and refused > SETS // 10
    note(f"{drawn} sets drawn, {refused} refused, {endless} without an end in NumPy")
