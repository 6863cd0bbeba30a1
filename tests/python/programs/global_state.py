# SPDX-License-Identifier: MIT
import numpy as np
np.random.seed(42)
print(np.random.rand())
# Some other code changes the seed
np.random.seed(99)
print(np.random.rand())
# Your code now produces different results
print(np.random.rand())
