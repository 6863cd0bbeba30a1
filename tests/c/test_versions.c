/* SPDX-License-Identifier: MIT */
/* NumPy levels as a setting: versions and their levels, and the level as a part of the state. */
#include "engine/numpy_level.h"
#include "support/backends.h"

#include <stdio.h>
#include <string.h>

/* ---- versions ---- */

static const struct {
    const char *version, *level; /* NULL: refused */
} versions[] = {
    {"1.22", "1.24"},
    {"1.22.0", "1.24"},
    {"1.22.4", "1.24"},
    {"1.23.0", "1.24"},
    {"1.23.5", "1.24"},
    {"1.24", "1.24"},
    {"1.24.0", "1.24"},
    {"1.24.4", "1.24"},
    {"1.24.99", "1.24"},
    {"1.25", "1.25"},
    {"1.25.0", "1.25"},
    {"1.25.2", "1.25"},
    {"1.26", "1.26"},
    {"1.26.0", "1.26"},
    {"1.26.4", "1.26"},
    {"2.0", "1.26"},
    {"2.0.0", "1.26"},
    {"2.0.2", "1.26"},
    {"2.1", "2.1"},
    {"2.1.0", "2.1"},
    {"2.1.3", "2.1"},
    {"2.2", "2.1"},
    {"2.2.6", "2.1"},
    {"2.3", "2.1"},
    {"2.3.0", "2.1"},
    {"2.3.3", "2.1"},
    {"2.3.4", "2.3.4"},
    {"2.3.5", "2.3.4"},
    {"2.3.10", "2.3.4"},
    {"2.4", "2.4"},
    {"2.4.0", "2.4"},
    {"2.4.6", "2.4"},
    {"2.5", "2.5"},
    {"2.5.0", "2.5"},
    {"2.5.2", "2.5"},
    {"2.5.99", "2.5"},
    /* as numpy.__version__ has them before and beside a release */
    {"2.5.0rc1", "2.5"},
    {"2.4.0b1", "2.4"},
    {"2.4.0a2", "2.4"},
    {"2.1.0.dev0", "2.1"},
    {"2.3.4.post1", "2.3.4"},
    {"2.5.0.dev0+git20250101.abcdef0", "2.5"},
    {"1.24.2+local", "1.24"},
    {"1.26rc2", "1.26"},
    /* unknown to this library */
    {"0", NULL},
    {"1", NULL},
    {"1.21", NULL},
    {"1.21.6", NULL},
    {"1.9", NULL},
    {"1.3", NULL},
    {"2.6", NULL},
    {"2.6.0", NULL},
    {"2.10", NULL},
    {"3", NULL},
    {"3.0.0", NULL},
    {"12.4", NULL},
    {"0.99", NULL},
    {"99.99.99", NULL},
    /* no versions */
    {"", NULL},
    {"2.", NULL},
    {"2.x", NULL},
    {".5", NULL},
    {"2..5", NULL},
    {"x", NULL},
    {" 2.5", NULL},
    {"2.5 ", NULL},
    {"+2.5", NULL},
    {"-2.5", NULL},
    {"2,5", NULL},
    {"v2.5", NULL},
    {"2.5rc", NULL},
    {"2.5a", NULL},
    {"2.5.dev", NULL},
    {"2.5+", NULL},
    {"2.5.0.1", NULL},
    {"2.5.0rc1x", NULL},
    {"2.5-1", NULL},
    {"2.5.0 rc1", NULL},
    {"2.005", NULL},
    {"2.1000000000000000000001", NULL},
    {"4294967298.5", NULL},
    {"newest", NULL},
};

static void check_version(const struct test_arg *arg) {
    const char *version = versions[arg->value].version, *level = versions[arg->value].level;
    isorand_rng rng;
    CHECK(!isorand_seed(&rng, ISORAND_PCG64, 7) && !isorand_set_numpy(&rng, "1.26"), "seed");
    const isorand_rng before = rng;
    const int error = isorand_set_numpy(&rng, version);
    if (!level) {
        CHECK(error == ISORAND_EINVAL, "'%s' is not refused", version);
        CHECK_BYTES(&rng, &before, sizeof rng, "after the refused '%s'", version);
        return;
    }
    CHECK(!error, "'%s': %s", version, isorand_strerror(error));
    CHECK(!strcmp(isorand_get_numpy(&rng), level), "'%s' is level %s", version,
          isorand_get_numpy(&rng));
    rng.numpy = before.numpy;
    CHECK_BYTES(&rng, &before, sizeof rng, "'%s' changed more than the level", version);
}

/* The rows of the registry: each name is a version of its own level, in order. */
static void rows(const struct test_arg *arg) {
    (void)arg;
    isorand_rng rng;
    CHECK(!isorand_seed(&rng, ISORAND_PCG64, 7), "seed");
    uint32_t last = 0;
    int n = 0;
    for (; isorand_numpy_at(n); n++) {
        const isorand_numpy_info *row = isorand_numpy_at(n);
        CHECK(!isorand_set_numpy(&rng, row->name), "%s", row->name);
        CHECK(!strcmp(isorand_get_numpy(&rng), row->name), "%s", row->name);
        CHECK(rng.numpy > last, "%s does not follow", row->name);
        CHECK(row->changes && *row->changes, "%s has no changes", row->name);
        last = rng.numpy;
    }
    CHECK(n == 7, "%d levels", n); /* whose golden values are at hand */
    CHECK(last == IR_NUMPY_NEWEST, "the last row is not the newest level");
    CHECK(!isorand_numpy_at(-1) && !isorand_numpy_at(n + 1), "rows beyond the ends");
}

/* Every version of three numbers has the level that the file of rows says, or none. */
static void all_versions(const struct test_arg *arg) {
    (void)arg;
    for (uint32_t major = 0; major < 5; major++)
        for (uint32_t minor = 0; minor < 40; minor++)
            for (uint32_t patch = 0; patch < 12; patch++) {
                char text[20];
                snprintf(text, sizeof text, "%u.%u.%u", (unsigned)major, (unsigned)minor,
                         (unsigned)patch);
                const uint32_t level = ir_numpy_level(text),
                               code = major * 10000 + minor * 100 + patch;
                if (code < 12200 || code >= 20600) {
                    CHECK(level == 0, "%s is level %u", text, (unsigned)level);
                    continue;
                }
                CHECK(ir_numpy_is_level(level) && level <= code, "%s is level %u", text,
                      (unsigned)level);
                for (uint32_t other = level + 1; other <= code; other++)
                    CHECK(!ir_numpy_is_level(other), "%s is level %u", text, (unsigned)other);
            }
}

static void arguments(const struct test_arg *arg) {
    (void)arg;
    isorand_rng rng, unseeded = {0};
    CHECK(!isorand_seed(&rng, ISORAND_PCG64, 7), "seed");
    CHECK(!strcmp(isorand_get_numpy(&rng), "2.5"), "a new rng has the newest level");
    CHECK(!isorand_set_numpy(&rng, "1.24") && !isorand_set_numpy(&rng, NULL), "NULL");
    CHECK(!strcmp(isorand_get_numpy(&rng), "2.5"), "NULL is the newest level");
    CHECK(isorand_set_numpy(NULL, "2.5") == ISORAND_EINVAL, "no rng");
    CHECK(isorand_set_numpy(&unseeded, "2.5") == ISORAND_ESTATE, "not seeded");
    CHECK(isorand_set_numpy(&unseeded, "2.6") == ISORAND_EINVAL, "neither seeded nor known");
    CHECK(!isorand_get_numpy(&unseeded) && !isorand_get_numpy(NULL), "no level of no stream");
}

/* ---- the level in the state ---- */

enum { N = 400 };

/* Values whose every level differs from the next: wald, beta, binomial, zipf, geometric. */
static void draw(isorand_rng *rng, unsigned char *out) {
    memset(out, 0, 8 * 5 * N);
    CHECK(!isorand_fill_wald_f64(rng, (double *)(void *)out, N, 1e5, 1), "wald");
    CHECK(!isorand_fill_beta_f64(rng, (double *)(void *)(out + 8 * N), N, 1e-3, 1e-3), "beta");
    CHECK(!isorand_fill_binomial_i64(rng, (int64_t *)(void *)(out + 16 * N), N, INT64_C(1) << 60,
                                     1e-18),
          "binomial");
    CHECK(!isorand_fill_zipf_i64(rng, (int64_t *)(void *)(out + 24 * N), N, 1.1), "zipf");
    CHECK(!isorand_fill_geometric_i64(rng, (int64_t *)(void *)(out + 32 * N), N, 1e-19),
          "geometric");
}

static isorand_rng start(int engine, const char *level) {
    isorand_rng rng;
    CHECK(!isorand_seed(&rng, engine, 31), "seed");
    CHECK(!isorand_set_numpy(&rng, level), "level");
    isorand_next_u32(&rng);
    return rng;
}

static void must_go_on(const isorand_rng *from, isorand_rng *other, const char *what) {
    static unsigned char got[8 * 5 * N], want[8 * 5 * N];
    isorand_rng rng = *from;
    CHECK_BYTES(other, from, sizeof *from, "%s: the state", what);
    draw(&rng, want);
    draw(other, got);
    CHECK_BYTES(got, want, sizeof want, "%s: the values", what);
    CHECK_BYTES(other, &rng, sizeof rng, "%s: the state after the values", what);
}

/* Copies, saved bytes and states go on at the level that they were taken at. */
static void goes_on(const struct test_arg *arg) {
    for (int i = 0; isorand_numpy_at(i); i++) {
        const char *level = isorand_numpy_at(i)->name;
        const isorand_rng rng = start(arg->engine, level);
        isorand_rng other = rng;
        must_go_on(&rng, &other, "a copy");
        unsigned char saved[ISORAND_SAVE_MAX];
        size_t n;
        CHECK(!isorand_save(&rng, saved, sizeof saved, &n), "save");
        other = start(ISORAND_SFC64, "1.25");
        CHECK(!isorand_load(&other, saved, n), "load");
        CHECK(!strcmp(isorand_get_numpy(&other), level), "loaded at level %s, not %s",
              isorand_get_numpy(&other), level);
        must_go_on(&rng, &other, "loaded");
        isorand_state st;
        CHECK(!isorand_get_state(&rng, &st), "get");
        other = start(ISORAND_SFC64, "1.25");
        CHECK(!isorand_set_state(&other, &st), "set");
        must_go_on(&rng, &other, "set");
    }
}

/* A state that names no level has the newest, whatever the rng had. */
static void unnamed_level(const struct test_arg *arg) {
    const isorand_rng rng = start(arg->engine, NULL);
    isorand_rng other = start(ISORAND_SFC64, "1.24");
    isorand_state st;
    CHECK(!isorand_get_state(&rng, &st) && st.numpy == IR_NUMPY_NEWEST, "get");
    st.numpy = 0;
    CHECK(!isorand_set_state(&other, &st), "set");
    must_go_on(&rng, &other, "set without a level");
}

/* Moving keeps the level; seeding does not. */
static void moves(const struct test_arg *arg) {
    const isorand_engine_info *engine = isorand_engine_get(arg->engine);
    for (int i = 0; isorand_numpy_at(i); i++) {
        const char *level = isorand_numpy_at(i)->name;
        isorand_rng rng = start(arg->engine, level), out = start(ISORAND_SFC64, "1.25");
        CHECK(!isorand_skip(&rng, 1000) && !strcmp(isorand_get_numpy(&rng), level), "skip");
        if (engine->can_advance)
            CHECK(!isorand_advance(&rng, 1000) && !strcmp(isorand_get_numpy(&rng), level),
                  "advance");
        if (engine->can_jump)
            CHECK(!isorand_jumped(&rng, 1, &out) && !strcmp(isorand_get_numpy(&out), level),
                  "jumped");
        CHECK(!isorand_seed(&rng, arg->engine, 1) && !strcmp(isorand_get_numpy(&rng), "2.5"),
              "seed");
    }
}

/* The values above do depend on the level. */
static void levels_differ(const struct test_arg *arg) {
    static unsigned char values[8][8 * 5 * N];
    int n = 0;
    for (; isorand_numpy_at(n); n++) {
        isorand_rng rng = start(arg->engine, isorand_numpy_at(n)->name);
        draw(&rng, values[n]);
    }
    /* 2.5 differs in rarer values: see test_levels.c */
    for (int i = 1; i + 1 < n; i++)
        CHECK(memcmp(values[i], values[i - 1], sizeof values[i]), "level %s is that before",
              isorand_numpy_at(i)->name);
}

static const struct {
    const char *name;
    test_fn *fn;
} each_engine[] = {{"goes-on", goes_on},
                   {"unnamed-level", unnamed_level},
                   {"moves", moves},
                   {"levels-differ", levels_differ}};

int main(int argc, char **argv) {
    for (int v = 0; v < (int)(sizeof versions / sizeof *versions); v++)
        test_add(check_version, (struct test_arg){.value = v}, "version/'%s'", versions[v].version);
    test_add(rows, (struct test_arg){0}, "rows");
    test_add(all_versions, (struct test_arg){0}, "all-versions");
    test_add(arguments, (struct test_arg){0}, "arguments");
    for (int e = 1; e <= IR_ENGINE_COUNT; e++)
        for (size_t i = 0; i < sizeof each_engine / sizeof *each_engine; i++)
            test_add(each_engine[i].fn, (struct test_arg){.engine = e}, "%s/%s", engine_label(e),
                     each_engine[i].name);
    return test_run("versions", argc, argv);
}
