/* SPDX-License-Identifier: MIT */
/* What a stream's values are by definition: drawn one by one, without a vector kernel. */
#include "cli/message.h"
#include "verify/verify.h"

#include <stdlib.h>
#include <string.h>

int reference_open(struct reference *r, size_t nvalues) {
    const size_t nlengths = nvalues + 1;
    /* the last draw may make more values than are needed */
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

/* The next output.piece values, by the calls for one value: uniforms are from 0 to 1, the defaults.
 */
static int draw(isorand_rng *rng, const struct output *output, void *out) {
    const isorand_request *req = &output->req;
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
        return isorand_fill(rng, req, out, output->piece);
    }
    return 0;
}

static int draw_one_by_one(struct reference *r) {
    isorand_rng rng = r->start;
    size_t done = 0;
    for (size_t i = 0; i < r->nlengths; i++) {
        for (; done < r->length[i]; done += r->output.piece) {
            const int error = draw(&rng, &r->output, r->values + done * r->output.size);
            if (error)
                return error;
        }
        r->after[i] = rng;
    }
    return 0;
}

/* Where calls drop bits, a shorter call makes the first values of a longer one. */
static int fill_each_length(struct reference *r) {
    for (size_t i = 0; i < r->nlengths; i++) {
        isorand_rng rng = r->start;
        const int error = isorand_fill(&rng, &r->output.req, r->values, r->length[i]);
        if (error)
            return error;
        r->after[i] = rng;
    }
    return 0;
}

int reference_compute(struct reference *r) {
    const int error = stream_start(&r->stream, &r->start);
    if (error)
        return error;
    for (unsigned i = 0; i < r->drawn; i++)
        isorand_next_u32(&r->start);
    return r->output.piece ? draw_one_by_one(r) : fill_each_length(r);
}
