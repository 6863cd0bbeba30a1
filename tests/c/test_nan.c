/* SPDX-License-Identifier: MIT */
/* Results that are NaN have one bit pattern on every CPU, whatever its operations give: extreme
 * parameters of every distribution, by fill, by fill_each and by definition. */
#include "api/door.h"
#include "support/backends.h"
#include "support/harness.h"

#include <math.h>
#include <string.h>

enum { N = 37 };

static const double extremes[] = {0,    5e-324, 1e-310, 1e-7,  1e-4,     0.3,       1,
                                  50.0, 1e10,   1e39,   1e300, INFINITY, -INFINITY, -1e300};
enum { EXTREMES = sizeof extremes / sizeof *extremes };

static int nans; /* seen; so that the test cannot pass by seeing none */

static void check(const void *values, int type, uint64_t bits64, const char *name) {
    for (int i = 0; i < N; i++) {
        if (type == ISORAND_F64) {
            double x;
            memcpy(&x, (const char *)values + 8 * i, 8);
            if (x == x)
                continue;
            CHECK(!memcmp(&bits64, (const char *)values + 8 * i, 8), "%s: a NaN of other bits",
                  name);
        } else {
            const uint32_t bits = (uint32_t)(bits64 >> 32 & 0x80000000) | 0x7fc00000;
            float x;
            memcpy(&x, (const char *)values + 4 * i, 4);
            if (x == x)
                continue;
            CHECK(!memcmp(&bits, (const char *)values + 4 * i, 4), "%s: a NaN of other bits", name);
        }
        nans++;
    }
}

/* All three ways, whose values are the same. */
static void try(const isorand_request *request, const char *name, uint64_t bits) {
    unsigned char by_fill[8 * N], by_each[8 * N], by_definition[8 * N];
    isorand_param_array arrays[ISORAND_PARAMS_MAX] = {{0}};
    double first[N];
    isorand_rng rng, each, reference;
    const size_t bytes = N * (size_t)isorand_type_get(request->type)->bytes;
    CHECK(!isorand_seed(&rng, ISORAND_PCG64, 12), "seed");
    each = reference = rng;
    CHECK(!isorand_fill(&rng, request, by_fill, N), "%s: fill", name);
    check(by_fill, request->type, bits, name);
    for (int i = 0; i < N; i++)
        first[i] = request->param[0].f;
    arrays[0].data = first;
    arrays[0].stride = 8;
    CHECK(!isorand_fill_each(&each, request, arrays, by_each, N), "%s: fill_each", name);
    CHECK_BYTES(by_each, by_fill, bytes, "%s: fill_each", name);
    CHECK(!ir_request_reference(&reference, request, by_definition, N), "%s: definition", name);
    CHECK_BYTES(by_definition, by_fill, bytes, "%s: definition", name);
}

static void one_pattern(const struct test_arg *arg) {
    const isorand_dist_info *info = isorand_dist_get(arg->value);
    size_t combinations = 1;
    nans = 0;
    for (unsigned i = 0; i < info->nparams; i++)
        combinations *= EXTREMES;
    for (int type = ISORAND_F32; type <= ISORAND_F64; type++)
        for (size_t c = 0; c < combinations && info->types >> type & 1; c++) {
            isorand_request request;
            CHECK(!isorand_request_init(&request, info->number, type), "request");
            size_t rest = c;
            for (unsigned i = 0; i < info->nparams; i++, rest /= EXTREMES)
                request.param[i].f = extremes[rest % EXTREMES];
            if (!isorand_request_check(&request, NULL))
                try(&request, info->name, UINT64_C(0xfff8000000000000));
        }
    static const char *const some[] = {"gamma", "normal", "f", "standard_t", "wald", "gumbel"};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++)
        CHECK(strcmp(info->name, some[i]) || nans, "none was NaN");
}

/* Of a parameter that is a NaN its own bits. */
static void of_parameters(const struct test_arg *arg) {
    static const uint64_t patterns[] = {UINT64_C(0x7ff8000000000000), UINT64_C(0xfff8000000000000)};
    const isorand_dist_info *info = isorand_dist_get(arg->value);
    for (int type = ISORAND_F32; type <= ISORAND_F64; type++)
        for (unsigned p = 0; p < info->nparams && info->types >> type & 1; p++)
            for (int i = 0; i < 2; i++) {
                isorand_request request;
                CHECK(!isorand_request_init(&request, info->number, type), "request");
                memcpy(&request.param[p], &patterns[i], sizeof patterns[i]);
                CHECK(isorand_request_check(&request, NULL) == ISORAND_EINVAL, "without the flag");
                request.flags = ISORAND_NAN_ALLOWED;
                if (!isorand_request_check(&request, NULL))
                    try(&request, info->name, patterns[i]);
            }
}

static void of_vectors(const struct test_arg *arg) {
    const double alpha[4] = {1e-4, 1e-4, 1e-4, 1e-4}, mean[2] = {INFINITY, 0};
    const double matrix[4] = {-INFINITY, INFINITY, INFINITY, 1};
    double out[4 * N], scratch[2];
    isorand_rng rng;
    (void)arg;
    nans = 0;
    CHECK(!isorand_seed_legacy(&rng, 5), "seed");
    CHECK(!isorand_legacy_dirichlet_f64(&rng, out, N, alpha, 4), "dirichlet");
    for (int i = 0; i < 4; i++)
        check(out + i * N, ISORAND_F64, UINT64_C(0xfff8000000000000), "legacy_dirichlet");
    CHECK(nans, "dirichlet: no NaN");
    nans = 0;
    CHECK(!isorand_multivariate_normal_f64(&rng, out, N, mean, matrix, 2), "normal");
    check(out, ISORAND_F64, UINT64_C(0xfff8000000000000), "multivariate_normal");
    CHECK(!isorand_legacy_multivariate_normal_f64(&rng, out, N, mean, matrix, 2, scratch),
          "legacy");
    check(out, ISORAND_F64, UINT64_C(0xfff8000000000000), "legacy_multivariate_normal");
    CHECK(nans, "normal: no NaN");
}

int main(int argc, char **argv) {
    for (int i = 0; isorand_dist_at(i); i++) {
        const isorand_dist_info *info = isorand_dist_at(i);
        if (!(info->types >> ISORAND_F64 & 1))
            continue;
        test_add(one_pattern, (struct test_arg){.value = info->number}, "nan/%s", info->name);
        test_add(of_parameters, (struct test_arg){.value = info->number}, "nan-given/%s",
                 info->name);
    }
    test_add(of_vectors, (struct test_arg){0}, "nan/vectors");
    return test_run("nan", argc, argv);
}
