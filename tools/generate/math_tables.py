#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Derives src/math/exp_table.h, pow_table.h and trig_table.h, and the second column of
log_table.h; prints the table that is named (exp, pow, trig, log).  A test compares.

The rules are those that Arm's optimized routines state beside their tables.  The log table's first
column, 1/c, cannot be derived: its c were searched for so that log(c) is very close to a double.
"""
import decimal
import pathlib
import re
import struct
import sys
from decimal import Decimal

decimal.getcontext().prec = 60
LN2 = Decimal(2).ln()
LOG_TABLE = pathlib.Path(__file__).parent.parent.parent / "src/math/log_table.h"


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def from_bits(u):
    return struct.unpack("<d", struct.pack("<Q", u))[0]


def c_hex(x):
    """A C literal of a double, without zeros at its end."""
    return re.sub(r"\.?0+p", "p", x.hex())


def log_upper(x):
    """log(x) to 43 bits after the point: k * ln2_hi adds to it without rounding."""
    return float((x.ln() * 2**43).to_integral_value() / 2**43)


def exp_table():
    print("""/* SPDX-License-Identifier: MIT */
/* 2^(i/128) = value (1 + tail) and 2^(i/32); from tools/generate/math_tables.py exp. */
#ifndef IR_MATH_EXP_TABLE_H
#define IR_MATH_EXP_TABLE_H

#include <stdint.h>

/* The bits of the value less i << 45, so that adding k << 45 for k = i mod 128 gives 2^(k/128). */
static const struct {
    double tail;
    uint64_t value;
} ir_exp_table[128] = {""")
    for i in range(128):
        exact = (LN2 * i / 128).exp()
        value = float(exact)
        print(f"    {{{c_hex(float(exact / Decimal(value) - 1))}, {bits(value) - (i << 45):#x}}},")
    print("""};

/* The same for 32, without tails. */
static const uint64_t ir_expf_table[32] = {""")
    values = [bits(float((LN2 * i / 32).exp())) - (i << 47) for i in range(32)]
    for i in range(0, 32, 4):
        print("    " + " ".join(f"{v:#x}," for v in values[i:i + 4]))
    print("};\n\n#endif")


def pow_table():
    print("""/* SPDX-License-Identifier: MIT */
/* 1/c and log(c) = logc + tail of 128 pieces; from tools/generate/math_tables.py pow. */
#ifndef IR_MATH_POW_TABLE_H
#define IR_MATH_POW_TABLE_H

static const struct {
    double invc, logc, tail;
} ir_pow_table[128] = {""")
    first = 0x3FE6955500000000  # the pieces begin here and end at twice that
    for i in range(128):
        center = (Decimal(from_bits(first + (i << 45))) + Decimal(from_bits(first + (i + 1 << 45)))) / 2
        # Few bits, so that z/c - 1 is exact.
        scale = 128 if center < 1 else 256
        invc = (scale / center).quantize(1, decimal.ROUND_HALF_UP) / scale
        logc = log_upper(1 / invc)
        tail = float(-invc.ln() - Decimal(logc))
        print(f"    {{{c_hex(float(invc))}, {c_hex(logc)}, {c_hex(tail)}}},")
    print("};\n\n#endif")


def trig_table():
    def series(x, first):
        """sin (first = 1) or cos (first = 0) of a Decimal."""
        term, total, n = x**first if first else Decimal(1), Decimal(0), first
        while abs(term) > Decimal("1e-55"):
            total += term
            term *= -x * x / ((n + 1) * (n + 2))
            n += 2
        return total

    def parts(y):
        high = float(y)
        return f"{c_hex(high)}, {c_hex(float(y - Decimal(high)))}"

    print("""/* SPDX-License-Identifier: MIT */
/* sin(k/128) and cos(k/128) in two parts; from tools/generate/math_tables.py trig. */
#ifndef IR_MATH_TRIG_TABLE_H
#define IR_MATH_TRIG_TABLE_H

static const struct ir_trig_row {
    double sin, sin_lo, cos, cos_lo;
} ir_trig_table[128] = {""")
    for k in range(128):
        x = Decimal(k) / 128
        print(f"    {{{parts(series(x, 1))}, {parts(series(x, 0))}}},")
    print("""};

#endif""")


def log_table():
    def derive(row):
        invc = Decimal(float.fromhex(row[1]))
        return f"{{{row[1]}, {c_hex(log_upper(1 / invc))}}}"

    print(re.sub(r"\{(0x[^,]*), [^}]*\}", derive, LOG_TABLE.read_text()), end="")


{"exp": exp_table, "pow": pow_table, "trig": trig_table, "log": log_table}[sys.argv[1]]()
