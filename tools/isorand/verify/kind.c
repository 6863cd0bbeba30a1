/* SPDX-License-Identifier: MIT */
/* Kinds of values, made from the registry of distributions, and their names. */
#include "verify/kind.h"

#include "cli/numbers.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* NumPy drops the left-over bits of a word at the end of a call for types narrower than 32 bits;
 * bytes are cut from whole 32-bit values. */
static size_t piece_of(const isorand_request *req) {
    const size_t size = isorand_type_size(req->type);
    if (req->dist == ISORAND_RAW)
        return size < sizeof(uint32_t) ? sizeof(uint32_t) / size : 1;
    return size < sizeof(uint32_t) ? 0 : 1;
}

static struct kind kind_of(const isorand_request *req) {
    return (struct kind){*req, isorand_type_size(req->type), piece_of(req)};
}

/* ---- parameters ---- */

static int accepted(const isorand_request *req) {
    isorand_rng rng;
    isorand_seed(&rng, ISORAND_PCG64, 0);
    return isorand_fill(&rng, req, NULL, 0) != ISORAND_EINVAL;
}

/* The parameter that bounds integers from above, or -1. */
static int integer_bound(const isorand_dist_info *info) {
    for (unsigned p = 0; p < info->nparams; p++)
        if (info->param[p].kind != 'f' && !strcmp(info->param[p].name, "high"))
            return (int)p;
    return -1;
}

/* Parameters for the kind: the defaults, but integers get the two largest bounds that the type
 * can hold of those below, with which NumPy's methods refuse a quarter of the words of a width.
 * 0: no such variant. */
static int choose_params(isorand_request *req, const isorand_dist_info *info, int variant) {
    static const uint64_t bounds[] = {UINT64_C(3) << 61, UINT64_C(3) << 29, 3 << 13, 3 << 5};
    enum { BOUNDS = sizeof bounds / sizeof *bounds, VARIANTS = 2 };
    const int p = integer_bound(info);
    int found = 0;
    for (int b = 0; p >= 0 && b < BOUNDS && found < VARIANTS; b++) {
        req->param[p].u = bounds[b];
        if (accepted(req) && found++ == variant)
            return 1;
    }
    if (p >= 0)
        req->param[p] = info->param[p].initial;
    return !found && !variant;
}

int kind_at(int index, struct kind *kind) {
    isorand_dist_info info;
    isorand_request req;
    for (int d = 0; !isorand_dist_describe(isorand_dist_at(d), &info); d++)
        for (int type = 1; isorand_type_name(type); type++) {
            if (isorand_request_init(&req, isorand_dist_at(d), type))
                continue;
            for (int v = 0; choose_params(&req, &info, v); v++)
                if (!index--) {
                    *kind = kind_of(&req);
                    return 1;
                }
        }
    return 0;
}

/* ---- names ---- */

/* The shortest of these texts that reads back as the same value. */
static int real_text(double value, char *text, size_t nbytes) {
    int n = 0;
    for (int digits = 1; digits <= 17; digits++) {
        n = snprintf(text, nbytes, "%.*g", digits, value);
        const double back = strtod(text, NULL);
        if (!memcmp(&back, &value, sizeof value))
            break;
    }
    return n;
}

static int param_text(char kind, isorand_param value, char *text, size_t nbytes) {
    switch (kind) {
    case 'f':
        return real_text(value.f, text, nbytes);
    case 'u':
        return snprintf(text, nbytes, "%" PRIu64, value.u);
    default:
        return snprintf(text, nbytes, "%" PRId64, value.i);
    }
}

/* The text with all parameters or with those that are not the defaults. */
static void print_kind(const struct kind *kind, int all, char text[KIND_TEXT_MAX]) {
    isorand_dist_info info = {.name = "?"};
    isorand_dist_describe(kind->req.dist, &info);
    size_t n = (size_t)snprintf(text, KIND_TEXT_MAX, "%s/%s", info.name,
                                isorand_type_name(kind->req.type));
    for (unsigned p = 0; p < info.nparams; p++) {
        const isorand_param *value = &kind->req.param[p];
        if (!all && !memcmp(value, &info.param[p].initial, sizeof *value))
            continue;
        n += (size_t)snprintf(text + n, KIND_TEXT_MAX - n, ",%s=", info.param[p].name);
        n += (size_t)param_text(info.param[p].kind, *value, text + n, KIND_TEXT_MAX - n);
    }
}

void kind_name(const struct kind *kind, char text[KIND_TEXT_MAX]) {
    print_kind(kind, 0, text);
}

void kind_text(const struct kind *kind, char text[KIND_TEXT_MAX]) {
    print_kind(kind, 1, text);
}

/* ",name=value" for each parameter, in their order. */
static int parse_params(char *text, const isorand_dist_info *info, isorand_request *req) {
    char *rest = text;
    for (unsigned p = 0; p < info->nparams; p++) {
        char *item = strsep(&rest, ","), *value = item ? strchr(item, '=') : NULL;
        if (!value)
            return -1;
        *value++ = '\0';
        const char kind = info->param[p].kind == 'b' ? 'i' : info->param[p].kind;
        if (strcmp(item, info->param[p].name) || parse_param(kind, value, &req->param[p]))
            return -1;
    }
    return rest ? -1 : 0;
}

int kind_parse(const char *text, struct kind *kind) {
    char copy[KIND_TEXT_MAX];
    isorand_dist_info info;
    isorand_request req;
    if (strlen(text) >= sizeof copy)
        return -1;
    strcpy(copy, text);
    char *params = copy;
    char *dist = strsep(&params, ","), *type = strchr(dist, '/');
    if (!type)
        return -1;
    *type++ = '\0';
    if (isorand_request_init(&req, isorand_dist_from_name(dist), isorand_type_from_name(type)))
        return -1;
    isorand_dist_describe(req.dist, &info);
    if (parse_params(params, &info, &req) || !accepted(&req))
        return -1;
    *kind = kind_of(&req);
    return 0;
}

int kind_equal(const struct kind *a, const struct kind *b) {
    return !memcmp(&a->req, &b->req, sizeof a->req);
}
