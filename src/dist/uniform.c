/* SPDX-License-Identifier: MIT */
/* The distribution "uniform": [0, 1). */
#include "dist/dist.h"

int ir_dist_uniform(const struct ir_backend *b, isorand_rng *rng, const isorand_request *req,
                    void *out, size_t n) {
    if (req->type == ISORAND_F32)
        ir_fill_f32(b, rng, out, n);
    else
        ir_fill_f64(b, rng, out, n);
    return 0;
}
