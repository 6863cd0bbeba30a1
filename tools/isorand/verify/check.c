/* SPDX-License-Identifier: MIT */
/* Compares the fills of every backend with the definition of the streams. */
#include "cli/command.h"
#include "cli/message.h"
#include "io/progress.h"
#include "verify/results.h"
#include "verify/trials.h"

#include <stdlib.h>

enum {
    VALUES = 5003,     /* in the longest fill: eight of MT19937's blocks, and some */
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
static void check_backends(struct trials *t, struct results *results, size_t kind,
                           const struct effort *effort) {
    const struct verify_request *request = results->request;
    const isorand_backend_info *backend;
    const int error = reference_compute(&t->ref);
    if (error == ISORAND_ENOTSUP && t->ref.start.carry)
        return; /* no such counter */
    for (int b = 0; (backend = isorand_backend_at(b)) != NULL; b++) {
        if (!request->backend[b])
            continue;
        t->cell = results_cell(results, kind, t->ref.start.engine, b);
        t->cell->checked++;
        if (t->cell->difference)
            continue;
        if (error) {
            trials_error(t, error);
            continue;
        }
        isorand_backend_select(backend->name);
        trials_run(t, effort->splits, effort->at_all_offsets);
    }
}

static struct start start_at(const struct verify_request *request, int engine, uint64_t seed) {
    return (struct start){.engine = engine, .numpy = request->numpy, .seed = seed};
}

/* Other starting points: within MT19937's blocks, with half a word left over, before carries. */
static void check_extra_starts(struct trials *t, struct results *results, size_t kind,
                               const struct effort *effort) {
    static const unsigned drawn[] = {1, 2, 623, 625};
    const uint64_t seed = t->ref.start.seed;
    t->ref.nlengths = set_lengths(t->ref.length, effort->extra, VALUES_EXTRA);
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) {
        t->ref.start = start_at(results->request, t->ref.start.engine, seed);
        t->ref.drawn = drawn[i];
        check_backends(t, results, kind, effort);
    }
    for (int i = 0; start_carry_at(i); i++) {
        t->ref.start.carry = start_carry_at(i);
        t->ref.start.before = 1 + trials_random(t, 64);
        t->ref.drawn = (unsigned)trials_random(t, 6);
        check_backends(t, results, kind, effort);
    }
}

static void check_kind(struct trials *t, struct results *results, size_t kind, int engine,
                       const struct effort *effort) {
    t->ref.kind = results->kind[kind];
    const int dist = t->ref.kind.req.dist;
    const int words = dist == ISORAND_RAW || dist == ISORAND_UNIFORM;
    for (unsigned s = 0; s < effort->seeds; s++) {
        const uint64_t seed = results->request->seed + s;
        t->random = seed;
        t->ref.start = start_at(results->request, engine, seed);
        t->ref.drawn = 0;
        t->ref.nlengths = set_lengths(t->ref.length, words ? effort->words : effort->dists, VALUES);
        check_backends(t, results, kind, effort);
        check_extra_starts(t, results, kind, effort);
    }
}

static void check_engines(struct trials *t, struct results *results, const struct effort *effort) {
    const unsigned char *chosen = results->request->engine;
    struct progress progress;
    uint64_t engines = 0, done = 0;
    for (int e = 0; e < VERIFY_ENGINES_MAX; e++)
        engines += chosen[e];
    progress_start_steps(&progress, engines * results->nkinds, 1);
    for (int e = 0; e < VERIFY_ENGINES_MAX; e++)
        for (size_t k = 0; chosen[e] && k < results->nkinds; k++) {
            check_kind(t, results, k, e, effort);
            progress_update(&progress, ++done);
        }
    progress_end(&progress);
}

/* The kinds of the registry; NULL after a message. */
static struct kind *all_kinds(size_t *n) {
    struct kind kind, *list;
    for (*n = 0; kind_at((int)*n, &kind);)
        ++*n;
    list = calloc(*n + 1, sizeof *list);
    if (!list)
        fail("out of memory");
    for (size_t i = 0; list && i < *n; i++)
        kind_at((int)i, &list[i]);
    return list;
}

int verify_check(const struct verify_request *request) {
    struct results results;
    struct trials trials;
    size_t nkinds;
    struct kind *kinds = all_kinds(&nkinds);
    int code = kinds ? results_open(&results, request, kinds, nkinds) : CLI_FAILURE;
    if (code)
        return code;
    code = trials_open(&trials, VALUES);
    if (!code) {
        check_engines(&trials, &results, request->value[VERIFY_FULL] ? &full : &quick);
        code = results_print(&results);
    }
    trials_close(&trials);
    results_free(&results);
    return code;
}
