/* SPDX-License-Identifier: MIT */
/* The distribution, the type and the parameters that `isorand fill` was asked for. */
#include "cli/message.h"
#include "cli/names.h"
#include "cli/numbers.h"
#include "fill/bounds.h"
#include "fill/fill.h"

#include <stdio.h>
#include <string.h>

/* NumPy's names for what the library calls otherwise. */
static const struct alias {
    const char *name, *dist, *type, *minus_zero;
} aliases[] = {
#define FILL_ALIAS(name, dist, type, minus_zero) {name, dist, type, minus_zero},
#include "fill/aliases.def"
#undef FILL_ALIAS
};

static const struct alias *find_alias(const char *name) {
    for (size_t i = 0; name && i < sizeof aliases / sizeof *aliases; i++)
        if (!strcmp(name, aliases[i].name))
            return &aliases[i];
    return NULL;
}

/* The distribution of that name: with --legacy RandomState's, whose name is prefixed where
 * Generator has the same; words and [0, 1) are the same for both.  NULL: none. */
static const isorand_dist_info *dist_named(const char *name, int legacy) {
    char prefixed[80];
    const isorand_dist_info *dist = isorand_dist_find(name);
    if (!legacy)
        return dist;
    snprintf(prefixed, sizeof prefixed, "legacy_%s", name);
    const isorand_dist_info *of_randomstate = isorand_dist_find(prefixed);
    if (of_randomstate)
        return of_randomstate;
    return dist && (dist->number == ISORAND_RAW || dist->number == ISORAND_UNIFORM ||
                    dist->family == ISORAND_RANDOMSTATE)
               ? dist
               : NULL;
}

/* The distribution that --dist means, by the library's name or by NumPy's. */
static const isorand_dist_info *find_dist(const char *name, int legacy) {
    name = small_letters(name);
    const struct alias *alias = find_alias(name);
    return name ? dist_named(alias ? alias->dist : name, legacy) : NULL;
}

static int refuse_dist(const char *value, int legacy) {
    const isorand_dist_info *dist;
    refuse_start(value, legacy ? "--legacy --dist" : "--dist");
    for (int i = 0; (dist = isorand_dist_at(i)) != NULL; i++)
        if (!legacy)
            refuse_item("", dist->name);
        else if (dist_named(dist->name, legacy) == dist) /* without the prefix */
            refuse_item("",
                        dist->name + (dist->family == ISORAND_RANDOMSTATE ? strlen("legacy_") : 0));
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        refuse_item("", aliases[i].name);
    return refuse_end();
}

/* No --dist: by the kind of the type. */
static const char *default_dist(const isorand_type_info *type) {
    switch (type ? type->kind : 'f') {
    case 'f':
        return "uniform";
    case 'u':
        return "raw";
    default:
        return NULL;
    }
}

/* No --type: of words the engine's own, else NumPy's default types first. */
static const isorand_type_info *default_type(const isorand_dist_info *dist,
                                             const isorand_engine_info *engine) {
    static const int preferred[] = {ISORAND_F64, ISORAND_I64};
    const isorand_type_info *type = NULL;
    if (dist->number == ISORAND_RAW)
        return isorand_type_get(engine->word_bytes == 8 ? ISORAND_U64 : ISORAND_U32);
    for (size_t i = 0; i < sizeof preferred / sizeof *preferred; i++)
        if (dist_offers(dist, preferred[i]))
            return isorand_type_get(preferred[i]);
    for (int i = 0; (type = isorand_type_at(i)) != NULL && !dist_offers(dist, type->number);)
        i++;
    return type;
}

static int needs_dist(const isorand_type_info *type) {
    const isorand_dist_info *dist;
    refuse_start(NULL, "--type %s needs --dist", type->name);
    for (int i = 0; (dist = isorand_dist_at(i)) != NULL; i++)
        if (dist_offers(dist, type->number))
            refuse_item("", dist->name);
    return refuse_end();
}

/* The place of the parameter of that name, or behind the last. */
static int param_named(int dist, const char *name) {
    const isorand_param_info *param;
    int p = 0;
    while ((param = isorand_dist_param(dist, p)) != NULL && strcmp(param->name, name))
        p++;
    return p;
}

static int choose(const struct fill_args *args, isorand_request *req) {
    const char *dist_name = args->value[FILL_DIST], *type_name = args->value[FILL_TYPE];
    const int legacy = args->value[FILL_LEGACY] != NULL;
    const isorand_engine_info *engine;
    const int code = fill_engine(args, &engine);
    if (code)
        return code;
    const struct alias *alias = dist_name ? find_alias(small_letters(dist_name)) : NULL;
    if (alias && !type_name)
        type_name = alias->type;
    const isorand_type_info *type = type_name ? find_type(type_name) : NULL;
    if (type_name && !type)
        return refuse_type("--type", type_name);
    if (!dist_name)
        dist_name = default_dist(type);
    if (!dist_name)
        return needs_dist(type);
    const isorand_dist_info *dist = find_dist(dist_name, legacy);
    if (!dist)
        return refuse_dist(dist_name, legacy);
    if (!type)
        type = default_type(dist, engine);
    if (isorand_request_init(req, dist->number, type->number)) {
        refuse_start(type->name, "--dist %s --type", dist->name);
        refuse_items_types_of(dist);
        return refuse_end();
    }
    if (alias && alias->minus_zero)
        req->param[param_named(dist->number, alias->minus_zero)].f = -0.0;
    return 0;
}

/* ---- parameters ---- */

static int refuse_param(const isorand_dist_info *dist, const char *name) {
    const isorand_param_info *param;
    refuse_start(NULL, "--%s with --dist %s", name, dist->name);
    if (!dist->nparams)
        return refuse_reason("that distribution takes no parameters");
    for (int p = 0; (param = isorand_dist_param(dist->number, p)) != NULL; p++)
        refuse_item("--", param->name);
    return refuse_end();
}

const char *fill_rule(int dist) {
    static const struct {
        int dist;
        const char *text;
    } rules[] = {
#define FILL_RULE(dist, text) {dist, text},
#include "fill/rules.def"
#undef FILL_RULE
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].dist == dist)
            return rules[i].text;
    return NULL;
}

/* Tried out: one of these values is possible for every parameter that is more than its default. */
int fill_takes_param(int dist, int type, int index) {
    static const double reals[] = {0, 0.25, 0.75, 3};
    isorand_request req;
    const isorand_param_info *param = isorand_dist_param(dist, index);
    if (isorand_request_init(&req, dist, type))
        return 0;
    if (param->kind == 'b')
        return 1;
    for (size_t i = 0; i < sizeof reals / sizeof *reals; i++) {
        isorand_param *p = &req.param[index];
        if (param->kind == 'f')
            p->f = reals[i];
        else
            p->i = (int64_t)i;
        if (memcmp(p, &param->default_value, sizeof *p) && !isorand_request_check(&req, NULL))
            return 1;
    }
    return 0;
}

/* Sets the parameter of that name. */
static int set_param(isorand_request *req, const char *name, const char *text) {
    const isorand_dist_info *dist = isorand_dist_get(req->dist);
    const int p = param_named(req->dist, name);
    const isorand_param_info *param = isorand_dist_param(req->dist, p);
    if (!param)
        return refuse_param(dist, name);
    if (!fill_takes_param(req->dist, req->type, p)) {
        refuse_start(text, "--%s with --dist %s --type %s", name, dist->name,
                     isorand_type_get(req->type)->name);
        return refuse_reason("that type does not take it");
    }
    if (bounds_wanted(req->dist)) /* by bounds_set, all together */
        return 0;
    if (!parse_param(param->kind, text, &req->param[p]))
        return 0;
    refuse_start(text, "--%s", name);
    return refuse_reason("expected %s", param_forms(param->kind));
}

/* What was given for the parameter of that name, or NULL. */
static const char *given(const struct fill_args *args, const char *name) {
    int i = FILL_OPTIONS;
    while (i < args->n && strcmp(args->row[i].name, name))
        i++;
    return i < args->n ? args->value[i] : NULL;
}

int fill_request(const struct fill_args *args, isorand_request *req) {
    int code = choose(args, req);
    for (int i = FILL_OPTIONS; !code && i < args->n; i++)
        if (args->value[i])
            code = set_param(req, args->row[i].name, args->value[i]);
    if (!code && bounds_wanted(req->dist))
        code =
            bounds_set(req, given(args, "low"), given(args, "high"), given(args, "closed") != NULL);
    return code;
}

int fill_request_check(const struct fill_args *args, const isorand_request *req) {
    const isorand_param_info *param;
    const char *dist = isorand_dist_get(req->dist)->name, *rule = fill_rule(req->dist);
    int culprit;
    const int error = isorand_request_check(req, &culprit);
    if (!error)
        return 0;
    if (culprit >= 0) {
        param = isorand_dist_param(req->dist, culprit);
        refuse_start(given(args, param->name), "--dist %s --%s", dist, param->name);
        return refuse_reason("expected %s%s%s", param->range, rule ? "; and " : "",
                             rule ? rule : "");
    }
    refuse_start(NULL, "--dist %s", dist);
    fprintf(stderr, "expected %s; given:", rule ? rule : "other parameters");
    for (int p = 0; (param = isorand_dist_param(req->dist, p)) != NULL; p++)
        if (param->kind != 'b' || req->param[p].i)
            fill_print_param(stderr, param, req->param[p]);
    return refuse_end();
}
