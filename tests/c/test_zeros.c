/* SPDX-License-Identifier: MIT */
/* Uniforms that are 0, which a stream has once in 2^53 words: some distributions take another one,
 * the others have the edge of a logarithm or a power.  Bulk fills give the values of single draws
 * all the same, and leave the stream where these do, wherever the zero stands, on every backend. */
#include "support/sweep.h"

#include "api/door.h"

#include <stdlib.h>
#include <string.h>

enum { N = 2500 };

static void zeros(const struct test_arg *arg) {
    static const uint64_t places[] = {0,    1,    7,    15,   16,   17,    510,   511,
                                      1022, 1023, 1024, 2047, 2048, N - 2, N - 1, N};
    const struct ir_backend *b = backend_use(arg);
    struct test_random r = test_random_start(90);
    unsigned char *want = malloc(8 * N), *got = malloc(8 * N);
    CHECK(want && got, "malloc");
    for (int i = 0; i < kind_count(); i++) {
        const struct kind *k = kind_get(i);
        if (!k->bulk || k->size != 8)
            continue;
        for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
            isorand_rng states[2];
            states[0] = states[1] = sweep_zero_at(places[p], &r);
            kind_fill(k, b, &states[0], got, N);
            kind_reference(k, &states[1], want, N);
            kind_check(k, backend_label(arg->backend), got, want, N, states, "zero at %llu",
                       (unsigned long long)places[p]);
        }
    }
    free(want);
    free(got);
}

int main(int argc, char **argv) {
    for (int b = 0; b < backend_count(); b++)
        if (backend_runs(b) && !backend_get(b)->emulated)
            test_add(zeros, (struct test_arg){.backend = b}, "zeros/%s", backend_label(b));
    return backends_report(test_run("zeros", argc, argv), backend_count());
}
