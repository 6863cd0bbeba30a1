# SPDX-License-Identifier: MIT
import numpy as np


def simulate_experiment():
    np.random.seed(123)
    data = np.random.normal(loc=50, scale=10, size=100)
    noise = np.random.uniform(-5, 5, size=100)
    return data + noise


# Always produces the same result
result1 = simulate_experiment()
result2 = simulate_experiment()
print(np.allclose(result1, result2))
print(result1)
