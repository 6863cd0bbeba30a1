/* SPDX-License-Identifier: MIT */
/* Saved bytes and typed states: round trips, and everything that loading and setting must refuse.
 */
#include "base/bytes.h"
#include "internal.h"
#include "support/harness.h"
#include "support/kinds.h"
#include "support/script.h"

#include <math.h>

enum { CRC_BYTES = 4, CORE = 40 }; /* the layout of src/state.c */

struct saved {
    unsigned char bytes[ISORAND_SAVE_MAX + 1];
    size_t n;
};

/* A state with something in every buffer. */
static isorand_rng busy_rng(int engine) {
    isorand_rng rng;
    CHECK(!isorand_seed(&rng, engine, 2718281828), "seed");
    isorand_next_u32(&rng);
    isorand_next_u32(&rng);
    isorand_next_u32(&rng);
    return rng;
}

static struct saved save(const isorand_rng *rng) {
    struct saved s = {.n = 0};
    CHECK(!isorand_save(rng, s.bytes, ISORAND_SAVE_MAX, &s.n) && s.n <= ISORAND_SAVE_MAX, "save");
    return s;
}

static void seal(struct saved *s) {
    ir_put32le(s->bytes + s->n - CRC_BYTES, test_crc32(0, s->bytes, s->n - CRC_BYTES));
}

static void must_refuse(const struct saved *s, const char *what, size_t detail) {
    isorand_rng rng = busy_rng(ISORAND_SFC64), kept = rng;
    CHECK(isorand_load(&rng, s->bytes, s->n) == ISORAND_EFORMAT, "%s %zu", what, detail);
    CHECK_BYTES(&rng, &kept, sizeof rng, "a refused load: %s %zu", what, detail);
}

static void round_trip(const struct test_arg *arg) {
    isorand_rng rng = busy_rng(arg->engine), other;
    const struct saved s = save(&rng);
    memset(&other, 0xff, sizeof other);
    CHECK(!isorand_load(&other, s.bytes, s.n), "load");
    CHECK_BYTES(&other, &rng, sizeof rng, "the loaded state");
    for (int i = 0; i < 2000; i++)
        CHECK(isorand_next_u32(&other) == isorand_next_u32(&rng), "value %d", i);
    struct saved small;
    memset(&small, 0xca, sizeof small);
    small.n = 77;
    CHECK(isorand_save(&rng, small.bytes, s.n - 1, &small.n) == ISORAND_ESPACE, "one byte short");
    for (size_t i = 0; i < sizeof small.bytes; i++)
        CHECK(small.bytes[i] == 0xca && small.n == 77, "a refused save wrote byte %zu", i);
    CHECK(!isorand_save(&rng, small.bytes, s.n, &small.n) && small.n == s.n, "exact capacity");
    CHECK(small.bytes[s.n] == 0xca, "save wrote behind its end");
}

static void checksum(const struct test_arg *arg) {
    /* The check value of CRC-32/ISO-HDLC: zlib.crc32(b"123456789"). */
    CHECK(test_crc32(0, "123456789", 9) == 0xcbf43926, "the test's own CRC");
    isorand_rng rng = busy_rng(arg->engine);
    const struct saved s = save(&rng);
    CHECK(ir_get32le(s.bytes + s.n - CRC_BYTES) == test_crc32(0, s.bytes, s.n - CRC_BYTES),
          "the CRC of saved bytes");
}

static void damage(const struct test_arg *arg) {
    isorand_rng rng = busy_rng(arg->engine);
    const struct saved good = save(&rng);
    struct saved bad = good;
    for (bad.n = 0; bad.n < good.n; bad.n++)
        must_refuse(&bad, "truncated to", bad.n);
    bad.n = good.n + 1;
    must_refuse(&bad, "longer by", 1);
    bad = good;
    for (size_t bit = 0; bit < 8 * good.n; bit++) {
        bad.bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
        must_refuse(&bad, "flipped bit", bit);
        bad.bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
    }
    /* Headers that lie under a correct CRC: magic, version, length, engine. */
    static const struct {
        size_t at;
        uint32_t value;
        const char *what;
    } lies[] = {{0, 0x6f73694a, "magic"},   {8, 0, "version"},
                {8, 2, "version"},          {12, 0, "length"},
                {12, 99, "length"},         {16, 0, "engine"},
                {16, UINT32_MAX, "engine"}, {16, ISORAND_ENGINE_COUNT + 1, "engine"},
                {12, UINT32_MAX, "length"}};
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        bad = good;
        ir_put32le(bad.bytes + lies[i].at, lies[i].value);
        seal(&bad);
        must_refuse(&bad, lies[i].what, lies[i].value);
    }
    for (uint32_t other = 1; other <= ISORAND_ENGINE_COUNT; other++) {
        if (ir_engine_get(other)->core_bytes == ir_engine_get((uint32_t)arg->engine)->core_bytes)
            continue;
        bad = good;
        ir_put32le(bad.bytes + 16, other);
        seal(&bad);
        must_refuse(&bad, "as engine", other);
    }
}

/* Fields that no stream can have, under a correct CRC. */
static void hostile(const struct test_arg *arg) {
    isorand_rng rng = busy_rng(arg->engine);
    const struct saved good = save(&rng);
    const struct ir_engine *e = ir_engine_get((uint32_t)arg->engine);
    const uint64_t nan_bits = UINT64_C(0x7ff8000000000000), inf_bits = UINT64_C(0xfff0000000000000);
    struct saved bad = good;
    ir_put32le(bad.bytes + 20, e->word_bytes == 8 ? 2 : 1);
    seal(&bad);
    must_refuse(&bad, "has_uint32", 2);
    bad = good;
    ir_put32le(bad.bytes + 28, 2);
    seal(&bad);
    must_refuse(&bad, "has_gauss", 2);
    for (int i = 0; i < 2; i++) {
        bad = good;
        ir_put64le(bad.bytes + 32, i ? inf_bits : nan_bits);
        seal(&bad);
        must_refuse(&bad, "gauss that is not finite", (size_t)i);
    }
    bad = good;
    unsigned char *core = bad.bytes + CORE;
    switch (arg->engine) {
    case ISORAND_PCG64:
    case ISORAND_PCG64DXSM:
        core[16] &= 0xfe;
        break;
    case ISORAND_PCG32:
        core[8] &= 0xfe;
        break;
    case ISORAND_PHILOX4X64:
    case ISORAND_PHILOX4X32:
        core[e->core_bytes - 1] = 5;
        break;
    case ISORAND_MT19937:
        ir_put32le(core + 4 * 624, 625);
        seal(&bad);
        must_refuse(&bad, "pos", 625);
        bad = good;
        memset(core, 0, 4 * 624);
        break;
    default:
        return; /* every core of SFC64 is possible */
    }
    seal(&bad);
    must_refuse(&bad, "core", 0);
}

/* get, set into another rng, and compare: PREPARE spoils one field so that set must refuse. */
#define TYPED(NAME, ENGINE, SPOIL)                                                                 \
    static void typed_##NAME(const struct test_arg *arg) {                                         \
        (void)arg;                                                                                 \
        isorand_rng rng = busy_rng(ENGINE), other = busy_rng(ISORAND_SFC64), kept;                 \
        isorand_##NAME##_state st;                                                                 \
        CHECK(!isorand_get_##NAME(&rng, &st), "get");                                              \
        CHECK(!isorand_set_##NAME(&other, &st), "set");                                            \
        CHECK_BYTES(&other, &rng, sizeof rng, "the state that was set");                           \
        SPOIL                                                                                      \
        other = busy_rng((ENGINE) % ISORAND_ENGINE_COUNT + 1);                                     \
        kept = other;                                                                              \
        CHECK(isorand_get_##NAME(&other, &st) == ISORAND_EINVAL, "get from another engine");       \
        CHECK(isorand_get_##NAME(NULL, &st) == ISORAND_EINVAL, "get from NULL");                   \
        CHECK(isorand_get_##NAME(&rng, NULL) == ISORAND_EINVAL, "get into NULL");                  \
        CHECK(isorand_set_##NAME(NULL, &st) == ISORAND_EINVAL, "set NULL");                        \
        CHECK(isorand_set_##NAME(&other, NULL) == ISORAND_EINVAL, "set from NULL");                \
        CHECK_BYTES(&other, &kept, sizeof other, "refused calls");                                 \
    }
/* Sets MEMBER to VALUE, which must be refused, and then back. */
#define REFUSE(NAME, MEMBER, VALUE)                                                                \
    do {                                                                                           \
        isorand_##NAME##_state bad = st;                                                           \
        bad.MEMBER = VALUE;                                                                        \
        kept = other;                                                                              \
        CHECK(isorand_set_##NAME(&other, &bad) == ISORAND_EINVAL, #MEMBER " = " #VALUE);           \
        CHECK_BYTES(&other, &kept, sizeof other, "a refused " #MEMBER);                            \
    } while (0);

#define isorand_pcg64dxsm_state isorand_pcg64_state
TYPED(pcg64, ISORAND_PCG64, REFUSE(pcg64, has_uint32, 2) REFUSE(pcg64, inc_lo, 2))
TYPED(pcg64dxsm, ISORAND_PCG64DXSM, REFUSE(pcg64dxsm, has_uint32, 2) REFUSE(pcg64dxsm, inc_lo, 0))
TYPED(philox4x64, ISORAND_PHILOX4X64,
      REFUSE(philox4x64, has_uint32, 2) REFUSE(philox4x64, buffer_pos, 5))
TYPED(sfc64, ISORAND_SFC64, REFUSE(sfc64, has_uint32, UINT32_MAX))
TYPED(philox4x32, ISORAND_PHILOX4X32, REFUSE(philox4x32, buffer_pos, 5))
TYPED(pcg32, ISORAND_PCG32, REFUSE(pcg32, inc, 4))
TYPED(mt19937, ISORAND_MT19937,
      REFUSE(mt19937, pos, 625) REFUSE(mt19937, has_gauss, 2) REFUSE(mt19937, gauss, (double)NAN)
          REFUSE(mt19937, gauss, (double)INFINITY) memset(st.key, 0, sizeof st.key);
      kept = other; CHECK(isorand_set_mt19937(&other, &st) == ISORAND_EINVAL, "a key of zeros");)

static const struct {
    const char *name;
    test_fn *fn;
} each_engine[] = {
    {"round-trip", round_trip}, {"crc", checksum}, {"damage", damage}, {"hostile", hostile}};

int main(int argc, char **argv) {
    for (int e = 1; e <= ISORAND_ENGINE_COUNT; e++)
        for (size_t i = 0; i < sizeof each_engine / sizeof *each_engine; i++)
            test_add(each_engine[i].fn, (struct test_arg){.engine = e}, "%s/state/%s",
                     engine_label(e), each_engine[i].name);
#define ISORAND_ENGINE(ID, name, bits, block)                                                      \
    test_add(typed_##name, (struct test_arg){0}, #name "/state/typed");
#include "engines.def"
#undef ISORAND_ENGINE
    return test_run("state", argc, argv);
}
