/* SPDX-License-Identifier: MIT */
/* Replays the scripts of tests/vectors/ENGINE.txt: lines that say what to do with a SeedSequence
 * and a stream, and what then must come out (numbers in hexadecimal unless said otherwise).
 *
 *   seedseq TEXT POOL WORDS...   a new SeedSequence: entropy ("-" is none), pool size (decimal),
 *                                spawn key
 *   pool, gen32, gen64 WORDS...  its pool and generate_state in both widths
 *   spawn N I                    spawns N children and goes on with child I of these (decimal)
 *   init                         starts the engine from it
 *   legacy SEED                  np.random.seed(SEED), decimal
 *   legacy-array WORDS...        np.random.seed([...])
 *   philox KEY... COUNTER...     Philox with explicit key and counter
 *   sfc64x32 KEY... BLOCK        sfc64x32 from the first word of a block
 *   u32, u64 WORDS...            values
 *   f32, f64 WORDS...            the bits of values
 *   bytes HEX                    Generator.bytes
 *   crc32 KIND N CRC             N values (decimal) of a kind above, by the CRC-32 of their
 *                                little-endian bytes
 *   advance W0 W1 W2 W3          by a 256-bit number
 *   jump K, skip N               decimal
 *   save HEX, load HEX           saved bytes */
#ifndef TEST_SCRIPT_H
#define TEST_SCRIPT_H

#include "support/vectors.h"

struct script {
    const char *name;                /* the first line is "case NAME" */
    const struct vector_line *lines; /* those after it */
    size_t nlines;
};

/* Splits the lines of a file; returns a new array and sets *nscripts. */
const struct script *scripts_split(const struct vector_line *lines, size_t nlines,
                                   size_t *nscripts);

/* Plays 'script' on 'engine' (0: a SeedSequence alone) with the active backend; every draw is made
 * as a fill and once more one value at a time.  Fails the running case at the first difference. */
void script_replay(const struct script *script, int engine);

/* CRC-32 as zlib.crc32 defines it, continued from 'crc' (0 at the start). */
uint32_t test_crc32(uint32_t crc, const void *bytes, size_t n);

#endif
