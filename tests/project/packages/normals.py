# SPDX-License-Identifier: MIT
"""normals.py isorand|numpy.random: writes the bytes of default_rng(42).normal(5, 2, 1000000)."""
import importlib
import sys

sys.stdout.buffer.write(importlib.import_module(sys.argv[1]).default_rng(42).normal(5, 2, 1000000).tobytes())
