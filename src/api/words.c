/* SPDX-License-Identifier: MIT */
/* Words and uniform floats: the public calls.  These conversions are exact, so no environment is
 * guarded. */
#include "api/door.h"
#include "distribution/draw.h"
#include "words/driver.h"
#include "words/few.h"

int isorand_fill_u32(isorand_rng *rng, uint32_t *out, size_t n) {
    const struct ir_backend *backend;
    const int error = ir_door_check(rng, out, n, sizeof *out, &backend);
    if (!error && n)
        ir_fill_u32(backend, rng, out, n);
    return error;
}

int isorand_fill_u64(isorand_rng *rng, uint64_t *out, size_t n) {
    const struct ir_backend *backend;
    const int error = ir_door_check(rng, out, n, sizeof *out, &backend);
    if (!error && n)
        ir_fill_u64(backend, rng, out, n);
    return error;
}

int isorand_fill_f32(isorand_rng *rng, float *out, size_t n) {
    const struct ir_backend *backend;
    const int error = ir_door_check(rng, out, n, sizeof *out, &backend);
    if (!error && n)
        ir_fill_f32(backend, rng, out, n);
    return error;
}

int isorand_fill_f64(isorand_rng *rng, double *out, size_t n) {
    const struct ir_backend *backend;
    const int error = ir_door_check(rng, out, n, sizeof *out, &backend);
    if (!error && n)
        ir_fill_f64(backend, rng, out, n);
    return error;
}

int isorand_fill_bytes(isorand_rng *rng, void *out, size_t n) {
    const isorand_request request = {.dist = ISORAND_RAW, .type = ISORAND_U8};
    return isorand_fill(rng, &request, out, n);
}

uint32_t isorand_next_u32(isorand_rng *rng) {
    return ir_engine_of(rng) ? ir_one_u32(rng) : 0;
}

uint64_t isorand_next_u64(isorand_rng *rng) {
    return ir_engine_of(rng) ? ir_one_u64(rng) : 0;
}

float isorand_next_f32(isorand_rng *rng) {
    return ir_engine_of(rng) ? ir_one_f32(rng) : 0;
}

double isorand_next_f64(isorand_rng *rng) {
    return ir_engine_of(rng) ? ir_one_f64(rng) : 0;
}

uint64_t isorand_next_raw(isorand_rng *rng) {
    const struct ir_engine *e = ir_engine_of(rng);
    return e ? e->next(&rng->state) : 0;
}

uint64_t isorand_next_bounded(isorand_rng *rng, int family, uint64_t max) {
    struct ir_reader reader;
    uint64_t x = 0;
    if (!ir_engine_of(rng))
        return 0;
    ir_reader_begin(&reader, NULL, rng);
    if (family == ISORAND_GENERATOR)
        x = ir_draw_lemire(&reader, 64, max);
    else if (family == ISORAND_RANDOMSTATE)
        x = ir_draw_masked(&reader, 64, max);
    ir_reader_finish(&reader);
    return x;
}
