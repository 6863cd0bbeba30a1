/* SPDX-License-Identifier: MIT */
/* No legal call runs for ever: every distribution, type and vector call over a grid of extreme
 * parameters, at the oldest and the newest level of NumPy.  Each call must end, with values or an
 * error, within 2 s of CPU time.
 *
 * A grid runs in a child process, which counts its calls in shared memory and is killed by a timer
 * where one does not end; the parent notes the call and goes on behind it with another child. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, setitimer */
#include "support/harness.h"

#include <isorand/isorand.h>

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 2, VALUES = 2, AXES_MAX = 4, HANGS_MAX = 5, OUT_BYTES = 256 };

/* ---- parameters ---- */

static const double reals[] = {
    /* zeros, subnormals, and what underflows when squared or raised */
    0, -0.0, 5e-324, 1e-310, DBL_MIN, 1e-300, 1e-200, 1e-154, 1e-110, 3e-103, 1e-50, 1e-20, 1.5e-19,
    /* below the rounding unit, and small */
    1e-17, 0x1p-53, 1e-15, 1e-10, 1e-8, 1e-5, 1e-3, 0.01, 0.1, 0.3333333333333333, 0.5, 0.9,
    /* around 1 and the seams of the algorithms */
    1 - 0x1p-53, 1, 1 + 0x1p-52, 1 + 1e-10, 1 + 1e-5, 1.001, 1.5, 2, 3, 9.99, 10, 30, 100, 1000,
    1024, 1025, 1026, 1e5, 1e6, 1e8, 1e10, 1e15,
    /* integers in doubles, 64 bits, overflow when squared, and beyond */
    0x1p53, 1.2e16, 1e18, 0x1p62, 9.22337203648e18, 0x1p63, 0x1p64, 1e30, 1e77, 1e100, 1e153,
    1.4e154, 1e200, 1e300, 1e308, DBL_MAX, (double)INFINITY, (double)NAN, -1e-300, -1, -1e10,
    -1e300, -(double)INFINITY};
/* Where there are three of them. */
static const double few_reals[] = {0,           5e-324,
                                   1e-300,      1e-103,
                                   1e-20,       1e-10,
                                   1e-3,        0.1,
                                   0.5,         1,
                                   1.001,       3,
                                   100,         1e6,
                                   0x1p53,      1e18,
                                   0x1p63,      1e100,
                                   1.4e154,     1e300,
                                   DBL_MAX,     (double)INFINITY,
                                   (double)NAN, -1,
                                   -1e300};
static const int64_t integers[] = {0,
                                   1,
                                   2,
                                   3,
                                   9,
                                   10,
                                   11,
                                   15,
                                   16,
                                   30,
                                   100,
                                   127,
                                   128,
                                   255,
                                   256,
                                   1000,
                                   32768,
                                   65535,
                                   65536,
                                   1000000,
                                   999999999,
                                   1000000000,
                                   INT32_MAX,
                                   INT64_C(1) << 31,
                                   UINT32_MAX,
                                   INT64_C(1) << 32,
                                   (INT64_C(1) << 32) + 1,
                                   (INT64_C(1) << 53) - 1,
                                   (INT64_C(1) << 53) + 1,
                                   INT64_C(1) << 60,
                                   (INT64_C(1) << 62) - 2,
                                   (INT64_C(1) << 62) - 1,
                                   INT64_C(1) << 62,
                                   INT64_MAX - 2,
                                   INT64_MAX - 1,
                                   INT64_MAX,
                                   -1,
                                   -128,
                                   -129,
                                   -32768,
                                   INT32_MIN,
                                   -(INT64_C(1) << 32),
                                   INT64_MIN,
                                   INT64_MIN + 1};
static const int64_t flags[] = {0, 1, 2, -1};

/* The values of one parameter. */
struct axis {
    char kind; /* 'f' or 'i' */
    const void *values;
    size_t n;
};
#define AXIS(kind, values) ((struct axis){kind, values, sizeof values / sizeof *values})

/* ---- grids ---- */

struct grid;
typedef int call_fn(const struct grid *grid, isorand_rng *rng, const isorand_param *param,
                    void *out);

struct grid {
    char name[80];
    call_fn *call;
    const char *level;
    isorand_request request; /* of a scalar distribution */
    int legacy;              /* RandomState's */
    int naxes;
    struct axis axis[AXES_MAX];
};

static int call_fill(const struct grid *grid, isorand_rng *rng, const isorand_param *param,
                     void *out) {
    isorand_request request = grid->request;
    memcpy(request.param, param, (size_t)grid->naxes * sizeof *param);
    return isorand_fill(rng, &request, out, VALUES);
}

static int call_fill_each(const struct grid *grid, isorand_rng *rng, const isorand_param *param,
                          void *out) {
    isorand_param_array arrays[ISORAND_PARAMS_MAX] = {{NULL, 0}};
    for (int i = 0; i < grid->naxes; i++)
        arrays[i].data = &param[i];
    return isorand_fill_each(rng, &grid->request, arrays, out, VALUES);
}

static int call_multinomial(const struct grid *grid, isorand_rng *rng, const isorand_param *param,
                            void *out) {
    const double p[4] = {param[1].f, param[2].f, param[3].f, 0};
    return (grid->legacy ? isorand_legacy_multinomial_i64
                         : isorand_multinomial_i64)(rng, out, VALUES, param[0].i, p, 4);
}

static int call_dirichlet(const struct grid *grid, isorand_rng *rng, const isorand_param *param,
                          void *out) {
    const double alpha[3] = {param[0].f, param[1].f, param[2].f};
    return (grid->legacy ? isorand_legacy_dirichlet_f64 : isorand_dirichlet_f64)(rng, out, VALUES,
                                                                                 alpha, 3);
}

static int call_colors(const struct grid *grid, isorand_rng *rng, const isorand_param *param,
                       void *out) {
    const int64_t colors[3] = {param[0].i, param[1].i, param[2].i};
    (void)grid;
    return isorand_multivariate_hypergeometric_i64(rng, out, VALUES, colors, 3, param[3].i);
}

static size_t calls_of(const struct grid *grid) {
    size_t n = 1;
    for (int i = 0; i < grid->naxes; i++)
        n *= grid->axis[i].n;
    return n;
}

/* The parameters of call 'index'. */
static void params_of(const struct grid *grid, size_t index, isorand_param *param) {
    for (int i = 0; i < grid->naxes; i++) {
        const struct axis *axis = &grid->axis[i];
        const size_t at = index % axis->n;
        index /= axis->n;
        if (axis->kind == 'f')
            param[i].f = ((const double *)axis->values)[at];
        else
            param[i].i = ((const int64_t *)axis->values)[at];
    }
}

/* ---- children ---- */

struct progress {
    volatile size_t index; /* of the call that runs */
    volatile size_t values, errors;
    volatile int failed; /* a call answered what no error is, or wrote too much */
};
static struct progress *progress;

static void run_calls(const struct grid *grid) {
    static unsigned char out[OUT_BYTES + 8];
    const struct itimerval limit = {.it_value = {.tv_sec = SECONDS}};
    isorand_rng rng;
    if (grid->legacy ? isorand_seed_legacy(&rng, 5) : isorand_seed(&rng, ISORAND_PCG64, 5))
        abort();
    if (isorand_set_numpy(&rng, grid->level))
        abort();
    const size_t n = calls_of(grid);
    for (; progress->index < n; progress->index++) {
        isorand_param param[AXES_MAX];
        params_of(grid, progress->index, param);
        memset(out, 0xa5, sizeof out);
        setitimer(ITIMER_VIRTUAL, &limit, NULL);
        const int error = grid->call(grid, &rng, param, out);
        if (error == 0)
            progress->values++;
        else if (error < 0 && *isorand_strerror(error))
            progress->errors++;
        else
            progress->failed = 1;
        for (size_t i = OUT_BYTES; i < sizeof out; i++)
            progress->failed |= out[i] != 0xa5;
        if (progress->failed)
            _exit(EXIT_FAILURE);
    }
    _exit(EXIT_SUCCESS);
}

static void print_call(const struct grid *grid, const char *what) {
    isorand_param param[AXES_MAX];
    params_of(grid, progress->index, param);
    printf("# %s: %s, level %s:", what, grid->name, grid->level);
    for (int i = 0; i < grid->naxes; i++)
        if (grid->axis[i].kind == 'f')
            printf(" %.17g", param[i].f);
        else
            printf(" %" PRId64, param[i].i);
    printf("\n");
    fflush(stdout);
}

static void watch(const struct test_arg *arg) {
    const struct grid *grid = arg->data;
    int hangs = 0;
    *progress = (struct progress){0};
    for (;;) {
        int status;
        fflush(stdout);
        const pid_t child = fork();
        CHECK(child >= 0, "fork");
        if (child == 0)
            run_calls(grid);
        CHECK(waitpid(child, &status, 0) == child, "waitpid");
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
            break;
        if (!(WIFSIGNALED(status) && WTERMSIG(status) == SIGVTALRM)) {
            print_call(grid, "broken");
            CHECK(0, "a call ended the process, with status %#x", (unsigned)status);
        }
        print_call(grid, "endless");
        progress->index++;
        if (++hangs == HANGS_MAX)
            break; /* more would take long */
    }
    CHECK(hangs == 0, "%d calls did not end within %d s", hangs, SECONDS);
    CHECK(progress->values > 0, "no call was accepted");
    CHECK(progress->values + progress->errors == calls_of(grid), "%zu values, %zu errors",
          progress->values, progress->errors);
}

/* ---- the list ---- */

static void add(struct grid grid) {
    struct grid *copy = malloc(sizeof *copy);
    if (!copy)
        abort();
    *copy = grid;
    test_add(watch, (struct test_arg){.data = copy}, "%s/%s", copy->name, copy->level);
}

static void add_request(const isorand_request *request, const char *level) {
    const isorand_dist_info *dist = isorand_dist_get(request->dist);
    struct grid grid = {.call = call_fill,
                        .level = level,
                        .request = *request,
                        .legacy = dist->family == ISORAND_RANDOMSTATE,
                        .naxes = (int)dist->nparams};
    for (int i = 0; i < grid.naxes; i++) {
        const char kind = isorand_dist_param(dist->number, i)->kind;
        grid.axis[i] = kind == 'b'         ? AXIS('i', flags)
                       : kind == 'i'       ? AXIS('i', integers)
                       : dist->nparams > 2 ? AXIS('f', few_reals)
                                           : AXIS('f', reals);
    }
    const char *type = isorand_type_get(request->type)->name;
    snprintf(grid.name, sizeof grid.name, "%s-%s", dist->name, type);
    add(grid);
    if (grid.naxes) {
        snprintf(grid.name, sizeof grid.name, "%s-%s-each", dist->name, type);
        grid.call = call_fill_each;
        add(grid);
    }
}

static void add_vectors(const char *level) {
    static const double p[] = {0, 5e-324, 1e-300, 1e-17, 0x1p-53, 0.1, 0.3, 0.5, 1 - 0x1p-53, 1};
    for (int legacy = 0; legacy < 2; legacy++) {
        const char *prefix = legacy ? "legacy_" : "";
        struct grid grid = {.level = level, .legacy = legacy};
        grid.call = call_multinomial;
        grid.naxes = 4;
        grid.axis[0] = AXIS('i', integers);
        grid.axis[1] = grid.axis[2] = grid.axis[3] = AXIS('f', p);
        snprintf(grid.name, sizeof grid.name, "%smultinomial", prefix);
        add(grid);
        grid.call = call_dirichlet;
        grid.naxes = 3;
        grid.axis[0] = grid.axis[1] = grid.axis[2] = AXIS('f', few_reals);
        snprintf(grid.name, sizeof grid.name, "%sdirichlet", prefix);
        add(grid);
    }
    static const int64_t colors[] = {0, 1, 2, 10, 11, 1000, 333333333, 999999998, INT64_MAX, -1},
                         samples[] = {0, 1, 9, 10, 1000, 333333333, 999999999, INT64_MAX, -1};
    struct grid grid = {
        .name = "multivariate_hypergeometric", .call = call_colors, .level = level, .naxes = 4};
    grid.axis[0] = grid.axis[1] = grid.axis[2] = AXIS('i', colors);
    grid.axis[3] = AXIS('i', samples);
    add(grid);
}

int main(int argc, char **argv) {
    static const char *const levels[] = {"1.24", "2.5"};
    progress =
        mmap(NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (progress == MAP_FAILED)
        abort();
    for (int l = 0; l < 2; l++) {
        for (int d = 0; isorand_dist_at(d); d++)
            for (int t = 0; isorand_type_at(t); t++) {
                isorand_request request;
                if (!isorand_request_init(&request, isorand_dist_at(d)->number,
                                          isorand_type_at(t)->number))
                    add_request(&request, levels[l]);
            }
        add_vectors(levels[l]);
    }
    return test_run("watchdog", argc, argv);
}
