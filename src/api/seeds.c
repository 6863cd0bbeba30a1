/* SPDX-License-Identifier: MIT */
/* SeedSequence: the public calls. */
#include "api/door.h"
#include "base/bytes.h"
#include "seed/seedseq.h"

int isorand_seedseq_init_pool(isorand_seedseq *ss, const uint32_t *entropy, size_t n,
                              const uint32_t *spawn_key, size_t nkey, size_t pool_size) {
    if (!ss || (!entropy && n) || (!spawn_key && nkey) || pool_size < ISORAND_POOL_SIZE)
        return ISORAND_EINVAL;
    if (pool_size > ISORAND_POOL_SIZE_MAX || ir_too_large(n, sizeof *entropy) ||
        ir_too_large(nkey, sizeof *spawn_key))
        return ISORAND_ERANGE;
    ir_seedseq_init(ss, entropy, n, spawn_key, nkey, pool_size);
    return 0;
}

int isorand_seedseq_init(isorand_seedseq *ss, const uint32_t *entropy, size_t n,
                         const uint32_t *spawn_key, size_t nkey) {
    return isorand_seedseq_init_pool(ss, entropy, n, spawn_key, nkey, ISORAND_POOL_SIZE);
}

int isorand_seedseq_from_u64(isorand_seedseq *ss, uint64_t seed) {
    const uint32_t words[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
    return isorand_seedseq_init(ss, words, words[1] ? 2 : 1, NULL, 0);
}

int isorand_seed_words(const char *text, uint32_t *words, size_t capacity, size_t *nwords) {
    if (!text || (!words && capacity) || !nwords)
        return ISORAND_EINVAL;
    return ir_seed_words(text, words, capacity, nwords);
}

int isorand_seedseq_from_string(isorand_seedseq *ss, const char *text) {
    uint32_t words[ISORAND_SEED_WORDS_MAX];
    size_t n;
    if (!ss || !text)
        return ISORAND_EINVAL;
    int error = ir_seed_words(text, words, ISORAND_SEED_WORDS_MAX, &n);
    if (error)
        return error == ISORAND_ESPACE ? ISORAND_ERANGE : error;
    ir_seedseq_init(ss, words, n, NULL, 0, ISORAND_POOL_SIZE);
    return 0;
}

int isorand_seedseq_from_os(isorand_seedseq *ss, uint32_t entropy[4]) {
    unsigned char bytes[16];
    if (!ss || !entropy)
        return ISORAND_EINVAL;
    int error = ir_os_entropy(bytes, sizeof bytes);
    if (error)
        return error;
    /* The words stand for one integer; as in NumPy it is assembled without leading zero words. */
    size_t n = 0;
    for (size_t i = 0; i < 4; i++) {
        entropy[i] = ir_get32le(bytes + 4 * i);
        if (entropy[i])
            n = i + 1;
    }
    ir_seedseq_init(ss, entropy, n ? n : 1, NULL, 0, ISORAND_POOL_SIZE);
    return 0;
}

/* Whether 'n' elements of 'size' bytes can be written to 'out'. */
static int check_output(const isorand_seedseq *ss, const void *out, size_t n, size_t size) {
    if (!ir_seedseq_usable(ss) || (!out && n))
        return ISORAND_EINVAL;
    if (ir_too_large(n, size))
        return ISORAND_ERANGE;
    if (ir_overlap(ss, sizeof *ss, out, n * size))
        return ISORAND_EINVAL;
    return 0;
}

int isorand_seedseq_generate_u32(const isorand_seedseq *ss, uint32_t *out, size_t n) {
    const int error = check_output(ss, out, n, sizeof *out);
    if (!error)
        ir_seedseq_generate_u32(ss, out, n);
    return error;
}

int isorand_seedseq_generate_u64(const isorand_seedseq *ss, uint64_t *out, size_t n) {
    const int error = check_output(ss, out, n, sizeof *out);
    if (!error)
        ir_seedseq_generate_u64(ss, out, n);
    return error;
}

int isorand_seedseq_child(const isorand_seedseq *ss, uint64_t index, isorand_seedseq *child) {
    if (!ir_seedseq_usable(ss) || !child)
        return ISORAND_EINVAL;
    ir_seedseq_child(ss, index, child);
    return 0;
}

int isorand_seedseq_spawn(isorand_seedseq *ss, isorand_seedseq *children, size_t n) {
    if (!ir_seedseq_usable(ss) || (!children && n))
        return ISORAND_EINVAL;
    if (n > UINT64_MAX - ss->n_spawned || ir_too_large(n, sizeof *children))
        return ISORAND_ERANGE;
    if (ir_overlap(ss, sizeof *ss, children, n * sizeof *children))
        return ISORAND_EINVAL;
    for (size_t i = 0; i < n; i++)
        ir_seedseq_child(ss, ss->n_spawned + i, &children[i]);
    ss->n_spawned += n;
    return 0;
}
