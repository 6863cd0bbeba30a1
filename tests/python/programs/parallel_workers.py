# SPDX-License-Identifier: MIT
import numpy as np
from multiprocessing import Pool


def worker_task(seed):
    """Simulate work with independent random state."""
    rng = np.random.default_rng(seed)
    samples = rng.normal(0, 1, size=10000)
    return samples.mean(), samples.std()


if __name__ == "__main__":
    # Generate multiple independent seeds from a single master seed
    master_seed = 12345
    ss = np.random.SeedSequence(master_seed)
    child_seeds = ss.spawn(4)  # 4 independent seeds
    # Parallel execution with reproducible results
    with Pool(4) as pool:
        results = pool.map(worker_task, child_seeds)
    print(results)
