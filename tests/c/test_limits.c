/* SPDX-License-Identifier: MIT */
/* Parameters for which NumPy searches for ever, or nearly so: a value soon, or a refusal.  A case
 * that hangs ends the program by SIGPROF. */
#define _DEFAULT_SOURCE /* setitimer */
#include "support/harness.h"

#include <isorand/isorand.h>

#include <math.h>
#include <stdint.h>
#include <sys/time.h>

enum { SECONDS = 20, ENDS = -2, ALONE = -1 }; /* 2 s, and a slow or emulated CPU */

/* As alarm, by CPU time: a busy machine is no fault. */
static void cpu_alarm(int seconds) {
    const struct itimerval timer = {.it_value = {.tv_sec = seconds}};
    CHECK(!setitimer(ITIMER_PROF, &timer, NULL), "setitimer");
}

static const struct limit {
    int dist;
    int refused; /* ENDS, ALONE: refused but no parameter by itself, or the one that is */
    isorand_param param[3];
} limits[] = {
    {ISORAND_BETA, ENDS, {{.f = 1e-49}, {.f = 1e-40}}},
    {ISORAND_BETA, ENDS, {{.f = 5e-324}, {.f = 5e-324}}},
    {ISORAND_BETA, ENDS, {{.f = 1e-10}, {.f = 1e-300}}},
    {ISORAND_BETA, ENDS, {{.f = 1e-9}, {.f = 1e-320}}},
    {ISORAND_LEGACY_BETA, ENDS, {{.f = 1e-49}, {.f = 1e-40}}},
    {ISORAND_ZIPF, ENDS, {{.f = 1 + 0x1p-52}}},
    {ISORAND_ZIPF, ENDS, {{.f = 1 + 1.9e-8}}},
    {ISORAND_ZIPF, ENDS, {{.f = 1 + 2.1e-8}}},
    {ISORAND_ZIPF, ENDS, {{.f = 1e300}}},
    {ISORAND_LEGACY_ZIPF, ENDS, {{.f = 1 + 0x1p-52}}},
    {ISORAND_LEGACY_ZIPF, ENDS, {{.f = 1 + 2.1e-8}}},
    {ISORAND_LEGACY_ZIPF, ENDS, {{.f = INFINITY}}},
    {ISORAND_VONMISES, ENDS, {{.f = 0}, {.f = 1e300}}},
    {ISORAND_LEGACY_VONMISES, ENDS, {{.f = 0}, {.f = 6e15}}},
    {ISORAND_LEGACY_VONMISES, ENDS, {{.f = 0}, {.f = 1.8014349373142176e16}}},
    {ISORAND_LEGACY_VONMISES, 1, {{.f = 0}, {.f = 1.2e16}}},
    {ISORAND_LEGACY_VONMISES, 1, {{.f = 0}, {.f = 1.81e16}}},
    {ISORAND_LEGACY_VONMISES, 1, {{.f = 0}, {.f = 1e20}}},
    {ISORAND_LEGACY_VONMISES, 1, {{.f = 0}, {.f = 1e200}}},
    {ISORAND_LEGACY_VONMISES, 1, {{.f = 0}, {.f = INFINITY}}},
    {ISORAND_LEGACY_HYPERGEOMETRIC,
     ENDS,
     {{.i = INT64_MAX / 2}, {.i = INT64_MAX / 2 - 1}, {.i = 26}}},
    {ISORAND_LEGACY_HYPERGEOMETRIC, ENDS, {{.i = INT64_MAX}, {.i = 0}, {.i = 10}}},
    {ISORAND_LEGACY_HYPERGEOMETRIC, ENDS, {{.i = INT64_MAX - 9}, {.i = 9}, {.i = 9}}},
    {ISORAND_LEGACY_HYPERGEOMETRIC, ALONE, {{.i = INT64_MAX / 2}, {.i = INT64_MAX / 2}, {.i = 26}}},
    {ISORAND_LEGACY_HYPERGEOMETRIC, ALONE, {{.i = INT64_MAX}, {.i = 1}, {.i = 5}}},
    {ISORAND_LEGACY_HYPERGEOMETRIC, ALONE, {{.i = 5}, {.i = 5}, {.i = 11}}},
    {ISORAND_LEGACY_HYPERGEOMETRIC, ALONE, {{.i = 1LL << 52}, {.i = 1LL << 52}, {.i = 1LL << 53}}},
    {ISORAND_LEGACY_HYPERGEOMETRIC,
     ALONE,
     {{.i = 1LL << 52}, {.i = 1LL << 52}, {.i = (1LL << 53) - 1}}},
    {ISORAND_LEGACY_HYPERGEOMETRIC, ENDS, {{.i = 1LL << 38}, {.i = 1LL << 38}, {.i = 1LL << 39}}},
};

static void ends_or_refuses(const struct test_arg *arg) {
    const struct limit *limit = arg->data;
    for (int level = 0; isorand_numpy_at(level); level++)
        for (uint64_t seed = 0; seed < 3; seed++) {
            const isorand_dist_info *info = isorand_dist_get(limit->dist);
            const int type = info->types >> ISORAND_F64 & 1 ? ISORAND_F64 : ISORAND_I64;
            isorand_request request;
            isorand_rng rng;
            uint64_t out[2];
            int culprit;
            CHECK(!isorand_request_init(&request, limit->dist, type), "request");
            for (unsigned i = 0; i < info->nparams; i++)
                request.param[i] = limit->param[i];
            CHECK(!isorand_seed(&rng, seed == 1 ? ISORAND_MT19937 : ISORAND_PCG64, seed), "seed");
            CHECK(!isorand_set_numpy(&rng, isorand_numpy_at(level)->name), "level %d", level);
            cpu_alarm(SECONDS);
            const int error = isorand_request_check(&request, &culprit);
            CHECK(isorand_fill(&rng, &request, out, 2) == error, "fill and check differ");
            cpu_alarm(0);
            if (limit->refused == ENDS)
                CHECK(error == 0, "refused");
            else
                CHECK(error == ISORAND_EINVAL && culprit == limit->refused, "%d, culprit %d", error,
                      culprit);
        }
}

/* Vectors that are made of these. */
static void vectors(const struct test_arg *arg) {
    static const double alphas[][3] = {{1e-300, 1e-300, 1e-300},
                                       {1e-10, 1e-300, 1e-12},
                                       {5e-324, 0.05, 5e-324},
                                       {2e-10, 4e-10, 0.09}};
    (void)arg;
    for (int level = 0; isorand_numpy_at(level); level++)
        for (size_t i = 0; i < sizeof alphas / sizeof *alphas; i++) {
            isorand_rng rng;
            double out[6];
            CHECK(!isorand_seed(&rng, ISORAND_PCG64, i), "seed");
            CHECK(!isorand_set_numpy(&rng, isorand_numpy_at(level)->name), "level %d", level);
            cpu_alarm(SECONDS);
            CHECK(!isorand_dirichlet_f64(&rng, out, 2, alphas[i], 3), "dirichlet %zu", i);
            CHECK(!isorand_legacy_dirichlet_f64(&rng, out, 2, alphas[i], 3), "legacy %zu", i);
            cpu_alarm(0);
        }
}

int main(int argc, char **argv) {
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        test_add(ends_or_refuses, (struct test_arg){.data = &limits[i]}, "limits/%s/%zu",
                 isorand_dist_get(limits[i].dist)->name, i);
    test_add(vectors, (struct test_arg){0}, "limits/dirichlet");
    return test_run("limits", argc, argv);
}
