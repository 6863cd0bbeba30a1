# SPDX-License-Identifier: MIT
import numpy as np


class ReproduciblePipeline:
    def __init__(self, master_seed=42):
        self.master_seed = master_seed
        ss = np.random.SeedSequence(master_seed)
        seeds = ss.spawn(3)
        self.data_rng = np.random.default_rng(seeds[0])
        self.augment_rng = np.random.default_rng(seeds[1])
        self.model_rng = np.random.default_rng(seeds[2])

    def train_test_split(self, X, y, test_size=0.2):
        """Split data reproducibly."""
        n = len(X)
        indices = np.arange(n)
        self.data_rng.shuffle(indices)
        split_idx = int(n * (1 - test_size))
        train_idx = indices[:split_idx]
        test_idx = indices[split_idx:]
        return X[train_idx], X[test_idx], y[train_idx], y[test_idx]

    def augment_data(self, X):
        """Apply random augmentation."""
        noise = self.augment_rng.normal(0, 0.1, size=X.shape)
        return X + noise

    def initialize_weights(self, shape):
        """Initialize model weights."""
        return self.model_rng.normal(0, 0.01, size=shape)


# Usage
pipeline = ReproduciblePipeline(master_seed=42)
# Generate synthetic dataset; seeded here, so that two runs can be compared
np.random.seed(7)
X = np.random.rand(1000, 10)
y = np.random.randint(0, 2, size=1000)
# Reproducible pipeline execution
X_train, X_test, y_train, y_test = pipeline.train_test_split(X, y)
X_train_aug = pipeline.augment_data(X_train)
weights = pipeline.initialize_weights((10, 5))
# Verify reproducibility
pipeline2 = ReproduciblePipeline(master_seed=42)
X_train2, X_test2, y_train2, y_test2 = pipeline2.train_test_split(X, y)
print(np.allclose(X_train, X_train2))
print(y_train.sum(), X_train_aug, weights)
