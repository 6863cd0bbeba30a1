# SPDX-License-Identifier: MIT
"""Every distribution against its cumulative function, with faults that have to be found; and how far
a changed bit of a counter, key or seed spreads."""
import os
import subprocess

import pytest

import oracles
from evidence import count

oracles.module("numpy")
oracles.module("scipy")
import distributions  # noqa: E402

DRAWS = int(float(os.environ.get("ISORAND_TEST_DRAWS", 500_000)))
BASES = int(os.environ.get("ISORAND_TEST_BASES", 1000))


def test_distributions(judge, note):
    """Seeds are fixed, so the same values come each time: none has to be tried again."""
    values = {}
    for output in judge.outputs():
        said = judge.values(*output, DRAWS)
        values |= {(*output, test): p for test, p in said.items()}
        verdict, again = distributions.verdict(judge, output, DRAWS, said)
        assert verdict == "passes" or output[::2] in distributions.KNOWN, (output, said, again)
    count("distributions.draws", DRAWS * len({name[:3] for name in values}))
    count("distributions.values", len(values))
    outside = sum(not 1e-3 <= p <= 1 - 1e-3 for p in values.values())
    note(f"{len(values)} p-values of {DRAWS} draws each, from {min(values.values()):.2g} to 1 - "
         f"{1 - max(values.values()):.2g}; {outside} beyond 1e-3, {2e-3 * len(values):.1f} expected")
    assert outside < 10 + 6e-3 * len(values)


@pytest.mark.parametrize("planted", distributions.PLANTED, ids=lambda planted: "-".join(
    (*planted[:2], planted[3].replace(" ", "-"))))
def test_planted_faults(judge, planted):
    """Each is found, and the same draws without it are good."""
    n = 10_000_000
    row = distributions.planted_row(judge, planted, n)
    assert row["verdict"] == "fails", row
    assert not distributions.suspect(judge.values(*planted[:3], n))


def test_avalanche(build_folder, note):
    """Of a flipped bit of counter, key or seed."""
    text = subprocess.run([build_folder / "tests/statistics_avalanche", str(BASES)], check=True,
                          capture_output=True, text=True).stdout
    rows = {(name, int(rounds)): (float(z), float(p))
            for name, rounds, _, z, p in map(str.split, text.splitlines())}
    for used in (("philox4x32", 10), ("philox4x64", 10), ("sfc64x32", 16), ("SeedSequence", 1)):
        assert rows[used][1] >= 1e-4, used
    for weak in (("philox4x32", 5), ("philox4x64", 5), ("sfc64x32", 8)):
        assert rows[weak][1] < 1e-6, weak
    count("avalanche.bases", BASES * len(rows))
    note(f"largest |z| as used: {max(rows[used][0] for used in rows if used[1] in (1, 10, 16))}")
