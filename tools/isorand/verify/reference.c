/* SPDX-License-Identifier: MIT */
/* What a stream's values are by definition: drawn one by one, without a vector kernel. */
#include "verify/reference.h"

#include "cli/message.h"

#include <stdlib.h>
#include <string.h>

/* The next kind->piece values, by the calls for one value: uniforms are from 0 to 1, the defaults.
 */
static int draw(isorand_rng *rng, const struct kind *kind, void *out) {
    const isorand_request *req = &kind->req;
    uint32_t u32;
    if (req->dist == ISORAND_RAW && req->type == ISORAND_U8) {
        unsigned char *bytes = out;
        u32 = isorand_next_u32(rng);
        for (int i = 0; i < 4; i++)
            bytes[i] = (unsigned char)(u32 >> 8 * i);
    } else if (req->dist == ISORAND_RAW && req->type == ISORAND_U32) {
        u32 = isorand_next_u32(rng);
        memcpy(out, &u32, sizeof u32);
    } else if (req->dist == ISORAND_RAW && req->type == ISORAND_U64) {
        const uint64_t u64 = isorand_next_u64(rng);
        memcpy(out, &u64, sizeof u64);
    } else if (req->dist == ISORAND_UNIFORM && req->type == ISORAND_F32) {
        const float f32 = isorand_next_f32(rng);
        memcpy(out, &f32, sizeof f32);
    } else if (req->dist == ISORAND_UNIFORM && req->type == ISORAND_F64) {
        const double f64 = isorand_next_f64(rng);
        memcpy(out, &f64, sizeof f64);
    } else {
        return isorand_fill(rng, req, out, kind->piece);
    }
    return 0;
}

int reference_fill(const struct kind *kind, isorand_rng *rng, void *out, size_t n) {
    unsigned char *values = out;
    if (!kind->piece) /* calls drop bits: one has to make all values */
        return isorand_fill(rng, &kind->req, out, n);
    for (size_t done = 0; done < n; done += kind->piece) {
        const int error = draw(rng, kind, values + done * kind->size);
        if (error)
            return error;
    }
    return 0;
}

int reference_open(struct reference *r, size_t nvalues) {
    const size_t nlengths = nvalues + 1;
    /* pieces may make more values than are needed */
    *r = (struct reference){.values = calloc(nvalues + sizeof(uint64_t), sizeof(uint64_t)),
                            .length = calloc(nlengths, sizeof *r->length),
                            .after = calloc(nlengths, sizeof *r->after)};
    return r->values && r->length && r->after ? 0 : fail("out of memory");
}

void reference_close(struct reference *r) {
    free(r->values);
    free(r->length);
    free(r->after);
}

/* From length to length; but where calls drop bits, each length from the beginning: a shorter call
 * makes the first values of a longer one. */
int reference_compute(struct reference *r) {
    const struct kind *kind = &r->kind;
    int error = start_rng(&r->start, &r->rng);
    for (unsigned i = 0; !error && i < r->drawn; i++)
        isorand_next_u32(&r->rng);
    isorand_rng rng = r->rng;
    size_t done = 0;
    for (size_t i = 0; !error && i < r->nlengths; i++) {
        if (!kind->piece) {
            rng = r->rng;
            done = 0;
        }
        const size_t missing = r->length[i] > done ? r->length[i] - done : 0;
        const size_t piece = kind->piece ? kind->piece : 1;
        const size_t n = (missing + piece - 1) / piece * piece;
        error = reference_fill(kind, &rng, r->values + done * kind->size, n);
        done += n;
        r->after[i] = rng;
    }
    return error;
}
