/* SPDX-License-Identifier: MIT */
/* Slices of the array that a stream and a request make: see slices.h. */
#include "fill/slices.h"

#include "cli/threads.h"

#include <stdatomic.h>

int slices_need_index(const isorand_rng *rng, const isorand_request *request) {
    return isorand_fill_at(rng, request, 0, NULL, 0) == ISORAND_ENOTSUP;
}

void slices_begin(struct slices *slices, const isorand_rng *rng, const isorand_request *request,
                  const isorand_index *index) {
    *slices = (struct slices){.begin = *rng, .at = *rng, .request = request, .index = index};
}

static int seek(struct slices *slices, uint64_t first) {
    isorand_rng rng = slices->begin;
    int error;
    if (slices->index) {
        error = isorand_index_seek(slices->index, &rng, first);
    } else { /* onwards from the last place: some engines pass over every word */
        const int onwards = first >= slices->value;
        if (onwards)
            rng = slices->at;
        error = isorand_seek_at(&rng, slices->request, first - (onwards ? slices->value : 0));
    }
    if (!error) {
        slices->at = rng;
        slices->value = first;
    }
    return error;
}

/* ---- types of which a word makes several values ----
 * A stream cannot stand between them: each worker makes a part of the slice. */

struct parts {
    const struct slices *slices;
    uint64_t first;
    unsigned char *out;
    size_t n, size;
    unsigned workers;
    _Atomic int error;
};

static void make_part(void *argument, unsigned worker) {
    struct parts *parts = argument;
    const struct slices *slices = parts->slices;
    const size_t each = parts->n / parts->workers, at = each * worker;
    const size_t n = worker == parts->workers - 1 ? parts->n - at : each;
    void *out = parts->out + at * parts->size;
    const int error =
        slices->index ? isorand_index_fill(slices->index, &slices->begin, parts->first + at, out, n)
                      : isorand_fill_at(&slices->begin, slices->request, parts->first + at, out, n);
    if (error)
        parts->error = error;
}

static int fill_in_parts(const struct slices *slices, uint64_t first, void *out, size_t n) {
    const isorand_executor *executor = threads_executor();
    if (!executor)
        return ISORAND_ESPACE;
    struct parts parts = {.slices = slices,
                          .first = first,
                          .out = out,
                          .n = n,
                          .size = isorand_type_get(slices->request->type)->bytes,
                          .workers = executor->workers};
    executor->run(executor->context, executor->workers, make_part, &parts);
    return parts.error;
}

int slices_fill(struct slices *slices, uint64_t first, void *out, size_t n) {
    if (isorand_type_get(slices->request->type)->bytes < sizeof(uint32_t))
        return fill_in_parts(slices, first, out, n);
    int error = first == slices->value ? 0 : seek(slices, first);
    if (!error)
        error = threads_fill(&slices->at, slices->request, out, n);
    if (!error)
        slices->value += n;
    return error;
}
