# SPDX-License-Identifier: MIT
"""The Python originals of examples/*.c: one function for each program, printing what it prints.

Usage: /usr/bin/python3 tests/numpy/examples_numpy.py [NAME [ARGUMENTS...]]
Without a name it prints the names."""
import argparse
import pickle
import sys
from multiprocessing import Pool

import numpy as np

PROGRAMS = {}


def program(function):
    PROGRAMS[function.__name__] = function
    return function


def show(label, values):
    """Seventeen digits name a double exactly, as in C."""
    print(label, *(f"{value:.17g}" for value in np.atleast_1d(values)))


@program
def seed_same_numbers():
    np.random.seed(42)
    show("rand", np.random.rand(3))
    np.random.seed(42)
    show("rand", np.random.rand(3))


@program
def simulate_experiment():
    def simulate():
        np.random.seed(123)
        data = np.random.normal(loc=50, scale=10, size=100)
        noise = np.random.uniform(-5, 5, size=100)
        return data + noise

    result1 = simulate()
    result2 = simulate()
    show("result", result1)
    show("mean", result1.mean())
    show("std", result1.std())
    print("allclose", np.allclose(result1, result2))


@program
def global_seed():
    np.random.seed(42)
    show("rand", np.random.rand())
    np.random.seed(99) # some other code
    show("rand", np.random.rand())
    show("rand", np.random.rand())

    own = np.random.RandomState(42)
    np.random.seed(99)
    show("own", own.rand(3))


@program
def default_rng():
    rng1 = np.random.default_rng(42)
    rng2 = np.random.default_rng(42)
    show("rng1", rng1.random(3))
    show("rng2", rng2.random(3))
    show("rng1", rng1.random(3))
    show("rng2", rng2.random(3))


@program
def training_data():
    def generate_training_data(n_samples, rng):
        X = rng.normal(0, 1, size=(n_samples, 5))
        noise = rng.normal(0, 0.1, size=n_samples)
        y = X[:, 0] * 2 + X[:, 1] * -1 + noise
        return X, y

    rng = np.random.default_rng(42)
    X_train, y_train = generate_training_data(1000, rng)
    X_test, y_test = generate_training_data(200, rng)
    for name, X, y in ("train", X_train, y_train), ("test", X_test, y_test):
        print(f"{name}: {len(X)} samples")
        show("X[0]", X[0])
        show("y[:3]", y[:3])
        show("X.mean", X.mean())
        show("X.std", X.std())
        show("y.mean", y.mean())
        show("y.std", y.std())

    rng_verify = np.random.default_rng(42)
    X_verify, y_verify = generate_training_data(1000, rng_verify)
    print("X allclose", np.allclose(X_train, X_verify))
    print("y allclose", np.allclose(y_train, y_verify))


def worker_task(seed):
    rng = np.random.default_rng(seed)
    samples = rng.normal(0, 1, size=10000)
    return samples.mean(), samples.std()


@program
def parallel_workers():
    child_seeds = np.random.SeedSequence(12345).spawn(4)
    with Pool(4) as pool:
        results = pool.map(worker_task, child_seeds)
    for number, (mean, std) in enumerate(results):
        print(f"worker {number}: mean {mean:.17g} std {std:.17g}")


@program
def worker_pool():
    child_seeds = np.random.SeedSequence(12345).spawn(16)
    with Pool(4) as pool:
        results = pool.map(worker_task, child_seeds)
    for number, (mean, std) in enumerate(results):
        print(f"task {number}: mean {mean:.17g} std {std:.17g}")

    rng = np.random.default_rng(12345)
    x = rng.normal(0, 1, 200000)
    print(f"together: mean {x.mean():.17g} std {x.std():.17g}")
    show("next", rng.random())


@program
def openmp_loop():
    def count_hits(seed):
        points = np.random.default_rng(seed).random((10000, 2))
        return ((points**2).sum(axis=1) < 1).sum()

    hits = [count_hits(seed) for seed in np.random.SeedSequence(12345).spawn(64)]
    for number in range(0, 64, 16):
        print(f"task {number}: {hits[number]} hits")
    show("pi", 4 * sum(hits) / (64 * 10000))


@program
def hierarchical_seeding():
    master = np.random.SeedSequence(999)
    data_seed, model_seed, eval_seed = master.spawn(3)
    show("data", np.random.default_rng(data_seed).random(3))
    show("model", np.random.default_rng(model_seed).random(3))
    show("eval", np.random.default_rng(eval_seed).random(3))
    for number, seed in enumerate(model_seed.spawn(2)):
        show(f"model, layer {number}", np.random.default_rng(seed).random(3))


class ReproduciblePipeline:
    def __init__(self, master_seed=42):
        seeds = np.random.SeedSequence(master_seed).spawn(3)
        self.data_rng = np.random.default_rng(seeds[0])
        self.augment_rng = np.random.default_rng(seeds[1])
        self.model_rng = np.random.default_rng(seeds[2])

    def train_test_split(self, X, y, test_size=0.2):
        n = len(X)
        indices = np.arange(n)
        self.data_rng.shuffle(indices)
        split_idx = int(n * (1 - test_size))
        train_idx = indices[:split_idx]
        test_idx = indices[split_idx:]
        return X[train_idx], X[test_idx], y[train_idx], y[test_idx]

    def augment_data(self, X):
        noise = self.augment_rng.normal(0, 0.1, size=X.shape)
        return X + noise

    def initialize_weights(self, shape):
        return self.model_rng.normal(0, 0.01, size=shape)


@program
def pipeline():
    def show_part(name, X, y):
        print(f"{name}: {len(X)} samples, {y.sum()} of class 1")
        show("X[0]", X[0])
        show("mean", X.mean())
        show("std", X.std())

    np.random.seed(0)
    X = np.random.rand(1000, 10)
    y = np.random.randint(0, 2, size=1000)

    first = ReproduciblePipeline(master_seed=42)
    X_train, X_test, y_train, y_test = first.train_test_split(X, y)
    show_part("train", X_train, y_train)
    show_part("test", X_test, y_test)
    show_part("augmented", first.augment_data(X_train), y_train)
    show("weights", first.initialize_weights((10, 5)).ravel())

    second = ReproduciblePipeline(master_seed=42)
    print("allclose", np.allclose(X_train, second.train_test_split(X, y)[0]))


def random100(seed):
    return np.random.default_rng(seed).random(100)


@program
def pitfalls():
    wrong, right = [], []
    for _ in range(5):
        np.random.seed(42)
        wrong.append(np.random.rand())
    show("seeded in the loop:", wrong)
    np.random.seed(42)
    for _ in range(5):
        right.append(np.random.rand())
    show("seeded before the loop:", right)

    def fixture(*seed):
        return np.random.default_rng(*seed).random((100, 5))

    print("unseeded fixtures are equal:", np.array_equal(fixture(), fixture()))
    print("seeded fixtures are equal:", np.array_equal(fixture(42), fixture(42)))
    show("their mean:", fixture(42).mean())

    for label, seeds in (("the same seed for all", [42] * 4),
                         ("a spawned seed for each", np.random.SeedSequence(42).spawn(4))):
        with Pool(4) as pool:
            results = pool.map(random100, seeds)
        print(label)
        for samples in results:
            show("worker:", samples[:3])
        print("first and last are equal:", np.array_equal(results[0], results[-1]))


@program
def command_line_seed(*arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=42)
    args = parser.parse_args(arguments)
    rng = np.random.default_rng(args.seed)
    print(f"Using random seed: {args.seed}")
    data = rng.normal(0, 1, size=1000)
    show("data[:3]", data[:3])
    show("mean", data.mean())
    show("std", data.std())


@program
def fill(count="10000000"):
    n = int(count)
    rng = np.random.default_rng(42)
    x = rng.standard_normal(n)
    show("first", x[0])
    show("last", x[-1])
    show("mean", x.mean())
    show("std", x.std())
    show("next", rng.random())

    rng = np.random.default_rng(42)
    equal = all(np.array_equal(x[i:i + 1000], rng.standard_normal(len(x[i:i + 1000])))
                for i in range(0, n, 1000))
    print("pieces are equal", equal)


@program
def single_draws():
    rng = np.random.default_rng(42)
    arrival = end = waited = 0.0
    regulars = 0
    for _ in range(10000):
        arrival += rng.standard_exponential()
        waited += max(end - arrival, 0)
        end = max(end, arrival)
        end += 0.5 + 0.3 * rng.random()
        regulars += rng.integers(10) == 0
    show("the last one leaves at", end)
    show("mean wait", waited / 10000)
    print("regulars", regulars)
    show("then", rng.standard_normal(2))


@program
def random_walk():
    for child in np.random.SeedSequence(42).spawn(3):
        rng = np.random.default_rng(child)
        x, steps = 0.0, 0
        while -10 < x < 10:
            x += rng.standard_normal()
            steps += 1
        print(f"{steps} steps to {x:.17g}")
    rng = np.random.default_rng(42)
    weights = rng.gamma(2.5, 1.0, 1000)
    rng.shuffle(weights)
    show("weights", weights[[0, -1]])
    try:
        rng.gamma(-1.0, 1.0, 1000)
    except ValueError:
        print("shape < 0 is refused")


@program
def save_restore():
    for name, rng in (("default_rng(42)", np.random.default_rng(42)),
                      ("np.random.seed(42)", np.random.RandomState(42))):
        print(name)
        show("before", rng.normal(0, 1, 5))
        checkpoint = pickle.dumps(rng)
        show("after", rng.normal(0, 1, 5))
        show("restored", pickle.loads(checkpoint).normal(0, 1, 5))


if __name__ == "__main__":
    if len(sys.argv) == 1:
        print(*PROGRAMS, sep="\n")
    else:
        PROGRAMS[sys.argv[1]](*sys.argv[2:])
