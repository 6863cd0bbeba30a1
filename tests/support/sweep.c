/* SPDX-License-Identifier: MIT */
/* The sweeps. */
#include "support/sweep.h"

#include "base/bytes.h"
#include "support/evidence.h"
#include "support/guard.h"

#include <stdlib.h>

static unsigned char *allocate(size_t nbytes) {
    unsigned char *p = malloc(nbytes ? nbytes : 1);
    CHECK(p != NULL, "malloc(%zu)", nbytes);
    return p;
}

isorand_rng sweep_start(int engine, struct test_random *r) {
    isorand_rng rng;
    CHECK(!isorand_seed(&rng, engine, test_random_u64(r)), "seed");
    for (uint64_t n = test_random_below(r, 6); n > 0; n--)
        model_u64(&rng);
    if (test_random_below(r, 2))
        model_u32(&rng);
    return rng;
}

void sweep_save_and_load(isorand_rng *rng) {
    unsigned char saved[ISORAND_SAVE_MAX];
    size_t nbytes;
    CHECK(!isorand_save(rng, saved, sizeof saved, &nbytes), "save");
    memset(rng, 0xee, sizeof *rng);
    CHECK(!isorand_load(rng, saved, nbytes), "load");
}

static const char *name_of(const struct sweep *s) {
    return backend_label(s->backend);
}

static const struct ir_engine *engine_of(const struct sweep *s) {
    return ir_engine_get((uint32_t)s->engine);
}

static size_t stride_words(const struct sweep *s) {
    return engine_stride(s->engine, backend_get(s->backend)->table);
}

/* As many elements as fit 'nwords' native words. */
static size_t elements(const struct sweep *s, size_t nwords) {
    return nwords * engine_of(s)->info.word_bytes / s->kind->size;
}

/* Fills that were right, and their values. */
static void count_fill(size_t n) {
    evidence_count("backends.fills", 1);
    evidence_count("backends.values", n);
}

/* ---- lengths ---- */

/* What fills of all lengths must give. */
struct expected {
    const struct kind *kind;
    unsigned char *values; /* of the longest fill; the others are its beginning */
    unsigned char *rest;   /* room for a piece that is drawn again */
    isorand_rng at;        /* the state after 'n' elements, a multiple of the grain */
    size_t n;
};

/* The state after one fill of n elements; n must not fall from call to call. */
static isorand_rng state_after(struct expected *e, size_t n) {
    const size_t grain = e->kind->grain, whole = grain ? n / grain * grain : 0;
    kind_reference(e->kind, &e->at, e->rest, whole - e->n);
    e->n = whole;
    isorand_rng state = e->at;
    kind_reference(e->kind, &state, e->rest, n - whole);
    return state;
}

/* Fills n elements 'shift' bytes away from the forbidden page on 'side', and looks around. */
static void fill_guarded(const struct sweep *s, const isorand_rng *start, struct guarded *g,
                         enum guard_side side, size_t shift, const void *want,
                         const isorand_rng *after, size_t n) {
    isorand_rng states[2] = {*start, *after};
    unsigned char *p = guard_place(g, side, n * s->kind->size, shift);
    kind_fill(s->kind, s->table, &states[0], p, n);
    kind_check(s->kind, name_of(s), p, want, n, states, "length %zu, %zu bytes %s guard page", n,
               shift, side == GUARD_BEFORE ? "behind a" : "before a");
    guard_check(g, p, n * s->kind->size, s->kind->name);
    count_fill(n);
}

/* The words and uniforms that kernels make at once, and nothing drawn more than once. */
static int is_form(const struct kind *k) {
    return k->bulk && k->size >= 4 &&
           (k->request.dist == ISORAND_RAW || k->request.dist == ISORAND_UNIFORM);
}

enum { GROUPS = 300 }; /* elements: kernels of values work in groups of 64, whatever the engine */

/* Emulated backends run for their text, which lengths do not change: they try fewer. */
static unsigned share(const struct sweep *s) {
    return test_share() * (backend_get(s->backend)->emulated && !test_full() ? 4 : 1);
}

/* 1 where there would be none. */
static int part(const struct sweep *s, int count) {
    return count / (int)share(s) > 0 ? count / (int)share(s) : 1;
}

/* Which lengths to try: all, where that is quick.  Otherwise those near multiples of the stride,
 * all below some number, and some between.  Fills without kernels read words in pieces of a few
 * hundred. */
static int tries_length(const struct sweep *s, size_t n, int seam) {
    if (!s->kind->bulk)
        return n < 20 || (n > 510 && n < 515);
    if (s->kind->grain == 0) /* each length needs a reference of its own */
        return seam || n < 64 || n % 211 == 0;
    if (backend_get(s->backend)->emulated)
        return seam || n < 64 || n % 13 == 0;
    return seam || n < 140 || n % 17 == 0 || is_form(s->kind);
}

static void lengths(const struct sweep *s) {
    const struct kind *k = s->kind;
    const size_t own = elements(s, stride_words(s)), stride = own > 16 ? own : 16;
    const size_t max = !k->bulk ? 600 : 4 * stride + 3 > GROUPS ? 4 * stride + 3 : GROUPS;
    struct guarded g = guard_new(max * k->size + 64);
    const isorand_rng start = sweep_start(s->engine, s->random);
    struct expected want = {.kind = k, .at = start};
    isorand_rng copy = start;
    want.values = allocate(max * k->size);
    want.rest = allocate(max * k->size);
    kind_reference(k, &copy, want.values, max);
    uint64_t turn = test_random_below(s->random, share(s));
    for (size_t n = 0; n <= max; n++) {
        const size_t beyond = n % stride;
        const int seam = k->bulk && (beyond < 2 || beyond == stride - 1);
        if (!tries_length(s, n, seam) || turn++ % share(s))
            continue;
        const isorand_rng after = state_after(&want, n);
        fill_guarded(s, &start, &g, GUARD_BEFORE, 0, want.values, &after, n);
        fill_guarded(s, &start, &g, GUARD_AFTER, 0, want.values, &after, n);
        const size_t step = !seam ? 64 : is_form(k) ? 1 : 5;
        for (size_t offset = seam ? n % step : n * 29 % 64; offset < 64; offset += step)
            fill_guarded(s, &start, &g, GUARD_BEFORE, offset, want.values, &after, n);
    }
    free(want.values);
    free(want.rest);
    guard_free(&g);
}

/* ---- pieces ---- */

/* Any backend that can run here; that of the case in half of the draws. */
static const struct ir_backend *change_backend(const struct sweep *s) {
    const int choices = s->table ? backend_count() : backend_selectable_count();
    int b = (int)test_random_below(s->random, (uint64_t)choices);
    if (!backend_usable(b) || test_random_below(s->random, 2))
        b = s->backend;
    if (!s->table)
        backend_activate(b);
    return s->table ? backend_get(b)->table : NULL;
}

/* 'total' elements into 'got'; returns the final state, and the number of pieces. */
static isorand_rng fill_pieces(const struct sweep *s, uint64_t bound, isorand_rng rng,
                               unsigned char *got, size_t total, uint64_t *npieces) {
    /* Changes are slow, and seldom where the pieces are many. */
    const uint64_t seldom = bound < 64 ? 64 : bound < 1024 ? 16 : 4;
    const struct kind *k = s->kind;
    const struct ir_backend *b = s->table;
    *npieces = 0;
    for (size_t done = 0, n; done < total; done += n, ++*npieces) {
        n = (size_t)test_random_below(s->random, bound) * k->grain;
        n = n < total - done ? n : total - done;
        if (test_random_below(s->random, s->table ? seldom / 2 : 4 * seldom) == 0)
            b = change_backend(s);
        kind_fill(k, b, &rng, got + done * k->size, n);
        if (test_random_below(s->random, 2 * seldom) == 0)
            sweep_save_and_load(&rng);
    }
    if (!s->table)
        backend_activate(s->backend);
    return rng;
}

static void pieces(const struct sweep *s) {
    const struct kind *k = s->kind;
    if (k->grain == 0)
        return;
    const size_t stride = elements(s, stride_words(s));
    const size_t least = k->bulk ? 5000 : 1500, strides = k->bulk ? 12 * stride : 0;
    const size_t total = (strides > least ? strides : least) + test_random_below(s->random, 100);
    const int rounds = part(s, k->bulk ? 6 : 3), first = (int)test_random_below(s->random, 2);
    unsigned char *want = allocate(total * k->size), *got = allocate(total * k->size);
    const isorand_rng start = sweep_start(s->engine, s->random);
    isorand_rng states[2] = {start, start};
    kind_reference(k, &states[1], want, total);
    for (int round = 0; round < rounds; round++) {
        /* From mostly single values to pieces longer than the driver's own. */
        const uint64_t bound = (first + round) % 2
                                   ? 3 * stride / k->grain + 2
                                   : UINT64_C(2) << test_random_below(s->random, 13);
        uint64_t npieces;
        states[0] = fill_pieces(s, bound, start, got, total, &npieces);
        kind_check(k, name_of(s), got, want, total, states, "pieces below %llu",
                   (unsigned long long)bound * k->grain);
        count_fill(total);
        evidence_count("backends.splits", npieces - 1);
    }
    free(want);
    free(got);
}

/* ---- one fill from some place ---- */

/* n elements after each of two states that must be equal, by the fill and by the reference. */
static void fill_from(const struct sweep *s, isorand_rng states[2], size_t n, const char *what,
                      unsigned long long where) {
    unsigned char *want = allocate(n * s->kind->size), *got = allocate(n * s->kind->size);
    kind_fill(s->kind, s->table, &states[0], got, n);
    kind_reference(s->kind, &states[1], want, n);
    kind_check(s->kind, name_of(s), got, want, n, states, "%s %llu, length %zu", what, where, n);
    count_fill(n);
    free(want);
    free(got);
}

static void skips(const struct sweep *s) {
    for (int round = 0; round < part(s, 16); round++) {
        const size_t n =
            elements(s, 2 * stride_words(s)) + (size_t)test_random_below(s->random, 99);
        const uint64_t skipped = test_random_below(s->random, 700);
        isorand_rng states[2];
        states[0] = states[1] = sweep_start(s->engine, s->random);
        CHECK(!isorand_skip(&states[0], skipped), "skip");
        model_skip(&states[1], skipped);
        fill_from(s, states, n < 2500 ? n : 2500, "skip", skipped);
    }
}

/* A possible state made of words at which arithmetic goes wrong: all zeros, all ones, signs, the
 * 52-bit and 32-bit seams of the multiplications. */
static int edge_state(isorand_rng *rng, const struct ir_engine *e, const struct sweep *s) {
    static const uint32_t edges[] = {0,          0,          UINT32_MAX, UINT32_MAX, 1,
                                     0x80000000, 0x7fffffff, 0xfff00000, 0x000fffff};
    ir_rng_start(rng, (uint32_t)s->engine);
    for (size_t i = 0; i < e->core_bytes; i += 4) {
        const uint64_t pick = test_random_below(s->random, sizeof edges / sizeof *edges + 1);
        ir_put32((unsigned char *)&rng->state + i,
                 pick ? edges[pick - 1] : (uint32_t)test_random_u64(s->random));
    }
    return e->valid(&rng->state);
}

static void edges(const struct sweep *s) {
    const int wanted = part(s, 60);
    int found = 0;
    for (unsigned attempt = 0; attempt < 10000 && found < wanted; attempt++) {
        isorand_rng states[2];
        if (!edge_state(&states[0], engine_of(s), s))
            continue;
        found++;
        states[1] = states[0];
        fill_from(s, states, elements(s, 2 * stride_words(s)) + 100, "edge state", attempt);
    }
    CHECK(found == wanted, "only %d possible states", found);
}

/* ---- carries ---- */

/* 2^power - back, modulo 2^256. */
static void below_power(uint64_t w[4], unsigned power, uint64_t back) {
    for (unsigned i = 0; i < 4; i++)
        w[i] = power / 64 == i ? UINT64_C(1) << power % 64 : 0;
    const uint64_t low = w[0];
    w[0] -= back;
    for (int i = 1, borrow = low < back; i < 4 && borrow; i++)
        borrow = w[i]-- == 0;
}

static void carries(const struct sweep *s) {
    static const unsigned powers[] = {31, 32, 63, 64, 96, 127, 128, 160, 192, 224, 256};
    enum { ROW = 34 }; /* a row of sfc64x32, whose blocks begin at such places, and a little more */
    const size_t own = stride_words(s), stride = own > ROW ? own : ROW;
    const size_t nblocks = stride / engine_of(s)->info.block_words;
    for (size_t p = 0; p < sizeof powers / sizeof *powers; p++)
        for (uint64_t k = test_random_below(s->random, share(s)); k <= 2 * nblocks + 2;
             k += share(s)) {
            uint64_t delta[4];
            isorand_rng states[2];
            below_power(delta, powers[p], k);
            CHECK(!isorand_seed(&states[0], s->engine, 42), "seed");
            CHECK(!isorand_advance_wide(&states[0], delta), "advance");
            states[1] = states[0];
            fill_from(s, states, elements(s, 3 * stride) + 5,
                      "blocks of seed 42 before a carry:", k);
        }
}

/* ---- cases ---- */

const struct sweep_way sweep_ways[SWEEP_WAYS] = {
    {"lengths", lengths, SWEEP_ALL, 0},   {"pieces", pieces, SWEEP_ALL, 0},
    {"skips", skips, SWEEP_BULK, 0},      {"edges", edges, SWEEP_BULK, 0},
    {"carries", carries, SWEEP_FORMS, 1},
};

static void sweep_kinds(const struct test_arg *arg, const struct ir_backend *table, int only_bulk) {
    const struct sweep_way *way = &sweep_ways[arg->value];
    struct test_random r = test_random_start(40 + (uint64_t)arg->value);
    struct sweep s = {NULL, arg->engine, arg->backend, table, &r};
    for (int i = 0; i < kind_count(); i++) {
        s.kind = kind_get(i);
        if (s.kind->bulk && !kind_is_tried(s.kind, arg->engine, arg->backend))
            continue;
        if ((s.kind->bulk || (way->what == SWEEP_ALL && !only_bulk)) &&
            (way->what != SWEEP_FORMS || is_form(s.kind)))
            way->sweep(&s);
    }
}

void sweep_tables(const struct test_arg *arg) {
    sweep_kinds(arg, backend_use(arg), 1);
}

void sweep_active(const struct test_arg *arg) {
    backend_activate(arg->backend);
    sweep_kinds(arg, NULL, 0);
}

void sweep_add(test_fn *fn, int backend) {
    for (int e = 1; e <= IR_ENGINE_COUNT; e++)
        for (int w = 0; w < SWEEP_WAYS && !backend_is_base(backend, e); w++)
            if (!sweep_ways[w].needs_advance || ir_engine_get((uint32_t)e)->advance)
                test_add(fn, (struct test_arg){.engine = e, .backend = backend, .value = w},
                         "%s/%s/%s", engine_label(e), sweep_ways[w].name, backend_label(backend));
}

/* The halves of its state are the same then. */
isorand_rng sweep_zero_at(uint64_t index, struct test_random *r) {
    isorand_rng rng;
    uint64_t back[4] = {0 - (index + 1), UINT64_MAX, UINT64_MAX, UINT64_MAX};
    CHECK(!isorand_seed(&rng, ISORAND_PCG64, 1), "seed");
    rng.state.pcg64.state_hi = rng.state.pcg64.state_lo = test_random_u64(r);
    CHECK(!isorand_advance_wide(&rng, back), "advance");
    isorand_rng copy = rng;
    CHECK(!isorand_skip(&copy, index), "skip");
    CHECK(model_u64(&copy) == 0, "word %llu is not 0", (unsigned long long)index);
    return rng;
}
