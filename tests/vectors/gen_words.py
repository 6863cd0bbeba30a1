#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes words.txt into the folder given, or this one: values of NumPy's distributions over words at
which it changes its mind (tests/support/thresholds.py).  No code of isorand takes part.

For a case MT19937's key is made so that its words are the given ones over and over, 624 in all."""
import pathlib
import random
import subprocess
import sys
import tempfile
import types
import warnings
import zlib

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import numpy as np

import chosen
import numpy_dists
import thresholds

HEADER = f"""\
# SPDX-License-Identifier: MIT
# Values over chosen words, printed by gen_words.py, which says how.
# NumPy {np.__version__}
#
# DISTRIBUTION TYPE N CRC NEXT PARAMETERS : WORDS
#
# From MT19937 whose next 624 words are WORDS (hexadecimal) over and over: the CRC-32 (zlib's) of N
# values as little-endian bytes, and the 32-bit word that the stream gives next."""
VALUES = 150
EVENTS = 7 # of each parameter set
INTEGERS = {"geometric", "poisson", "binomial", "negative_binomial", "hypergeometric", "zipf",
            "logseries"}
# Words and integers have tests of their own; the last bits of vonmises are isorand's.
ELSEWHERE = {"raw", "integers", "vonmises"}


def rows():
    """(distribution, type) of each row."""
    for name in numpy_dists.SETS:
        if name in ELSEWHERE or name.startswith("legacy_"):
            continue
        yield name, "i64" if name in INTEGERS else "f64"
        if name in ("normal", "exponential", "exponential_inv", "standard_gamma"):
            yield name, "f32"
        if name not in ("standard_gamma", "exponential_inv"):
            yield "legacy_" + name, "i64" if name in INTEGERS else "f64"


def lines(judge):
    for dist, type_name in rows():
        row = types.SimpleNamespace(name=type_name, kind=type_name[0],
                                    dtype=np.dtype(type_name[0] + str(int(type_name[1:]) // 8)))
        draw = random.Random(f"{dist} {type_name}")
        cls = np.random.RandomState if dist.startswith("legacy_") else np.random.Generator
        for params in numpy_dists.of(numpy_dists.SETS, dist):
            events = list(thresholds.events_of(judge, dist, row, params, draw, 2))
            words = [word for event, (_, taken) in draw.sample(events, EVENTS)
                     for word in thresholds.native_words(event, 32, True)[:taken]]
            if not words: # it takes none
                continue
            bits = np.random.MT19937()
            bits.state = chosen.mt19937((words * 624)[:624], 0, draw)
            values = numpy_dists.call(cls(bits), dist, row, params, VALUES)
            if values.dtype.kind == "f" and np.isnan(values).any():
                continue
            crc = zlib.crc32(values.astype(row.dtype.newbyteorder("<")).tobytes())
            follows = int(bits.random_raw())
            yield " ".join([dist, type_name, str(VALUES), f"{crc:08x}", f"{follows:08x}",
                            *map(repr, params), ":", *(f"{word:x}" for word in words)])


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as scratch:
        source = f"{scratch}/libword_source.so"
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", HERE.parent / "numpy/word_source.c", "-o",
                        source], check=True)
        text = "\n".join([HEADER, *lines(thresholds.Judge(source, 32, True))]) + "\n"
    (folder / "words.txt").write_text(text, encoding="ascii")


if __name__ == "__main__":
    main()
