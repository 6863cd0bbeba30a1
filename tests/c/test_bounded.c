/* SPDX-License-Identifier: MIT */
/* The kernels of bounded integers on every backend against plain C: words that are random or lie at
 * the ends of all ranges, ranges that refuse nothing, little and nearly half, any length, what lies
 * beyond the ends, and values made where the words lay. */
#include "support/backends.h"
#include "support/random.h"

#include "base/bytes.h"
#include "base/u128.h"
#include "distribution/draw.h"

#include <string.h>

enum { MOST = 700, REACH = 64, ROUNDS = 500 };

struct shape {
    const char *name;
    unsigned from, size; /* bits of an element and of a value */
    int masked;
};
static const struct shape shapes[] = {{"lemire64", 64, 64, 0},     {"lemire32_u64", 32, 64, 0},
                                      {"lemire32", 32, 32, 0},     {"lemire16", 16, 16, 0},
                                      {"lemire8", 8, 8, 0},        {"masked64", 64, 64, 1},
                                      {"masked32_u64", 32, 64, 1}, {"masked32", 32, 32, 1},
                                      {"masked16", 16, 16, 1},     {"masked8", 8, 8, 1}};
enum { SHAPES = sizeof shapes / sizeof *shapes };

static ir_bounded_fn *kernel_of(const struct ir_backend *b, const struct shape *s) {
    ir_bounded_fn *const kernels[SHAPES] = {IR_KERNEL(b, lemire64),     IR_KERNEL(b, lemire32_u64),
                                            IR_KERNEL(b, lemire32),     IR_KERNEL(b, lemire16),
                                            IR_KERNEL(b, lemire8),      IR_KERNEL(b, masked64),
                                            IR_KERNEL(b, masked32_u64), IR_KERNEL(b, masked32),
                                            IR_KERNEL(b, masked16),     IR_KERNEL(b, masked8)};
    return kernels[s - shapes];
}

static uint64_t get(const void *p, unsigned bits, size_t i) {
    const unsigned char *at = (const unsigned char *)p + i * (bits / 8);
    uint16_t x16;
    memcpy(&x16, at, bits == 16 ? 2 : 1);
    return bits == 64 ? ir_get64(at) : bits == 32 ? ir_get32(at) : bits == 16 ? x16 : *at;
}

/* A number below 2^bits: at the ends, next to a power of two, or anything. */
static uint64_t some(struct test_random *r, unsigned bits) {
    const uint64_t full = UINT64_MAX >> (64 - bits), power = UINT64_C(1)
                                                             << test_random_below(r, bits);
    switch (test_random_below(r, 5)) {
    case 0:
        return full - test_random_below(r, 2);
    case 1:
        return test_random_below(r, 2);
    case 2:
        return (power + test_random_below(r, 3) - 1) & full;
    default:
        return test_random_u64(r) & full;
    }
}

/* One element by the rule: whether it gives a value. */
static int rule(const struct shape *s, const struct ir_bounded *how, uint64_t x, uint64_t *value) {
    if (s->masked) {
        *value = (x & how->mask) + how->offset;
        return (x & how->mask) <= how->max;
    }
    const ir_u128 product = ir_mul64(x, how->range);
    const uint64_t full = UINT64_MAX >> (64 - s->from);
    *value = (s->from == 64 ? product.hi : product.lo >> s->from) + how->offset;
    return (product.lo & full) >= how->threshold;
}

static void set(struct ir_bounded *how, const struct shape *s, uint64_t max,
                struct test_random *r) {
    const uint64_t full = UINT64_MAX >> (64 - s->from);
    memset(how, 0, sizeof *how);
    how->offset = some(r, s->size);
    how->range = max + 1;
    how->threshold = s->masked ? 0 : (full - max) % (max + 1);
    how->mask = ir_cover(max);
    how->max = max;
    const int refuses = s->masked ? how->mask != max : how->threshold != 0;
    how->refuses = !refuses ? IR_NEVER : test_random_below(r, 2) ? IR_SELDOM : IR_OFTEN;
}

static void check(const struct ir_backend *b, const struct shape *s, struct test_random *r) {
    static unsigned char words[8 * MOST + REACH], got[8 * MOST + 2 * REACH];
    const size_t n = (size_t)test_random_below(r, test_random_below(r, 2) ? 140 : MOST);
    const size_t size = s->size / 8, in = s->from / 8;
    const uint64_t all = UINT64_MAX >> (64 - s->size);
    struct ir_bounded how;
    uint64_t max;
    do
        max = some(r, s->from);
    while (max == 0 || (!s->masked && max == UINT64_MAX >> (64 - s->from)));
    set(&how, s, max, r);
    for (size_t i = 0; i < sizeof words; i += 8)
        ir_put64(words + i, test_random_below(r, 3) ? test_random_u64(r) : some(r, 64));
    const int in_place = in == size && test_random_below(r, 2);
    unsigned char *values = got + REACH;
    memset(got, 0xca, sizeof got);
    if (in_place)
        memcpy(values, words, n * in + REACH);
    const size_t made = kernel_of(b, s)(in_place ? values : words, values, n, &how);
    size_t wanted = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t value;
        if (!rule(s, &how, get(words, s->from, i), &value))
            continue;
        value &= all;
        CHECK(get(values, s->size, wanted) == value,
              "%s of %zu, max %#llx, value %zu from %#llx: %#llx, not %#llx", s->name, n,
              (unsigned long long)max, wanted, (unsigned long long)get(words, s->from, i),
              (unsigned long long)get(values, s->size, wanted), (unsigned long long)value);
        CHECK(((value - how.offset) & all) <= max, "%s: not in the range", s->name);
        wanted++;
    }
    CHECK(made == wanted, "%s of %zu, max %#llx makes %zu, not %zu", s->name, n,
          (unsigned long long)max, made, wanted);
    const size_t reach = b == &ir_backend_scalar ? 0 : REACH - 1;
    for (size_t i = 0; i < REACH; i++)
        CHECK(got[i] == 0xca, "%s writes before its values", s->name);
    for (size_t i = n * size + reach; !in_place && i < n * size + REACH; i++)
        CHECK(values[i] == 0xca, "%s of %zu writes %zu bytes beyond", s->name, n, i - n * size);
}

static void bounded(const struct test_arg *arg) {
    const struct ir_backend *b = backend_use(arg);
    struct test_random r = test_random_start(900 + (uint64_t)arg->value);
    for (int round = 0; round < ROUNDS; round++)
        check(b, &shapes[arg->value], &r);
}

static void bits(const struct test_arg *arg) {
    const struct ir_backend *b = backend_use(arg);
    struct test_random r = test_random_start(950);
    for (size_t n = 0; n <= 640; n += 64) {
        unsigned char words[80], got[641];
        for (size_t i = 0; i < sizeof words; i++)
            words[i] = (unsigned char)test_random_u64(&r);
        memset(got, 0xca, sizeof got);
        IR_KERNEL(b, bits)(words, got, n);
        for (size_t i = 0; i < n; i++)
            CHECK(got[i] == (words[i / 8] >> i % 8 & 1), "bit %zu of %zu", i, n);
        CHECK(got[n] == 0xca, "%zu bits write beyond", n);
    }
}

int main(int argc, char **argv) {
    for (int b = 0; b < backend_count(); b++)
        if (backend_runs(b)) {
            for (int s = 0; s < SHAPES; s++)
                test_add(bounded, (struct test_arg){.backend = b, .value = s}, "%s/%s",
                         shapes[s].name, backend_label(b));
            test_add(bits, (struct test_arg){.backend = b}, "bits/%s", backend_label(b));
        }
    return backends_report(test_run("bounded", argc, argv), backend_count());
}
