# SPDX-License-Identifier: MIT
import numpy as np


def generate_training_data(n_samples, rng):
    """Generate synthetic data with explicit RNG dependency."""
    X = rng.normal(0, 1, size=(n_samples, 5))
    noise = rng.normal(0, 0.1, size=n_samples)
    y = X[:, 0] * 2 + X[:, 1] * -1 + noise
    return X, y


# Reproducible data generation
rng = np.random.default_rng(42)
X_train, y_train = generate_training_data(1000, rng)
X_test, y_test = generate_training_data(200, rng)
# Verify reproducibility
rng_verify = np.random.default_rng(42)
X_verify, y_verify = generate_training_data(1000, rng_verify)
print(np.allclose(X_train, X_verify))
print(X_train, y_test)
