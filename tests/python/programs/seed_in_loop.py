# SPDX-License-Identifier: MIT
import numpy as np
# WRONG - resets to same state each iteration
for i in range(5):
    np.random.seed(42)
    print(np.random.rand())
# CORRECT - set seed once before loop
np.random.seed(42)
for i in range(5):
    print(np.random.rand())
