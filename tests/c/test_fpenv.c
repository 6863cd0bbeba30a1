/* SPDX-License-Identifier: MIT */
/* What the caller's floating-point settings may not change, and what a call may not change of the
 * caller's: rounding mode, flushing of subnormals, traps, exception flags. */
#include "base/bytes.h"
#include "support/executors.h"
#include "support/fpcontrol.h"
#include "support/kinds.h"
#include "support/random.h"

#include <isorand/parallel.h>
#include <stdio.h>
#include <stdlib.h>

static void needs_control(void) {
    if (!HAVE_FP_CONTROL)
        test_skip("no way to set the rounding mode of this CPU");
}

/* ---- fills ---- */

typedef void fill_fn(const struct kind *k, const struct ir_backend *b, isorand_rng *rng, void *out,
                     size_t n);

/* The same bits under every setting; the setting stays, and no exception flag is raised. */
static void fill_under_settings(fill_fn *fill, const struct kind *k, const struct ir_backend *b,
                                int engine, struct test_random *r) {
    const char *backend = b ? b->name : isorand_backend_name();
    static unsigned char want[12000], got[12000];
    const size_t whole = sizeof want / k->size, share = test_share() < 4 ? test_share() : 4;
    const size_t most = k->bulk ? whole / share : 200;
    const size_t n = most - test_random_below(r, 9);
    const uint64_t seed = test_random_u64(r);
    isorand_rng start, states[2];
    CHECK(!isorand_seed(&start, engine, seed), "seed");
    states[1] = start;
    kind_reference(k, &states[1], want, n);
    for (unsigned i = 0; i < FP_SETTINGS; i++) {
        states[0] = start;
        const uint64_t before = fp_settle(i);
        fill(k, b, &states[0], got, n);
        const uint64_t after = fp_control();
        fp_control_set(FP_DEFAULT);
        kind_check(k, backend, got, want, n, states, "floating-point control %#llx, seed %llu",
                   (unsigned long long)before, (unsigned long long)seed);
        CHECK(after == before, "%s %s: floating-point control %#llx became %#llx", backend, k->name,
              (unsigned long long)before, (unsigned long long)after);
    }
}

/* What kernels make, on every backend. */
static void tables(const struct test_arg *arg) {
    const struct ir_backend *b = backend_use(arg);
    struct test_random r = test_random_start(50);
    needs_control();
    for (int i = 0; i < kind_count(); i++)
        if (kind_get(i)->bulk && kind_is_tried(kind_get(i), arg->engine, arg->backend))
            fill_under_settings(kind_fill, kind_get(i), b, arg->engine, &r);
}

/* Parameters as arrays: one value each, for all elements. */
static void kind_fill_each(const struct kind *k, const struct ir_backend *b, isorand_rng *rng,
                           void *out, size_t n) {
    isorand_param_array arrays[ISORAND_PARAMS_MAX];
    (void)b;
    for (int p = 0; p < ISORAND_PARAMS_MAX; p++)
        arrays[p] = (isorand_param_array){&k->request.param[p], 0};
    const int error = isorand_fill_each(rng, &k->request, arrays, out, n);
    CHECK(!error, "%s: %s", k->name, isorand_strerror(error));
}

/* The public fills of everything. */
static void public_fills(const struct test_arg *arg) {
    struct test_random r = test_random_start(52);
    needs_control();
    for (int i = 0; i < kind_count(); i++) {
        fill_under_settings(kind_fill, kind_get(i), NULL, arg->engine, &r);
        if (kind_get(i)->request.dist != ISORAND_RAW)
            fill_under_settings(kind_fill_each, kind_get(i), NULL, arg->engine, &r);
    }
}

/* ---- the other public calls that compute ---- */

enum { ROOM = 1200 };

/* A call that fills at most ROOM bytes; 0 or an error. */
struct call {
    const char *name;
    int (*call)(isorand_rng *rng, void *out);
};

static int next_f32(isorand_rng *rng, void *out) {
    const float x = isorand_next_f32(rng);
    memcpy(out, &x, sizeof x);
    return 0;
}

static int next_f64(isorand_rng *rng, void *out) {
    const double x = isorand_next_f64(rng);
    memcpy(out, &x, sizeof x);
    return 0;
}

/* Enough for tails and wedges. */
static int next_normal(isorand_rng *rng, void *out) {
    for (int i = 0; i < 2000; i++) {
        const double x = isorand_next_normal_f64(rng);
        const float y = isorand_next_normal_f32(rng);
        memcpy((unsigned char *)out + 12 * (i % 100), &x, sizeof x);
        memcpy((unsigned char *)out + 12 * (i % 100) + 8, &y, sizeof y);
    }
    return 0;
}

static int next_exponential(isorand_rng *rng, void *out) {
    for (int i = 0; i < 2000; i++) {
        const double x = isorand_next_exponential_f64(rng);
        const float y = isorand_next_exponential_f32(rng);
        memcpy((unsigned char *)out + 12 * (i % 100), &x, sizeof x);
        memcpy((unsigned char *)out + 12 * (i % 100) + 8, &y, sizeof y);
    }
    return 0;
}

static int fill_f32(isorand_rng *rng, void *out) {
    return isorand_fill_f32(rng, out, 150);
}

static int fill_f64(isorand_rng *rng, void *out) {
    return isorand_fill_f64(rng, out, 150);
}

static int fill_normal(isorand_rng *rng, void *out) {
    return isorand_fill_normal_f64(rng, out, 150, 0.1, 1e-310);
}

static int legacy_gamma(isorand_rng *rng, void *out) {
    return isorand_fill_legacy_gamma_f64(rng, out, 150, 0.3, 0.1);
}

/* Probabilities that add up to 1 in some orders and roundings only. */
static const double weights[10] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};

static int multinomial(isorand_rng *rng, void *out) {
    return isorand_multinomial_i64(rng, out, 15, 1000, weights, 10);
}

static int multivariate_hypergeometric(isorand_rng *rng, void *out) {
    static const int64_t colors[5] = {100, 3, 1000, 20, 7};
    return isorand_multivariate_hypergeometric_i64(rng, out, 20, colors, 5, 300);
}

static const double alpha[4] = {0.1, 1.5, 3, 1e-300};

static int dirichlet(isorand_rng *rng, void *out) {
    return isorand_dirichlet_f64(rng, out, 30, alpha, 4);
}

static int dirichlet_small(isorand_rng *rng, void *out) {
    static const double small[3] = {0.01, 0.05, 0.09};
    return isorand_dirichlet_f64(rng, out, 30, small, 3);
}

static int legacy_dirichlet(isorand_rng *rng, void *out) {
    return isorand_legacy_dirichlet_f64(rng, out, 30, alpha, 4);
}

static int multivariate_normal(isorand_rng *rng, void *out) {
    static const double mean[3] = {0.1, 1e-310, 3}, lower[9] = {1, 0, 0, 0.3, 1.1, 0, 0.1, 0.7, 2};
    return isorand_multivariate_normal_f64(rng, out, 30, mean, lower, 3);
}

static int shuffle(isorand_rng *rng, void *out) {
    for (int i = 0; i < 150; i++)
        ((unsigned char *)out)[8 * i] = (unsigned char)i;
    return isorand_shuffle(rng, out, 150, 8);
}

static int permutation(isorand_rng *rng, void *out) {
    return isorand_permutation_i64(rng, out, 150);
}

static int choice(isorand_rng *rng, void *out) {
    return isorand_choice_i64(rng, out, 150, 1000);
}

static int choice_distinct(isorand_rng *rng, void *out) {
    uint64_t scratch[1000];
    return isorand_choice_distinct_i64(rng, out, 100, 100000, 1, scratch,
                                       isorand_choice_distinct_scratch(100, 100000, 1));
}

static int choice_weighted(isorand_rng *rng, void *out) {
    double scratch[20];
    return isorand_choice_weighted_i64(rng, out, 100, weights, 10, scratch);
}

static int choice_weighted_distinct(isorand_rng *rng, void *out) {
    double scratch[20];
    return isorand_choice_weighted_distinct_i64(rng, out, 8, weights, 10, scratch);
}

/* Refused: the sum is too far from 1. */
static int choice_refused(isorand_rng *rng, void *out) {
    static const double off[3] = {0.5, 0.25, 0.25 + 0x1p-25};
    double scratch[6];
    return isorand_choice_weighted_i64(rng, out, 100, off, 3, scratch);
}

/* ---- calls of several workers, by this one ---- */

enum { MARKS = 64 };

static unsigned char scratch[2 * 300 * 1024];
static isorand_mark marks[MARKS];

static const isorand_executor here = {
    .workers = 1, .run = run_in_order, .scratch = scratch, .scratch_bytes = sizeof scratch};

/* Normals whose arithmetic raises flags. */
static isorand_request flagged(int dist) {
    isorand_request request;
    CHECK(!isorand_request_init(&request, dist, ISORAND_F64), "request");
    request.param[0].f = 0.1;
    request.param[1].f = dist == ISORAND_NORMAL ? 1e-310 : 0.3;
    return request;
}

static int fill_parallel(isorand_rng *rng, void *out) {
    const isorand_request request = flagged(ISORAND_NORMAL);
    return isorand_fill_parallel(rng, &request, out, 150, &here);
}

static int fill_at(isorand_rng *rng, void *out) {
    const isorand_request request = flagged(ISORAND_UNIFORM);
    return isorand_fill_at(rng, &request, 1000, out, 150);
}

static int seek_at(isorand_rng *rng, void *out) {
    const isorand_request request = flagged(ISORAND_UNIFORM);
    const int error = isorand_seek_at(rng, &request, 1000);
    return error ? error : isorand_fill(rng, &request, out, 150);
}

static int by_index(isorand_rng *rng, void *out) {
    const isorand_request request = flagged(ISORAND_NORMAL);
    isorand_index index;
    int error = isorand_index_build(&index, rng, &request, 20000, 5000, marks, MARKS, &here);
    error = error ? error : isorand_index_extend(&index, rng, 30000, MARKS, &here);
    error = error ? error : isorand_index_fill(&index, rng, 25000, out, 150);
    return error ? error : isorand_index_seek(&index, rng, 12345);
}

static int by_part(isorand_rng *rng, void *out) {
    const isorand_request request = flagged(ISORAND_NORMAL);
    unsigned char message[ISORAND_PART_BYTES], next[ISORAND_PART_BYTES];
    isorand_part part;
    int more = isorand_part_begin(&part, rng, &request, out, 150, 0, 1, &here, message);
    for (; !more && (more = isorand_part_step(&part, message, next)) == ISORAND_PART_MORE; more = 0)
        memcpy(message, next, sizeof message);
    return more;
}

static const struct call calls[] = {
    {"fill-parallel", fill_parallel},
    {"fill-at", fill_at},
    {"seek-at", seek_at},
    {"by-index", by_index},
    {"by-part", by_part},
    {"next-f32", next_f32},
    {"next-f64", next_f64},
    {"next-normal", next_normal},
    {"next-exponential", next_exponential},
    {"fill-f32", fill_f32},
    {"fill-f64", fill_f64},
    {"fill-normal", fill_normal},
    {"legacy-gamma", legacy_gamma},
    {"multinomial", multinomial},
    {"multivariate-hypergeometric", multivariate_hypergeometric},
    {"dirichlet", dirichlet},
    {"dirichlet-small", dirichlet_small},
    {"legacy-dirichlet", legacy_dirichlet},
    {"multivariate-normal", multivariate_normal},
    {"shuffle", shuffle},
    {"permutation", permutation},
    {"choice", choice},
    {"choice-distinct", choice_distinct},
    {"choice-weighted", choice_weighted},
    {"choice-weighted-distinct", choice_weighted_distinct},
    {"choice-refused", choice_refused},
};
enum { CALLS = sizeof calls / sizeof *calls };

static void call_under_settings(const struct test_arg *arg) {
    const struct call *c = arg->data;
    static unsigned char want[ROOM], got[ROOM];
    isorand_rng start, rng[2];
    needs_control();
    CHECK(!isorand_seed(&start, ISORAND_PCG64, 31), "seed");
    rng[1] = start;
    memset(want, 0, sizeof want);
    const int error = c->call(&rng[1], want);
    for (unsigned i = 0; i < FP_SETTINGS; i++) {
        rng[0] = start;
        memset(got, 0, sizeof got);
        const uint64_t before = fp_settle(i);
        const int got_error = c->call(&rng[0], got);
        const uint64_t after = fp_control();
        fp_control_set(FP_DEFAULT);
        CHECK(got_error == error, "control %#llx: answer %d, not %d", (unsigned long long)before,
              got_error, error);
        CHECK_BYTES(got, want, ROOM, "control %#llx", (unsigned long long)before);
        CHECK_BYTES(&rng[0], &rng[1], sizeof *rng, "state, control %#llx",
                    (unsigned long long)before);
        CHECK(after == before, "control %#llx became %#llx", (unsigned long long)before,
              (unsigned long long)after);
    }
}

/* ---- accepted or refused ---- */

/* Parameters at a border that rounding, or the flushing of subnormals, would move. */
static const struct border {
    const char *name;
    int dist, type, error;
    isorand_param param[3];
} border[] = {
    /* 2^970 is half a unit in the last place of the largest double. */
    {"uniform-overflows",
     ISORAND_UNIFORM,
     ISORAND_F64,
     ISORAND_EINVAL,
     {{-0x1.fffffffffffffp1023}, {0x1p970}}},
    {"uniform-just-fits",
     ISORAND_UNIFORM,
     ISORAND_F64,
     0,
     {{-0x1.fffffffffffffp1023}, {0x1.fffffffffffffp969}}},
    {"uniform-subnormal", ISORAND_UNIFORM, ISORAND_F64, 0, {{1e-310}, {2e-310}}},
    {"uniform-inverted", ISORAND_UNIFORM, ISORAND_F64, ISORAND_EINVAL, {{2e-310}, {1e-310}}},
    {"legacy-uniform-overflows",
     ISORAND_LEGACY_UNIFORM,
     ISORAND_F64,
     ISORAND_EINVAL,
     {{-0x1.fffffffffffffp1023}, {0x1p970}}},
    {"normal-subnormal", ISORAND_NORMAL, ISORAND_F64, 0, {{0}, {5e-324}}},
    {"chisquare-subnormal", ISORAND_CHISQUARE, ISORAND_F64, 0, {{5e-324}}},
    {"power-subnormal", ISORAND_POWER, ISORAND_F64, 0, {{5e-324}}},
    {"pareto-subnormal", ISORAND_PARETO, ISORAND_F64, 0, {{5e-324}}},
    {"triangular-subnormal", ISORAND_TRIANGULAR, ISORAND_F64, 0, {{0}, {5e-324}, {1e-323}}},
    {"geometric-subnormal", ISORAND_GEOMETRIC, ISORAND_I64, 0, {{5e-324}}},
    {"poisson-largest", ISORAND_POISSON, ISORAND_I64, 0, {{9.223372006484771e18}}},
    {"poisson-too-large", ISORAND_POISSON, ISORAND_I64, ISORAND_EINVAL, {{9.223372006484774e18}}},
};

/* The fills and the check must agree, under every setting. */
static void decision(const struct test_arg *arg) {
    const struct border *c = arg->data;
    isorand_request req = {.dist = c->dist, .type = c->type};
    isorand_param_array arrays[ISORAND_PARAMS_MAX] = {{NULL, 0}};
    isorand_rng start;
    uint64_t want[4] = {0};
    needs_control();
    memcpy(req.param, c->param, sizeof c->param);
    for (int p = 0; p < 3; p++)
        arrays[p] = (isorand_param_array){&c->param[p], 0};
    CHECK(!isorand_seed(&start, ISORAND_PCG64, 7), "seed");
    isorand_rng model = start;
    CHECK(isorand_fill(&model, &req, want, 4) == c->error, "not the answer %d", c->error);
    for (unsigned i = 0; i < FP_SETTINGS; i++) {
        uint64_t got[4] = {0}, each[4] = {0};
        isorand_rng rng = start, rng_each = start;
        const uint64_t before = fp_settle(i);
        const int error = isorand_fill(&rng, &req, got, 4);
        const int check_error = isorand_request_check(&req, NULL);
        const int each_error = isorand_fill_each(&rng_each, &req, arrays, each, 4);
        const uint64_t after = fp_control();
        fp_control_set(FP_DEFAULT);
        CHECK(error == c->error && check_error == c->error && each_error == c->error,
              "setting %u: answers %d, %d, %d, not %d", i, error, check_error, each_error,
              c->error);
        CHECK(after == before, "setting %u became %#llx", i, (unsigned long long)after);
        CHECK_BYTES(got, want, sizeof got, "setting %u", i);
        CHECK_BYTES(each, want, sizeof each, "setting %u, by arrays", i);
    }
}

/* ---- conversions by themselves, outside any guard ---- */

/* Words around every rounding that a conversion could do wrong, then random ones. */
static uint64_t edge_word(struct test_random *r, size_t i) {
    static const uint64_t edges[] = {0,
                                     0x7ff, /* 0 after the shift of f64 */
                                     0x800,
                                     UINT64_MAX,
                                     UINT64_MAX << 11,
                                     UINT64_C(1) << 63,
                                     (UINT64_C(1) << 63) - 1,
                                     UINT64_C(0x00000000ffffffff),
                                     UINT64_C(0xffffffff00000000),
                                     UINT64_C(0x000000ff000000ff), /* 0 after the shift of f32 */
                                     UINT64_C(0x0000003f0000001f), /* 0 for MT19937 */
                                     UINT64_C(0x7fffffff80000000)};
    return i < sizeof edges / sizeof *edges ? edges[i] : test_random_u64(r);
}

/* The conversions by themselves, on words that a stream hardly ever gives, zeros above all: a sum
 * that cancels is -0 when the caller rounds downward. */
static void conversions(const struct test_arg *arg) {
    enum { MOST = 67 };
    const struct ir_backend *b = backend_use(arg);
    struct test_random r = test_random_start(51);
    for (unsigned mode = 0; mode < FP_QUIET_SETTINGS; mode++)
        for (size_t n = 0; n <= MOST; n++) {
            uint64_t words[MOST], swapped[MOST];
            double f64[2][MOST], mt[2][MOST];
            float f32[2][2 * MOST];
            const size_t first = test_random_below(&r, 12); /* edges in every lane */
            for (size_t i = 0; i < n; i++) {
                const uint64_t x = words[i] = edge_word(&r, (i + first) % (n > 24 ? n : 24));
                f64[0][i] = (double)(x / 2048) / 9007199254740992.0;
                mt[0][i] = ((double)(x >> 37) * 67108864.0 + (double)((uint32_t)x >> 6)) /
                           9007199254740992.0;
                for (int half = 0; half < 2; half++)
                    f32[0][2 * i + (size_t)half] =
                        (float)(ir_get32((unsigned char *)&words[i] + 4 * half) / 256) /
                        16777216.0f;
            }
            memcpy(swapped, words, sizeof words);
            memcpy(f64[1], words, sizeof words);
            memcpy(mt[1], words, sizeof words);
            memcpy(f32[1], words, sizeof words);
            fp_settle(mode);
            IR_KERNEL(b, f64_from_u64)(f64[1], n);
            IR_KERNEL(b, f64_from_mt)(mt[1], n);
            IR_KERNEL(b, f32_from_u32)(f32[1], 2 * n);
            IR_KERNEL(b, swap_halves)(swapped, n);
            fp_control_set(FP_DEFAULT);
            CHECK_BYTES(f64[1], f64[0], 8 * n, "f64_from_u64 of %zu, mode %u", n, mode);
            CHECK_BYTES(mt[1], mt[0], 8 * n, "f64_from_mt of %zu, mode %u", n, mode);
            CHECK_BYTES(f32[1], f32[0], 8 * n, "f32_from_u32 of %zu, mode %u", n, mode);
            for (size_t i = 0; i < n; i++)
                CHECK(swapped[i] == (words[i] << 32 | words[i] >> 32), "swap_halves of %zu", n);
        }
}

int main(int argc, char **argv) {
    for (int e = 1; e <= IR_ENGINE_COUNT; e++)
        test_add(public_fills, (struct test_arg){.engine = e}, "%s/fills", engine_label(e));
    for (int c = 0; c < CALLS; c++)
        test_add(call_under_settings, (struct test_arg){.data = &calls[c]}, "calls/%s",
                 calls[c].name);
    for (size_t i = 0; i < sizeof border / sizeof *border; i++)
        test_add(decision, (struct test_arg){.data = &border[i]}, "decision/%s", border[i].name);
    for (int b = 0; b < backend_count(); b++) {
        struct test_arg arg = {.backend = b};
        if (!backend_runs(b))
            continue;
        test_add(conversions, arg, "conversions/%s", backend_label(b));
        for (arg.engine = 1; arg.engine <= IR_ENGINE_COUNT; arg.engine++) {
            if (backend_is_base(b, arg.engine))
                continue;
            test_add(tables, arg, "%s/tables/%s", engine_label(arg.engine), backend_label(b));
        }
    }
    return backends_report(test_run("fpenv", argc, argv), backend_count());
}
