/* SPDX-License-Identifier: MIT */
/* See entry.h. */
#include "entry.h"
#include "distribution/dist.h"

#include <stdio.h>

void bench_entry(const isorand_request *request, char *text, size_t size) {
    static const char *const kinds[] = {
        [IR_ENTRY_FIXED] = "fixed",
        [IR_ENTRY_AT_ONCE] = "at once",
        [IR_ENTRY_SLOW] = "slow",
        [IR_ENTRY_PHASE] = "phase",
    };
    struct ir_plan plan;
    int culprit;
    if (ir_prepare(&plan, request, 0, &culprit)) {
        snprintf(text, size, "?");
        return;
    }
    const struct ir_entry e = ir_plan_entry(&plan);
    if (e.kind == IR_ENTRY_FIXED)
        snprintf(text, size, "fixed, %d of %d", e.values, e.draws);
    else
        snprintf(text, size, "%s%s, %d", kinds[e.kind], e.seldom ? ", nearly fixed" : "", e.draws);
}
