/* SPDX-License-Identifier: MIT */
/* Numbers as the command reads and writes them: counts against arithmetic on digits, bounds of
 * integers, parameters, starts of streams and kinds of values that read back as they are written,
 * values as text. */
#include "cli/numbers.h"
#include "cli/numpy_level.h"
#include "fill/bounds.h"
#include "fuzz/support/fuzz.h"
#include "io/format.h"
#include "verify/kind.h"
#include "verify/start.h"

#include <stdlib.h>
#include <string.h>

const int fuzz_faults = 4;

enum { TEXT_MAX = 100 };

/* ---- counts ---- */

/* The digits of a text "D.DeN" or "D.DU" with the point moved: 'point' digits are before it. */
struct digits {
    char digit[2 * TEXT_MAX];
    long n, point;
    uint64_t factor;
};

static int split(const char *text, struct digits *d) {
    static const struct {
        const char *name;
        int tens;
        uint64_t factor;
    } units[] = {{"", 0, 1},         {"k", 3, 1},
                 {"K", 3, 1},        {"M", 6, 1},
                 {"G", 9, 1},        {"T", 12, 1},
                 {"Ki", 0, 1 << 10}, {"Mi", 0, 1 << 20},
                 {"Gi", 0, 1 << 30}, {"Ti", 0, UINT64_C(1) << 40}};
    *d = (struct digits){.factor = 1};
    size_t whole = strspn(text, "0123456789"), places = 0;
    memcpy(d->digit, text, whole);
    if (text[whole] == '.') {
        places = strspn(text + whole + 1, "0123456789");
        memcpy(d->digit + whole, text + whole + 1, places);
        if (!places)
            return -1;
    }
    d->n = (long)(whole + places);
    while (d->n > (long)whole && d->digit[d->n - 1] == '0')
        d->n--;
    d->point = (long)whole;
    text += whole + places + (text[whole] == '.');
    if (!whole)
        return -1;
    if (*text == 'e' || *text == 'E') {
        text += 1 + (text[1] == '+');
        if (!*text || text[strspn(text, "0123456789")])
            return -1;
        text += strspn(text, "0");
        d->point += strlen(text) > 3 ? 1000 : atoi(text);
        return 0;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (!strcmp(text, units[i].name)) {
            d->point += units[i].tens;
            d->factor = units[i].factor;
            return 0;
        }
    return -1;
}

__extension__ typedef unsigned __int128 wide;

/* 0 where digits, point and factor make a whole number below 2^64. */
static int value_of(const struct digits *d, uint64_t *value) {
    wide x = 0;
    *value = 0;
    for (long i = 0; i < d->n || i < d->point; i++) {
        x = x * 10 + (i < d->n ? (unsigned)(d->digit[i] - '0') : 0);
        if (x >> 80) /* too large, whatever follows */
            return -1;
    }
    x *= d->factor;
    for (long i = d->point; i < d->n && x; i++) {
        if (x % 10)
            return -1;
        x /= 10;
    }
    *value = (uint64_t)x;
    return x >> 64 ? -1 : 0;
}

static void count(const char *text) {
    uint64_t got = 77, want = 0;
    struct digits d;
    const int refused = parse_count(text, &got);
    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
        const char *p = text + 2;
        const size_t n = strspn(p, "0123456789abcdefABCDEF"), zeros = strspn(p, "0");
        const int good = n && !p[n] && n - (zeros < n ? zeros : n) <= 16;
        CHECK(refused == (good ? 0 : -1), "'%s'", text);
        CHECK(refused || got == strtoull(p, NULL, 16), "'%s'", text);
        return;
    }
    if (refused) { /* rightly; of fractions of 2^10 and so on only those with few digits are taken
                    */
        CHECK(split(text, &d) || value_of(&d, &want) || (d.factor != 1 && d.n >= 20),
              "'%s' is %llu", text, (unsigned long long)want);
        CHECK(got == 77, "a refused number was written");
        return;
    }
    CHECK(!split(text, &d) && (!value_of(&d, &want)), "'%s' is taken for %llu", text,
          (unsigned long long)got);
    CHECK(got == want + (uint64_t)fuzz_fault(1), "'%s' is %llu, not %llu", text,
          (unsigned long long)want, (unsigned long long)got);
}

/* ---- parameters ---- */

static void params(const char *text) {
    isorand_param x = {.u = 77};
    char again[64];
    if (!parse_param('f', text, &x)) {
        isorand_param back;
        CHECK(*text, "an empty text");
        snprintf(again, sizeof again, "%.17g", x.f);
        CHECK(!parse_param('f', again, &back), "'%s'", again);
        CHECK(back.u == x.u || x.f != x.f, "'%s' reads back otherwise", again);
    }
    x.u = 77;
    if (!parse_param('i', text, &x)) {
        uint64_t magnitude = 0;
        CHECK(!parse_count(text + (*text == '-'), &magnitude), "'%s'", text);
        CHECK((*text == '-' ? 0 - magnitude : magnitude) == x.u + (uint64_t)fuzz_fault(2), "'%s'",
              text);
    } else {
        CHECK(x.u == 77, "a refused number was written");
    }
}

/* ---- bounds of integers ---- */

static void bounds(struct fuzz *f, char *low) {
    static const int dists[] = {ISORAND_INTEGERS, ISORAND_LEGACY_INTEGERS};
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    char *high = strchr(low, ' ');
    isorand_request request;
    uint64_t first, last;
    if (high)
        *high++ = '\0';
    if (isorand_request_init(&request, dists[how & 1], 1 + (int)(how >> 1) % 11))
        return;
    fuzz_listen();
    const int code = bounds_set(&request, *low ? low : NULL, high, (int)(how >> 7));
    if (code) {
        fuzz_check_said();
        return;
    }
    CHECK(!*fuzz_said(), "said without need");
    CHECK(!isorand_request_check(&request, NULL), "'%s' to '%s' are taken", low,
          high ? high : "the default");
    CHECK(bounds_get(&request, &first, &last), "bounds");
    /* The library's own: the values of a fill are between them. */
    unsigned char values[8 * 8];
    const isorand_type_info *type = isorand_type_get(request.type);
    isorand_rng rng;
    CHECK(!isorand_seed(&rng, ISORAND_PCG64, how) && !isorand_fill(&rng, &request, values, 8),
          "fill");
    for (size_t i = 0; i < 8; i++) {
        uint64_t x = 0;
        for (unsigned b = 0; b < type->bytes; b++) /* little-endian, as the machines of this test */
            x |= (uint64_t)values[i * type->bytes + b] << 8 * b;
        if (type->kind == 'i' && type->bytes < 8 && x >> (8 * type->bytes - 1))
            x |= UINT64_MAX << 8 * type->bytes;
        CHECK(x - first <= last - (uint64_t)fuzz_fault(3) * 1000, "%s .. %s: %llu", low,
              high ? high : "", (unsigned long long)x);
    }
}

/* ---- texts that are written, too ---- */

static void starts(const char *text) {
    struct start start = {.engine = ISORAND_PCG64}, again = start;
    char written[START_TEXT_MAX];
    isorand_rng rng;
    if (start_parse(text, &start))
        return;
    start_text(&start, written);
    CHECK(!start_parse(written, &again) && again.carry == start.carry &&
              again.before == start.before,
          "'%s' as '%s'", text, written);
    CHECK(!start_rng(&start, &rng), "'%s'", text);
}

static void kinds(const char *text) {
    struct kind kind, again;
    char written[KIND_TEXT_MAX];
    if (kind_parse(text, &kind))
        return;
    kind_text(&kind, written);
    CHECK(!kind_parse(written, &again) && kind_equal(&kind, &again), "'%s' as '%s'", text, written);
    CHECK(kind.size && !isorand_request_check(&kind.req, NULL), "'%s'", text);
}

static void levels(const char *text) {
    const char *level = numpy_level(text);
    const isorand_numpy_info *info;
    int known = !level;
    for (int i = 0; !known && (info = isorand_numpy_at(i)) != NULL; i++)
        known = !strcmp(info->name, level);
    CHECK(known, "'%s' is level '%s'", text, level);
}

/* Any bits as text, and the text as bits. */
static void values(struct fuzz *f) {
    const int type = 1 + (int)fuzz_below(f, 11);
    const size_t size = fuzz_bytes_of(type);
    uint64_t bits = fuzz_bytes(f, 8);
    unsigned char value[8];
    char text[64];
    float f32;
    double f64;
    bits = type == ISORAND_BOOL ? bits & 1 : bits & UINT64_MAX >> (64 - 8 * size);
    memcpy(value, &bits, size);
    size_t n = format_hex(text, type, value, 1);
    text[n] = '\0';
    CHECK(n == 2 * size + 1 && text[n - 1] == '\n', "hex %s", text);
    CHECK(strtoull(text, NULL, 16) == bits + (uint64_t)fuzz_fault(4), "hex %s", text);
    n = format_text(text, type, value, 1);
    text[n] = '\0';
    CHECK(n <= FORMAT_TEXT_WIDTH + 1 && text[n - 1] == '\n', "text %s", text);
    if (type == ISORAND_F32) {
        memcpy(&f32, value, sizeof f32);
        CHECK(strtof(text, NULL) == f32 || f32 != f32, "%s", text);
    } else if (type == ISORAND_F64) {
        memcpy(&f64, value, sizeof f64);
        CHECK(strtod(text, NULL) == f64 || f64 != f64, "%s", text);
    } else if (isorand_type_get(type)->kind == 'i') {
        CHECK(((uint64_t)strtoll(text, NULL, 10) & UINT64_MAX >> (64 - 8 * size)) == bits, "%s",
              text);
    } else {
        CHECK(strtoull(text, NULL, 10) == bits, "%s", text);
    }
}

void fuzz_one(struct fuzz *f) {
    char text[TEXT_MAX];
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    if (how % 8 == 7) {
        values(f);
    } else if (how % 8 == 6) {
        const unsigned char flags = (unsigned char)fuzz_bytes(f, 1);
        struct fuzz of_flags = {&flags, &flags + 1};
        (void)fuzz_text(f, text, sizeof text);
        bounds(&of_flags, text);
    } else {
        size_t n = fuzz_text(f, text, sizeof text);
        for (size_t i = 0; how & 8 && i < n; i++) /* mostly numbers */
            text[i] = "0123456789.eE+-xKMGTki000000999"[(unsigned char)text[i] % 31];
        count(text);
        params(text);
        starts(text);
        kinds(text);
        levels(text);
    }
}
