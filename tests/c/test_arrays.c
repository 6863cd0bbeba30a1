/* SPDX-License-Identifier: MIT */
/* Calls with arrays as arguments: parameters for each element, and what every call must refuse
 * before it reads anything, arrays that overlap what it writes and sizes that overflow. */
#include "support/guard.h"
#include "support/kinds.h"
#include "support/random.h"
#include "support/sweep.h"

#include <math.h>
#include <string.h>

/* ---- parameters for each element ---- */

enum { MOST = 300 };

static int param_count(const struct kind *k) {
    return (int)isorand_dist_get(k->request.dist)->nparams;
}

/* The arrays of a request, each laid out in another way: one after the other, backwards, with gaps
 * and at odd addresses, one value for all, none. */
struct layout {
    unsigned char room[ISORAND_PARAMS_MAX][MOST * 24 + 8];
    isorand_param_array arrays[ISORAND_PARAMS_MAX];
};
enum { LAYOUTS = 5 };

/* Element i of parameter p is value[i % nvalues][p]. */
static void lay_out(struct layout *l, int nparams, const isorand_param *const *value,
                    size_t nvalues, size_t n, unsigned first) {
    for (int p = 0; p < nparams; p++) {
        static const ptrdiff_t strides[LAYOUTS] = {8, -8, 24, 0, 0};
        const unsigned how =
            nvalues > 1 ? (first + (unsigned)p) % 3 : (first + (unsigned)p) % LAYOUTS;
        const ptrdiff_t stride = strides[how];
        unsigned char *data = l->room[p] + (how == 2 ? 5 : 0) + (stride < 0 && n ? 8 * (n - 1) : 0);
        for (size_t i = 0; i < n; i++)
            memcpy(data + (ptrdiff_t)i * stride, &value[i % nvalues][p], 8);
        if (n == 0)
            memcpy(data, &value[0][p], 8);
        l->arrays[p] = (isorand_param_array){how == 4 ? NULL : data, stride};
    }
}

/* Arrays in which every element is the request's own parameter. */
static void constant(const struct test_arg *arg) {
    static struct layout l;
    struct test_random r = test_random_start(80);
    for (int i = 0; i < kind_count(); i++) {
        const struct kind *k = kind_get(i);
        for (unsigned first = 0; first < LAYOUTS; first++) {
            unsigned char got[8 * MOST], want[8 * MOST];
            const size_t n = test_random_below(&r, k->bulk ? MOST : 40);
            const isorand_param *value = k->request.param;
            isorand_rng states[2];
            states[0] = states[1] = sweep_start(arg->engine, &r);
            lay_out(&l, param_count(k), &value, 1, n, first);
            kind_reference(k, &states[1], want, n);
            const int error = isorand_fill_each(&states[0], &k->request, l.arrays, got, n);
            CHECK(!error, "%s, layout %u: %s", k->name, first, isorand_strerror(error));
            kind_check(k, isorand_backend_name(), got, want, n, states, "arrays, layout %u", first);
        }
    }
}

/* The kinds of kind k's distribution and type; their number. */
static size_t siblings(const struct kind *k, const struct kind **list, size_t most) {
    size_t count = 0;
    for (int i = 0; i < kind_count() && count < most; i++)
        if (kind_get(i)->request.dist == k->request.dist &&
            kind_get(i)->request.type == k->request.type)
            list[count++] = kind_get(i);
    return count;
}

/* Arrays in which the parameter sets of a distribution take turns: as many fills of one element. */
static void in_turns(const struct test_arg *arg) {
    enum { SIBLINGS = 8 };
    static struct layout l;
    struct test_random r = test_random_start(81);
    for (int i = 0; i < kind_count(); i++) {
        const struct kind *k = kind_get(i), *list[SIBLINGS];
        const size_t count = siblings(k, list, SIBLINGS), n = 3 * count + 1;
        if (list[0] != k || count < 2 || k->grain != 1)
            continue;
        unsigned char got[8 * MOST], want[8 * MOST];
        const isorand_param *values[SIBLINGS];
        isorand_rng states[2];
        states[0] = states[1] = sweep_start(arg->engine, &r);
        for (size_t s = 0; s < count; s++)
            values[s] = list[s]->request.param;
        lay_out(&l, param_count(k), values, count, n, (unsigned)i);
        for (size_t j = 0; j < n; j++)
            kind_reference(list[j % count], &states[1], want + j * k->size, 1);
        CHECK(!isorand_fill_each(&states[0], &k->request, l.arrays, got, n), "%s", k->name);
        kind_check(k, isorand_backend_name(), got, want, n, states, "%zu sets in turns", count);
    }
}

/* One impossible element, the last one, refuses all. */
static void one_impossible(const struct test_arg *arg) {
    enum { N = 20 };
    static struct layout l;
    (void)arg;
    for (int i = 0; i < kind_count(); i++) {
        const struct kind *k = kind_get(i);
        for (int p = 0; p < param_count(k); p++) {
            isorand_request bad = k->request;
            if (isorand_dist_param(bad.dist, p)->kind == 'f')
                bad.param[p].u = UINT64_C(0x7ff8000000000000); /* no distribution takes a NaN */
            else if (isorand_dist_param(bad.dist, p)->kind == 'b')
                bad.param[p].i = 2;
            else
                continue;
            unsigned char got[8 * N], kept[8 * N];
            isorand_rng rng, before;
            const isorand_param *values[N];
            for (int j = 0; j < N; j++)
                values[j] = j < N - 1 ? k->request.param : bad.param;
            CHECK(!isorand_seed(&rng, ISORAND_PCG64, 3), "seed");
            before = rng;
            memset(got, 0xca, sizeof got);
            memcpy(kept, got, sizeof kept);
            lay_out(&l, param_count(k), values, N, N, 0);
            CHECK(isorand_fill_each(&rng, &k->request, l.arrays, got, N) == ISORAND_EINVAL,
                  "%s, parameter %d", k->name, p);
            CHECK_BYTES(got, kept, sizeof got, "%s, parameter %d: written", k->name, p);
            CHECK_BYTES(&rng, &before, sizeof rng, "%s, parameter %d: drawn", k->name, p);
        }
    }
}

/* However large the tolerance is. */
static void impossible_weights(const struct test_arg *arg) {
    static const double weights_of[][3] = {
        {0, 0, 0}, {1, (double)INFINITY, 0}, {1e308, 1e308, 0}, {1, -0.5, 0}, {1, (double)NAN, 0}};
    (void)arg;
    for (size_t i = 0; i < sizeof weights_of / sizeof *weights_of; i++) {
        int64_t got[2] = {7, 7};
        double scratch[6];
        isorand_rng rng, before;
        CHECK(!isorand_seed(&rng, ISORAND_PCG64, 3), "seed");
        before = rng;
        CHECK(isorand_choice_weighted_within_i64(&rng, got, 2, weights_of[i], 3, (double)INFINITY,
                                                 scratch) == ISORAND_EINVAL,
              "set %zu", i);
        CHECK(isorand_choice_weighted_distinct_within_i64(
                  &rng, got, 1, weights_of[i], 3, (double)INFINITY, scratch) == ISORAND_EINVAL,
              "set %zu, distinct", i);
        CHECK_BYTES(&rng, &before, sizeof rng, "drawn of set %zu", i);
        CHECK(got[0] == 7 && got[1] == 7, "written of set %zu", i);
    }
}

/* ---- overlap ---- */

/* A call with two arrays, of which 'a' is written.  0 or an error. */
struct overlap {
    const char *name;
    size_t na, nb; /* their bytes */
    int (*call)(isorand_rng *rng, void *a, void *b);
    int reads_b; /* then b holds what 'content' has */
    const void *content;
};

static const double weights[8] = {0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125};
static const double ones[16] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
static const int64_t colors[4] = {10, 20, 30, 40};

static int multinomial(isorand_rng *rng, void *a, void *b) {
    return isorand_multinomial_i64(rng, a, 3, 100, b, 8);
}
static int hypergeometric(isorand_rng *rng, void *a, void *b) {
    return isorand_multivariate_hypergeometric_i64(rng, a, 3, b, 4, 50);
}
static int dirichlet(isorand_rng *rng, void *a, void *b) {
    return isorand_dirichlet_f64(rng, a, 3, b, 4);
}
static int legacy_dirichlet(isorand_rng *rng, void *a, void *b) {
    return isorand_legacy_dirichlet_f64(rng, a, 3, b, 4);
}
static int normal_mean(isorand_rng *rng, void *a, void *b) {
    return isorand_multivariate_normal_f64(rng, a, 3, b, ones, 4);
}
static int normal_lower(isorand_rng *rng, void *a, void *b) {
    return isorand_multivariate_normal_f64(rng, a, 3, ones, b, 4);
}
static int distinct(isorand_rng *rng, void *a, void *b) {
    return isorand_choice_distinct_i64(rng, a, 4, 50, 1, b,
                                       isorand_choice_distinct_scratch(4, 50, 1));
}
static int legacy_distinct(isorand_rng *rng, void *a, void *b) {
    return isorand_legacy_choice_distinct_i64(rng, a, 4, 10, b);
}
static double spare[64];
static int64_t spare_out[64];
static int weighted_p(isorand_rng *rng, void *a, void *b) {
    return isorand_choice_weighted_i64(rng, a, 5, b, 8, spare);
}
static int weighted_scratch(isorand_rng *rng, void *a, void *b) {
    return isorand_choice_weighted_i64(rng, a, 5, weights, 8, b);
}
static int weighted_both(isorand_rng *rng, void *a, void *b) {
    return isorand_choice_weighted_i64(rng, spare_out, 5, b, 8, a);
}
static int weighted_distinct_p(isorand_rng *rng, void *a, void *b) {
    return isorand_choice_weighted_distinct_i64(rng, a, 5, b, 8, spare);
}
static int weighted_distinct_scratch(isorand_rng *rng, void *a, void *b) {
    return isorand_choice_weighted_distinct_i64(rng, a, 5, weights, 8, b);
}
static int weighted_distinct_both(isorand_rng *rng, void *a, void *b) {
    return isorand_choice_weighted_distinct_i64(rng, spare_out, 5, b, 8, a);
}

static const struct overlap overlaps[] = {
    {"multinomial", 192, 64, multinomial, 1, weights},
    {"multivariate-hypergeometric", 96, 32, hypergeometric, 1, colors},
    {"dirichlet", 96, 32, dirichlet, 1, ones},
    {"legacy-dirichlet", 96, 32, legacy_dirichlet, 1, ones},
    {"multivariate-normal/mean", 96, 32, normal_mean, 1, ones},
    {"multivariate-normal/lower", 96, 128, normal_lower, 1, ones},
    {"choice-distinct/scratch", 32, 0 /* asked for */, distinct, 0, NULL},
    {"legacy-choice-distinct/scratch", 32, 80, legacy_distinct, 0, NULL},
    {"choice-weighted/p", 40, 64, weighted_p, 1, weights},
    {"choice-weighted/scratch", 40, 64, weighted_scratch, 0, NULL},
    {"choice-weighted/scratch-and-p", 64, 64, weighted_both, 1, weights},
    {"choice-weighted-distinct/p", 40, 64, weighted_distinct_p, 1, weights},
    {"choice-weighted-distinct/scratch", 40, 128, weighted_distinct_scratch, 0, NULL},
    {"choice-weighted-distinct/scratch-and-p", 128, 64, weighted_distinct_both, 1, weights},
};

/* The memory in which arrays meet. */
enum { ARENA = 4096, MIDDLE = 2048 };
static union {
    unsigned char bytes[ARENA];
    double aligned;
} arena, arena_before;

static void fresh_arena(size_t at, const void *content, size_t n) {
    memset(&arena, 0xca, sizeof arena);
    if (content)
        memcpy(arena.bytes + at, content, n);
    arena_before = arena;
}

static void arrays_overlap(const struct test_arg *arg) {
    const struct overlap *o = arg->data;
    const size_t na = o->na, nb = o->nb ? o->nb : 8 * isorand_choice_distinct_scratch(4, 50, 1);
    unsigned char *const a = arena.bytes + MIDDLE;
    const isorand_rng start = sweep_start(ISORAND_PCG64, &(struct test_random){1});
    isorand_rng rng;
    /* Every place in steps of 8 bytes, from right before to right behind. */
    for (size_t at = MIDDLE - nb; at <= MIDDLE + na; at += 8) {
        const int apart = at == MIDDLE - nb || at == MIDDLE + na;
        fresh_arena(at, o->content, nb);
        rng = start;
        const int error = o->call(&rng, a, arena.bytes + at);
        CHECK(error == (apart ? 0 : ISORAND_EINVAL), "%zu and %zu bytes, %d apart: %d", na, nb,
              (int)at - MIDDLE, error);
        if (apart) {
            CHECK(memcmp(&rng, &start, sizeof rng), "nothing was drawn");
            continue;
        }
        CHECK_BYTES(&arena, &arena_before, sizeof arena, "written, %d apart", (int)at - MIDDLE);
        CHECK_BYTES(&rng, &start, sizeof rng, "drawn, %d apart", (int)at - MIDDLE);
    }
    /* One byte in common, on either side. */
    for (int side = 0; side < 2; side++) {
        const size_t at = side ? MIDDLE + na - 1 : MIDDLE - nb + 1;
        fresh_arena(at, o->content, nb);
        rng = start;
        CHECK(o->call(&rng, a, arena.bytes + at) == ISORAND_EINVAL, "one byte in common");
        CHECK_BYTES(&arena, &arena_before, sizeof arena, "written, one byte in common");
        CHECK_BYTES(&rng, &start, sizeof rng, "drawn, one byte in common");
    }
}

/* Parameter arrays of fill_each: at any byte, whatever the stride. */
static void params_overlap(const struct test_arg *arg) {
    enum { N = 16 };
    static const ptrdiff_t strides[] = {8, -8, 0, 16};
    const isorand_rng start = sweep_start(arg->engine, &(struct test_random){2});
    for (int i = 0; i < kind_count(); i++) {
        const struct kind *k = kind_get(i);
        const size_t nout = N * k->size;
        for (int p = 0; p < param_count(k); p++)
            for (size_t s = 0; s < sizeof strides / sizeof *strides; s++) {
                const size_t step = (size_t)(strides[s] < 0 ? -strides[s] : strides[s]);
                const size_t reach = (N - 1) * step + 8; /* bytes from first to last */
                const size_t places[] = {
                    MIDDLE - reach, MIDDLE - reach + 1, MIDDLE - 7,         MIDDLE,
                    MIDDLE + 3,     MIDDLE + nout - 1,  MIDDLE + nout - 8u, MIDDLE + nout};
                for (size_t place = 0; place < sizeof places / sizeof *places; place++) {
                    const int apart =
                        places[place] + reach <= MIDDLE || places[place] >= MIDDLE + nout;
                    isorand_param_array arrays[ISORAND_PARAMS_MAX] = {{NULL, 0}};
                    unsigned char *data =
                        arena.bytes + places[place] + (strides[s] < 0 ? reach - 8 : 0);
                    unsigned char want[8 * N];
                    isorand_rng states[2] = {start, start};
                    fresh_arena(0, NULL, 0);
                    for (int e = 0; e < N; e++)
                        memcpy(data + e * strides[s], &k->request.param[p], 8);
                    arena_before = arena;
                    arrays[p] = (isorand_param_array){data, strides[s]};
                    const int error =
                        isorand_fill_each(&states[0], &k->request, arrays, arena.bytes + MIDDLE, N);
                    CHECK(error == (apart ? 0 : ISORAND_EINVAL),
                          "%s, parameter %d, stride %d, place %zu: %d", k->name, p, (int)strides[s],
                          place, error);
                    if (apart) {
                        kind_reference(k, &states[1], want, N);
                        kind_check(k, isorand_backend_name(), arena.bytes + MIDDLE, want, N, states,
                                   "parameter %d right beside", p);
                    } else {
                        CHECK_BYTES(&arena, &arena_before, sizeof arena, "%s written", k->name);
                        CHECK_BYTES(&states[0], &start, sizeof start, "%s drawn", k->name);
                    }
                    isorand_rng rng = start;
                    CHECK(!isorand_fill_each(&rng, &k->request, arrays, arena.bytes + MIDDLE, 0),
                          "%s: no elements overlap nothing", k->name);
                }
            }
    }
}

/* ---- sizes ---- */

/* Memory that may not be read or written, at 'p'. */
#define TOO_LARGE(call)                                                                            \
    do {                                                                                           \
        const int got_ = (call);                                                                   \
        CHECK(got_ == ISORAND_ERANGE, "%s: %d", #call, got_);                                      \
        CHECK_BYTES(&rng, &start, sizeof rng, "drawn by %s", #call);                               \
    } while (0)

static void sizes(const struct test_arg *arg) {
    (void)arg;
    struct guarded g = guard_new(1);
    void *const p = g.pages - 64;
    const isorand_rng start = sweep_start(ISORAND_PCG64, &(struct test_random){3});
    isorand_rng rng = start;
    isorand_seedseq ss;
    CHECK(!isorand_seedseq_from_u64(&ss, 1), "seed");
    const size_t root = (size_t)1 << 4 * sizeof(size_t); /* its square is 0 */
    const size_t counts[] = {SIZE_MAX, SIZE_MAX / 8 + 1, SIZE_MAX / 16 + 1};
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        const size_t n = counts[c];
        TOO_LARGE(isorand_multinomial_i64(&rng, p, n, 10, p, 3));
        TOO_LARGE(isorand_multinomial_i64(&rng, p, 1, 10, p, n));
        TOO_LARGE(isorand_multivariate_hypergeometric_i64(&rng, p, n, p, 3, 5));
        TOO_LARGE(isorand_multivariate_hypergeometric_i64(&rng, p, 1, p, n, 5));
        TOO_LARGE(isorand_dirichlet_f64(&rng, p, n, p, 3));
        TOO_LARGE(isorand_dirichlet_f64(&rng, p, 1, p, n));
        TOO_LARGE(isorand_legacy_dirichlet_f64(&rng, p, n, p, 3));
        TOO_LARGE(isorand_legacy_dirichlet_f64(&rng, p, 1, p, n));
        TOO_LARGE(isorand_multivariate_normal_f64(&rng, p, n, p, p, 3));
        TOO_LARGE(isorand_multivariate_normal_f64(&rng, p, 1, p, p, n));
        TOO_LARGE(isorand_shuffle(&rng, p, n, 8));
        TOO_LARGE(isorand_shuffle(&rng, p, 8, n));
        TOO_LARGE(isorand_permutation_i64(&rng, p, n));
        TOO_LARGE(isorand_permuted(&rng, p, n, 2, 2, 8));
        TOO_LARGE(isorand_permuted(&rng, p, 2, n, 2, 8));
        TOO_LARGE(isorand_permuted(&rng, p, 2, 2, n, 8));
        TOO_LARGE(isorand_permuted(&rng, p, 2, 2, 2, n));
        TOO_LARGE(isorand_choice_i64(&rng, p, n, 10));
        TOO_LARGE(isorand_choice_distinct_i64(&rng, p, n, INT64_MAX, 1, p, SIZE_MAX));
        TOO_LARGE(isorand_legacy_choice_distinct_i64(&rng, p, n, INT64_MAX, p));
        TOO_LARGE(isorand_choice_weighted_i64(&rng, p, n, p, 3, p));
        TOO_LARGE(isorand_choice_weighted_i64(&rng, p, 1, p, n, p));
        TOO_LARGE(isorand_choice_weighted_distinct_i64(&rng, p, n, p, 3, p));
        TOO_LARGE(isorand_choice_weighted_distinct_i64(&rng, p, 1, p, n, p));
        TOO_LARGE(isorand_legacy_tomaxint_i64(&rng, p, n));
        TOO_LARGE(isorand_seedseq_generate_u64(&ss, p, n));
        TOO_LARGE(isorand_legacy_multinomial_i64(&rng, p, 1, 10, p, n));
        TOO_LARGE(isorand_multivariate_hypergeometric_count_i64(&rng, p, n, p, 3, 5, p, 5));
        TOO_LARGE(isorand_multivariate_hypergeometric_count_i64(&rng, p, 1, p, n, 5, p, 5));
        TOO_LARGE(isorand_legacy_multivariate_normal_f64(&rng, p, n, p, p, 3, p));
        TOO_LARGE(isorand_legacy_multivariate_normal_f64(&rng, p, 1, p, p, n, p));
        TOO_LARGE(isorand_seedseq_spawn(&ss, p, n));
    }
    const uint32_t word = 1;
    TOO_LARGE(isorand_seedseq_init(&ss, &word, SIZE_MAX, NULL, 0));
    TOO_LARGE(isorand_seedseq_init(&ss, &word, 1, &word, SIZE_MAX / 4 + 1));
    TOO_LARGE(isorand_seed_legacy_array(&rng, &word, SIZE_MAX));
    TOO_LARGE(isorand_legacy_multivariate_normal_f64(&rng, p, 1, p, p, root, p));
    TOO_LARGE(isorand_multivariate_normal_f64(&rng, p, 1, p, p, root));
    TOO_LARGE(isorand_multinomial_i64(&rng, p, root, 10, p, root));
    TOO_LARGE(isorand_permuted(&rng, p, root, root, 1, 1));
    TOO_LARGE(isorand_permuted(&rng, p, root / 2, 2, root, 1));
    TOO_LARGE(isorand_seedseq_generate_u32(&ss, p, SIZE_MAX));
    guard_free(&g);
}

/* The arrays end where a page does, and hold one element each. */
static void each_sizes(const struct test_arg *arg) {
    (void)arg;
    struct guarded g = guard_new(8);
    const isorand_rng start = sweep_start(ISORAND_PCG64, &(struct test_random){4});
    isorand_rng rng = start;
    for (int i = 0; i < kind_count(); i++) {
        const struct kind *k = kind_get(i);
        isorand_param_array arrays[ISORAND_PARAMS_MAX] = {{NULL, 0}};
        const size_t counts[] = {SIZE_MAX, SIZE_MAX / k->size, SIZE_MAX / 2 / k->size + 1};
        for (int p = 0; p < param_count(k); p++) {
            unsigned char *one = guard_place(&g, GUARD_AFTER, 8, 0), out[64];
            memcpy(one, &k->request.param[p], 8);
            arrays[p] = (isorand_param_array){one, 8};
            for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
                TOO_LARGE(isorand_fill_each(&rng, &k->request, arrays, g.pages - 64, counts[c]));
            arrays[p].stride = PTRDIFF_MAX;
            TOO_LARGE(isorand_fill_each(&rng, &k->request, arrays, out, 4));
            arrays[p].stride = PTRDIFF_MIN;
            TOO_LARGE(isorand_fill_each(&rng, &k->request, arrays, out, 4));
            arrays[p] = (isorand_param_array){NULL, 0};
        }
    }
    guard_free(&g);
}

/* ---- the rng, a SeedSequence and scratch among what is given ---- */

/* A call must be refused, and leave all of this as it is. */
static struct {
    isorand_rng rng;
    isorand_seedseq ss;
    double numbers[64];
    int64_t integers[64];
    size_t nbytes;
} world, kept_world;

#define REFUSED(call)                                                                              \
    do {                                                                                           \
        const int answer = (call);                                                                 \
        CHECK(answer == ISORAND_EINVAL, "%s: %d", #call, answer);                                  \
        CHECK_BYTES(&world, &kept_world, sizeof world, "%s", #call);                               \
    } while (0)

static void objects_overlap(const struct test_arg *arg) {
    static double factor[9] = {1, 0, 0, 0, 1, 0, 0, 0, 1}, out[64];
    static int64_t out64[64];
    isorand_rng *const rng = &world.rng;
    double *const x = world.numbers;
    int64_t *const n = world.integers;
    uint64_t *const words = (uint64_t *)(void *)n, *const in_rng = rng->state.reserved;
    (void)arg;
    memset(&world, 0, sizeof world);
    CHECK(!isorand_seed(rng, ISORAND_PCG64, 3) && !isorand_seedseq_from_u64(&world.ss, 4), "seed");
    for (int i = 0; i < 64; i++) {
        x[i] = i < 8 ? 0.125 : 0;
        n[i] = 20;
    }
    kept_world = world;

    REFUSED(isorand_seedseq_generate_u32(&world.ss, world.ss.pool, 3));
    REFUSED(isorand_seedseq_generate_u64(&world.ss, &world.ss.n_spawned, 1));
    REFUSED(isorand_seedseq_spawn(&world.ss, &world.ss, 1));
    REFUSED(isorand_seed_legacy_array(rng, (uint32_t *)(void *)in_rng, 4));
    REFUSED(isorand_save(rng, in_rng, 2000, &world.nbytes));
    REFUSED(isorand_save(NULL, out, 500, &world.nbytes));
    REFUSED(isorand_save(rng, NULL, 500, &world.nbytes));
    REFUSED(isorand_save(rng, out, 500, NULL));

    REFUSED(isorand_choice_distinct_i64(rng, n, 10, 1000, 1, words + 9, 50));
    REFUSED(isorand_choice_distinct_i64(rng, n, 10, 1000, 1, in_rng, 50));
    REFUSED(isorand_choice_distinct_i64(rng, n, 10, 1000, 1, NULL, 50));
    REFUSED(isorand_choice_weighted_i64(rng, n, 10, x, 8, (double *)(void *)(in_rng + 2)));
    REFUSED(isorand_choice_weighted_i64(rng, n, 10, x, 8, NULL));
    REFUSED(isorand_choice_weighted_i64(rng, n, 10, NULL, 8, x + 20));
    REFUSED(isorand_choice_weighted_i64(rng, n, 10, x, 0, x + 20));
    REFUSED(isorand_legacy_choice_distinct_i64(rng, n, 10, 30, n + 9));
    REFUSED(isorand_legacy_choice_distinct_i64(rng, n, 10, 9, n + 20));
    REFUSED(isorand_legacy_choice_distinct_i64(rng, n, 10, -1, n + 20));
    REFUSED(isorand_legacy_choice_distinct_i64(rng, n, 10, 30, (int64_t *)(void *)in_rng));
    REFUSED(isorand_choice_i64(rng, n, 10, 0));

    REFUSED(isorand_multivariate_hypergeometric_count_i64(rng, n, 3, n + 40, 2, 5, words + 5, 40));
    REFUSED(isorand_multivariate_hypergeometric_count_i64(rng, out64, 3, n, 2, 5, words + 1, 40));
    REFUSED(isorand_multivariate_hypergeometric_count_i64(rng, out64, 3, n, 2, 5, in_rng, 40));
    REFUSED(isorand_multivariate_hypergeometric_count_i64(rng, out64, 3, n, 2, 41, words + 9, 40));
    REFUSED(isorand_multivariate_hypergeometric_count_i64(rng, out64, 3, n, 2, -1, words + 9, 40));

    REFUSED(isorand_multivariate_normal_f64(rng, x, 4, x + 11, factor, 3));
    REFUSED(isorand_multivariate_normal_f64(rng, x, 4, NULL, factor, 3));
    REFUSED(isorand_legacy_multivariate_normal_f64(rng, x, 4, x + 11, factor, 3, x + 20));
    REFUSED(isorand_legacy_multivariate_normal_f64(rng, x, 4, NULL, factor, 3, x + 20));
    REFUSED(isorand_legacy_multivariate_normal_f64(rng, x, 4, x + 12, factor, 3, NULL));
    REFUSED(isorand_legacy_multivariate_normal_f64(rng, x, 4, x + 12, factor, 3, x + 11));
    REFUSED(isorand_legacy_multivariate_normal_f64(rng, x, 4, x + 12, factor, 3, x + 14));
    REFUSED(isorand_legacy_multivariate_normal_f64(rng, x, 4, x + 12, factor, 3, factor + 8));
    REFUSED(isorand_legacy_multivariate_normal_f64(rng, x, 4, x + 12, factor, 3,
                                                   (double *)(void *)in_rng));
    factor[8] = (double)NAN;
    REFUSED(isorand_multivariate_normal_f64(rng, x, 4, x + 12, factor, 3));
    REFUSED(isorand_legacy_multivariate_normal_f64(rng, x, 4, x + 12, factor, 3, x + 20));
    factor[8] = 1;
    kept_world.numbers[14] = world.numbers[14] = (double)NAN;
    REFUSED(isorand_multivariate_normal_f64(rng, x, 4, x + 12, factor, 3));
    REFUSED(isorand_legacy_multivariate_normal_f64(rng, x, 4, x + 12, factor, 3, x + 20));

    isorand_request request;
    CHECK(!isorand_request_init(&request, ISORAND_NORMAL, ISORAND_F64), "request");
    REFUSED(isorand_fill_each(rng, &request, NULL, x, 5));

    /* nothing to do is fine */
    CHECK(!isorand_permuted(rng, n, 0, 3, 3, 8) && !isorand_permuted(rng, n, 3, 0, 3, 8) &&
              !isorand_permuted(rng, n, 3, 3, 0, 8),
          "permuted of nothing");
    CHECK(!isorand_choice_i64(rng, NULL, 0, 0), "no choice");
    CHECK(!isorand_legacy_choice_distinct_i64(rng, NULL, 0, 0, NULL), "none of none");
    CHECK(!isorand_choice_distinct_i64(rng, NULL, 0, 0, 1, NULL, 0), "none of none");
    CHECK_BYTES(&world, &kept_world, sizeof world, "nothing to do");
}

int main(int argc, char **argv) {
    for (int e = 1; e <= IR_ENGINE_COUNT; e++) {
        const struct test_arg arg = {.engine = e};
        test_add(constant, arg, "%s/each/constant", engine_label(e));
        test_add(in_turns, arg, "%s/each/in-turns", engine_label(e));
    }
    test_add(one_impossible, (struct test_arg){0}, "each/one-impossible");
    test_add(impossible_weights, (struct test_arg){0}, "choice/impossible-weights");
    test_add(params_overlap, (struct test_arg){.engine = ISORAND_PCG64}, "overlap/each");
    for (size_t i = 0; i < sizeof overlaps / sizeof *overlaps; i++)
        test_add(arrays_overlap, (struct test_arg){.data = &overlaps[i]}, "overlap/%s",
                 overlaps[i].name);
    test_add(objects_overlap, (struct test_arg){0}, "overlap/objects");
    test_add(each_sizes, (struct test_arg){0}, "sizes/each");
    test_add(sizes, (struct test_arg){0}, "sizes/vectors-and-order");
    return test_run("arrays", argc, argv);
}
