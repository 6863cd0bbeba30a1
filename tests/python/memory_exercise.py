# SPDX-License-Identifier: MIT
"""A little of everything, for test_python_threads.py to run under valgrind."""
import copy
import gc
import pickle

import numpy as np

import isorand

rng = isorand.default_rng(1)
for i in range(20):
    rng.random(), rng.random(5), rng.normal([1, 2], 3), rng.integers(5), rng.integers(0, 5, 3)
    rng.normal(loc=1, scale=[[1], [2]], size=(2, 3))
    rng.shuffle([1, 2, 3, []])
    rng.shuffle(np.array([[], {}, 3], object))
    rng.permuted(np.ones((3, 4)), axis=1)
    rng.choice(100, 5, replace=False), rng.dirichlet([1, 2]), rng.multinomial(5, [0.5, 0.5])
    rng.bytes(7), rng.fill(bytearray(16), "raw")
    for refused in (lambda: rng.normal(0, -1), lambda: rng.normal([0, 1], -1),
                    lambda: rng.random(out=3), lambda: rng.integers(5, 1),
                    lambda: rng.random("x"), lambda: rng.normal(nothing=1)):
        try:
            refused()
        except (TypeError, ValueError):
            pass
    state = isorand.RandomState(i)
    state.normal(), state.get_state(), state.gamma([1, 2]), copy.copy(state)
    pickle.loads(pickle.dumps(rng)).random()
    index = rng._index("normal", np.float64, (0.0, 1.0), 100000, 16384, 2)
    rng._index_fill(index, 5, np.empty(10))
    rng.standard_normal(60000, threads=3)
    rng.bit_generator.jumped(), rng.spawn(2)
    rng.bit_generator.state = rng.bit_generator.state
del rng, state
gc.collect()
print("done")
