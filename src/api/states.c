/* SPDX-License-Identifier: MIT */
/* States: the public calls that save, load, get and set them. */
#include "api/door.h"

#include <string.h>

int isorand_save(const isorand_rng *rng, void *out, size_t capacity, size_t *nbytes) {
    const struct ir_engine *e = ir_engine_of(rng);
    if (!rng || !out || !nbytes)
        return ISORAND_EINVAL;
    if (!e)
        return ISORAND_ESTATE;
    const size_t total = ir_state_saved_bytes(rng);
    if (capacity < total)
        return ISORAND_ESPACE;
    if (ir_overlap(rng, sizeof *rng, out, total))
        return ISORAND_EINVAL;
    ir_state_save(rng, out);
    *nbytes = total;
    return 0;
}

int isorand_load(isorand_rng *rng, const void *bytes, size_t nbytes) {
    if (!rng || (!bytes && nbytes))
        return ISORAND_EINVAL;
    return ir_state_load(rng, bytes, nbytes);
}

int isorand_get_state(const isorand_rng *rng, isorand_state *state) {
    if (!rng || !state)
        return ISORAND_EINVAL;
    if (!ir_engine_of(rng))
        return ISORAND_ESTATE;
    isorand_state s;
    memset(&s, 0, sizeof s);
    s.engine = (int)rng->engine;
    s.has_uint32 = rng->has_uint32;
    s.uinteger = rng->uinteger;
    s.has_gauss = rng->has_gauss;
    s.gauss = rng->gauss;
    s.numpy = rng->numpy;
    s.fields = rng->state;
    memcpy(state, &s, sizeof s);
    return 0;
}

int isorand_set_state(isorand_rng *rng, const isorand_state *state) {
    isorand_state s; /* a copy: it may lie inside *rng */
    isorand_rng r;
    if (!rng || !state)
        return ISORAND_EINVAL;
    memcpy(&s, state, sizeof s);
    if (s.engine < 1 || s.engine > IR_ENGINE_COUNT)
        return ISORAND_EINVAL;
    const struct ir_engine *e = ir_rng_start(&r, (uint32_t)s.engine);
    r.has_uint32 = s.has_uint32 != 0;
    r.uinteger = s.uinteger;
    r.has_gauss = s.has_gauss != 0;
    r.gauss = s.gauss;
    if (s.numpy)
        r.numpy = s.numpy;
    memcpy(&r.state, &s.fields, e->core_bytes);
    if (e->settle)
        e->settle(&r.state);
    if (!ir_state_valid(&r))
        return ISORAND_EINVAL;
    memcpy(rng, &r, sizeof r);
    return 0;
}
