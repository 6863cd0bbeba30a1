/* SPDX-License-Identifier: MIT */
/* Which backend the library would choose on CPUs that are not at hand, and why.  Reads lines of
 * hexadecimal words, the fields of struct ir_x86_raw in their order, and prints for each
 *   the backend, the CPU features found, the backends that a name may choose, the reason
 * with tabs between: the reason says why nothing better was chosen. */
#include "cpu/features.h"
#include "simd/backend.h"

#include <inttypes.h>
#include <stdio.h>

/* The names of a set, with commas. */
static void print_features(uint64_t have) {
    const char *before = "\t";
    for (int bit = 0; bit < IR_CPU_BIT_COUNT; bit++)
        if (have >> bit & 1) {
            printf("%s%s", before, ir_cpu_feature_name(bit));
            before = ",";
        }
    printf("%s", have ? "" : "\t-");
}

static void decide(const struct ir_x86_raw *raw) {
    const uint64_t have = ir_cpu_decode_x86(raw);
    const struct ir_backend_row *chosen = ir_backend_choose(NULL, have), *row;
    const char *before = "\t";
    printf("%s", chosen ? chosen->info.name : "none");
    print_features(have);
    for (int i = 0; (row = ir_backend_row(i)) != NULL; i++)
        if (ir_backend_choose(row->info.name, have) == row) {
            printf("%s%s", before, row->info.name);
            before = ",";
        }
    before = "\t";
    for (int i = 0; (row = ir_backend_row(i)) != NULL && row != chosen; i++) {
        char reason[120];
        if (ir_backend_status(row, have, reason, sizeof reason) == ISORAND_BACKEND_ABSENT)
            continue;
        printf("%s%s: %s", before, row->info.name, reason);
        before = "; ";
    }
    printf("%s\n", *before == '\t' ? "\tthe best there is" : "");
}

int main(void) {
    struct ir_x86_raw raw;
    int fields;
    while ((fields = scanf("%" SCNx32 "%" SCNx32 "%" SCNx32 "%" SCNx32 "%" SCNx32 "%" SCNx32
                           "%" SCNx32 "%" SCNx32,
                           &raw.max_leaf, &raw.vendor[0], &raw.vendor[1], &raw.vendor[2],
                           &raw.leaf1_eax, &raw.leaf1_ecx, &raw.leaf7_ebx, &raw.xcr0)) == 8)
        decide(&raw);
    if (fields != EOF)
        fprintf(stderr, "decide: a line needs eight hexadecimal words\n");
    return fields != EOF;
}
