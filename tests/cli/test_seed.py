# SPDX-License-Identifier: MIT
"""`isorand seed` against NumPy's SeedSequence."""
import json

import pytest

from numpy_engines import SEED_IDS, SEEDS
from oracles import numpy as np

pytestmark = pytest.mark.numpy


def strings(integers):
    return [str(int(x)) for x in integers]


def described(sequence, words, extra=None):
    """A SeedSequence as `isorand seed --json` shows it: what can be 2^32 or more as strings."""
    entropy = sequence.entropy
    return {"entropy": strings(entropy) if isinstance(entropy, list) else str(entropy),
            "spawn_key": strings(sequence.spawn_key), "pool_size": sequence.pool_size,
            "n_children_spawned": str(sequence.n_children_spawned),
            "pool": sequence.pool.tolist(),
            "generate_state_u32": sequence.generate_state(words).tolist(),
            "generate_state_u64": strings(sequence.generate_state(words, np.uint64)),
            **(extra or {})}


@pytest.mark.parametrize("pool", [4, 8, 32])
@pytest.mark.parametrize("words", [4, 0, 9])
@pytest.mark.parametrize("children", [0, 4])
@pytest.mark.parametrize("key", [None, "1", "0x123456789,0"])
@pytest.mark.parametrize("text, seed", SEEDS, ids=SEED_IDS)
def test_equals_numpy(command, text, seed, key, children, words, pool):
    spawn_key = tuple(int(k, 0) for k in key.split(",")) if key else ()
    sequence = np.random.SeedSequence(seed, spawn_key=spawn_key, pool_size=pool)
    spawned = [described(child, words) for child in sequence.spawn(children)]
    got = command.run("seed", "--seed", text, *(["--spawn-key", key] if key else []),
                      "--spawn", children, "--words", words, "--pool-size", pool, "--json").stdout
    assert json.loads(got) == described(sequence, words, {"children": spawned})


def test_defaults(command):
    got = json.loads(command.run("seed", "--seed", 12345, "--spawn", 4, "--json").stdout)
    sequence = np.random.SeedSequence(12345)
    spawned = [described(child, 4) for child in sequence.spawn(4)]
    assert got == described(sequence, 4, {"children": spawned})
    text = command.run("seed", "--seed", 12345, "--spawn", 4).stdout.decode()
    for row in [got, *got["children"]]:
        for part in ("pool", "generate_state_u32", "generate_state_u64"):
            assert " ".join(map(str, row[part])) in text


def test_entropy_of_the_system(command):
    first, second = (json.loads(command.run("seed", "--json").stdout) for _ in range(2))
    assert first["entropy"] != second["entropy"]
    assert max(int(first["entropy"]), int(second["entropy"])).bit_length() > 100
    sequence = np.random.SeedSequence(int(first["entropy"]))
    assert first == described(sequence, 4, {"children": []})
