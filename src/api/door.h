/* SPDX-License-Identifier: MIT */
/* The door: what every public call does once before anything is drawn.
 *
 *   1. Pointers and sizes are checked, nothing being read: ISORAND_EINVAL, ISORAND_ERANGE.
 *   2. The rng must have been seeded: ISORAND_ESTATE.
 *   3. The active backend is asked for: ISORAND_EBACKEND.
 *   4. What rounds runs in the floating-point environment of cpu/fpenv.h, checks of parameters
 *      included.
 *
 * Only this folder exports functions, and nothing below it calls them. */
#ifndef IR_DOOR_H
#define IR_DOOR_H

#include "engine/engine.h"
#include "simd/backend.h"

#include <isorand/isorand.h>

/* Whether n elements of 'size' > 0 bytes are more than an object can have.  The division is only
 * for what comes near. */
static inline int ir_too_large(size_t n, size_t size) {
    const size_t half = sizeof(size_t) * 4 - 1;
    return ((n | size) >> half) != 0 && n > PTRDIFF_MAX / size;
}

/* Whether two pieces of memory have a byte in common. */
static inline int ir_overlap(const void *a, size_t na, const void *b, size_t nb) {
    const uintptr_t p = (uintptr_t)a, q = (uintptr_t)b;
    return na && nb && (p < q ? q - p < na : p - q < nb);
}

/* Steps 1 to 3 for a call that writes 'n' elements of 'size' bytes to 'out', which must not reach
 * into the rng.  Sets *backend. */
static inline int ir_door_check(const isorand_rng *rng, const void *out, size_t n, size_t size,
                                const struct ir_backend **backend) {
    if (!rng || (!out && n))
        return ISORAND_EINVAL;
    if (!ir_engine_of(rng))
        return ISORAND_ESTATE;
    if (ir_too_large(n, size))
        return ISORAND_ERANGE;
    if (ir_overlap(rng, sizeof *rng, out, n * size))
        return ISORAND_EINVAL;
    *backend = ir_backend_active();
    return *backend ? 0 : ISORAND_EBACKEND;
}

struct ir_plan;

/* Step 4 for a plan that has been begun: its parameters are checked, 'out' is filled. */
int ir_plan_run(const struct ir_backend *backend, isorand_rng *rng, struct ir_plan *plan, void *out,
                size_t n);

/* isorand_fill with an explicit backend: the request is checked, the floating-point environment
 * guarded; pointers and sizes have been checked.  0 or an error. */
int ir_request_fill(const struct ir_backend *backend, isorand_rng *rng,
                    const isorand_request *request, void *out, size_t n);

/* The same values by their plain definition: value by value, each word by the engine's own text, no
 * kernel and nothing read ahead.  It is the truth that fills are compared with. */
int ir_request_reference(isorand_rng *rng, const isorand_request *request, void *out, size_t n);

#endif
