/* SPDX-License-Identifier: MIT */
/* Parts of one fill, by the messages of isorand/parallel.h, here between parts of one process: the
 * bytes and the final state of the serial fill, for every engine and kind, few and many parts,
 * slices of any lengths, and errors that all get. */
#include "api/door.h"
#include "parallel/parallel.h"
#include "support/executors.h"
#include "support/kinds.h"
#include "support/sweep.h"

#include <isorand/threads.h>
#include <stdio.h>
#include <string.h>

enum { VALUES = 60000, PARTS = 9, SCRATCH = IR_WORKER_BYTES + IR_JOB_BYTES + 64 };

static unsigned char got[8 * VALUES + 1], want[8 * VALUES], scratch[PARTS][SCRATCH];
static isorand_pool pools[PARTS];

static isorand_executor executor_of(unsigned part, int by_pool) {
    const isorand_executor here = {
        .workers = 1, .run = run_in_order, .scratch = scratch[part], .scratch_bytes = SCRATCH};
    return by_pool ? pools[part].executor : here;
}

/* All rounds; returns their number, or what all steps returned. */
static int exchange(isorand_part *parts, unsigned n,
                    unsigned char messages[PARTS][ISORAND_PART_BYTES]) {
    unsigned char next[PARTS][ISORAND_PART_BYTES];
    for (int rounds = 1;; rounds++) {
        int results[PARTS] = {0};
        for (unsigned i = 0; i < n; i++)
            results[i] = isorand_part_step(&parts[i], messages, next[i]);
        for (unsigned i = 1; i < n; i++)
            CHECK(results[i] == results[0], "part %u: %d, part 0: %d", i, results[i], results[0]);
        if (results[0] != ISORAND_PART_MORE)
            return results[0] ? results[0] : rounds;
        memcpy(messages, next, sizeof next);
    }
}

/* The array of 'total' elements by 'n' parts, 'counts' each; returns the number of rounds. */
static int try_parts(const struct kind *k, const isorand_rng *start, const size_t *counts,
                     unsigned n, int by_pool, const isorand_rng *after) {
    unsigned char messages[PARTS][ISORAND_PART_BYTES];
    isorand_part parts[PARTS];
    isorand_rng rngs[PARTS];
    isorand_executor executors[PARTS];
    size_t total = 0;
    for (unsigned i = 0; i < n; i++) {
        rngs[i] = *start;
        executors[i] = executor_of(i, by_pool);
        const int error =
            isorand_part_begin(&parts[i], &rngs[i], &k->request, got + total * k->size, counts[i],
                               i, n, &executors[i], messages[i]);
        CHECK(!error, "%s: %s", k->name, isorand_strerror(error));
        total += counts[i];
    }
    memset(got, 0x5a, total * k->size + 1);
    const int rounds = exchange(parts, n, messages);
    CHECK(rounds > 0, "%s: %s", k->name, isorand_strerror(rounds));
    for (unsigned i = 0; i < n; i++) {
        const isorand_rng states[2] = {rngs[i], *after};
        kind_check(k, "of the moment", got, want, total, states, "part %u of %u, %zu values", i, n,
                   total);
    }
    CHECK(got[total * k->size] == 0x5a, "nothing behind");
    return rounds;
}

static isorand_rng start_of(const struct kind *k, int engine, struct test_random *r) {
    isorand_rng rng = sweep_start(engine, r);
    if (isorand_dist_get(k->request.dist)->family == ISORAND_RANDOMSTATE &&
        test_random_below(r, 2)) {
        rng.has_gauss = 1;
        rng.gauss = 0.25;
    }
    return rng;
}

static enum ir_entry_kind entry_kind(const struct kind *k, uint32_t numpy) {
    struct ir_plan plan;
    int culprit;
    CHECK(!ir_prepare(&plan, &k->request, numpy, &culprit), "prepare");
    return ir_plan_entry(&plan).kind;
}

/* Of the kinds that a leg tries, other ones for each engine. */
static int first_kind(const struct test_arg *arg) {
    return arg->engine % (int)test_share();
}

/* Slices of all lengths, many of them empty or of a few elements. */
static void any_slices(const struct test_arg *arg) {
    struct test_random r = test_random_start(65);
    for (int i = first_kind(arg); i < kind_count(); i += (int)test_share()) {
        const struct kind *k = kind_get(i);
        for (int round = 0; round < (k->bulk ? 6 : 4); round++) {
            const isorand_rng start = start_of(k, arg->engine, &r);
            isorand_rng after = start;
            size_t counts[PARTS], total = 0;
            const unsigned n = 1 + (unsigned)test_random_below(&r, PARTS);
            for (unsigned part = 0; part < n; part++) {
                const uint64_t below = round == 0 ? 3 : round == 1 ? 100 : 6000;
                counts[part] = test_random_below(&r, 5) ? (size_t)test_random_below(&r, below) : 0;
                total += counts[part];
            }
            kind_fill(k, NULL, &after, want, total);
            try_parts(k, &start, counts, n, 0, &after);
        }
    }
}

/* Even ones, each by one worker and by several.  Where parses get in step, two rounds are enough.
 */
static void even_slices(const struct test_arg *arg) {
    struct test_random r = test_random_start(66);
    for (int i = first_kind(arg); i < kind_count(); i += (int)test_share()) {
        const struct kind *k = kind_get(i);
        if (!k->bulk && i % 3 != arg->engine % 3)
            continue;
        isorand_rng start = start_of(k, arg->engine, &r);
        start.has_gauss = 0;
        start.gauss = 0;
        isorand_rng after = start;
        kind_fill(k, NULL, &after, want, VALUES);
        for (unsigned n = 1; n <= 4; n++) {
            size_t counts[PARTS];
            for (unsigned part = 0; part < n; part++)
                counts[part] = VALUES / n + (part < VALUES % n);
            const int rounds = try_parts(k, &start, counts, n, n % 2, &after);
            const enum ir_entry_kind kind = entry_kind(k, start.numpy);
            CHECK(rounds <= (n == 1 || kind == IR_ENTRY_FIXED ? 1
                             : kind == IR_ENTRY_PHASE         ? (int)n + 1
                                                              : 2),
                  "%s: %u parts, %d rounds", k->name, n, rounds);
        }
    }
}

static void refusals(const struct test_arg *arg) {
    static const isorand_request normal = {
        .dist = ISORAND_NORMAL, .type = ISORAND_F64, .param[1].f = 1};
    static const isorand_request bad = {
        .dist = ISORAND_NORMAL, .type = ISORAND_F64, .param[1].f = -1};
    static const isorand_request other = {
        .dist = ISORAND_NORMAL, .type = ISORAND_F64, .param[1].f = 2};
    enum { N = 3 };
    static const struct {
        int wanted;
        const isorand_request *request;
        int seed, null_out, null_rng, null_executor, unseeded, index;
        size_t count;
    } rows[] = {
        {.wanted = ISORAND_EINVAL, .request = &bad},
        {.wanted = ISORAND_EINVAL, .request = NULL},
        {.wanted = ISORAND_EINVAL, .request = &other},
        {.wanted = ISORAND_EINVAL, .request = &normal, .seed = 1},
        {.wanted = ISORAND_EINVAL, .request = &normal, .null_out = 1},
        {.wanted = ISORAND_EINVAL, .request = &normal, .null_rng = 1},
        {.wanted = ISORAND_EINVAL, .request = &normal, .null_executor = 1},
        {.wanted = ISORAND_ESTATE, .request = &normal, .unseeded = 1},
        {.wanted = ISORAND_EINVAL, .request = &normal, .index = 1},
        {.wanted = ISORAND_ERANGE, .request = &normal, .count = SIZE_MAX / 4},
    };
    (void)arg;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (unsigned culprit = 0; culprit < N; culprit++) {
            unsigned char messages[PARTS][ISORAND_PART_BYTES];
            isorand_part parts[PARTS];
            isorand_rng rngs[N], kept[N];
            isorand_executor executors[N];
            memset(got, 0x5a, sizeof got);
            for (unsigned p = 0; p < N; p++) {
                const int is = p == culprit;
                CHECK(!isorand_seed(&rngs[p], ISORAND_PCG64, is ? (uint64_t)rows[i].seed : 0),
                      "seed");
                if (is && rows[i].unseeded)
                    memset(&rngs[p], 0, sizeof rngs[p]);
                kept[p] = rngs[p];
                executors[p] = executor_of(p, 0);
                isorand_part_begin(&parts[p], is && rows[i].null_rng ? NULL : &rngs[p],
                                   is ? rows[i].request : &normal,
                                   is && rows[i].null_out ? NULL : got + (size_t)8000 * p,
                                   is && rows[i].count ? rows[i].count : 1000,
                                   is && rows[i].index ? N - p : p, N,
                                   is && rows[i].null_executor ? NULL : &executors[p], messages[p]);
            }
            if (rows[i].index && culprit == 0) /* 3 of 3: the step refuses it by itself */
                continue;
            const int error = exchange(parts, N, messages);
            CHECK(error == rows[i].wanted, "row %zu, part %u: %d", i, culprit, error);
            CHECK_BYTES(rngs, kept, sizeof rngs, "states");
            for (size_t b = 0; b < sizeof got; b++)
                CHECK(got[b] == 0x5a, "byte %zu was written", b);
        }
    isorand_part part;
    unsigned char message[ISORAND_PART_BYTES];
    CHECK(isorand_part_begin(NULL, NULL, &normal, got, 1, 0, 1, NULL, message) == ISORAND_EINVAL,
          "no part");
    CHECK(isorand_part_begin(&part, NULL, &normal, got, 1, 0, 1, NULL, NULL) == ISORAND_EINVAL,
          "no message");
    CHECK(isorand_part_begin(&part, NULL, &normal, got, 1, 0, 0, NULL, message) == ISORAND_EINVAL,
          "no parts");
    CHECK(isorand_part_step(&part, message, message) == ISORAND_EINVAL, "no parts");
}

/* Parts that are not too long, of an array that is: at addresses where nothing is, since nothing
 * may be written. */
static void too_long_together(const struct test_arg *arg) {
    static const isorand_request raw = {.dist = ISORAND_RAW, .type = ISORAND_U8};
    enum { N = 2 };
    const uint64_t half = UINT64_C(1) << 59;
    unsigned char messages[N][ISORAND_PART_BYTES], next[ISORAND_PART_BYTES];
    isorand_part parts[N];
    isorand_rng rngs[N];
    isorand_executor executors[N];
    (void)arg;
    if (sizeof(void *) < 8)
        test_skip("pointers of 64 bits alone reach so far");
    for (unsigned p = 0; p < N; p++) {
        executors[p] = executor_of(p, 0);
        CHECK(!isorand_seed(&rngs[p], ISORAND_PCG64, 3), "seed");
        CHECK(!isorand_part_begin(&parts[p], &rngs[p], &raw, (void *)(uintptr_t)(half * (p + 1)),
                                  (size_t)half, p, N, &executors[p], messages[p]),
              "begin %u", p);
    }
    for (unsigned p = 0; p < N; p++)
        CHECK(isorand_part_step(&parts[p], messages, next) == ISORAND_ERANGE, "step of part %u", p);
}

int main(int argc, char **argv) {
    const isorand_engine_info *e;
    for (unsigned i = 0; i < PARTS; i++)
        if (isorand_pool_start(&pools[i], 2))
            return 1;
    for (int i = 0; (e = isorand_engine_at(i)) != NULL; i++) {
        const struct test_arg arg = {.engine = e->number};
        test_add(any_slices, arg, "%s/any-slices", e->name);
        test_add(even_slices, arg, "%s/even-slices", e->name);
    }
    test_add(refusals, (struct test_arg){0}, "refusals");
    test_add(too_long_together, (struct test_arg){0}, "too-long-together");
    const int code = test_run("parts", argc, argv);
    for (unsigned i = 0; i < PARTS; i++)
        isorand_pool_stop(&pools[i]);
    return code;
}
