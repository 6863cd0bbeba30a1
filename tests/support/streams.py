# SPDX-License-Identifier: MIT
"""Prints what a shared library's backends make, as JSON: {backend: [digests of the same streams]}.

Usage: streams.py LIBRARY, in a process of its own, since a process opens one library."""
import hashlib
import json
import sys

import isorand_ctypes as ir


def digests():
    return [hashlib.sha256(ir.Rng(engine, ir.SeedSequence(7, [1])).fill(kind, 5000)).hexdigest()
            for engine in library.engines for kind in ir.KINDS]


library = ir.load(sys.argv[1])
streams = {}
for backend in ir.usable_backends():
    ir.select_backend(backend)
    streams[backend] = digests()
json.dump(streams, sys.stdout)
