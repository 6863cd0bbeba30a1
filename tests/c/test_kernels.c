/* SPDX-License-Identifier: MIT */
/* Every kernel of every backend, SIMDe's among them, against the engines' own text and the plain
 * definitions: see support/sweep.h for the ways. */
#include "support/sweep.h"

int main(int argc, char **argv) {
    for (int b = 0; b < backend_count(); b++)
        if (backend_runs(b))
            sweep_add(sweep_tables, b);
    return backends_report(test_run("kernels", argc, argv), backend_count());
}
