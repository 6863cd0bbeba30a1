/* SPDX-License-Identifier: MIT */
/* Places in a stream of values, and slices where every place is known: see parallel.h. */
#include "parallel/parallel.h"
#include "words/next.h"

#include <stddef.h>
#include <string.h>

struct ir_place ir_place_of(const isorand_rng *rng, uint64_t word) {
    return (struct ir_place){word, rng->has_uint32, rng->uinteger, rng->has_gauss, rng->gauss};
}

int ir_same_place(const struct ir_place *a, const struct ir_place *b) {
    return a->word == b->word && a->has_uint32 == b->has_uint32 && a->has_gauss == b->has_gauss &&
           (!a->has_uint32 || a->uinteger == b->uinteger) &&
           (!a->has_gauss || memcmp(&a->gauss, &b->gauss, sizeof a->gauss) == 0);
}

isorand_mark ir_mark_at(const struct ir_place *place, uint64_t value) {
    return (isorand_mark){.value = value,
                          .word = place->word,
                          .gauss = place->gauss,
                          .has_uint32 = place->has_uint32,
                          .uinteger = place->uinteger,
                          .has_gauss = place->has_gauss};
}

struct ir_place ir_place_in(const isorand_mark *m) {
    return (struct ir_place){m->word, m->has_uint32, m->uinteger, m->has_gauss, m->gauss};
}

void ir_copy_rng(isorand_rng *to, const isorand_rng *from) {
    memcpy(to, from, offsetof(isorand_rng, state) + ir_engines[from->engine]->core_bytes);
}

uint64_t ir_entry_grain(struct ir_entry entry, unsigned word_bytes) {
    const uint64_t word_bits = 8 * (uint64_t)word_bytes;
    const uint64_t bits = (uint64_t)entry.draws * entry.bits;
    return bits % word_bits ? bits * 2 / word_bits : bits / word_bits;
}

void ir_place_set(isorand_rng *rng, uint64_t from, const struct ir_place *place) {
    ir_engines[rng->engine]->skip(&rng->state, place->word - from);
    rng->has_uint32 = place->has_uint32;
    rng->uinteger = place->uinteger;
    rng->has_gauss = place->has_gauss;
    rng->gauss = place->gauss;
}

void ir_pass_draws(isorand_rng *rng, unsigned bits, uint64_t draws) {
    const struct ir_engine *e = ir_engines[rng->engine];
    if (bits == 64 || e->info.word_bytes == 4) {
        e->skip(&rng->state, draws * (bits / 8 / e->info.word_bytes));
        return;
    }
    if (draws && rng->has_uint32) {
        rng->has_uint32 = 0;
        draws--;
    }
    if (!draws)
        return;
    /* The last word is drawn, since its upper half stays in the rng. */
    e->skip(&rng->state, (draws - 1) / 2);
    (void)ir_next_u32(e, rng);
    if (draws % 2 == 0)
        (void)ir_next_u32(e, rng);
}

void ir_fill_fixed_at(const struct ir_backend *backend, const isorand_rng *rng,
                      const struct ir_plan *plan, uint64_t first, void *out, size_t n) {
    const struct ir_entry entry = ir_plan_entry(plan);
    const size_t inside = (size_t)(first % entry.values), size = plan->bytes;
    isorand_rng copy = *rng;
    struct ir_reader reader;
    unsigned char *p = out;
    ir_pass_draws(&copy, entry.bits, first / entry.values * entry.draws);
    if (inside && n) { /* the group of values that 'first' lies in */
        unsigned char group[32 * 8];
        const size_t left = entry.values - inside, m = left < n ? left : n;
        ir_reader_begin(&reader, backend, &copy);
        ir_plan_fill(&reader, plan, group, inside + m);
        ir_reader_finish(&reader);
        memcpy(p, group + inside * size, m * size);
        p += m * size;
        n -= m;
    }
    if (n) {
        ir_reader_begin(&reader, backend, &copy);
        ir_plan_fill(&reader, plan, p, n);
    }
}
