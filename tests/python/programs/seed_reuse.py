# SPDX-License-Identifier: MIT
import numpy as np
from multiprocessing import Pool


# WRONG - all workers use same seed
def worker(seed):
    rng = np.random.default_rng(seed)
    return rng.random(100)


if __name__ == "__main__":
    with Pool(4) as pool:
        results = pool.map(worker, [42, 42, 42, 42])  # Identical results!
    print(results)
    # CORRECT - use SeedSequence for independent seeds
    ss = np.random.SeedSequence(42)
    child_seeds = ss.spawn(4)
    with Pool(4) as pool:
        results = pool.map(worker, child_seeds)  # Independent results
    print(results)
