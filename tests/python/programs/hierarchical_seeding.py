# SPDX-License-Identifier: MIT
import numpy as np


def hierarchical_seeding():
    """Demonstrate nested seed generation."""
    master = np.random.SeedSequence(999)
    # Create seeds for different experiment components
    data_seed, model_seed, eval_seed = master.spawn(3)
    # Each component gets independent RNG
    data_rng = np.random.default_rng(data_seed)
    model_rng = np.random.default_rng(model_seed)
    eval_rng = np.random.default_rng(eval_seed)
    return data_rng, model_rng, eval_rng


# Reproducible multi-component system
data_rng, model_rng, eval_rng = hierarchical_seeding()
print(data_rng.random(), model_rng.random(), eval_rng.random())
