# SPDX-License-Identifier: MIT
"""normals.py isorand|numpy.random: writes the bytes of its default_rng(42).normal(5, 2, 1000000) to the
file out."""
import importlib
import sys

importlib.import_module(sys.argv[1]).default_rng(42).normal(5, 2, 1000000).tofile("out")
