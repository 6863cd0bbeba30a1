#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Derives src/engine/mt19937_jump.h: x^(2^128) modulo the characteristic polynomial of MT19937.

The polynomial is found by Berlekamp-Massey from 2 * 19937 bits of the recurrence (Haramoto et al.,
"Efficient Jump Ahead for F2-Linear Random Number Generators", 2008).  Prints the header; a test
compares it with the committed file.
"""
DEGREE = 19937
N, M = 624, 397


def recurrence_bits(count):
    """The lowest bit of each new word of the ring, from any seeding."""
    key = [19650218]
    for i in range(1, N):
        key.append((1812433253 * (key[-1] ^ key[-1] >> 30) + i) & 0xFFFFFFFF)
    pos = 0
    for _ in range(count):
        y = key[pos] & 0x80000000 | key[(pos + 1) % N] & 0x7FFFFFFF
        key[pos] = key[(pos + M) % N] ^ y >> 1 ^ (0x9908B0DF if y & 1 else 0)
        yield key[pos] & 1
        pos = (pos + 1) % N


def berlekamp_massey(bits):
    """The shortest LFSR that makes 'bits': its connection polynomial and its length."""
    conn, prev, length, shift, window = 1, 1, 0, 1, 0
    for n, bit in enumerate(bits):
        window = (window << 1 | bit) & ((1 << (DEGREE + 2)) - 1)
        if bin(conn & window).count("1") & 1:
            saved = conn
            conn ^= prev << shift
            if 2 * length <= n:
                length, prev, shift = n + 1 - length, saved, 0
        shift += 1
    return conn, length


def characteristic_polynomial():
    conn, length = berlekamp_massey(recurrence_bits(2 * DEGREE + 64))
    assert length == DEGREE, length
    return sum(1 << (length - i) for i in range(length + 1) if conn >> i & 1)


def power_of_two_jump(poly, log2_steps):
    """x^(2^log2_steps) mod poly, over GF(2)."""
    x = 2
    for _ in range(log2_steps):
        x = int("0".join(bin(x)[2:]), 2)  # squaring spreads the bits
        while x.bit_length() > DEGREE:
            x ^= poly << (x.bit_length() - 1 - DEGREE)
    return x


def main():
    jump = power_of_two_jump(characteristic_polynomial(), 128)
    words = [jump >> 32 * i & 0xFFFFFFFF for i in range(N)]
    while words[-1] == 0:
        words.pop()
    print("/* SPDX-License-Identifier: MIT */")
    print("/* x^(2^128) modulo the characteristic polynomial of MT19937: bit i of word j is the")
    print(" * coefficient of x^(32 j + i).  Made by tools/generate/mt19937_jump.py. */")
    print("#include <stdint.h>\n")
    print(f"static const uint32_t MT19937_JUMP[{len(words)}] = {{")
    for i in range(0, len(words), 8):
        print("    " + ", ".join(f"0x{w:08x}" for w in words[i : i + 8]) + ",")
    print("};")


if __name__ == "__main__":
    main()
