#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Derives src/math/logfactorial_table.h: log(k!) for k = 0 .. 125, correctly rounded.

Usage: tools/generate/logfactorial.py > src/math/logfactorial_table.h
NumPy's table (numpy/random/src/distributions/logfactorial.c) has the same 126 values."""
from decimal import Decimal, getcontext
from math import factorial

getcontext().prec = 60
print("/* SPDX-License-Identifier: MIT */")
print("/* log(k!) for k = 0 .. 125, correctly rounded; made by tools/generate/logfactorial.py. */")
print("/* clang-format off */")
values = [float(Decimal(factorial(k)).ln()).hex() for k in range(126)]
for row in range(0, 126, 4):
    print("    " + ", ".join(values[row:row + 4]) + ",")
print("/* clang-format on */")
