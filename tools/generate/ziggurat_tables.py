#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Derives from the mathematics those ziggurat tables of NumPy that follow from it exactly: prints
the arrays as they stand in src/math/ziggurat_tables.c; a test compares.

x[255] = R, x[i - 1] = f^-1(f(x[i]) + v / x[i]) with v, the area of each layer, = R f(R) + the tail
beyond R.  Every number is computed to 50 digits and rounded once.
"""
import decimal
import re
import struct
from decimal import Decimal

decimal.getcontext().prec = 60
NORMAL_R = Decimal("3.6541528853610087963519472518")
EXPONENTIAL_R = Decimal("7.6971174701310497140446280481")


def normal(x):
    return (-x * x / 2).exp()


def normal_inverse(y):
    return (-2 * y.ln()).sqrt() if y < 1 else Decimal(0)


def normal_tail(x):
    """The integral of normal from x on: a continued fraction (Laplace)."""
    fraction = x
    for k in range(2000, 0, -1):
        fraction = x + k / fraction
    return normal(x) / fraction


def exponential(x):
    return (-x).exp()


def exponential_inverse(y):
    return -y.ln() if y < 1 else Decimal(0)


def layers(density, inverse, tail, r):
    """The widths x[0 .. 255], and the width of the base if it were a rectangle."""
    area = r * density(r) + tail(r)
    x = [r]
    for _ in range(255):
        x.insert(0, inverse(density(x[0]) + area / x[0]))
    x[0] = Decimal(0)
    return x, area / density(r)


def nearest_f32(x):
    """Rounds once: the double in between is made odd where it is inexact."""
    u = struct.unpack("<q", struct.pack("<d", float(x)))[0]
    near = float(x)
    if Decimal(near) != x:
        if Decimal(near) > x:
            u -= 1
        u |= 1
    return struct.unpack("<f", struct.pack("<f", struct.unpack("<d", struct.pack("<q", u))[0]))[0]


def w(x, base, bits, rounding):
    return [rounding((base if i == 0 else x[i]) / 2**bits) for i in range(256)]


def f(x, density, rounding):
    return [rounding(density(v)) for v in x]


def k(x, base, bits):
    exact = [x[255] / base] + [x[i - 1] / x[i] for i in range(1, 256)]
    return [int((v * 2**bits).to_integral_value()) for v in exact]


def literal(value, is_f32):
    if isinstance(value, int):
        return f"{value:#x}"
    return re.sub(r"\.?0+p", "p", value.hex()) + ("f" if is_f32 else "")


def tables():
    """Name in ziggurat_tables.c: values."""
    nx, nbase = layers(normal, normal_inverse, normal_tail, NORMAL_R)
    ex, ebase = layers(exponential, exponential_inverse, exponential, EXPONENTIAL_R)
    return {
        "ir_normal_k_f32": k(nx, nbase, 23),
        "ir_normal_w_f32": w(nx, nbase, 23, nearest_f32),
        "ir_normal_f_f32": f(nx, normal, nearest_f32),
        "ir_exponential_w": w(ex, ebase, 53, float),
        "ir_exponential_f": f(ex, exponential, float),
        "ir_exponential_k_f32": k(ex, ebase, 23),
    }


def main():
    for name, values in tables().items():
        print(f"{name}[256] = {{")
        for value in values:
            print(f"    {literal(value, name.endswith('_f32'))},")
        print("};")


if __name__ == "__main__":
    main()
