/* SPDX-License-Identifier: MIT */
/* Fills by rejection of pairs of uniforms. */
#include "distribution/tries.h"

enum { PAIRS = 512, FEW = IR_FEW_TRIES };

/* Tries of 'm' pairs, compressed to 'out', which has room for 'room' values; returns their number,
 * and whether the last pair is one. */
static size_t many_tries(const struct ir_tries *tries, struct ir_reader *r,
                         const struct ir_plan *plan, const double *constants, void *out,
                         size_t room, size_t m, int *last) {
    double uniforms[2 * PAIRS];
    uint64_t values[PAIRS], accepted[PAIRS / 64], unsure[PAIRS / 64];
    const size_t whole = (m + 63) / 64 * 64;
    ir_read_many_f64(r, uniforms, 2 * m);
    for (size_t i = 2 * m; i < 2 * whole; i++)
        uniforms[i] = 0.5;
    tries->kernel(r->backend)(uniforms, whole, values, accepted, unsure, constants);
    if (m % 64) {
        accepted[m / 64] &= (UINT64_C(1) << m % 64) - 1;
        unsure[m / 64] &= (UINT64_C(1) << m % 64) - 1;
    }
    for (size_t group = 0; group < whole / 64; group++)
        for (uint64_t rest = unsure[group]; rest; rest &= rest - 1) {
            const unsigned bit = (unsigned)__builtin_ctzll(rest);
            const size_t i = 64 * group + bit;
            if (tries->once(r, plan, uniforms[2 * i], uniforms[2 * i + 1], &values[i]))
                accepted[group] |= UINT64_C(1) << bit;
        }
    *last = accepted[(m - 1) / 64] >> (m - 1) % 64 & 1;
    if (whole <= room)
        return IR_KERNEL(r->backend, compress64)(values, accepted, out, whole);
    const size_t kept = IR_KERNEL(r->backend, compress64)(values, accepted, uniforms, whole);
    memcpy(out, uniforms, 8 * kept);
    return kept;
}

size_t ir_fill_tries(const struct ir_tries *tries, struct ir_reader *r, const struct ir_plan *plan,
                     const double *constants, void *out, size_t n) {
    unsigned char *p = out;
    size_t made = 0, m;
    int complete = 1;
    /* Each value takes a pair or more, so that as many pairs as values are wanted are not too many;
     * and one that has begun before the limit may end behind it. */
    while ((m = ir_reader_room64(r, 2 * (n - made < PAIRS ? n - made : PAIRS)) / 2) >= FEW)
        made += many_tries(tries, r, plan, constants, p + 8 * made, n - made, m, &complete);
    if (!complete) {
        double u, v;
        r->wanted = 2 * (n - made);
        do {
            u = ir_read_f64(r);
            v = ir_read_f64(r);
        } while (!tries->once(r, plan, u, v, p + 8 * made));
        made++;
    }
    return made + plan->dist->define(r, plan, p + 8 * made, n - made);
}
