#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints src/engine/lcg128_powers.c: j r^d steps of PCG64's and PCG64DXSM's LCG as one, for the
digits d of numbers in base r = 32 and j = 0 .. r.

j steps of x -> M x + c are x -> M^j x + S_j c with S_j = 1 + M + ... + M^(j - 1), modulo 2^128.
"""

RADIX = 32
DIGITS = 3
MULTIPLIERS = {  # of numpy/random/src/pcg64/pcg64.h
    "pcg64": 0x2360ED051FC65DA44385DF649FCCF645,
    "pcg64dxsm": 0xDA942042E4DD58B5,
}
HEAD = """/* SPDX-License-Identifier: MIT */
/* Printed by tools/generate/lcg128_powers.py; a test compares. */
#include "engine/lcg128_powers.h"

/* clang-format off */
"""


def powers(multiplier, stride):
    """M^(j stride) and S_(j stride) for j = 0 .. RADIX."""
    power, total = 1, 0
    for step in range(RADIX * stride + 1):
        if step % stride == 0:
            yield power, total
        total = (total + power) % 2**128
        power = power * multiplier % 2**128


def words(values):
    rows = [f"0x{value:016x}" for value in values]
    lines = [", ".join(rows[i:i + 4]) for i in range(0, len(rows), 4)]
    return "{\n        " + ",\n        ".join(lines) + "}"


def digit(multiplier, stride):
    power, total = zip(*powers(multiplier, stride))
    members = {
        "power_hi": [x >> 64 for x in power],
        "power_lo": [x % 2**64 for x in power],
        "sum_hi": [x >> 64 for x in total],
        "sum_lo": [x % 2**64 for x in total],
    }
    return "{" + ",\n    ".join(f".{name} = {words(values)}" for name, values in members.items()) + "}"


def main():
    print(HEAD)
    tables = []
    for name, multiplier in MULTIPLIERS.items():
        body = ",\n    ".join(digit(multiplier, RADIX**d) for d in range(DIGITS))
        tables.append(f"const struct ir_lcg128_powers ir_{name}_powers[IR_LCG128_DIGITS] = {{\n    {body}}};")
    print("\n\n".join(tables))


if __name__ == "__main__":
    main()
