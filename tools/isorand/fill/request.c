/* SPDX-License-Identifier: MIT */
/* The distribution, the type and the parameters that `isorand fill` was asked for. */
#include "cli/message.h"
#include "cli/names.h"
#include "cli/numbers.h"
#include "fill/fill.h"

#include <stdio.h>
#include <string.h>

#define LEGACY "legacy_"

static int is_legacy(const char *name) {
    return !strncmp(name, LEGACY, strlen(LEGACY));
}

/* RandomState's form of a distribution: that of the prefixed name; words and [0, 1) are the same
 * for both. */
static int legacy_dist(const char *name) {
    char prefixed[80];
    snprintf(prefixed, sizeof prefixed, LEGACY "%s", name);
    const int dist = isorand_dist_from_name(prefixed);
    if (dist > 0)
        return dist;
    const int plain = isorand_dist_from_name(name);
    return plain == ISORAND_RAW || plain == ISORAND_UNIFORM || is_legacy(name) ? plain
                                                                               : ISORAND_EINVAL;
}

static int refuse_dist(const char *value, int legacy) {
    refuse_start(value, legacy ? "--legacy --dist" : "--dist");
    for (int i = 0, d; (d = isorand_dist_at(i)) > 0; i++) {
        const char *name = dist_of(d)->name;
        if (!legacy || legacy_dist(name) == d)
            refuse_item("", legacy && is_legacy(name) ? name + strlen(LEGACY) : name);
    }
    return refuse_end();
}

/* No --dist: by the letter of the type. */
static const char *default_dist(int type) {
    switch (type ? *isorand_type_name(type) : 'f') {
    case 'f':
        return "uniform";
    case 'u':
        return "raw";
    default:
        return NULL;
    }
}

/* No --type: NumPy's own default types first. */
static int default_type(int dist) {
    static const int preferred[] = {ISORAND_F64, ISORAND_I64};
    for (size_t i = 0; i < sizeof preferred / sizeof *preferred; i++)
        if (dist_offers(dist, preferred[i]))
            return preferred[i];
    int type = 1;
    while (type < ISORAND_TYPE_COUNT && !dist_offers(dist, type))
        type++;
    return type;
}

static int needs_dist(const char *type_name, int type) {
    refuse_start(type_name, "--dist is needed with --type");
    for (int i = 0, d; (d = isorand_dist_at(i)) > 0; i++)
        if (dist_offers(d, type))
            refuse_item("", dist_of(d)->name);
    return refuse_end();
}

static int choose(const struct fill_args *args, isorand_request *req) {
    const char *dist_name = args->value[FILL_DIST], *type_name = args->value[FILL_TYPE];
    const int legacy = args->value[FILL_LEGACY] != NULL;
    int type = type_name ? isorand_type_from_name(type_name) : 0;
    if (type < 0)
        return refuse_type("--type", type_name);
    if (!dist_name)
        dist_name = default_dist(type);
    if (!dist_name)
        return needs_dist(type_name, type);
    const int dist = legacy ? legacy_dist(dist_name) : isorand_dist_from_name(dist_name);
    if (dist < 0)
        return refuse_dist(dist_name, legacy);
    if (!type)
        type = default_type(dist);
    if (isorand_request_init(req, dist, type)) {
        refuse_start(isorand_type_name(type), "--dist %s --type", dist_of(dist)->name);
        refuse_items_types_of(dist);
        return refuse_end();
    }
    return 0;
}

static int param_index(const isorand_dist_info *info, const char *name) {
    for (unsigned p = 0; p < info->nparams; p++)
        if (!strcmp(info->param[p].name, name))
            return (int)p;
    return -1;
}

static int refuse_param(const isorand_dist_info *info, const char *name) {
    refuse_start(NULL, "--%s with --dist %s", name, info->name);
    if (!info->nparams)
        return refuse_reason("that distribution takes no parameters");
    for (unsigned p = 0; p < info->nparams; p++)
        refuse_item("--", info->param[p].name);
    return refuse_end();
}

int fill_request(const struct fill_args *args, isorand_request *req) {
    const int code = choose(args, req);
    if (code)
        return code;
    const isorand_dist_info *info = dist_of(req->dist);
    for (int i = FILL_OPTIONS; i < args->n; i++) {
        const char *name = args->row[i].name, *text = args->value[i];
        const int p = text ? param_index(info, name) : 0;
        if (p < 0)
            return refuse_param(info, name);
        if (text && parse_param(info->param[p].kind, text, &req->param[p])) {
            refuse_start(text, "--%s", name);
            return refuse_reason("accepted is %s", param_forms(info->param[p].kind));
        }
    }
    return 0;
}

int fill_request_check(const isorand_rng *rng, const isorand_request *req) {
    isorand_rng copy = *rng;
    const int error = isorand_fill(&copy, req, NULL, 0);
    if (!error)
        return 0;
    const isorand_dist_info *info = dist_of(req->dist);
    refuse_start(NULL, "--dist %s", info->name);
    fprintf(stderr, "%s%s", isorand_strerror(error), info->nparams ? "; given:" : "");
    for (unsigned p = 0; p < info->nparams; p++)
        if (info->param[p].kind != 'b' || req->param[p].i)
            fill_print_param(stderr, &info->param[p], req->param[p]);
    return refuse_end();
}
