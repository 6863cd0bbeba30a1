# SPDX-License-Identifier: MIT
import numpy as np
# Create independent generators
rng1 = np.random.default_rng(42)
rng2 = np.random.default_rng(42)
# Both produce identical sequences
print(rng1.random(3))
print(rng2.random(3))
# But they're independent objects
print(rng1.random(3))
print(rng2.random(3))
