/* SPDX-License-Identifier: MIT */
/* The generic fill: any request on any stream gives, on every backend and at any place in memory,
 * the values and the state of the plain definition; and in two pieces where it may be cut.  A
 * refused one writes nothing and draws nothing, and is refused everywhere. */
#include "fuzz/support/fuzz.h"

#include <string.h>

enum { VALUES_MAX = 3000, STEPS = 3 };

const int fuzz_faults = 3;

/* A request with what it should make of a stream. */
struct wanted {
    isorand_request request;
    size_t n, size;
    isorand_rng before, after;
    int error;
    unsigned char values[8 * VALUES_MAX];
};

static void check(const struct wanted *w, const char *backend, int error, const isorand_rng *rng,
                  const unsigned char *out) {
    CHECK(error == w->error, "%s: %d, not %d", backend, error, w->error);
    CHECK_BYTES(rng, &w->after, sizeof *rng, "%s: state", backend);
    if (error) {
        fuzz_untouched(out, w->n * w->size, backend);
    } else {
        CHECK_BYTES(out, w->values, w->n * w->size, "%s: values", backend);
        fuzz_check_place(out, w->n * w->size, backend);
    }
}

/* Whether two fills give what one does. */
static int may_be_cut(const struct wanted *w, size_t at) {
    return w->size >= 4 || (w->request.dist == ISORAND_RAW && at % 4 == 0);
}

static void in_two(const struct wanted *w, size_t at) {
    isorand_rng rng = w->before;
    unsigned char *out = fuzz_place_again(w->n * w->size);
    int error = isorand_fill(&rng, &w->request, out, at);
    if (!error)
        error = isorand_fill(&rng, &w->request, out + at * w->size, w->n - at);
    check(w, "in two", error, &rng, out);
}

static void spoil(struct wanted *w) {
    if (fuzz_fault(1) && w->n && !w->error)
        w->values[w->n * w->size - 1] ^= 1;
    if (fuzz_fault(2))
        w->after.uinteger ^= 1;
    if (fuzz_fault(3) && w->error)
        w->error = 0;
}

static void step(struct fuzz *f, isorand_rng *rng) {
    static struct wanted w;
    w.request = fuzz_request(f);
    w.size = fuzz_bytes_of(w.request.type);
    w.n = fuzz_affordable(rng, &w.request, fuzz_length(f, VALUES_MAX));
    w.before = w.after = *rng;
    w.error = fuzz_reference(&w.after, &w.request, w.values, w.n);
    CHECK(!w.error || !memcmp(&w.after, &w.before, sizeof w.after), "a refused definition drew");
    unsigned char *out = fuzz_place(f, w.n * w.size);
    const size_t cut = w.n ? (size_t)fuzz_below(f, w.n) : 0;
    spoil(&w);
    for (int b = 0; fuzz_backend(b); b++) {
        isorand_rng copy = w.before;
        fuzz_use(b);
        out = fuzz_place_again(w.n * w.size);
        const int error = isorand_fill(&copy, &w.request, out, w.n);
        check(&w, fuzz_backend(b), error, &copy, out);
        if (cut && !error && may_be_cut(&w, cut))
            in_two(&w, cut);
    }
    int culprit = -2;
    const int verdict = isorand_request_check(&w.request, &culprit);
    CHECK(culprit == -1 || (culprit >= 0 && verdict == ISORAND_EINVAL), "culprit %d", culprit);
    const char *level = isorand_get_numpy(rng); /* the check is of the newest one */
    isorand_rng newest = *rng;
    CHECK(!isorand_set_numpy(&newest, NULL), "level");
    CHECK(strcmp(level, isorand_get_numpy(&newest)) || verdict == w.error, "check %d, fill %d",
          verdict, w.error);
    *rng = w.after;
}

void fuzz_one(struct fuzz *f) {
    isorand_rng rng = fuzz_rng(f);
    for (int i = 0; i < STEPS && f->at < f->end; i++)
        step(f, &rng);
}
