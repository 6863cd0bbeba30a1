/* SPDX-License-Identifier: MIT */
/* Compares the fills of every backend with the definition of the streams. */
#include "cli/command.h"
#include "cli/message.h"
#include "verify/verify.h"

#include <stdlib.h>

enum {
    VALUES = 5003,     /* in the longest fill: twice MT19937's stride of four blocks, and some */
    VALUES_EXTRA = 701 /* from other starting points: more than one of its blocks */
};

/* The lengths of fills: all up to 'dense', then 'around' of them at whole vectors and blocks. */
struct lengths {
    size_t dense, around;
};

/* How much is tried. */
struct effort {
    struct lengths words, dists; /* for words and uniforms; for what is computed from them */
    struct lengths extra;        /* from other starting points */
    unsigned seeds, splits;
    unsigned at_all_offsets; /* how many of the lengths */
};
static const struct effort quick = {{1300, 5}, {70, 1}, {0, 0}, 1, 1, 1};
static const struct effort full = {{VALUES, 0}, {1300, 5}, {70, 5}, 3, 8, 4};

/* Writes the lengths, rising, that end with 'last'. */
static size_t set_lengths(size_t *length, struct lengths wanted, size_t last) {
    static const size_t places[] = {128, 256, 512, 624, 1024, 1248, 2048, 2496, 4096, 4992};
    size_t n = 0;
    for (size_t i = 0; i <= wanted.dense && i < last; i++)
        length[n++] = i;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        for (size_t m = places[i] + 1 - wanted.around / 2, k = 0; k < wanted.around; m++, k++)
            if (m > wanted.dense && m < last)
                length[n++] = m;
    length[n++] = last;
    return n;
}

/* One starting point on all backends. */
static void check_backends(struct trials *t, struct verify_results *results, size_t output,
                           const struct effort *effort) {
    const struct verify_request *request = results->request;
    isorand_backend_info info;
    isorand_backend_select("scalar");
    const int error = reference_compute(&t->ref);
    if (error == ISORAND_ENOTSUP && t->ref.stream.carry)
        return; /* no such counter */
    for (int b = 0; !isorand_backend_describe(b, &info); b++) {
        if (!request->backend[b])
            continue;
        t->cell = verify_cell(results, output, t->ref.stream.engine, b);
        t->cell->checked++;
        if (t->cell->difference)
            continue;
        if (error) {
            trials_error(t, error);
            continue;
        }
        isorand_backend_select(info.name);
        trials_run(t, effort->splits, effort->at_all_offsets);
    }
}

/* Other starting points: within MT19937's blocks, with half a word left over, before carries. */
static void check_extra_starts(struct trials *t, struct verify_results *results, size_t output,
                               const struct effort *effort) {
    static const unsigned drawn[] = {1, 2, 623, 625};
    const uint64_t seed = t->ref.stream.seed;
    t->ref.nlengths = set_lengths(t->ref.length, effort->extra, VALUES_EXTRA);
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) {
        t->ref.stream = (struct stream){.engine = t->ref.stream.engine, .seed = seed};
        t->ref.drawn = drawn[i];
        check_backends(t, results, output, effort);
    }
    for (int i = 0; stream_carry_at(i); i++) {
        t->ref.stream.carry = stream_carry_at(i);
        t->ref.stream.before = 1 + trials_random(t, 64);
        t->ref.drawn = (unsigned)trials_random(t, 6);
        check_backends(t, results, output, effort);
    }
}

static void check_output(struct trials *t, struct verify_results *results, size_t output,
                         int engine, const struct effort *effort) {
    t->ref.output = results->output[output];
    const int dist = t->ref.output.req.dist;
    const int words = dist == ISORAND_RAW || dist == ISORAND_UNIFORM;
    for (unsigned s = 0; s < effort->seeds; s++) {
        const uint64_t seed = results->request->seed + s;
        t->random = seed;
        t->ref.stream = (struct stream){.engine = engine, .seed = seed};
        t->ref.drawn = 0;
        t->ref.nlengths = set_lengths(t->ref.length, words ? effort->words : effort->dists, VALUES);
        check_backends(t, results, output, effort);
        check_extra_starts(t, results, output, effort);
    }
}

static void check_engines(struct trials *t, struct verify_results *results,
                          const struct effort *effort) {
    const unsigned char *chosen = results->request->engine;
    struct progress progress;
    uint64_t engines = 0, done = 0;
    for (int e = 1; e <= ISORAND_ENGINE_COUNT; e++)
        engines += chosen[e];
    progress_start_steps(&progress, engines * results->noutputs, 1);
    for (int e = 1; e <= ISORAND_ENGINE_COUNT; e++)
        for (size_t o = 0; chosen[e] && o < results->noutputs; o++) {
            check_output(t, results, o, e, effort);
            progress_update(&progress, ++done);
        }
    progress_end(&progress);
}

/* The outputs of the registry; NULL after a message. */
static struct output *all_outputs(size_t *n) {
    struct output output, *list;
    isorand_backend_select("scalar"); /* what a request is checked by */
    for (*n = 0; output_at((int)*n, &output);)
        ++*n;
    list = calloc(*n + 1, sizeof *list);
    if (!list)
        fail("out of memory");
    for (size_t i = 0; list && i < *n; i++)
        output_at((int)i, &list[i]);
    return list;
}

int verify_check(const struct verify_request *request) {
    struct verify_results results;
    struct trials trials;
    size_t noutputs;
    struct output *outputs = all_outputs(&noutputs);
    int code = outputs ? verify_results_open(&results, request, outputs, noutputs) : CLI_FAILURE;
    if (code)
        return code;
    code = trials_open(&trials, VALUES);
    if (!code)
        check_engines(&trials, &results, request->value[VERIFY_FULL] ? &full : &quick);
    trials_close(&trials);
    const int found = verify_results_close(&results);
    return code ? code : found;
}
