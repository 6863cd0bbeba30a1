# SPDX-License-Identifier: MIT
import numpy as np
import argparse


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seed', type=int, default=42)
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)
    print(f"Using random seed: {args.seed}")
    # Your application logic here
    data = rng.normal(0, 1, size=1000)
    print(data)


if __name__ == "__main__":
    main()
