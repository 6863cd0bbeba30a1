/* SPDX-License-Identifier: MIT */
/* Where a stream that is verified begins. */
#ifndef STREAM_H
#define STREAM_H

#include <isorand/isorand.h>

/* From the seed; with 'carry' 2^carry - before blocks further, so that a counter overflows into
 * its bit 'carry' after 'before' blocks.  For sfc64, which cannot advance, the counter in its state
 * is set to that number. */
struct stream {
    int engine;
    uint64_t seed;
    unsigned carry;  /* 0 .. STREAM_CARRY_MAX */
    uint64_t before; /* 1 .. STREAM_BEFORE_MAX */
};
enum { STREAM_CARRY_MAX = 255, STREAM_BEFORE_MAX = 1 << 20 };

/* 0 or the library's error: ISORAND_ENOTSUP where the engine has no such counter. */
int stream_start(const struct stream *stream, isorand_rng *rng);

/* The carries that are tried; 0 past the last. */
unsigned stream_carry_at(int index);

/* The start as text: "0" or "2^64-21". */
enum { STREAM_TEXT_MAX = 32 };
void stream_start_text(const struct stream *stream, char text[STREAM_TEXT_MAX]);
/* 0 or -1. */
int stream_start_parse(const char *text, struct stream *stream);

#endif
