# SPDX-License-Identifier: MIT
"""NumPy's engines by isorand's names, and seeds of every form."""
from oracles import numpy as np

CLASSES = {"pcg64": "PCG64", "pcg64dxsm": "PCG64DXSM", "philox4x64": "Philox", "sfc64": "SFC64",
           "mt19937": "MT19937"}
NAMES = list(CLASSES)

# What the command line takes, what NumPy takes.
SEEDS = [("0", 0), ("42", 42), ("0xffffffff", 2**32 - 1), ("4294967296", 2**32),
         ("0x" + "9e3779b9" * 40, int("9e3779b9" * 40, 16)), ("1" * 3000, int("1" * 3000)),
         ("1,2,3", [1, 2, 3]), ("7,", [7]), ("0,0x100000000,5", [0, 2**32, 5])]
SEED_IDS = [f"{text:.20}" for text, _ in SEEDS]


def bit_generator(engine, seed, spawn_key=()):
    """The engine at a seed or a SeedSequence."""
    if not isinstance(seed, np.random.SeedSequence):
        seed = np.random.SeedSequence(seed, spawn_key=spawn_key)
    return getattr(np.random, CLASSES[engine])(seed)
