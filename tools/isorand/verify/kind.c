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
    const size_t size = isorand_type_get(req->type)->bytes;
    if (req->dist == ISORAND_RAW)
        return size < sizeof(uint32_t) ? sizeof(uint32_t) / size : 1;
    return size < sizeof(uint32_t) ? 0 : 1;
}

static struct kind kind_of(const isorand_request *req) {
    return (struct kind){*req, isorand_type_get(req->type)->bytes, piece_of(req)};
}

/* ---- parameters ---- */

/* The parameter that bounds integers from above, or -1. */
static int integer_bound(int dist) {
    const isorand_param_info *param;
    for (int p = 0; (param = isorand_dist_param(dist, p)) != NULL; p++)
        if (param->kind == 'i' && !strcmp(param->name, "high"))
            return p;
    return -1;
}

/* Parameters for the kind: the defaults, but integers get the two largest bounds that the type
 * can hold of those below, with which NumPy's methods refuse a quarter of the words of a width.
 * 0: no such variant. */
static int choose_params(isorand_request *req, int variant) {
    static const int64_t bounds[] = {INT64_C(3) << 61, INT64_C(3) << 29, 3 << 13, 3 << 5};
    enum { BOUNDS = sizeof bounds / sizeof *bounds, VARIANTS = 2 };
    const int p = integer_bound(req->dist);
    int found = 0;
    for (int b = 0; p >= 0 && b < BOUNDS && found < VARIANTS; b++) {
        req->param[p].i = bounds[b];
        if (!isorand_request_check(req, NULL) && found++ == variant)
            return 1;
    }
    if (p >= 0)
        req->param[p] = isorand_dist_param(req->dist, p)->default_value;
    return !found && !variant;
}

int kind_at(int index, struct kind *kind) {
    const isorand_dist_info *dist;
    const isorand_type_info *type;
    isorand_request req;
    for (int d = 0; (dist = isorand_dist_at(d)) != NULL; d++)
        for (int t = 0; (type = isorand_type_at(t)) != NULL; t++) {
            if (isorand_request_init(&req, dist->number, type->number))
                continue;
            for (int v = 0; choose_params(&req, v); v++)
                if (!index--) {
                    *kind = kind_of(&req);
                    return 1;
                }
        }
    return 0;
}

int kind_is_planned(const struct kind *kind) {
    isorand_request req;
    if (isorand_request_init(&req, kind->req.dist, kind->req.type))
        return 0;
    for (int v = 0; choose_params(&req, v); v++)
        if (!memcmp(&req, &kind->req, sizeof req))
            return 1;
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
    return kind == 'f' ? real_text(value.f, text, nbytes)
                       : snprintf(text, nbytes, "%" PRId64, value.i);
}

/* The text with all parameters or with those that are not the defaults. */
static void print_kind(const struct kind *kind, int all, char text[KIND_TEXT_MAX]) {
    const isorand_param_info *param;
    size_t n =
        (size_t)snprintf(text, KIND_TEXT_MAX, "%s/%s", isorand_dist_get(kind->req.dist)->name,
                         isorand_type_get(kind->req.type)->name);
    for (int p = 0; (param = isorand_dist_param(kind->req.dist, p)) != NULL; p++) {
        const isorand_param *value = &kind->req.param[p];
        if (!all && !memcmp(value, &param->default_value, sizeof *value))
            continue;
        n += (size_t)snprintf(text + n, KIND_TEXT_MAX - n, ",%s=", param->name);
        n += (size_t)param_text(param->kind, *value, text + n, KIND_TEXT_MAX - n);
    }
}

void kind_name(const struct kind *kind, char text[KIND_TEXT_MAX]) {
    print_kind(kind, 0, text);
}

void kind_text(const struct kind *kind, char text[KIND_TEXT_MAX]) {
    print_kind(kind, 1, text);
}

/* ",name=value" for each parameter, in their order. */
static int parse_params(char *text, isorand_request *req) {
    const isorand_param_info *param;
    char *rest = text;
    for (int p = 0; (param = isorand_dist_param(req->dist, p)) != NULL; p++) {
        char *item = strsep(&rest, ","), *value = item ? strchr(item, '=') : NULL;
        if (!value)
            return -1;
        *value++ = '\0';
        const char kind = param->kind == 'b' ? 'i' : param->kind;
        if (strcmp(item, param->name) || parse_param(kind, value, &req->param[p]))
            return -1;
    }
    return rest ? -1 : 0;
}

int kind_parse(const char *text, struct kind *kind) {
    char copy[KIND_TEXT_MAX];
    isorand_request req;
    if (strlen(text) >= sizeof copy)
        return -1;
    strcpy(copy, text);
    char *params = copy;
    char *dist_name = strsep(&params, ","), *type_name = strchr(dist_name, '/');
    if (!type_name)
        return -1;
    *type_name++ = '\0';
    const isorand_dist_info *dist = isorand_dist_find(dist_name);
    const isorand_type_info *type = isorand_type_find(type_name);
    if (!dist || !type || isorand_request_init(&req, dist->number, type->number) ||
        parse_params(params, &req) || isorand_request_check(&req, NULL))
        return -1;
    *kind = kind_of(&req);
    return 0;
}

int kind_equal(const struct kind *a, const struct kind *b) {
    return !memcmp(&a->req, &b->req, sizeof a->req);
}
