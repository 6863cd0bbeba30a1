/* SPDX-License-Identifier: MIT */
/* Indexes: marks of a counting pass, slices from them, and their saved bytes. */
#ifndef IR_INDEX_H
#define IR_INDEX_H

#include "parallel/parallel.h"

/* A number for a stream's state: that of its saved bytes. */
uint64_t ir_index_stream(const isorand_rng *rng);

/* Marks the array up to index->n from the last mark on, or from its first value; the plan is
 * prepared, work->rng is where the array begins, and there is room for the marks.  Leaves work->rng
 * behind the array. */
void ir_index_build(isorand_index *index, const struct ir_work *work);

/* As isorand_index_fill, of elements that there are, where the index has marks. */
void ir_index_fill(const struct ir_backend *backend, const isorand_index *index,
                   const isorand_rng *rng, const struct ir_plan *plan, uint64_t first, void *out,
                   size_t n);

/* Moves 'rng' to element 'first', where the index has marks and a draw makes one value. */
void ir_index_seek(const struct ir_backend *backend, const isorand_index *index, isorand_rng *rng,
                   const struct ir_plan *plan, uint64_t first);

size_t ir_index_saved_bytes(size_t nmarks);
void ir_index_save(const isorand_index *index, unsigned char *out);
/* 0, or ISORAND_EFORMAT. */
int ir_index_saved_marks(const unsigned char *bytes, size_t nbytes, size_t *nmarks);
int ir_index_load(isorand_index *index, isorand_mark *marks, const unsigned char *bytes,
                  size_t nbytes);

#endif
