/* SPDX-License-Identifier: MIT */
/* Where a stream that is verified begins. */
#ifndef START_H
#define START_H

#include <isorand/isorand.h>

/* From the seed; with 'carry' 2^carry - before blocks further, so that a counter overflows into
 * its bit 'carry' after 'before' blocks.  For sfc64, which cannot advance, the counter in its state
 * is set to that number. */
struct start {
    int engine;
    const char *numpy; /* the level; NULL: the newest */
    uint64_t seed;
    unsigned carry;  /* 0 .. START_CARRY_MAX */
    uint64_t before; /* 1 .. START_BEFORE_MAX */
};
enum { START_CARRY_MAX = 255, START_BEFORE_MAX = 1 << 20 };

/* 0 or the library's error: ISORAND_ENOTSUP where the engine has no such counter. */
int start_rng(const struct start *start, isorand_rng *rng);

/* The carries that are tried; 0 past the last. */
unsigned start_carry_at(int index);

/* The start as text: "0" or "2^64-21". */
enum { START_TEXT_MAX = 32 };
void start_text(const struct start *start, char text[START_TEXT_MAX]);
/* The start of such a text; the other members stay.  0 or -1. */
int start_parse(const char *text, struct start *start);

#endif
