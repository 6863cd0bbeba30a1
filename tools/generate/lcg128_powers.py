#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints src/engine/lcg128_powers.c: j steps of PCG64's and PCG64DXSM's LCG as one, for small j.

j steps of x -> M x + c are x -> M^j x + S_j c with S_j = 1 + M + ... + M^(j - 1), modulo 2^128.
"""

STEPS = 33
MULTIPLIERS = {  # of numpy/random/src/pcg64/pcg64.h
    "pcg64": 0x2360ED051FC65DA44385DF649FCCF645,
    "pcg64dxsm": 0xDA942042E4DD58B5,
}
HEAD = """/* SPDX-License-Identifier: MIT */
/* Printed by tools/generate/lcg128_powers.py; a test compares. */
#include "engine/lcg128_powers.h"

/* clang-format off */
"""


def powers(multiplier):
    """M^j and S_j for j = 0, 1, ..."""
    power, total = 1, 0
    for _ in range(STEPS):
        yield power, total
        total = (total + power) % 2**128
        power = power * multiplier % 2**128


def words(values):
    rows = [f"0x{value:016x}" for value in values]
    lines = [", ".join(rows[i:i + 4]) for i in range(0, len(rows), 4)]
    return "{\n        " + ",\n        ".join(lines) + "}"


def main():
    print(HEAD)
    tables = []
    for name, multiplier in MULTIPLIERS.items():
        power, total = zip(*powers(multiplier))
        members = {
            "power_hi": [x >> 64 for x in power],
            "power_lo": [x % 2**64 for x in power],
            "sum_hi": [x >> 64 for x in total],
            "sum_lo": [x % 2**64 for x in total],
        }
        body = ",\n".join(f"    .{member} = {words(values)}" for member, values in members.items())
        tables.append(f"const struct ir_lcg128_powers ir_{name}_powers = {{\n{body}}};")
    print("\n\n".join(tables))


if __name__ == "__main__":
    main()
