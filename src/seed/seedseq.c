/* SPDX-License-Identifier: MIT */
/* SeedSequence: entropy of any length into a pool of words, and from it any number of state words.
 * Source: numpy/random/bit_generator.pyx, after M. E. O'Neill, "Developing a seed_seq Alternative"
 * (2015).
 *
 * NumPy keeps the entropy and mixes it again for each child.  That is not needed: words beyond the
 * pool are mixed in one by one, missing ones count as 0, and the spawn key comes last, so a child's
 * pool is its parent's pool with the key mixed in, under the parent's running hash constant. */
#include "seed/seedseq.h"

/* The constants of seed_seq_fe, as in bit_generator.pyx. */
static const uint32_t INIT_A = 0x43b0d7e5, MULT_A = 0x931e8875;
static const uint32_t INIT_B = 0x8b51f9dd, MULT_B = 0x58f38ded;
static const uint32_t MIX_MULT_L = 0xca01f9dd, MIX_MULT_R = 0x4973f715;

static uint32_t hashmix(uint32_t value, uint32_t *hash) {
    value ^= *hash;
    *hash *= MULT_A;
    value *= *hash;
    return value ^ value >> 16;
}

static uint32_t mix(uint32_t x, uint32_t y) {
    uint32_t r = MIX_MULT_L * x - MIX_MULT_R * y;
    return r ^ r >> 16;
}

/* Mixes one word beyond the pool's size into every pool word. */
static void absorb(isorand_seedseq *ss, uint32_t word) {
    for (uint32_t dst = 0; dst < ss->pool_size; dst++)
        ss->pool[dst] = mix(ss->pool[dst], hashmix(word, &ss->hash));
}

void ir_seedseq_init(isorand_seedseq *ss, const uint32_t *entropy, size_t n,
                     const uint32_t *spawn_key, size_t nkey, size_t pool_size) {
    isorand_seedseq s = {{0}, (uint32_t)pool_size, INIT_A, 0};
    for (size_t i = 0; i < pool_size; i++)
        s.pool[i] = hashmix(i < n ? entropy[i] : 0, &s.hash);
    for (size_t src = 0; src < pool_size; src++)
        for (size_t dst = 0; dst < pool_size; dst++)
            if (src != dst)
                s.pool[dst] = mix(s.pool[dst], hashmix(s.pool[src], &s.hash));
    for (size_t i = pool_size; i < n; i++)
        absorb(&s, entropy[i]);
    for (size_t i = 0; i < nkey; i++)
        absorb(&s, spawn_key[i]);
    *ss = s;
}

int ir_seedseq_usable(const isorand_seedseq *ss) {
    return ss && ss->pool_size >= ISORAND_POOL_SIZE && ss->pool_size <= ISORAND_POOL_SIZE_MAX;
}

/* The k-th word of the output sequence; 'hash' starts at INIT_B and runs along. */
static uint32_t output_word(const isorand_seedseq *ss, size_t k, uint32_t *hash) {
    uint32_t data = ss->pool[k % ss->pool_size] ^ *hash;
    *hash *= MULT_B;
    data *= *hash;
    return data ^ data >> 16;
}

void ir_seedseq_generate_u32(const isorand_seedseq *ss, uint32_t *out, size_t n) {
    uint32_t hash = INIT_B;
    for (size_t k = 0; k < n; k++)
        out[k] = output_word(ss, k, &hash);
}

void ir_seedseq_generate_u64(const isorand_seedseq *ss, uint64_t *out, size_t n) {
    uint32_t hash = INIT_B;
    for (size_t k = 0; k < n; k++) {
        uint64_t low = output_word(ss, 2 * k, &hash);
        out[k] = low | (uint64_t)output_word(ss, 2 * k + 1, &hash) << 32;
    }
}

void ir_seedseq_child(const isorand_seedseq *ss, uint64_t index, isorand_seedseq *child) {
    isorand_seedseq s = *ss;
    absorb(&s, (uint32_t)index);
    if (index >> 32)
        absorb(&s, (uint32_t)(index >> 32));
    s.n_spawned = 0;
    *child = s;
}
