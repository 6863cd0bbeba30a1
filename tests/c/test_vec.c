/* SPDX-License-Identifier: MIT */
/* Runs the cases of one vec header (tests/vec_ops.c) where the backend VEC_BACKEND can run.  One
 * program a backend, so that a CPU without its instructions never meets them. */
#include "c/vec_ops.h"
#include "support/backends.h"

#include <string.h>

static void check_op(const struct test_arg *arg) {
    const struct vec_op *op = arg->data;
    struct test_random r = test_random_start((uint64_t)arg->value);
    backend_use(arg);
    op->check(&r);
}

int main(int argc, char **argv) {
    int b = 0;
    while (backend_get(b) && strcmp(backend_get(b)->name, VEC_BACKEND))
        b++;
    if (!backend_get(b))
        return 1;
    for (int i = 0; backend_runs(b) && vec_ops[i].name; i++)
        test_add(check_op, (struct test_arg){.backend = b, .value = 70 + i, .data = &vec_ops[i]},
                 "%s/%s", vec_ops[i].name, VEC_BACKEND);
    return test_run("vec-" VEC_BACKEND, argc, argv);
}
