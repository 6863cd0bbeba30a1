/* SPDX-License-Identifier: MIT */
/* The same through the public interface, with each backend made active, for every distribution,
 * type and parameter set. */
#include "support/sweep.h"

int main(int argc, char **argv) {
    for (int b = 0; b < backend_selectable_count(); b++)
        if (backend_runs(b))
            sweep_add(sweep_active, b);
    return backends_report(test_run("invariants", argc, argv), backend_selectable_count());
}
