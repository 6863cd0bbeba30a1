/* SPDX-License-Identifier: MIT */
/* The bulk fills by ziggurat where they are most likely to go wrong: around values that took more
 * than two words, runs of refused words, and wedges too close to call, at every place in a piece of
 * words, at the end of a fill, and before a reader's limit.  Values and final states against the
 * definition, value by value.
 *
 * Random streams have one tail in 4000 draws; MT19937's words are chosen, as many as its state has,
 * so that half of them are refused.  The kernel of wedges is also given pieces in which all are. */
#include <stdlib.h>
#include <string.h>

#include "distribution/dist.h"
#include "distribution/draw.h"
#include "distribution/ziggurat.h"
#include "support/backends.h"
#include "support/harness.h"
#include "support/model.h"
#include "support/random.h"
#include "words/reader.h"

enum { VALUES = 4000, EVENTS = 400, TRIES = 250, LIMITS = 40, SEEDS = 4 };

static const struct zig {
    const char *name;
    int dist, type;
    ir_wedges_fn *(*wedges)(const struct ir_backend *b);
} zigs[] = {
    {"normal-f64", ISORAND_NORMAL, ISORAND_F64, ir_kernel_wedges_normal_f64},
    {"exponential-f64", ISORAND_EXPONENTIAL, ISORAND_F64, ir_kernel_wedges_exponential_f64},
    {"normal-f32", ISORAND_NORMAL, ISORAND_F32, ir_kernel_wedges_normal_f32},
    {"exponential-f32", ISORAND_EXPONENTIAL, ISORAND_F32, ir_kernel_wedges_exponential_f32}};

/* The first VALUES values of a stream by definition, and where each began. */
struct truth {
    struct ir_plan plan;
    size_t size;
    unsigned char values[VALUES * 8];
    isorand_rng before[VALUES + 1];
    uint64_t draws[VALUES + 1];   /* words of the type's size, from the first value on */
    size_t events, event[EVENTS]; /* values worth a look */
};

/* ---- chosen words of MT19937 ---- */

/* A word of that layer and position. */
static uint64_t word_of(const struct zig *z, uint64_t layer, uint64_t j, uint64_t any) {
    const int normal = z->dist == ISORAND_NORMAL;
    if (z->type == ISORAND_F64)
        return normal ? layer | (any & 1) << 8 | j << 9 | (any & 7) << 61
                      : (any & 7) | layer << 3 | j << 11;
    return normal ? layer | (any & 1) << 8 | j << 9 : (any & 1) | layer << 1 | j << 9;
}

/* The position at which layer 'i' begins to refuse, how many there are, and the width of one. */
static uint64_t layer_of(const struct zig *z, unsigned i, uint64_t *positions, double *w) {
    const int normal = z->dist == ISORAND_NORMAL;
    if (z->type == ISORAND_F64) {
        const struct ir_layer_f64 *l = normal ? &ir_normal_layers[i] : &ir_exponential_layers[i];
        *positions = UINT64_C(1) << (normal ? 52 : 53);
        *w = l->w;
        return l->k;
    }
    const struct ir_layer_f32 *l =
        normal ? &ir_normal_layers_f32[i] : &ir_exponential_layers_f32[i];
    *positions = 1 << 23;
    *w = (double)l->w;
    return l->k;
}

/* The uniform that makes both sides of the wedge test equal, as near as one gets. */
static double close_call(const struct zig *z, unsigned i, double x) {
    const int normal = z->dist == ISORAND_NORMAL;
    double f, height;
    if (z->type == ISORAND_F64) {
        const struct ir_wedge_f64 *l = normal ? &ir_normal_wedges[i] : &ir_exponential_wedges[i];
        f = l->f;
        height = l->height;
    } else {
        const struct ir_wedge_f32 *l =
            normal ? &ir_normal_wedges_f32[i] : &ir_exponential_wedges_f32[i];
        f = (double)l->f;
        height = (double)l->height;
    }
    const double u = (ir_exp(normal ? -0.5 * x * x : -x) - f) / height;
    return u < 0 ? 0 : u < 1 ? u : 1 - 0x1p-53;
}

static void chosen_words(const struct zig *z, isorand_rng *rng, struct test_random *r) {
    const unsigned each = z->type == ISORAND_F64 ? 2 : 1;
    uint64_t next = 0;
    int has_next = 0;
    for (unsigned i = 0; i < 624; i += each) {
        uint64_t word = test_random_u64(r);
        const uint64_t kind = test_random_below(r, 4);
        if (has_next) {
            word = next;
            has_next = 0;
        } else if (kind < 2) { /* refused: in any layer, and in the tail */
            const unsigned layer = kind == 0 ? 0 : (unsigned)(word & 0xff);
            uint64_t positions;
            double w;
            const uint64_t k = layer_of(z, layer, &positions, &w);
            const uint64_t j = k + test_random_u64(r) % (positions - k);
            word = word_of(z, layer, j, test_random_u64(r));
            if (layer && test_random_below(r, 2)) {
                const double u = close_call(z, layer, (double)(int64_t)j * w);
                const uint64_t about = test_random_below(r, 3) - 1; /* or one more or less */
                if (each == 1) {
                    next = ((uint64_t)(u * 0x1p24) + about) << 8;
                } else {
                    const uint64_t m = (uint64_t)(u * 0x1p53) + about;
                    next = m >> 26 << 37 | (m & ((1 << 26) - 1)) << 6;
                }
                has_next = 1;
            }
        }
        if (each == 2) {
            rng->state.mt19937.key[i] = model_untempered((uint32_t)(word >> 32));
            rng->state.mt19937.key[i + 1] = model_untempered((uint32_t)word);
        } else {
            rng->state.mt19937.key[i] = model_untempered((uint32_t)word);
        }
    }
    rng->state.mt19937.pos = 0;
}

/* ---- what is right ---- */

static void draw_all(struct truth *t, const struct zig *z, isorand_rng *rng) {
    isorand_request request;
    int culprit;
    CHECK(!isorand_request_init(&request, z->dist, z->type), "request");
    if (z->dist == ISORAND_NORMAL)
        request.param[0].f = -0.0; /* as it is: 0 would be added to -0 */
    CHECK(!ir_prepare(&t->plan, &request, rng->numpy, &culprit), "plan");
    t->size = z->type == ISORAND_F64 ? 8 : 4;
    t->events = 0;
    t->draws[0] = 0;
    uint64_t bytes = 0;
    for (size_t i = 0; i < VALUES; i++) {
        struct ir_reader r;
        t->before[i] = *rng;
        ir_reader_begin(&r, NULL, rng);
        CHECK(ir_plan_define(&r, &t->plan, t->values + i * t->size, 1) == 1, "value %zu", i);
        const uint64_t taken = ir_reader_position(&r) * r.engine->info.word_bytes;
        bytes += taken;
        t->draws[i + 1] = bytes / t->size - (t->size == 4 && rng->has_uint32);
        ir_reader_finish(&r);
        if (taken > 2 * t->size && t->events < EVENTS)
            t->event[t->events++] = i;
    }
    t->before[VALUES] = *rng;
}

static void check(const struct truth *t, const struct ir_backend *b, size_t start, size_t n,
                  uint64_t limit) {
    static unsigned char got[VALUES * 8];
    isorand_rng rng = t->before[start], want = rng;
    struct ir_reader r;
    size_t right = n;
    if (limit != UINT64_MAX) {
        ir_reader_begin(&r, NULL, &want);
        r.limit = limit;
        right = ir_plan_define(&r, &t->plan, got, n);
        ir_reader_finish(&r);
    } else {
        want = t->before[start + n];
    }
    ir_reader_begin(&r, b, &rng);
    r.limit = limit;
    const size_t made = ir_plan_fill(&r, &t->plan, got, n);
    const uint64_t position = ir_reader_position(&r);
    ir_reader_finish(&r);
    CHECK(made == right, "%zu values from %zu, limit %llu: %zu, not %zu", n, start,
          (unsigned long long)limit, made, right);
    CHECK_BYTES(got, t->values + start * t->size, right * t->size, "%zu values from %zu", n, start);
    CHECK_BYTES(&rng, &want, sizeof rng, "the state after %zu values from %zu", n, start);
    CHECK(position == ir_reader_position(&r), "finishing moves the position");
}

/* In several fills by one reader, which keeps words in between. */
static void check_pieces(const struct truth *t, const struct ir_backend *b, size_t start, size_t n,
                         struct test_random *random) {
    static unsigned char got[VALUES * 8];
    isorand_rng rng = t->before[start];
    struct ir_reader r;
    ir_reader_begin(&r, b, &rng);
    for (size_t i = 0, m; i < n; i += m) {
        m = 1 + test_random_below(random, 4) * test_random_below(random, 400);
        m = m < n - i ? m : n - i;
        CHECK(ir_plan_fill(&r, &t->plan, got + i * t->size, m) == m, "%zu values at %zu", m, i);
    }
    ir_reader_finish(&r);
    CHECK_BYTES(got, t->values + start * t->size, n * t->size, "%zu values from %zu in pieces", n,
                start);
    CHECK_BYTES(&rng, &t->before[start + n], sizeof rng, "the state after %zu values from %zu", n,
                start);
}

/* ---- parses on trial ---- */

/* The value that takes this draw. */
static size_t value_of(const struct truth *t, uint64_t draw) {
    size_t i = 0;
    while (t->draws[i + 1] <= draw)
        i++;
    return i;
}

/* A trial that begins with value 'start' and ends before so many native words: from its first value
 * on, or from one of the draws behind, where one begins or goes on as if it did, or cut. */
static void check_trial(const struct truth *t, const struct ir_backend *b, size_t start,
                        uint64_t limit, struct test_random *random) {
    static _Alignas(64) unsigned char trial[IR_TRIAL_BYTES];
    static unsigned char got[VALUES * 8];
    const struct ir_ziggurat *z = t->plan.dist->of_ziggurat(&t->plan, b).ziggurat;
    isorand_rng rng = t->before[start];
    struct ir_reader r;
    const uint64_t first = t->draws[start];
    ir_reader_begin(&r, b, &rng);
    r.limit = limit;
    size_t values = z->parse(&r, trial), cut = 0;
    ir_reader_finish(&r);
    CHECK(values <= VALUES - start, "%zu values before %llu", values, (unsigned long long)limit);
    const size_t end = start + values;
    CHECK_BYTES(&rng, &t->before[end], sizeof rng, "the state after %zu from %zu", values, start);

    const uint64_t skipped = test_random_below(random, 3) ? test_random_below(random, 70) : 0;
    const size_t left = z->enter(trial, (size_t)skipped);
    const size_t begin = value_of(t, first + skipped);
    CHECK(left == SIZE_MAX ? skipped != 0 : left == end - begin,
          "%zu values from draw %llu of the %zu from %zu on", left, (unsigned long long)skipped,
          values, start);
    if (left == SIZE_MAX)
        return;
    values = left;
    if (left && test_random_below(random, 2)) {
        size_t draws = 0;
        const size_t most = test_random_below(random, left);
        cut = z->cut(trial, most, &draws);
        if (cut == SIZE_MAX)
            return;
        CHECK(cut <= most && value_of(t, first + draws) == begin + cut,
              "cut to %zu of at most %zu values, %zu draws", cut, most, draws);
        values = cut;
    }
    memset(got, 0x5a, sizeof got);
    if (values)
        z->store(trial, b, &t->plan, NULL, got);
    CHECK_BYTES(got, t->values + begin * t->size, values * t->size, "%zu values from %zu", values,
                begin);
    for (size_t i = values * t->size; i < sizeof got; i++)
        CHECK(got[i] == 0x5a, "byte %zu behind %zu values", i, values);
}

static void around_events(const struct test_arg *arg) {
    const struct zig *z = arg->data;
    const struct ir_backend *b = backend_use(arg);
    struct truth *t = malloc(sizeof *t);
    struct test_random r = test_random_start((uint64_t)arg->engine);
    const int emulated = backend_get(arg->backend)->emulated && !test_full();
    const int tries = TRIES / (int)test_share() / (emulated ? 4 : 1);
    CHECK(t, "out of memory");
    for (int seed = 0; seed < SEEDS; seed++) {
        isorand_rng rng;
        CHECK(!isorand_seed(&rng, arg->engine, test_random_u64(&r)), "seed");
        if (arg->engine == ISORAND_MT19937)
            chosen_words(z, &rng, &r);
        draw_all(t, z, &rng);
        for (int i = 0; i < tries; i++) {
            /* An event somewhere in the fill, near its end, or near the end of a piece. */
            const size_t event = t->events ? t->event[test_random_below(&r, t->events)]
                                           : test_random_below(&r, VALUES);
            const size_t most = event < 1400 ? event : 1400;
            const size_t start = event - test_random_below(&r, i % 4 ? most + 1 : most / 20 + 1);
            size_t n = event - start + test_random_below(&r, i % 2 ? 4 : 1500);
            n = n < VALUES - start ? n : VALUES - start;
            check(t, b, start, n, UINT64_MAX);
            if (i < LIMITS) {
                check_pieces(t, b, start, n, &r);
                if (start < VALUES - 400 && (t->size == 8 || !t->before[start].has_uint32)) {
                    const uint64_t all = (VALUES - 300 - start) * t->size;
                    const uint64_t bytes = i % 2 ? all : test_random_below(&r, all);
                    check_trial(t, b, start, bytes / ir_engines[arg->engine]->info.word_bytes, &r);
                }
                /* Where half a word waits, it depends on the type whether a value begins there. */
                if (t->size == 4 && ir_engines[arg->engine]->info.word_bytes == 8)
                    continue;
                const uint64_t words = (event - start) * t->size / 4 + test_random_below(&r, 40);
                check(t, b, start, n, test_random_below(&r, words + 1));
                check(t, b, start, n, words);
            }
        }
    }
    free(t);
}

/* ---- as many refused words as a piece has ---- */

static void all_refused(const struct test_arg *arg) {
    static _Alignas(64) unsigned char words[8 * (IR_WEDGES_MAX + 64)], values[8 * IR_WEDGES_MAX];
    const struct zig *z = arg->data;
    const struct ir_backend *b = backend_use(arg);
    const size_t size = isorand_type_get(z->type)->bytes;
    struct test_random r = test_random_start(2);
    uint64_t refused[IR_WEDGES_MAX / 64];
    struct ir_wedges all, part;
    ir_wedges_fn *const kernel = z->wedges(b);
    for (size_t i = 0; i < sizeof words; i += 8) {
        const uint64_t word = test_random_u64(&r);
        memcpy(words + i, &word, 8);
    }
    memset(refused, 0xff, sizeof refused);
    for (size_t i = 0; i < IR_WEDGES_MAX; i++) {
        const double x = (double)test_random_below(&r, 3000) / 1000;
        const float x32 = (float)x;
        memcpy(values + i * size, size == 8 ? (const void *)&x : &x32, size);
    }
    kernel(words, values, refused, IR_WEDGES_MAX, 0, &all);
    CHECK(all.count == IR_WEDGES_MAX, "%zu of %d", all.count, IR_WEDGES_MAX);
    for (size_t begin = 0; begin < IR_WEDGES_MAX; begin += 64) {
        kernel(words + begin * size, values + begin * size, refused, 64, 0, &part);
        for (size_t i = 0; i < 64; i++)
            CHECK(all.word[begin + i] == begin + i, "word %zu: %u", begin + i, all.word[begin + i]);
        CHECK_BYTES(all.accepted + begin / 8, part.accepted, 8, "accepted from word %zu", begin);
        CHECK_BYTES(all.unsure + begin / 8, part.unsure, 8, "unsure from word %zu", begin);
    }
}

int main(int argc, char **argv) {
    for (int b = 0; b < backend_count(); b++)
        if (backend_runs(b))
            for (int e = 1; e <= IR_ENGINE_COUNT; e++)
                for (size_t z = 0; z < sizeof zigs / sizeof *zigs && !backend_is_base(b, e); z++)
                    test_add(around_events,
                             (struct test_arg){.engine = e, .backend = b, .data = &zigs[z]},
                             "%s/%s/%s", engine_label(e), zigs[z].name, backend_label(b));
    for (int b = 0; b < backend_count(); b++)
        for (size_t z = 0; z < sizeof zigs / sizeof *zigs && backend_runs(b); z++)
            test_add(all_refused, (struct test_arg){.backend = b, .data = &zigs[z]},
                     "all-refused/%s/%s", zigs[z].name, backend_label(b));
    return backends_report(test_run("ziggurat", argc, argv), backend_count());
}
