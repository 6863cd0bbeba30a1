/* SPDX-License-Identifier: MIT */
/* The bounds of integers, which range from -2^63 to 2^64, one more than any parameter holds. */
#include "fill/bounds.h"

#include "cli/message.h"
#include "cli/numbers.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* high * 2^64 + low, where high is -1, 0 or 1. */
struct wide {
    int high;
    uint64_t low;
};

static int compare(struct wide a, struct wide b) {
    return a.high != b.high ? (a.high > b.high) - (a.high < b.high)
                            : (a.low > b.low) - (a.low < b.low);
}

static struct wide plus_one(struct wide x) {
    x.low++;
    x.high += x.low == 0;
    return x;
}

static struct wide minus_one(struct wide x) {
    x.high -= x.low == 0;
    x.low--;
    return x;
}

static int parse(const char *text, struct wide *x) {
    static const char *const two64[] = {"18446744073709551616", "0x10000000000000000"};
    uint64_t magnitude;
    for (size_t i = 0; i < sizeof two64 / sizeof *two64; i++)
        if (!strcmp(text, two64[i])) {
            *x = (struct wide){1, 0};
            return 0;
        }
    const int negative = *text == '-';
    if (parse_count(text + negative, &magnitude))
        return -1;
    *x = negative && magnitude ? (struct wide){-1, -magnitude} : (struct wide){0, magnitude};
    return 0;
}

enum { TEXT_MAX = 24 };

static const char *text_of(struct wide x, char text[TEXT_MAX]) {
    if (x.high > 0) /* only 2^64 itself */
        strcpy(text, "2^64");
    else if (x.high < 0)
        snprintf(text, TEXT_MAX, "-%" PRIu64, -x.low);
    else
        snprintf(text, TEXT_MAX, "%" PRIu64, x.low);
    return text;
}

/* The least and the greatest value of the type. */
static void limits(const isorand_type_info *type, struct wide *least, struct wide *last) {
    const unsigned bits = type->kind == 'b' ? 1 : 8 * type->bytes;
    const int is_signed = type->kind == 'i';
    *least = is_signed ? (struct wide){-1, -(UINT64_C(1) << (bits - 1))} : (struct wide){0, 0};
    *last = (struct wide){0, UINT64_MAX >> (64 - bits + (unsigned)is_signed)};
}

static int param_of(int dist, const char *name, char kind) {
    const isorand_param_info *param;
    for (int p = 0; (param = isorand_dist_param(dist, p)) != NULL; p++)
        if (param->kind == kind && !strcmp(param->name, name))
            return p;
    return -1;
}

int bounds_wanted(int dist) {
    return param_of(dist, "low", 'i') >= 0 && param_of(dist, "high", 'i') >= 0;
}

/* One bound, between two others. */
static int read_bound(const isorand_request *req, const char *name, const char *given,
                      struct wide from, struct wide to, struct wide *x) {
    char low[TEXT_MAX], high[TEXT_MAX];
    if (!given) {
        const int64_t x64 =
            isorand_dist_param(req->dist, param_of(req->dist, name, 'i'))->default_value.i;
        *x = (struct wide){0, (uint64_t)x64};
        return 0;
    }
    if (!parse(given, x) && compare(*x, from) >= 0 && compare(*x, to) <= 0)
        return 0;
    refuse_start(given, "--%s with --type %s", name, isorand_type_get(req->type)->name);
    return refuse_reason("expected a whole number from %s to %s, such as 5, 1e6 or 64Ki",
                         text_of(from, low), text_of(to, high));
}

static int refuse_order(const char *low, const char *high, struct wide high_value, int closed) {
    char text[TEXT_MAX];
    refuse_start(low ? low : "0", "--low");
    return refuse_reason("expected less than %s--high, which is %s%s", closed ? "or equal to " : "",
                         text_of(high_value, text), high ? "" : " by default; give it too");
}

int bounds_set(isorand_request *req, const char *low_given, const char *high_given, int closed) {
    struct wide least, last, low, high;
    limits(isorand_type_get(req->type), &least, &last);
    int code = read_bound(req, "low", low_given, least, last, &low);
    if (!code)
        code = read_bound(req, "high", high_given, least, closed ? last : plus_one(last), &high);
    if (!high_given && isorand_type_get(req->type)->kind == 'b' && closed)
        high = last;
    if (!code && compare(low, high) >= !!closed)
        code = refuse_order(low_given, high_given, high, closed);
    if (code)
        return code;
    const int at_low = param_of(req->dist, "low", 'i'), at_high = param_of(req->dist, "high", 'i'),
              at_closed = param_of(req->dist, "closed", 'b');
    if (!closed && at_closed >= 0 && compare(high, (struct wide){0, INT64_MAX}) > 0) {
        high = minus_one(high); /* what the parameter has no room for is said by --closed */
        closed = 1;
    }
    req->param[at_low].u = low.low;
    req->param[at_high].u = high.low; /* 2^64 is 0, as the library has it for u64 */
    if (at_closed >= 0)
        req->param[at_closed].i = closed;
    if (at_closed < 0 && req->type == ISORAND_I64 && compare(high, last) > 0)
        return refuse("--high", high_given, "expected less than 2^63, with --legacy");
    return 0;
}

int bounds_get(const isorand_request *req, uint64_t *first, uint64_t *last) {
    const int closed = param_of(req->dist, "closed", 'b');
    if (!bounds_wanted(req->dist))
        return 0;
    *first = req->param[param_of(req->dist, "low", 'i')].u;
    *last = req->param[param_of(req->dist, "high", 'i')].u - *first;
    if (closed < 0 || !req->param[closed].i)
        --*last;
    return 1;
}
