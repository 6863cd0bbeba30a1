/* SPDX-License-Identifier: MIT */
/* What a stream's values are by definition: drawn one by one, without kernels. */
#include "verify/reference.h"

#include "api/door.h" /* of the static library, in which hidden symbols can be reached */
#include "cli/message.h"

#include <stdlib.h>

int reference_fill(const struct kind *kind, isorand_rng *rng, void *out, size_t n) {
    return ir_request_reference(rng, &kind->req, out, n);
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
