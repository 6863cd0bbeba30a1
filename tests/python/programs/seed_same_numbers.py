# SPDX-License-Identifier: MIT
import numpy as np
# Without seed - different results each run
print(np.random.rand(3))
print(np.random.rand(3))
# With seed - reproducible results
np.random.seed(42)
print(np.random.rand(3))
np.random.seed(42)
print(np.random.rand(3))
