/* SPDX-License-Identifier: MIT */
/* SeedSequence inside the library: the arguments have been checked (isorand.h says what they mean,
 * src/api/seeds.c checks them). */
#ifndef IR_SEEDSEQ_H
#define IR_SEEDSEQ_H

#include <isorand/isorand.h>

/* Whether the object can be a SeedSequence at all. */
int ir_seedseq_usable(const isorand_seedseq *ss);

void ir_seedseq_init(isorand_seedseq *ss, const uint32_t *entropy, size_t n,
                     const uint32_t *spawn_key, size_t nkey, size_t pool_size);
void ir_seedseq_generate_u32(const isorand_seedseq *ss, uint32_t *out, size_t n);
void ir_seedseq_generate_u64(const isorand_seedseq *ss, uint64_t *out, size_t n);
void ir_seedseq_child(const isorand_seedseq *ss, uint64_t index, isorand_seedseq *child);

/* As isorand_seed_words (seed_text.c). */
int ir_seed_words(const char *text, uint32_t *words, size_t capacity, size_t *nwords);

/* Fills with bytes of the operating system; 0, or ISORAND_EOS. */
int ir_os_entropy(unsigned char *out, size_t n);

#endif
