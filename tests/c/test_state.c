/* SPDX-License-Identifier: MIT */
/* Saved bytes and states as structs: round trips, and everything that loading and setting must
 * refuse.
 */
#include "base/bytes.h"
#include "engine/numpy_level.h"
#include "support/backends.h"
#include "support/model.h"
#include "support/random.h"
#include "support/script.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The layout of src/engine/state.c; the oldest level has a format of its own, without LEVEL. */
enum { FORMAT = 8, LENGTH = 12, ENGINE = 16, LEVEL = 40, LEVEL_BYTES = 4, CRC_BYTES = 4 };

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

static void set_level(isorand_rng *rng, const char *level) {
    CHECK(!isorand_set_numpy(rng, level), "level %s", level);
}

static struct saved save(const isorand_rng *rng) {
    struct saved s = {.n = 0};
    CHECK(!isorand_save(rng, s.bytes, ISORAND_SAVE_MAX, &s.n) && s.n <= ISORAND_SAVE_MAX, "save");
    return s;
}

/* Where the engine's own fields begin in saved bytes. */
static size_t core_of(const struct saved *s) {
    return ir_get32le(s->bytes + FORMAT) == 1 ? LEVEL : LEVEL + LEVEL_BYTES;
}

static void seal(struct saved *s) {
    ir_put32le(s->bytes + s->n - CRC_BYTES, test_crc32(0, s->bytes, s->n - CRC_BYTES));
}

static void must_refuse(const struct saved *s, const char *what, size_t detail) {
    isorand_rng rng = busy_rng(ISORAND_SFC64), kept = rng;
    CHECK(isorand_load(&rng, s->bytes, s->n) == ISORAND_EFORMAT, "%s %zu", what, detail);
    CHECK_BYTES(&rng, &kept, sizeof rng, "a refused load: %s %zu", what, detail);
}

/* Saved and loaded at a level. */
static void round_trip_at(const struct test_arg *arg, const char *level) {
    isorand_rng rng = busy_rng(arg->engine), other;
    set_level(&rng, level);
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

static void round_trip(const struct test_arg *arg) {
    for (int i = 0; isorand_numpy_at(i); i++)
        round_trip_at(arg, isorand_numpy_at(i)->name);
}

static void checksum(const struct test_arg *arg) {
    /* The check value of CRC-32/ISO-HDLC: zlib.crc32(b"123456789"). */
    CHECK(test_crc32(0, "123456789", 9) == 0xcbf43926, "the test's own CRC");
    isorand_rng rng = busy_rng(arg->engine);
    const struct saved s = save(&rng);
    CHECK(ir_get32le(s.bytes + s.n - CRC_BYTES) == test_crc32(0, s.bytes, s.n - CRC_BYTES),
          "the CRC of saved bytes");
}

/* Bytes that were cut, lengthened or damaged, and headers that lie under a correct CRC. */
static void damage_at(const struct test_arg *arg, const char *level) {
    isorand_rng rng = busy_rng(arg->engine);
    set_level(&rng, level);
    const struct saved good = save(&rng);
    const uint32_t format = ir_get32le(good.bytes + FORMAT);
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
    const struct {
        size_t at;
        uint32_t value;
        const char *what;
    } lies[] = {{0, 0x6f73694a, "magic"},
                {FORMAT, 0, "format"},
                {FORMAT, 3 - format, "the other format"}, /* the length is this one's */
                {FORMAT, 3, "format"},
                {LENGTH, 0, "length"},
                {LENGTH, 99, "length"},
                {LENGTH, UINT32_MAX, "length"},
                {ENGINE, 0, "engine"},
                {ENGINE, UINT32_MAX, "engine"},
                {ENGINE, IR_ENGINE_COUNT + 1, "engine"}};
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        bad = good;
        ir_put32le(bad.bytes + lies[i].at, lies[i].value);
        seal(&bad);
        must_refuse(&bad, lies[i].what, lies[i].value);
    }
    for (uint32_t other = 1; other <= IR_ENGINE_COUNT; other++) {
        isorand_rng rng_of_other = busy_rng((int)other);
        set_level(&rng_of_other, level);
        if (save(&rng_of_other).n == good.n)
            continue;
        bad = good;
        ir_put32le(bad.bytes + ENGINE, other);
        seal(&bad);
        must_refuse(&bad, "as engine", other);
    }
}

static void damage(const struct test_arg *arg) {
    damage_at(arg, "1.24");
    damage_at(arg, NULL);
}

/* Levels that are none, in a format that has them. */
static void damaged_level(const struct test_arg *arg) {
    static const uint32_t levels[] = {0,
                                      1,
                                      IR_NUMPY_1_24, /* has format 1 */
                                      IR_NUMPY_1_24 - 1,
                                      IR_NUMPY_1_25 - 1,
                                      IR_NUMPY_2_3_4 - 1,
                                      IR_NUMPY_NEWEST + 1,
                                      IR_NUMPY_END,
                                      UINT32_MAX};
    isorand_rng rng = busy_rng(arg->engine);
    const struct saved good = save(&rng);
    CHECK(ir_get32le(good.bytes + LEVEL) == IR_NUMPY_NEWEST, "the level in saved bytes");
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        struct saved bad = good;
        ir_put32le(bad.bytes + LEVEL, levels[i]);
        seal(&bad);
        must_refuse(&bad, "level", levels[i]);
    }
}

/* What was saved before there were levels, or by any version at level 1.24, has format 1. */
static void formats(const struct test_arg *arg) {
    isorand_rng rng = busy_rng(arg->engine), loaded;
    struct saved s = save(&rng);
    CHECK(ir_get32le(s.bytes + FORMAT) == 2, "the format of the newest level");
    /* Without the level it is format 1. */
    memmove(s.bytes + LEVEL, s.bytes + LEVEL + LEVEL_BYTES, s.n - LEVEL - LEVEL_BYTES);
    s.n -= LEVEL_BYTES;
    ir_put32le(s.bytes + FORMAT, 1);
    ir_put32le(s.bytes + LENGTH, (uint32_t)s.n);
    seal(&s);
    CHECK(!isorand_load(&loaded, s.bytes, s.n), "format 1");
    CHECK(!strcmp(isorand_get_numpy(&loaded), "1.24"), "format 1 is level 1.24");
    set_level(&rng, "1.24");
    CHECK_BYTES(&loaded, &rng, sizeof rng, "loaded from format 1");
    const struct saved old = save(&rng);
    CHECK(old.n == s.n, "%zu bytes at level 1.24, not %zu", old.n, s.n);
    CHECK_BYTES(old.bytes, s.bytes, s.n, "saved at level 1.24");
}

/* ---- what no stream can have ---- */

/* Fields of an engine's struct, two numbers that they cannot be, and one that they can.  Whatever
 * the fields of an engine without a row are, they must be accepted. */
enum { EMPTY = 5 }; /* Philox's: see settled */
static const struct impossible {
    int engine;
    const char *name;
    size_t offset, bytes;
    uint64_t bad[2], good;
} impossible_fields[] = {
#define ROW(ENGINE, member, bad0, bad1, good)                                                      \
    {                                                                                              \
        ISORAND_##ENGINE, #member, offsetof(union isorand_engine_state, member),                   \
            sizeof((union isorand_engine_state){{0}}.member), {bad0, bad1}, good                   \
    }
    ROW(PCG64, pcg64.inc_lo, 0, UINT64_MAX - 1, 1),
    ROW(PCG64DXSM, pcg64dxsm.inc_lo, 0, UINT64_MAX - 1, 1),
    ROW(PCG32, pcg32.inc, 0, 4, 1),
    ROW(PHILOX4X64, philox4x64.pos, EMPTY, UINT64_C(0x100000001),
        3), /* not by its low half alone */
    ROW(PHILOX4X32, philox4x32.pos, EMPTY, UINT32_MAX, 3),
    ROW(MT19937, mt19937.pos, 625, UINT32_MAX, 511),
    ROW(SFC64X32, sfc64x32.pos, 16385, UINT64_C(1) << 32, 16384),
    ROW(SFC64X32, sfc64x32.block, UINT64_C(1) << 59, UINT64_MAX, (UINT64_C(1) << 59) - 1),
#undef ROW
};
enum { IMPOSSIBLE = sizeof impossible_fields / sizeof *impossible_fields };

static void put_field(void *fields, const struct impossible *f, uint64_t x) {
    if (f->bytes == 8)
        ir_put64((unsigned char *)fields + f->offset, x);
    else
        ir_put32((unsigned char *)fields + f->offset, (uint32_t)x);
}

/* Where that field stands in saved bytes, behind the header, and with how many. */
static size_t saved_at(const struct impossible *f, unsigned *width) {
    const struct ir_engine *e = ir_engine_get((uint32_t)f->engine);
    size_t at = 0;
    unsigned i = 0;
    for (; i < e->nfields && e->fields[i].offset != f->offset; i++)
        at += (size_t)e->fields[i].count * e->fields[i].saved;
    CHECK(i < e->nfields, "no field %s", f->name);
    *width = e->fields[i].saved;
    return at;
}

/* Under a correct CRC. */
static void hostile(const struct test_arg *arg) {
    isorand_rng rng = busy_rng(arg->engine);
    const struct saved good = save(&rng);
    const uint64_t nan_bits = UINT64_C(0x7ff8000000000000), inf_bits = UINT64_C(0xfff0000000000000);
    struct saved bad = good;
    ir_put32le(bad.bytes + 20, isorand_engine_get(arg->engine)->word_bytes == 8 ? 2 : 1);
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
    for (int f = 0; f < IMPOSSIBLE; f++)
        for (int i = 0; i < 2 && impossible_fields[f].engine == arg->engine; i++) {
            unsigned width;
            const size_t at = saved_at(&impossible_fields[f], &width);
            bad = good;
            for (unsigned k = 0; k < width; k++)
                bad.bytes[core_of(&bad) + at + k] =
                    (unsigned char)(impossible_fields[f].bad[i] >> 8 * k);
            seal(&bad);
            /* what the saved bytes cannot hold is another number */
            if (width == 8 || impossible_fields[f].bad[i] >> 8 * width == 0)
                must_refuse(&bad, impossible_fields[f].name, (size_t)i);
        }
}

/* ---- states as structs ---- */

static isorand_state get(const isorand_rng *rng) {
    isorand_state st;
    CHECK(!isorand_get_state(rng, &st), "get");
    return st;
}

static void must_not_set(const isorand_state *st, const char *what) {
    isorand_rng rng = busy_rng(ISORAND_SFC64), kept = rng;
    CHECK(isorand_set_state(&rng, st) == ISORAND_EINVAL, "set %s", what);
    CHECK_BYTES(&rng, &kept, sizeof rng, "a refused set: %s", what);
}

/* What can be set can be saved, loaded and got again, and leads somewhere. */
static void must_set(const isorand_state *st, const char *what) {
    isorand_rng rng = busy_rng(ISORAND_SFC64), loaded;
    CHECK(!isorand_set_state(&rng, st), "set %s", what);
    const struct saved s = save(&rng);
    CHECK(!isorand_load(&loaded, s.bytes, s.n), "%s: what was saved is not loaded", what);
    CHECK_BYTES(&loaded, &rng, sizeof rng, "%s: saved and loaded", what);
    const isorand_state again = get(&loaded);
    CHECK_BYTES(&again.fields, &st->fields, sizeof st->fields, "%s: set and got", what);
    uint32_t any = 0;
    for (int i = 0; i < 2000; i++)
        any |= isorand_next_u32(&rng);
    CHECK(any, "%s: 2000 words of 0", what);
}

static void set_and_get(const struct test_arg *arg) {
    isorand_rng rng = busy_rng(arg->engine), other = busy_rng(arg->engine % IR_ENGINE_COUNT + 1);
    if (arg->engine == ISORAND_MT19937) {
        rng.has_gauss = 1;
        rng.gauss = -0.25;
    }
    const isorand_state st = get(&rng);
    CHECK(st.engine == arg->engine && st.has_uint32 == rng.has_uint32 &&
              st.uinteger == rng.uinteger && st.has_gauss == rng.has_gauss &&
              memcmp(&st.gauss, &rng.gauss, sizeof st.gauss) == 0 && st.numpy == rng.numpy &&
              st.reserved == 0,
          "the members of a state");
    CHECK(!isorand_set_state(&other, &st), "set");
    CHECK_BYTES(&other, &rng, sizeof rng, "the state that was set");
    must_set(&st, "a state that was got");
    isorand_rng unseeded = {0}, kept = rng;
    isorand_state untouched = st;
    CHECK(isorand_get_state(NULL, &untouched) == ISORAND_EINVAL, "get from NULL");
    CHECK(isorand_get_state(&rng, NULL) == ISORAND_EINVAL, "get into NULL");
    CHECK(isorand_get_state(&unseeded, &untouched) == ISORAND_ESTATE, "get from nothing");
    CHECK_BYTES(&untouched, &st, sizeof st, "refused gets");
    CHECK(isorand_set_state(NULL, &st) == ISORAND_EINVAL, "set NULL");
    CHECK(isorand_set_state(&rng, NULL) == ISORAND_EINVAL, "set from NULL");
    CHECK_BYTES(&rng, &kept, sizeof rng, "refused sets");
}

/* Members that no stream can have. */
static void impossible(const struct test_arg *arg) {
    isorand_rng rng = busy_rng(arg->engine);
    const isorand_state good = get(&rng);
    isorand_state bad = good;
#define REFUSE(member, value)                                                                      \
    do {                                                                                           \
        bad.member = (value);                                                                      \
        must_not_set(&bad, #member " = " #value);                                                  \
        bad = good;                                                                                \
    } while (0)
    REFUSE(engine, 0);
    REFUSE(engine, -1);
    REFUSE(engine, IR_ENGINE_COUNT + 1);
    REFUSE(engine, INT32_MIN);
    if (isorand_engine_get(arg->engine)->word_bytes == 4)
        REFUSE(has_uint32, 1);
    REFUSE(gauss, (double)NAN);
    REFUSE(gauss, (double)INFINITY);
    REFUSE(gauss, -(double)INFINITY);
    REFUSE(numpy, 1);
    REFUSE(numpy, IR_NUMPY_1_24 - 1);
    REFUSE(numpy, IR_NUMPY_2_1 + 1);
    REFUSE(numpy, IR_NUMPY_END);
    REFUSE(numpy, UINT32_MAX);
#undef REFUSE
    for (int f = 0; f < IMPOSSIBLE; f++)
        for (int i = 0; i < 2 && impossible_fields[f].engine == arg->engine; i++) {
            bad = good;
            put_field(&bad.fields, &impossible_fields[f], impossible_fields[f].bad[i]);
            if (impossible_fields[f].bad[i] != EMPTY)
                must_not_set(&bad, impossible_fields[f].name);
        }
}

/* Members that saved bytes never have, and that are set as what NumPy takes them for. */
static void settled(const struct test_arg *arg) {
    isorand_rng rng = busy_rng(arg->engine), other;
    isorand_state st = get(&rng), want = st;
    const int halves = isorand_engine_get(arg->engine)->word_bytes == 8;
    want.has_uint32 = (uint32_t)halves;
    want.has_gauss = 1;
    st.has_uint32 = halves ? UINT32_MAX : 0;
    st.has_gauss = 2;
    if (arg->engine == ISORAND_PHILOX4X64) {
        want.fields.philox4x64.pos = 4;
        st.fields.philox4x64.pos = EMPTY;
    } else if (arg->engine == ISORAND_PHILOX4X32) {
        want.fields.philox4x32.pos = 4;
        st.fields.philox4x32.pos = EMPTY;
    }
    CHECK(!isorand_set_state(&other, &st), "set");
    const isorand_state got = get(&other);
    CHECK_BYTES(&got, &want, sizeof got, "set and got");
}

/* Of key[0] only the top bit counts: with all the others 0, each word would be 0, and nothing that
 * waits for another word would end. */
static void mt19937_zeros(const struct test_arg *arg) {
    (void)arg;
    static const uint32_t positions[] = {0, 1, 623, 624};
    isorand_rng rng = busy_rng(ISORAND_MT19937);
    isorand_state st = get(&rng);
    for (int i = 0; i < 4; i++) {
        memset(st.fields.mt19937.key, 0, sizeof st.fields.mt19937.key);
        st.fields.mt19937.pos = positions[i];
        must_not_set(&st, "a key of zeros");
        st.fields.mt19937.key[0] = 1;
        must_not_set(&st, "key = {1, 0, ...}");
        st.fields.mt19937.key[0] = 0x7fffffff;
        must_not_set(&st, "key = {0x7fffffff, 0, ...}");
        struct saved bad = save(&rng);
        unsigned char *const core = bad.bytes + core_of(&bad);
        memset(core, 0, sizeof st.fields.mt19937.key);
        ir_put32le(core + sizeof st.fields.mt19937.key, positions[i]);
        ir_put32le(core, 0x7fffffff);
        seal(&bad);
        must_refuse(&bad, "a key of zeros, pos", positions[i]);
        st.fields.mt19937.key[0] = 0x80000000;
        must_set(&st, "key = {0x80000000, 0, ...}");
        st.fields.mt19937.key[0] = 0;
        st.fields.mt19937.key[623] = 1;
        must_set(&st, "key = {0, ..., 0, 1}");
    }
}

/* The extreme states that are accepted lead somewhere too: all of a state's bits 0 or 1, but for
 * those that must be otherwise. */
static void extremes(const struct test_arg *arg) {
    for (int ones = 0; ones < 2; ones++) {
        isorand_rng rng = busy_rng(arg->engine);
        isorand_state st = get(&rng);
        const struct ir_engine *e = ir_engine_get((uint32_t)arg->engine);
        memset(&st.fields, 0, sizeof st.fields);
        memset(&st.fields, ones ? 0xff : 0, e->core_bytes);
        for (int f = 0; f < IMPOSSIBLE; f++)
            if (impossible_fields[f].engine == arg->engine)
                put_field(&st.fields, &impossible_fields[f], impossible_fields[f].good);
        if (arg->engine == ISORAND_MT19937)
            st.fields.mt19937.key[400] |= 1; /* see mt19937_zeros */
        must_set(&st, ones ? "ones" : "zeros");
    }
}

/* ---- states inside the rng ---- */

/* The given state and the given bytes may lie anywhere, on top of the rng as well. */
static void overlapping(const struct test_arg *arg) {
    const size_t reach = sizeof(isorand_state) - 8, room = 2 * reach + sizeof(isorand_rng);
    unsigned char *memory = malloc(room + ISORAND_SAVE_MAX);
    CHECK(memory, "malloc");
    isorand_rng *const rng = (isorand_rng *)(void *)(memory + reach);
    const isorand_rng want = busy_rng(arg->engine), other = busy_rng(ISORAND_PCG32);
    const isorand_state st = get(&want);
    const struct saved s = save(&want);
    for (size_t at = 0; at <= 2 * reach; at += 8) {
        memcpy(rng, &other, sizeof other);
        memcpy(memory + at, &st, sizeof st);
        CHECK(!isorand_set_state(rng, (const isorand_state *)(void *)(memory + at)),
              "a state at %zu, the rng at %zu", at, reach);
        CHECK_BYTES(rng, &want, sizeof want, "a state at %zu, the rng at %zu", at, reach);
    }
    for (size_t at = 0; at < reach + sizeof want; at += 5) {
        memcpy(rng, &other, sizeof other);
        memcpy(memory + at, s.bytes, s.n);
        CHECK(!isorand_load(rng, memory + at, s.n), "bytes at %zu, the rng at %zu", at, reach);
        CHECK_BYTES(rng, &want, sizeof want, "bytes at %zu, the rng at %zu", at, reach);
    }
    free(memory);
}

static const struct {
    const char *name;
    test_fn *fn;
} each_engine[] = {
    {"round-trip", round_trip},       {"crc", checksum},           {"damage", damage},
    {"damaged-level", damaged_level}, {"formats", formats},        {"hostile", hostile},
    {"set-and-get", set_and_get},     {"impossible", impossible},  {"settled", settled},
    {"extremes", extremes},           {"overlapping", overlapping}};

int main(int argc, char **argv) {
    for (int e = 1; e <= IR_ENGINE_COUNT; e++)
        for (size_t i = 0; i < sizeof each_engine / sizeof *each_engine; i++)
            test_add(each_engine[i].fn, (struct test_arg){.engine = e}, "%s/state/%s",
                     engine_label(e), each_engine[i].name);
    test_add(mt19937_zeros, (struct test_arg){0}, "mt19937/state/zeros");
    return test_run("state", argc, argv);
}
