/* SPDX-License-Identifier: MIT */
/* Seeds and spawn keys written on the command line. */
#ifndef ENTROPY_H
#define ENTROPY_H

#include <isorand/isorand.h>

/* The words of one or more integers of any size. */
struct word_list {
    uint32_t *words; /* to be freed */
    size_t nwords;
    size_t nintegers;
    int is_list; /* written with a comma */
};

/* Reads 'text', the argument of 'option'; NULL is the empty list.  0 or an exit code after a
 * message. */
int parse_words(const char *option, const char *text, struct word_list *list);

enum { OS_SEED_MAX = 48 };

/* Writes 128 bits from the operating system as a seed: one integer, or a list of four 32-bit ones.
 * 0 or an exit code after a message. */
int os_seed(char text[OS_SEED_MAX], int as_list);

/* SeedSequence(seed, spawn_key=key, pool_size=pool_size); 'key' may be NULL.  0 or an exit code
 * after a message. */
int open_seedseq(isorand_seedseq *ss, const char *seed, const char *key, size_t pool_size);

#endif
