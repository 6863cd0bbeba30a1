/* SPDX-License-Identifier: MIT */
/* The distribution "raw": words and bytes as they come. */
#include "distribution/dist.h"

int ir_dist_raw(const struct ir_backend *b, isorand_rng *rng, const isorand_request *req, void *out,
                size_t n) {
    switch (req->type) {
    case ISORAND_U8:
        ir_fill_bytes(b, rng, out, n);
        break;
    case ISORAND_U32:
        ir_fill_u32(b, rng, out, n);
        break;
    default:
        ir_fill_u64(b, rng, out, n);
    }
    return 0;
}
