/* SPDX-License-Identifier: MIT */
/* Parameters for each element, and vectors.  fill_each gives what fills of one element give;
 * vectors are the same on every backend and sum up to what they must; multivariate normals are made
 * of normals by plain loops.  What is refused writes and draws nothing. */
#include "fuzz/support/fuzz.h"

#include "api/door.h"
#include "distribution/dist.h"
#include "words/reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const int fuzz_faults = 4;

/* ---- fill_each ---- */

enum { EACH_MAX = 100, DATA_MAX = 4096 };

struct each {
    isorand_request request;
    isorand_param_array arrays[ISORAND_PARAMS_MAX];
    unsigned char *memory[ISORAND_PARAMS_MAX]; /* of exactly so many bytes */
    unsigned nparams;
    int constant;
};

/* Elements forwards, backwards, close or far apart, of any alignment; a few values by turns. */
static void add_array(struct fuzz *f, struct each *e, unsigned i, size_t n) {
    static const ptrdiff_t strides[] = {8, -8, 0, 16, -24, 9, -13, 1};
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    isorand_param value[4];
    if (!n || how % 16 >= 10)
        return;
    const ptrdiff_t stride = strides[how % 16 % 8];
    const size_t step = (size_t)labs((long)stride), bytes = (n - 1) * step + 8;
    const unsigned nvalues = 1 + (how >> 4) % 4;
    for (unsigned k = 0; k < nvalues; k++) {
        value[k] = e->request.param[i];
        if (!k && how & 64)
            continue;
        if (isorand_dist_param(e->request.dist, (int)i)->kind == 'f')
            value[k].f = fuzz_real(f);
        else
            value[k].i = fuzz_integer(f);
    }
    e->memory[i] = malloc(bytes);
    CHECK(e->memory[i], "malloc");
    unsigned char *const data = e->memory[i] + (stride < 0 ? bytes - 8 : 0);
    for (size_t k = 0; k < n; k++) /* overlapping elements have some value or other */
        memcpy(data + (ptrdiff_t)k * stride, &value[k % nvalues], 8);
    e->arrays[i] = (isorand_param_array){data, stride};
    e->constant &= stride == 0;
}

/* The parameters of element 'i'. */
static isorand_request element(const struct each *e, size_t i) {
    isorand_request request = e->request;
    for (unsigned k = 0; k < e->nparams; k++)
        if (e->arrays[k].data)
            memcpy(&request.param[k],
                   (const unsigned char *)e->arrays[k].data + (ptrdiff_t)i * e->arrays[k].stride,
                   8);
    return request;
}

/* Element by element, by the definition; of a word that makes several elements each has a piece. */
static int reference_each(const struct each *e, isorand_rng *rng, unsigned char *out, size_t n,
                          size_t size) {
    const isorand_rng before = *rng;
    isorand_request request = element(e, 0);
    struct ir_reader reader;
    struct ir_plan plan;
    int error = 0, culprit;
    for (unsigned k = 0; !n && k < e->nparams; k++) /* no element is impossible */
        request.param[k] = isorand_dist_param(request.dist, (int)k)->default_value;
    if (!n)
        return isorand_request_check(&request, NULL);
    if (e->constant)
        return fuzz_reference(rng, &request, out, n);
    ir_reader_begin(&reader, NULL, rng);
    for (size_t i = 0; i < n && !error; i++) {
        request = element(e, i);
        error = ir_prepare(&plan, &request, before.numpy, &culprit);
        if (!error)
            ir_plan_define(&reader, &plan, out + i * size, 1);
    }
    ir_reader_finish(&reader);
    if (error)
        *rng = before;
    return error;
}

static void each(struct fuzz *f) {
    unsigned char want[8 * EACH_MAX];
    const isorand_rng before = fuzz_rng(f);
    struct each e = {.request = fuzz_request(f), .constant = 1};
    const size_t size = fuzz_bytes_of(e.request.type);
    const size_t n = fuzz_affordable(&before, &e.request, fuzz_length(f, EACH_MAX));
    e.nparams = isorand_dist_get(e.request.dist)->nparams;
    for (unsigned i = 0; i < e.nparams; i++)
        add_array(f, &e, i, n);
    unsigned char *out = fuzz_place(f, n * size);
    isorand_rng after = before;
    int error = fuzz_affordable(&before, &e.request, 3) < 3 && n > 2 ? 1 : 0;
    error = error ? error : reference_each(&e, &after, want, n, size);
    if (fuzz_fault(1) && n && !error)
        want[0] ^= 1;
    for (int b = 0; error <= 0 && fuzz_backend(b); b++) {
        isorand_rng rng = before;
        fuzz_use(b);
        out = fuzz_place_again(n * size);
        const int got = isorand_fill_each(&rng, &e.request, e.arrays, out, n);
        CHECK(got == error, "%s: %d, not %d", fuzz_backend(b), got, error);
        CHECK_BYTES(&rng, &after, sizeof rng, "%s: state, %zu elements", fuzz_backend(b), n);
        if (error) {
            fuzz_untouched(out, n * size, fuzz_backend(b));
        } else {
            CHECK_BYTES(out, want, n * size, "%s: values", fuzz_backend(b));
            fuzz_check_place(out, n * size, fuzz_backend(b));
        }
    }
    for (unsigned i = 0; i < e.nparams; i++)
        free(e.memory[i]);
}

/* ---- vectors ---- */

enum { VECTORS_MAX = 12, SIZE_MAX_K = 12, SCRATCH = 4000 };

struct vectors {
    unsigned which;
    size_t n, k;
    int64_t total; /* trials or the sample */
    double real[SIZE_MAX_K * SIZE_MAX_K], mean[SIZE_MAX_K];
    int64_t colors[SIZE_MAX_K];
};
enum {
    MULTINOMIAL,
    LEGACY_MULTINOMIAL,
    HYPERGEOMETRIC,
    HYPERGEOMETRIC_COUNT,
    DIRICHLET,
    LEGACY_DIRICHLET,
    NORMAL,
    LEGACY_NORMAL,
    WAYS
};

static int make(const struct vectors *v, isorand_rng *rng, void *out) {
    static uint64_t words[SCRATCH];
    static double reals[SIZE_MAX_K];
    switch (v->which) {
    case MULTINOMIAL:
        return isorand_multinomial_i64(rng, out, v->n, v->total, v->real, v->k);
    case LEGACY_MULTINOMIAL:
        return isorand_legacy_multinomial_i64(rng, out, v->n, v->total, v->real, v->k);
    case HYPERGEOMETRIC:
        return isorand_multivariate_hypergeometric_i64(rng, out, v->n, v->colors, v->k, v->total);
    case HYPERGEOMETRIC_COUNT:
        return isorand_multivariate_hypergeometric_count_i64(rng, out, v->n, v->colors, v->k,
                                                             v->total, words, SCRATCH);
    case DIRICHLET:
        return isorand_dirichlet_f64(rng, out, v->n, v->real, v->k);
    case LEGACY_DIRICHLET:
        return isorand_legacy_dirichlet_f64(rng, out, v->n, v->real, v->k);
    case NORMAL:
        return isorand_multivariate_normal_f64(rng, out, v->n, v->mean, v->real, v->k);
    default:
        return isorand_legacy_multivariate_normal_f64(rng, out, v->n, v->mean, v->real, v->k,
                                                      reals);
    }
}

/* What integers add up to. */
static void check_sums(const struct vectors *v, const int64_t *out) {
    for (size_t i = 0; i < v->n; i++) {
        int64_t sum = fuzz_fault(2);
        for (size_t j = 0; j < v->k; j++) {
            const int64_t x = out[i * v->k + j];
            CHECK(x >= 0 && x <= v->total, "element %d", (int)j);
            CHECK(v->which < HYPERGEOMETRIC || x <= v->colors[j], "element %d", (int)j);
            sum += x;
        }
        CHECK(sum == v->total, "vector %d adds up to %lld", (int)i, (long long)sum);
    }
}

/* By the definitions: normals, then sums from left to right. */
static void check_normals(const struct vectors *v, const isorand_rng *before, const double *out) {
    const int dist = v->which == NORMAL ? ISORAND_NORMAL : ISORAND_LEGACY_NORMAL;
    isorand_request request;
    isorand_rng rng = *before;
    double z[SIZE_MAX_K];
    CHECK(!isorand_request_init(&request, dist, ISORAND_F64), "request");
    for (size_t i = 0; i < v->n; i++) {
        CHECK(!ir_request_reference(&rng, &request, z, v->k), "normals");
        for (size_t j = 0; j < v->k; j++) {
            double x = 0;
            if (v->which == NORMAL)
                for (size_t m = 0; m <= j; m++)
                    x += v->real[j * v->k + m] * z[m];
            else
                for (size_t m = 0; m < v->k; m++)
                    x += z[m] * v->real[m * v->k + j];
            x += v->mean[j] + fuzz_fault(3);
            const double got = out[i * v->k + j];
            CHECK(got == x || (isnan(got) && isnan(x)), "%.17g, not %.17g", got, x);
        }
    }
}

/* Gammas over their sum; of small alphas, which Generator breaks a stick by, that they add up. */
static void check_shares(const struct vectors *v, const isorand_rng *before, const double *out) {
    const int legacy = v->which == LEGACY_DIRICHLET;
    isorand_request gamma;
    isorand_rng rng = *before;
    double x[SIZE_MAX_K], largest = 0, least = 1;
    CHECK(!isorand_request_init(&gamma, legacy ? ISORAND_LEGACY_GAMMA : ISORAND_STANDARD_GAMMA,
                                ISORAND_F64),
          "request");
    for (size_t j = 0; j < v->k; j++) {
        largest = v->real[j] > largest ? v->real[j] : largest;
        least = v->real[j] < least ? v->real[j] : least;
    }
    const int of_gammas = largest > 0 && (legacy || largest >= 0.1);
    for (size_t i = 0; i < v->n && v->k; i++, out += v->k) {
        double sum = fuzz_fault(4);
        for (size_t j = 0; j < v->k; sum += x[j++]) {
            x[j] = out[j];
            gamma.param[0].f = v->real[j];
            CHECK(!of_gammas || !ir_request_reference(&rng, &gamma, &x[j], 1), "gammas");
        }
        for (size_t j = 0; of_gammas && j < v->k; j++) {
            const double share = x[j] * (1 / sum);
            CHECK(out[j] == share || (isnan(out[j]) && isnan(share)), "%.17g, not %.17g", out[j],
                  share);
        }
        CHECK(of_gammas || least < 1e-3 || fabs(sum - 1) < 1e-9, "vector %d adds up to %.17g",
              (int)i, sum);
    }
}

static void check_meaning(const struct vectors *v, const isorand_rng *before, const void *out) {
    if (v->which <= HYPERGEOMETRIC_COUNT)
        check_sums(v, out);
    else if (v->which <= LEGACY_DIRICHLET)
        check_shares(v, before, out);
    else
        check_normals(v, before, out);
}

static void read_vectors(struct fuzz *f, struct vectors *v) {
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    double sum = 0;
    *v = (struct vectors){.which = how % WAYS, .n = (size_t)fuzz_below(f, VECTORS_MAX + 1)};
    v->k = (size_t)fuzz_below(f, SIZE_MAX_K + 1);
    v->total = fuzz_integer(f);
    const size_t nreals = v->which >= NORMAL ? v->k * v->k : v->k;
    for (size_t i = 0; i < nreals; i++)
        sum += v->real[i] = fuzz_real(f);
    for (size_t i = 0; i < v->k && how & 128 && v->which <= LEGACY_MULTINOMIAL; i++)
        v->real[i] /= sum; /* probabilities */
    for (size_t i = 0; i < v->k; i++) {
        v->mean[i] = how & 64 ? fuzz_real(f) : 0;
        v->colors[i] = fuzz_integer(f);
    }
}

static void vectors(struct fuzz *f) {
    unsigned char want[8 * VECTORS_MAX * SIZE_MAX_K];
    struct vectors v;
    const isorand_rng before = fuzz_rng(f);
    read_vectors(f, &v);
    const size_t bytes = v.n * v.k * 8;
    int error = 1;
    isorand_rng after = before;
    unsigned char *out = fuzz_place(f, bytes);
    for (int b = 0; fuzz_backend(b); b++) {
        isorand_rng rng = before;
        fuzz_use(b);
        out = fuzz_place_again(bytes);
        const int got = make(&v, &rng, out);
        if (b == 0) { /* the first is what the others are compared with */
            error = got;
            after = rng;
            memcpy(want, out, bytes);
        }
        CHECK(got == error, "%s: %d, not %d", fuzz_backend(b), got, error);
        CHECK_BYTES(&rng, error ? &before : &after, sizeof rng, "%s: state", fuzz_backend(b));
        if (error) {
            fuzz_untouched(out, bytes, fuzz_backend(b));
        } else {
            CHECK_BYTES(out, want, bytes, "%s: values", fuzz_backend(b));
            fuzz_check_place(out, bytes, fuzz_backend(b));
        }
    }
    if (!error)
        check_meaning(&v, &before, want);
}

void fuzz_one(struct fuzz *f) {
    static void (*const ways[])(struct fuzz *) = {each, vectors};
    ways[fuzz_below(f, sizeof ways / sizeof *ways)](f);
}
