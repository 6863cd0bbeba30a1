/* SPDX-License-Identifier: MIT */
/* statistics_avalanche BASES: how far a changed bit spreads.  Each bit of the input is flipped in
 * BASES random inputs; each bit of the output should change in half of them.  Prints a line for
 * each function and number of rounds, with tabs:
 *
 *   name, rounds, pairs of an input and an output bit, the largest |z| of a pair, and the
 * probability that the largest of as many normal numbers is as large
 *
 * philox4x32 and philox4x64: counter and key to a block.  sfc64x32: key and lane to a lane's first
 * word, after so many dropped rows.  SeedSequence: 128 bits of entropy to 256 bits of state. */
#include "isorand/isorand.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IN_MAX = 6, OUT_MAX = 4, LANES = 255 }; /* 64-bit words; numbers that a byte can count */

struct function {
    const char *name;
    unsigned in, out; /* 64-bit words */
    unsigned least, most;
    void (*run)(unsigned rounds, const uint64_t *in, uint64_t *out);
};

static void philox4x32(unsigned rounds, const uint64_t *in, uint64_t *out) {
    uint32_t words[6], block[4];
    memcpy(words, in, sizeof words);
    isorand_philox4x32_block(words, words + 4, rounds, block);
    memcpy(out, block, sizeof block);
}

static void philox4x64(unsigned rounds, const uint64_t *in, uint64_t *out) {
    isorand_philox4x64_block(in, in + 4, rounds, out);
}

/* docs/sfc64x32.md, with another number of dropped rows. */
static void sfc64x32(unsigned rows, const uint64_t *in, uint64_t *out) {
    uint64_t a = in[0], b = in[1], c = in[2];
    for (unsigned counter = 1; counter <= rows + 1; counter++) {
        *out = a + b + counter;
        a = b ^ b >> 11;
        b = c + (c << 3);
        c = (c << 24 | c >> 40) + *out;
    }
}

static void seed_sequence(unsigned rounds, const uint64_t *in, uint64_t *out) {
    uint32_t entropy[4];
    isorand_seedseq ss;
    (void)rounds;
    memcpy(entropy, in, sizeof entropy);
    isorand_seedseq_init(&ss, entropy, 4, NULL, 0);
    isorand_seedseq_generate_u64(&ss, out, 4);
}

static const struct function functions[] = {
    {"philox4x32", 3, 2, 2, 10, philox4x32},
    {"philox4x64", 6, 4, 2, 10, philox4x64},
    {"sfc64x32", 3, 1, 6, 16, sfc64x32},
    {"SeedSequence", 2, 4, 1, 1, seed_sequence},
};

static uint64_t spread[256]; /* bit i of a byte in byte i */

static void *room(size_t n, size_t size) {
    void *p = calloc(n, size);
    if (!p) {
        fprintf(stderr, "statistics_avalanche: out of memory\n");
        exit(1);
    }
    return p;
}

/* Adds the bytes' counters to 'counts', which has one for each bit. */
static void flush(uint64_t *bytes, unsigned nbytes, uint64_t *counts) {
    for (unsigned i = 0; i < nbytes; i++) {
        for (unsigned bit = 0; bit < 8; bit++)
            counts[8 * i + bit] += bytes[i] >> 8 * bit & 255;
        bytes[i] = 0;
    }
}

/* The largest |z| where one bit of the input is flipped. */
static double flipped(const struct function *f, unsigned rounds, unsigned bit, size_t bases,
                      const uint64_t *in, const uint64_t *out) {
    uint64_t bytes[8 * OUT_MAX] = {0}, counts[64 * OUT_MAX] = {0};
    for (size_t base = 0; base < bases; base++) {
        uint64_t other[IN_MAX], now[OUT_MAX];
        memcpy(other, in + base * f->in, f->in * sizeof *other);
        other[bit / 64] ^= UINT64_C(1) << bit % 64;
        f->run(rounds, other, now);
        for (unsigned word = 0; word < f->out; word++) {
            const uint64_t changed = now[word] ^ out[base * f->out + word];
            for (unsigned byte = 0; byte < 8; byte++)
                bytes[8 * word + byte] += spread[changed >> 8 * byte & 255];
        }
        if (base % LANES == LANES - 1)
            flush(bytes, 8 * f->out, counts);
    }
    flush(bytes, 8 * f->out, counts);
    double worst = 0;
    for (unsigned i = 0; i < 64 * f->out; i++) {
        const double z = fabs((double)counts[i] - (double)bases / 2) / sqrt((double)bases / 4);
        worst = z > worst ? z : worst;
    }
    return worst;
}

static void avalanche(const struct function *f, size_t bases) {
    const unsigned pairs = 64 * f->in * 64 * f->out;
    uint64_t *in = room(bases * f->in, sizeof *in), *out = room(bases * f->out, sizeof *out);
    isorand_rng rng;
    isorand_seed(&rng, ISORAND_PCG64, 42);
    isorand_fill_u64(&rng, in, bases * f->in);
    for (unsigned rounds = f->least; rounds <= f->most; rounds++) {
        double worst = 0;
        for (size_t base = 0; base < bases; base++)
            f->run(rounds, in + base * f->in, out + base * f->out);
        for (unsigned bit = 0; bit < 64 * f->in; bit++) {
            const double z = flipped(f, rounds, bit, bases, in, out);
            worst = z > worst ? z : worst;
        }
        const double p = -expm1(pairs * log1p(-erfc(worst / sqrt(2))));
        printf("%s\t%u\t%u\t%.2f\t%.3g\n", f->name, rounds, pairs, worst, p);
    }
    free(in);
    free(out);
}

int main(int argc, char **argv) {
    const long bases = argc == 2 ? strtol(argv[1], NULL, 10) : 0;
    if (bases < 100) {
        fprintf(stderr, "usage: statistics_avalanche BASES, 100 or more\n");
        return 2;
    }
    for (unsigned byte = 0; byte < 256; byte++)
        for (unsigned bit = 0; bit < 8; bit++)
            spread[byte] |= (uint64_t)(byte >> bit & 1) << 8 * bit;
    for (size_t f = 0; f < sizeof functions / sizeof *functions; f++)
        avalanche(&functions[f], (size_t)bases);
    return 0;
}
