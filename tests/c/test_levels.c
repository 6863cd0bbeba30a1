/* SPDX-License-Identifier: MIT */
/* Every function that differs between levels of NumPy, against golden values of each level
 * (tests/vectors/numpy_levels.txt says where they come from and what its lines mean), on every
 * usable backend; and the golden values against the list of what changed when. */
#include "base/bytes.h"
#include "support/backends.h"
#include "support/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUES_MAX = 30000, PARAMS_MAX = 8, LEVELS_MAX = 16, SHOWN = 3 };

/* The functions of the file, and the levels that changed them; no level but these did. */
static const struct {
    const char *function, *levels;
} changes[] = {
    {"beta", "1.26 2.1"},
    {"binomial", "2.4 2.5"},
    {"dirichlet", "1.25 1.26 2.1"},
    {"geometric", "1.25"},
    {"multinomial", "2.4 2.5"},
    {"negative_binomial", ""},
    {"poisson", ""},
    {"wald", "2.3.4"},
    {"zipf", "2.1"},
    {"legacy_beta", ""},
    {"legacy_binomial", "2.4"},
    {"legacy_geometric", ""},
    {"legacy_multinomial", "2.4 2.5"},
    {"legacy_negative_binomial", ""},
    {"legacy_poisson", ""},
    {"legacy_wald", ""},
    {"legacy_zipf", ""},
};
enum { FUNCTIONS = sizeof changes / sizeof *changes };

static const struct script *scripts;
static size_t nscripts;

/* ---- a case's stream and call ---- */

struct call {
    char function[40], engine[12];
    uint64_t seed, n;
    char param[PARAMS_MAX][32];
    size_t nparams;
    size_t k; /* elements of a vector; 1 where values are numbers */
};

static int is_vector(const struct call *c) {
    return strstr(c->function, "multinomial") || !strcmp(c->function, "dirichlet");
}

static struct call call_of(const struct script *script) {
    struct call c = {.k = 1};
    const char *text = script->name;
    CHECK(vector_word(&text, c.function, sizeof c.function) &&
              vector_word(&text, c.engine, sizeof c.engine) && vector_decimal(&text, &c.seed) &&
              vector_decimal(&text, &c.n),
          "malformed: case %s", script->name);
    while (c.nparams < PARAMS_MAX && vector_word(&text, c.param[c.nparams], sizeof *c.param))
        c.nparams++;
    if (is_vector(&c))
        c.k = c.nparams - (strcmp(c.function, "dirichlet") ? 1 : 0);
    CHECK(*text == 0 && c.n * c.k <= VALUES_MAX, "too long: case %s", script->name);
    return c;
}

static isorand_rng stream_of(const struct call *c, const char *level) {
    isorand_rng rng;
    if (!strcmp(c->engine, "legacy")) {
        CHECK(!isorand_seed_legacy(&rng, c->seed), "seed");
    } else {
        const isorand_engine_info *engine = isorand_engine_find(c->engine);
        CHECK(engine && !isorand_seed(&rng, engine->number, c->seed), "engine %s", c->engine);
    }
    CHECK(!isorand_set_numpy(&rng, level), "level %s", level);
    return rng;
}

/* Scalars by their rows of the registry. */
static int fill_scalars(const struct call *c, isorand_rng *rng, void *out) {
    const isorand_dist_info *dist = isorand_dist_find(c->function);
    CHECK(dist && dist->nparams == c->nparams, "%s of %zu parameters", c->function, c->nparams);
    isorand_request request;
    const int type = dist->types >> ISORAND_F64 & 1 ? ISORAND_F64 : ISORAND_I64;
    CHECK(!isorand_request_init(&request, dist->number, type), "request");
    for (int i = 0; i < (int)c->nparams; i++)
        if (isorand_dist_param(dist->number, i)->kind == 'f')
            request.param[i].f = strtod(c->param[i], NULL);
        else
            request.param[i].i = strtoll(c->param[i], NULL, 10);
    return isorand_fill(rng, &request, out, c->n);
}

static int fill(const struct call *c, isorand_rng *rng, void *out) {
    double numbers[PARAMS_MAX];
    if (!is_vector(c))
        return fill_scalars(c, rng, out);
    for (size_t i = 0; i < c->nparams; i++)
        numbers[i] = strtod(c->param[i], NULL);
    const int64_t trials = strtoll(c->param[0], NULL, 10);
    if (!strcmp(c->function, "multinomial"))
        return isorand_multinomial_i64(rng, out, c->n, trials, numbers + 1, c->k);
    if (!strcmp(c->function, "legacy_multinomial"))
        return isorand_legacy_multinomial_i64(rng, out, c->n, trials, numbers + 1, c->k);
    return isorand_dirichlet_f64(rng, out, c->n, numbers, c->k);
}

/* ---- values ---- */

static uint32_t crc_of(const unsigned char *values, size_t n) {
    uint32_t crc = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char le[8];
        ir_put64le(le, ir_get64(values + 8 * i));
        crc = test_crc32(crc, le, sizeof le);
    }
    return crc;
}

static void replay_line(const struct call *c, const struct vector_line *line) {
    static unsigned char out[8 * VALUES_MAX];
    char level[12], first[24];
    const char *text = line->text;
    vector_word(&text, level, sizeof level);
    isorand_rng rng = stream_of(c, level);
    const isorand_rng before = rng;
    const char *after_level = text;
    vector_word(&text, first, sizeof first);
    memset(out, 0xa5, sizeof out);
    const int error = fill(c, &rng, out);
    if (!strcmp(first, "refused")) {
        CHECK(error == ISORAND_EINVAL, "line %d: not refused", line->number);
        CHECK_BYTES(&rng, &before, sizeof rng, "line %d: a refused call", line->number);
        return;
    }
    CHECK(!error, "line %d: %s", line->number, isorand_strerror(error));
    uint64_t want, crc, next;
    for (size_t i = 0; i < SHOWN; i++) {
        CHECK(vector_hex(&after_level, &want), "line %d: too short", line->number);
        const uint64_t got = ir_get64(out + 8 * i);
        CHECK(got == want, "line %d, %s: value %zu is %016llx, not %016llx", line->number,
              isorand_backend_name(), i, (unsigned long long)got, (unsigned long long)want);
    }
    CHECK(vector_hex(&after_level, &crc) && vector_hex(&after_level, &next) && !*after_level,
          "line %d: malformed", line->number);
    const uint32_t got_crc = crc_of(out, c->n * c->k), got_next = isorand_next_u32(&rng);
    CHECK(got_crc == crc && got_next == next,
          "line %d, %s: CRC-32 is %08lx, not %08lx; the next word is %08lx, not %08lx",
          line->number, isorand_backend_name(), (unsigned long)got_crc, (unsigned long)crc,
          (unsigned long)got_next, (unsigned long)next);
    CHECK(rng.numpy == before.numpy, "line %d: the level has changed", line->number);
}

static void replay(const struct test_arg *arg) {
    const struct script *script = arg->data;
    const struct call c = call_of(script);
    int played = 0;
    for (int b = 0; b < backend_selectable_count(); b++)
        if (backend_usable(b)) {
            backend_activate(b);
            for (size_t i = 0; i < script->nlines; i++)
                replay_line(&c, &script->lines[i]);
            played++;
        }
    CHECK(played > 0, "no backend is usable");
}

/* ---- the file itself ---- */

static int level_index(const struct vector_line *line) {
    char level[12];
    const char *text = line->text;
    vector_word(&text, level, sizeof level);
    for (int i = 0; isorand_numpy_at(i); i++)
        if (!strcmp(isorand_numpy_at(i)->name, level))
            return i;
    test_fail(__FILE__, __LINE__, "unknown level", "line %d", line->number);
}

/* 1 when 'word' is one of the blank-separated 'words'. */
static int one_of(const char *word, const char *words) {
    char other[12];
    while (vector_word(&words, other, sizeof other))
        if (!strcmp(word, other))
            return 1;
    return 0;
}

/* Where the list says that a level changed a function, some case differs from the level before;
 * elsewhere none does.  Each level has values of at least three cases. */
static void changes_seen(const struct test_arg *arg) {
    const char *function = changes[arg->value].function;
    int present[LEVELS_MAX] = {0}, differ[LEVELS_MAX] = {0};
    for (size_t s = 0; s < nscripts; s++) {
        const struct script *script = &scripts[s];
        if (strcmp(call_of(script).function, function))
            continue;
        for (size_t i = 0; i < script->nlines; i++) {
            const int level = level_index(&script->lines[i]);
            present[level]++;
            if (i && level_index(&script->lines[i - 1]) == level - 1)
                differ[level] += strcmp(strchr(script->lines[i].text, ' '),
                                        strchr(script->lines[i - 1].text, ' ')) != 0;
        }
    }
    for (int i = 0; isorand_numpy_at(i); i++) {
        const char *level = isorand_numpy_at(i)->name;
        const int changed = one_of(level, changes[arg->value].levels);
        CHECK(present[i] >= 3, "%s has %d cases at level %s", function, present[i], level);
        CHECK(changed == (differ[i] > 0), "%s: %d cases differ at level %s", function, differ[i],
              level);
    }
}

/* Of the cases, none is of a function that the list does not have. */
static void functions_listed(const struct test_arg *arg) {
    (void)arg;
    for (size_t s = 0; s < nscripts; s++) {
        const struct call c = call_of(&scripts[s]);
        int found = 0;
        for (int f = 0; f < FUNCTIONS; f++)
            found |= !strcmp(changes[f].function, c.function);
        CHECK(found, "%s is not in the list", c.function);
    }
}

int main(int argc, char **argv) {
    size_t nlines;
    const struct vector_line *lines = vectors_read("numpy_levels", &nlines);
    scripts = lines ? scripts_split(lines, nlines, &nscripts) : NULL;
    for (int f = 0; f < FUNCTIONS; f++) /* which fail where the file is missing */
        test_add(changes_seen, (struct test_arg){.value = f}, "changes/%s", changes[f].function);
    test_add(functions_listed, (struct test_arg){0}, "functions-listed");
    for (size_t s = 0; s < nscripts; s++)
        test_add(replay, (struct test_arg){.data = &scripts[s]}, "%s", scripts[s].name);
    return backends_report(test_run("levels", argc, argv), backend_selectable_count());
}
