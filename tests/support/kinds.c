/* SPDX-License-Identifier: MIT */
/* The list of fills, made from the registries and the parameter sets below. */
#include "support/kinds.h"

#include "api/door.h"
#include "base/bytes.h"
#include "distribution/dist.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- parameters besides the defaults ---- */

/* A row serves the distribution of that name, and RandomState's form of it where it has these
 * parameters; 'types' are those of the row, or NULL for all. */
static const struct variant {
    const char *dist, *types, *name, *params;
} variants[] = {
    {"uniform", "f64", "affine", "low=-1.5 high=3"},
    {"normal", NULL, "affine", "loc=3 scale=0.5"},
    {"exponential", NULL, "scaled", "scale=2.5"},
    {"exponential_inv", NULL, "scaled", "scale=2.5"},

    /* Ranges just above a power of two, of which nearly half of the words are refused. */
    {"integers", "u64 i64 u32", "half", "low=7 high=2147483672"},
    {"integers", "i32", "half", "low=-2147483648 high=17"},
    {"integers", "u16", "half", "low=3 high=32772"},
    {"integers", "i16", "half", "low=-32768 high=1"},
    {"integers", "u8", "half", "low=3 high=132"},
    {"integers", "i8", "half", "low=-128 high=1"},
    /* Of 64 bits: above 2^32, and just above 2^63. */
    {"integers", "u64", "wide", "low=1000000000000 high=3000000000000"},
    {"integers", "i64", "wide", "low=-1000000000000 high=1000000000000"},
    {"integers", "u64", "wide-half", "low=7 high=9223372036854775832"},
    {"integers", "i64", "wide-half", "low=-9 high=9223372036854775807"},
    /* Every word is a value. */
    {"integers", "u64", "full", "low=0 high=18446744073709551615 closed=1"},
    {"legacy_integers", "u64", "full", "low=0 high=0"},
    {"integers", "i64", "full", "low=-9223372036854775808 high=9223372036854775807 closed=1"},
    {"integers", "u64 i64", "words32", "low=7 high=4294967303"},
    {"integers", "u32", "full", "low=0 high=4294967296"},
    {"integers", "i32", "full", "low=-2147483648 high=2147483648"},
    {"integers", "u16", "full", "low=0 high=65536"},
    {"integers", "i16", "full", "low=-32768 high=32768"},
    {"integers", "u8", "full", "low=0 high=256"},
    {"integers", "i8", "full", "low=-128 high=128"},
    /* Powers of two and other ranges that 8 and 16 bits hold. */
    {"integers", "u8 i8 u16 i16", "sixteen", "low=2 high=17 closed=1"},
    /* No word at all. */
    {"integers", NULL, "one", "low=1 high=2"},

    {"standard_gamma", NULL, "zero", "shape=0"},
    {"standard_gamma", NULL, "small", "shape=0.3"},
    {"standard_gamma", NULL, "large", "shape=4.5"},
    {"gamma", NULL, "small", "shape=0.3 scale=2"},
    {"gamma", NULL, "large", "shape=4.5 scale=0.5"},
    {"beta", NULL, "small", "a=0.5 b=0.25"},
    {"beta", NULL, "tiny", "a=0.0001 b=0.0001"},
    {"beta", NULL, "large", "a=2 b=3.5"},
    {"chisquare", NULL, "large", "df=7"},
    {"noncentral_chisquare", NULL, "small", "df=0.5 nonc=2"},
    {"noncentral_chisquare", NULL, "large", "df=3 nonc=20"},
    {"f", NULL, "large", "dfnum=5 dfden=9"},
    {"noncentral_f", NULL, "large", "dfnum=3 dfden=5 nonc=1.5"},
    {"standard_t", NULL, "large", "df=4.5"},
    {"lognormal", NULL, "affine", "mean=1 sigma=0.25"},
    {"laplace", NULL, "affine", "loc=3 scale=0.5"},
    {"logistic", NULL, "affine", "loc=3 scale=0.5"},
    {"gumbel", NULL, "affine", "loc=3 scale=0.5"},
    {"rayleigh", NULL, "scaled", "scale=2.5"},
    {"weibull", NULL, "zero", "a=0"},
    {"weibull", NULL, "large", "a=1.75"},
    {"pareto", NULL, "large", "a=3.5"},
    {"power", NULL, "large", "a=2.5"},
    {"triangular", NULL, "left", "left=-1 mode=-1 right=4"},
    {"triangular", NULL, "right", "left=-1 mode=4 right=4"},
    {"vonmises", NULL, "uniform", "mu=1 kappa=1e-9"},
    {"vonmises", NULL, "series", "mu=1 kappa=1e-6"},
    {"vonmises", NULL, "narrow", "mu=-3 kappa=40"},
    {"vonmises", NULL, "wrapped", "mu=3 kappa=1e7"},
    {"wald", NULL, "large", "mean=3 scale=2.5"},

    {"geometric", NULL, "inversion", "p=0.05"},
    {"poisson", NULL, "zero", "lam=0"},
    {"poisson", NULL, "rejection", "lam=100"},
    {"binomial", NULL, "zero", "trials=0 p=0.5"},
    {"binomial", NULL, "inversion", "trials=20 p=0.3"},
    {"binomial", NULL, "mirrored", "trials=20 p=0.9"},
    {"binomial", NULL, "rejection", "trials=1000 p=0.4"},
    {"binomial", NULL, "rejection-mirrored", "trials=1000000 p=0.75"},
    {"negative_binomial", NULL, "large", "successes=50.5 p=0.3"},
    {"hypergeometric", NULL, "few", "ngood=20 nbad=30 nsample=8"},
    {"hypergeometric", NULL, "rejection", "ngood=2000 nbad=1000 nsample=500"},
    {"hypergeometric", NULL, "most", "ngood=1000 nbad=2000 nsample=2900"},
    {"hypergeometric", NULL, "all", "ngood=30 nbad=20 nsample=45"},
    {"zipf", NULL, "heavy", "a=1.25"},
    {"logseries", NULL, "small", "p=0.01"},
    {"logseries", NULL, "large", "p=0.99"},
};
enum { VARIANTS = sizeof variants / sizeof *variants };
static int variant_used[VARIANTS];

/* Whether 'word' is among the blank-separated 'words'. */
static int has_word(const char *words, const char *word) {
    const size_t n = strlen(word);
    for (const char *p = words; (p = strstr(p, word)) != NULL; p += n)
        if ((p == words || p[-1] == ' ') && (p[n] == ' ' || p[n] == 0))
            return 1;
    return 0;
}

static isorand_param read_param(char kind, const char *text) {
    if (kind == 'f')
        return (isorand_param){.f = strtod(text, NULL)};
    return *text == '-' ? (isorand_param){.i = strtoll(text, NULL, 10)}
                        : (isorand_param){.u = strtoull(text, NULL, 10)};
}

/* Sets "name=value name=value ..."; 0 where the distribution has no such parameter. */
static int set_params(isorand_request *req, const char *text) {
    while (*text) {
        const size_t length = strcspn(text, "=");
        const isorand_param_info *info;
        int p = 0;
        while ((info = isorand_dist_param(req->dist, p)) != NULL &&
               (strlen(info->name) != length || memcmp(info->name, text, length)))
            p++;
        if (!info)
            return 0;
        req->param[p] = read_param(info->kind, text + length + 1);
        text += strcspn(text, " ");
        text += strspn(text, " ");
    }
    return 1;
}

/* ---- the list ---- */

enum { KINDS_MAX = 400 };
static struct kind kinds[KINDS_MAX];
static int nkinds;

/* NumPy keeps the rest of a word for the next call only where elements have 32 bits or more. */
static size_t grain_of(int dist, size_t size) {
    if (size >= 4)
        return 1;
    return dist == ISORAND_RAW ? 4 : 0;
}

/* Whether the fill is more than the loop of the definition. */
static int is_bulk(const isorand_request *req) {
    struct ir_plan plan;
    if (ir_plan_begin(&plan, req, IR_NUMPY_NEWEST))
        abort();
    return req->dist == ISORAND_RAW || plan.dist->define;
}

static int is_derived(const char *name) {
    static const char *const core[] = {"raw", "uniform", "normal", "exponential", "integers"};
    name += strncmp(name, "legacy_", 7) ? 0 : 7;
    for (size_t i = 0; i < sizeof core / sizeof *core; i++)
        if (!strcmp(name, core[i]))
            return 0;
    return 1;
}

static void add_kind(const isorand_request *req, const char *variant) {
    const isorand_dist_info *dist = isorand_dist_get(req->dist);
    const isorand_type_info *type = isorand_type_get(req->type);
    if (nkinds == KINDS_MAX)
        abort();
    struct kind *k = &kinds[nkinds++];
    *k = (struct kind){.request = *req, .size = type->bytes};
    snprintf(k->name, sizeof k->name, "%s-%s%s%s", dist->name, type->name, *variant ? "-" : "",
             variant);
    k->grain = grain_of(req->dist, k->size);
    k->bulk = is_bulk(req);
    k->derived = is_derived(dist->name);
}

static void add_variants(const isorand_request *defaults) {
    static const char legacy[] = "legacy_";
    const char *name = isorand_dist_get(defaults->dist)->name;
    const char *base = strncmp(name, legacy, sizeof legacy - 1) ? name : name + sizeof legacy - 1;
    for (int v = 0; v < VARIANTS; v++) {
        const struct variant *row = &variants[v];
        isorand_request req = *defaults;
        if ((!strcmp(row->dist, name) || !strcmp(row->dist, base)) &&
            (!row->types || has_word(row->types, isorand_type_get(req.type)->name)) &&
            set_params(&req, row->params)) {
            add_kind(&req, row->name);
            variant_used[v] = 1;
        }
    }
}

int kind_count(void) {
    if (nkinds)
        return nkinds;
    const isorand_dist_info *dist;
    const isorand_type_info *type;
    for (int d = 0; (dist = isorand_dist_at(d)) != NULL; d++)
        for (int t = 0; (type = isorand_type_at(t)) != NULL; t++) {
            isorand_request req;
            if (isorand_request_init(&req, dist->number, type->number))
                continue;
            add_kind(&req, "");
            add_variants(&req);
        }
    for (int v = 0; v < VARIANTS; v++)
        if (!variant_used[v]) {
            printf("Bail out! parameters %s of %s fit nothing\n", variants[v].params,
                   variants[v].dist);
            exit(EXIT_FAILURE);
        }
    return nkinds;
}

const struct kind *kind_get(int index) {
    return &kinds[index];
}

int kind_is_tried(const struct kind *k, int engine, int backend) {
    if (k->derived && backend_get(backend)->emulated && !test_full())
        return engine == ISORAND_PCG64;
    return !k->derived || engine_stands_for_others(engine);
}

/* ---- filling ---- */

void kind_fill(const struct kind *k, const struct ir_backend *b, isorand_rng *rng, void *out,
               size_t n) {
    const int error =
        b ? ir_request_fill(b, rng, &k->request, out, n) : isorand_fill(rng, &k->request, out, n);
    CHECK(error == 0, "%s fill of %zu: %s", k->name, n, isorand_strerror(error));
}

static void reference_uniform(const struct kind *k, isorand_rng *rng, unsigned char *p, size_t n) {
    const double low = k->request.param[0].f, range = k->request.param[1].f - low;
    for (size_t i = 0; i < n; i++)
        if (k->request.type == ISORAND_F64) {
            const double x = low + range * model_f64(rng);
            memcpy(p + 8 * i, &x, 8);
        } else {
            const float x = model_f32(rng);
            memcpy(p + 4 * i, &x, 4);
        }
}

static void reference_raw(const struct kind *k, isorand_rng *rng, unsigned char *p, size_t n) {
    if (k->size == 1)
        model_bytes(rng, p, n);
    for (size_t i = 0; i < n && k->size == 4; i++)
        ir_put32(p + 4 * i, model_u32(rng));
    for (size_t i = 0; i < n && k->size == 8; i++)
        ir_put64(p + 8 * i, model_u64(rng));
}

void kind_reference(const struct kind *k, isorand_rng *rng, void *out, size_t n) {
    if (k->request.dist == ISORAND_RAW)
        reference_raw(k, rng, out, n);
    else if (k->request.dist == ISORAND_UNIFORM)
        reference_uniform(k, rng, out, n);
    else
        CHECK(!ir_request_reference(rng, &k->request, out, n), "reference of %s", k->name);
}

static void hex(char *text, const unsigned char *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        sprintf(text + 2 * i, "%02x", p[i]);
}

void kind_check(const struct kind *k, const char *backend, const void *got, const void *want,
                size_t n, const isorand_rng states[2], const char *where, ...) {
    const int values_agree = n == 0 || !memcmp(got, want, n * k->size);
    if (values_agree && !memcmp(&states[0], &states[1], sizeof states[0]))
        return;
    char place[300];
    va_list args;
    va_start(args, where);
    vsnprintf(place, sizeof place, where, args);
    va_end(args);
    const char *engine = engine_label((int)states[1].engine);
    if (values_agree)
        CHECK_BYTES(&states[0], &states[1], sizeof states[0],
                    "engine %s, backend %s, kind %s, %s: final state", engine, backend, k->name,
                    place);
    const unsigned char *g = got, *w = want;
    size_t bad = 0;
    while (!memcmp(g + bad * k->size, w + bad * k->size, k->size))
        bad++;
    char bytes[2][17] = {"", ""};
    hex(bytes[0], g + bad * k->size, k->size);
    hex(bytes[1], w + bad * k->size, k->size);
    test_fail(__FILE__, __LINE__, "values differ",
              "engine %s, backend %s, kind %s, %s: first bad index %zu of %zu: bytes %s, not %s",
              engine, backend, k->name, place, bad, n, bytes[0], bytes[1]);
}
