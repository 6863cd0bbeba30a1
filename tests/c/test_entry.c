/* SPDX-License-Identifier: MIT */
/* How a stream of values may be entered in the middle: what each plan says of itself
 * (src/distribution/entry.h) against what parses by the definition do. */
#include "distribution/dist.h"
#include "support/kinds.h"
#include "support/random.h"
#include "words/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    STREAMS = 12,
    VALUES = 4000, /* of the first parse */
    STARTS = 12,   /* of others in each stream */
    NEVER = 2000,  /* values without meeting */
    NEAR = 8       /* values until they meet that are "at once" */
};

/* Where a parse stands. */
struct place {
    uint64_t draws; /* of the plan's width, since the stream began */
    uint64_t gauss;
    int has_gauss;
};

struct parse {
    struct ir_plan plan;
    struct ir_entry entry;
    isorand_rng rng;
    struct ir_reader reader;
    uint64_t first; /* native words before it */
};

static void parse_begin(struct parse *p, const struct kind *k, const isorand_rng *from,
                        uint64_t draws) {
    int culprit;
    p->rng = *from;
    const unsigned word_bits = 8 * ir_engines[from->engine]->info.word_bytes;
    CHECK(!ir_prepare(&p->plan, &k->request, from->numpy, &culprit), "prepare");
    p->entry = ir_plan_entry(&p->plan);
    p->first = draws * p->entry.bits / word_bits;
    CHECK(!isorand_skip(&p->rng, p->first), "skip");
    ir_reader_begin(&p->reader, NULL, &p->rng);
    if (draws * p->entry.bits % word_bits)
        (void)ir_read_u32(&p->reader);
}

/* The next value (of bytes the next draw's); 0 where it ends inside of a draw, which nobody can
 * enter. */
static int parse_value(struct parse *p, struct place *at) {
    unsigned char value[8];
    const size_t n = p->plan.type == ISORAND_U8 && p->plan.dist == &ir_dist_raw ? 4 : 1;
    CHECK(ir_plan_define(&p->reader, &p->plan, value, n) == n, "a value");
    const unsigned word_bits = 8 * p->reader.engine->info.word_bytes;
    at->draws = ((p->first + ir_reader_position(&p->reader)) * word_bits - 32 * p->rng.has_uint32) /
                p->entry.bits;
    memcpy(&at->gauss, &p->rng.gauss, 8);
    at->has_gauss = (int)p->rng.has_gauss;
    return p->reader.pieces == 0;
}

static int same(const struct place *a, const struct place *b) {
    return a->draws == b->draws && a->has_gauss == b->has_gauss &&
           (!a->has_gauss || a->gauss == b->gauss);
}

static void check_fixed(const struct kind *k, const struct ir_entry *e, const isorand_rng *rng) {
    static struct parse p;
    struct place at;
    parse_begin(&p, k, rng, 0);
    const unsigned step = k->request.dist == ISORAND_RAW && k->size == 1 ? 4 : 1;
    for (uint64_t i = step; i < 200; i += step)
        if (parse_value(&p, &at))
            CHECK(i % e->values == 0 && at.draws == i / e->values * e->draws,
                  "%s: %llu values take %llu draws", k->name, (unsigned long long)i,
                  (unsigned long long)at.draws);
}

/* How many values a parse from 'start' draws until it stands where the first one does; NEVER. */
static int values_until_met(const struct kind *k, const isorand_rng *rng,
                            const struct place *places, int nplaces, uint64_t start) {
    static struct parse p;
    struct place at = {start, 0, 0};
    parse_begin(&p, k, rng, start);
    int i = 0, drawn = 0;
    while (i < nplaces && places[i].draws < start)
        i++;
    for (; i < nplaces && drawn < NEVER; drawn++) {
        int behind = 0; /* values of the first parse */
        while (i < nplaces && places[i].draws < at.draws) {
            i++;
            behind++;
        }
        for (int j = i; j < nplaces && places[j].draws == at.draws; j++)
            if (same(&places[j], &at))
                return drawn > behind ? drawn : behind;
        while (!parse_value(&p, &at))
            ;
    }
    return NEVER;
}

static int by_value(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

static void one_kind(const struct test_arg *arg) {
    const struct kind *k = arg->data;
    static struct parse p;
    static struct place places[VALUES];
    struct test_random r = test_random_start(50);
    int met[STREAMS * STARTS], n = 0;
    struct ir_entry e = {0};
    for (int stream = 0; stream < STREAMS; stream++) {
        isorand_rng rng;
        CHECK(!isorand_seed(&rng, arg->engine, test_random_u64(&r)), "seed");
        parse_begin(&p, k, &rng, 0);
        e = p.entry;
        if (e.kind == IR_ENTRY_FIXED) {
            check_fixed(k, &e, &rng);
            continue;
        }
        CHECK(e.bits == 32 || e.bits == 64, "%u", e.bits);
        int nplaces = 0;
        for (int i = 0; i < VALUES; i++)
            nplaces += parse_value(&p, &places[nplaces]);
        CHECK(!e.seldom || places[nplaces - 1].draws == (uint64_t)nplaces,
              "%s: %d values take %llu draws", k->name, nplaces,
              (unsigned long long)places[nplaces - 1].draws);
        const uint64_t end = places[nplaces / 3].draws;
        CHECK(end > 100, "%s: a value takes a draw", k->name);
        for (int i = 0; i < STARTS; i++) {
            /* Where somebody begins who knows of the last value before that nothing is cached, and
             * of its place modulo the grain. */
            uint64_t start = 1 + test_random_below(&r, end);
            int last = 0;
            while (places[last + 1].draws < start)
                last++;
            while (last && places[last].has_gauss)
                last--;
            const uint64_t phase = places[last].has_gauss ? 0 : places[last].draws % e.draws;
            while (start % e.draws != phase)
                start++;
            met[n++] = values_until_met(k, &rng, places, nplaces, start);
        }
    }
    if (e.kind == IR_ENTRY_FIXED)
        return;
    qsort(met, (size_t)n, sizeof *met, by_value);
    const int median = met[n / 2], most = met[n - 1], nine_of_ten = met[n - 1 - n / 10];
    switch (e.kind) {
    case IR_ENTRY_AT_ONCE:
        CHECK(most <= NEAR, "%s is not in step at once: median %d, most %d", k->name, median, most);
        break;
    case IR_ENTRY_SLOW:
        CHECK(median <= 200 && nine_of_ten < NEVER, "%s: median %d, 90 %% %d, most %d", k->name,
              median, nine_of_ten, most);
        break;
    default:
        /* RandomState's are not told apart by their parameters. */
        CHECK(most == NEVER || isorand_dist_get(k->request.dist)->family == ISORAND_RANDOMSTATE,
              "%s falls in step: median %d, 90 %% %d, most %d", k->name, median, nine_of_ten, most);
    }
}

/* What distributions do may change with their parameters: sets from each region, beside those of
 * the kinds.  RandomState's form is looked at too. */
static const struct region {
    const char *dist;
    isorand_param param[3];
} regions[] = {
    {"gamma", {{.f = 0.01}, {.f = 1}}},
    {"gamma", {{.f = 0.99}, {.f = 1}}},
    {"gamma", {{.f = 1.001}, {.f = 1}}},
    {"gamma", {{.f = 2}, {.f = 1}}},
    {"gamma", {{.f = 40}, {.f = 1}}},
    {"gamma", {{.f = 1e9}, {.f = 1}}},
    {"chisquare", {{.f = 2}}},
    {"chisquare", {{.f = 300}}},
    {"standard_t", {{.f = 1.5}}},
    {"standard_t", {{.f = 2}}},
    {"standard_t", {{.f = 3}}},
    {"standard_t", {{.f = 1000}}},
    {"noncentral_chisquare", {{.f = 1}, {.f = 1}}},
    {"noncentral_chisquare", {{.f = 2}, {.f = 1}}},
    {"noncentral_chisquare", {{.f = 3}, {.f = 0}}},
    {"noncentral_chisquare", {{.f = 4}, {.f = 100}}},
    {"noncentral_chisquare", {{.f = 100}, {.f = 1}}},
    {"noncentral_chisquare", {{.f = 0.1}, {.f = 100}}},
    {"beta", {{.f = 0.5}, {.f = 2}}},
    {"beta", {{.f = 2}, {.f = 0.5}}},
    {"beta", {{.f = 1}, {.f = 2}}},
    {"beta", {{.f = 2}, {.f = 2}}},
    {"beta", {{.f = 2}, {.f = 3}}},
    {"beta", {{.f = 2}, {.f = 30}}},
    {"beta", {{.f = 20}, {.f = 30}}},
    {"beta", {{.f = 200}, {.f = 1000}}},
    {"f", {{.f = 2}, {.f = 4}}},
    {"f", {{.f = 5}, {.f = 5}}},
    {"f", {{.f = 4}, {.f = 100}}},
    {"f", {{.f = 100}, {.f = 4}}},
    {"f", {{.f = 100}, {.f = 200}}},
    {"noncentral_f", {{.f = 3}, {.f = 10}, {.f = 1}}},
    {"noncentral_f", {{.f = 100}, {.f = 10}, {.f = 1}}},
    {"noncentral_f", {{.f = 0.5}, {.f = 10}, {.f = 1}}},
    {"poisson", {{.f = 0.001}}},
    {"poisson", {{.f = 0.5}}},
    {"poisson", {{.f = 9.99}}},
    {"poisson", {{.f = 10}}},
    {"poisson", {{.f = 1e9}}},
    {"negative_binomial", {{.f = 0.5}, {.f = 0.5}}},
    {"negative_binomial", {{.f = 1}, {.f = 0.5}}},
    {"negative_binomial", {{.f = 3}, {.f = 0.1}}},
    {"negative_binomial", {{.f = 1000}, {.f = 0.5}}},
    {"negative_binomial", {{.f = 1000}, {.f = 0.9999}}},
    {"logseries", {{.f = 0.5}}},
    {"logseries", {{.f = 0.999999}}},
    {"zipf", {{.f = 1.001}}},
    {"zipf", {{.f = 10}}},
    {"zipf", {{.f = 0x1.003ffffffffffp+10}}}, /* just below 1025 */
    {"zipf", {{.f = 1025}}},
    {"zipf", {{.f = 2000}}},
    {"geometric", {{.f = 0.33}}},
    {"geometric", {{.f = 0.34}}},
    {"geometric", {{.f = 1e-9}}},
    {"binomial", {{.i = 100}, {.f = 0.299}}},
    {"binomial", {{.i = 100}, {.f = 0.301}}},
    {"binomial", {{.i = 1000000000}, {.f = 0.5}}},
    {"binomial", {{.i = 1000000000}, {.f = 0}}},
    {"hypergeometric", {{.i = 5}, {.i = 5}, {.i = 1}}},
    {"hypergeometric", {{.i = 5}, {.i = 500}, {.i = 2}}},
    {"hypergeometric", {{.i = 500}, {.i = 524}, {.i = 9}}},
    {"hypergeometric", {{.i = 1}, {.i = 1023}, {.i = 9}}},
    {"hypergeometric", {{.i = 10000}, {.i = 20000}, {.i = 29995}}},
    {"hypergeometric", {{.i = 0}, {.i = 20000}, {.i = 5}}},
    {"hypergeometric", {{.i = 20}, {.i = 20}, {.i = 20}}},
    {"vonmises", {{.f = 0}, {.f = 0.01}}},
    {"vonmises", {{.f = 0}, {.f = 1}}},
    {"vonmises", {{.f = 0}, {.f = 1e5}}},
    {"wald", {{.f = 1}, {.f = 1000}}},
    {"wald", {{.f = 1000}, {.f = 1}}},
};
enum { REGIONS = sizeof regions / sizeof *regions };

static void add_region(const struct region *region, const char *prefix, int engine) {
    static struct kind kinds[4 * REGIONS];
    static int n;
    char name[32];
    struct kind *k = &kinds[n++];
    snprintf(name, sizeof name, "%s%s", prefix, region->dist);
    const isorand_dist_info *info = isorand_dist_find(name);
    const int type = info->types >> ISORAND_F64 & 1 ? ISORAND_F64 : ISORAND_I64;
    isorand_request_init(&k->request, info->number, type);
    memcpy(k->request.param, region->param, sizeof region->param);
    snprintf(k->name, sizeof k->name, "%s-%d", name, (int)(region - regions));
    k->size = 8;
    test_add(one_kind, (struct test_arg){.engine = engine, .data = k}, "%s/%s",
             isorand_engine_get(engine)->name, k->name);
}

int main(int argc, char **argv) {
    static const int engines[] = {ISORAND_PCG64, ISORAND_MT19937};
    const unsigned share = test_share();
    for (size_t e = 0; e < sizeof engines / sizeof *engines; e++) {
        for (int k = (int)(e % share); k < kind_count(); k += (int)share)
            test_add(one_kind, (struct test_arg){.engine = engines[e], .data = kind_get(k)},
                     "%s/%s", isorand_engine_get(engines[e])->name, kind_get(k)->name);
        for (int i = (int)(e % share); i < REGIONS; i += (int)share) {
            add_region(&regions[i], "", engines[e]);
            add_region(&regions[i], "legacy_", engines[e]);
        }
    }
    return test_run("entry", argc, argv);
}
