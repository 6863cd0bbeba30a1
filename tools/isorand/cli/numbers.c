/* SPDX-License-Identifier: MIT */
/* Numbers written on the command line: exact, whatever their notation. */
#include "cli/numbers.h"

#include "cli/message.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int is_digit(char c) {
    return c >= '0' && c <= '9';
}

static int multiply(uint64_t *value, uint64_t factor) {
    if (factor && *value > UINT64_MAX / factor)
        return -1;
    *value *= factor;
    return 0;
}

static int append_digit(uint64_t *value, char digit) {
    const uint64_t d = (uint64_t)(digit - '0');
    if (multiply(value, 10) || *value > UINT64_MAX - d)
        return -1;
    *value += d;
    return 0;
}

/* The factor of a unit; 0 when there is no such unit. */
static uint64_t unit_factor(const char *unit) {
    static const struct {
        const char *name;
        uint64_t factor;
    } units[] = {{"", 1},
                 {"k", 1000},
                 {"K", 1000},
                 {"M", 1000000},
                 {"G", 1000000000},
                 {"T", 1000000000000},
                 {"Ki", UINT64_C(1) << 10},
                 {"Mi", UINT64_C(1) << 20},
                 {"Gi", UINT64_C(1) << 30},
                 {"Ti", UINT64_C(1) << 40}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (!strcmp(unit, units[i].name))
            return units[i].factor;
    return 0;
}

/* Digits alone: strtoull would take blanks, a sign and another 0x. */
static int parse_hex(const char *digits, uint64_t *value) {
    if (!*digits || digits[strspn(digits, "0123456789abcdefABCDEF")])
        return -1;
    errno = 0;
    const uint64_t v = strtoull(digits, NULL, 16);
    if (errno)
        return -1;
    *value = v;
    return 0;
}

/* Divides a * b by 'prime'; -1 where there is a remainder. */
static int take_out(uint64_t *a, uint64_t *b, uint64_t prime) {
    uint64_t *x = *a % prime ? b : a;
    if (*x % prime)
        return -1;
    *x /= prime;
    return 0;
}

/* digits[.digits][e[+]DIGITS | unit]: digits * factor / 10^places without a remainder. */
int parse_count(const char *text, uint64_t *value) {
    if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
        return parse_hex(text + 2, value);
    if (!is_digit(*text))
        return -1;
    uint64_t v = 0, exponent = 0, factor = 1;
    unsigned places = 0;
    for (; is_digit(*text); text++)
        if (append_digit(&v, *text))
            return -1;
    if (*text == '.') {
        if (!is_digit(*++text))
            return -1;
        const char *end = text + strspn(text, "0123456789"), *last = end;
        while (last > text && last[-1] == '0')
            last--;
        for (; text < last; text++, places++)
            if (append_digit(&v, *text))
                return -1;
        text = end;
    }
    if (*text == 'e' || *text == 'E') {
        text += 1 + (text[1] == '+');
        if (!is_digit(*text))
            return -1;
        for (; is_digit(*text); text++)
            if (append_digit(&exponent, *text)) /* 0 is 0 all the same */
                exponent = UINT64_MAX;
    } else {
        factor = unit_factor(text);
        text = "";
    }
    if (*text || !factor)
        return -1;
    for (; places && exponent; places--)
        exponent--;
    for (; places; places--)
        if (take_out(&v, &factor, 2) || take_out(&v, &factor, 5))
            return -1;
    if (multiply(&v, factor))
        return -1;
    for (; v && exponent; exponent--)
        if (multiply(&v, 10))
            return -1;
    *value = v;
    return 0;
}

int count_option(const char *option, const char *text, uint64_t max, uint64_t *value) {
    if (!text)
        return 0;
    uint64_t v;
    if (parse_count(text, &v))
        return refuse(option, text, "expected " COUNT_FORMS);
    if (v > max)
        return refuse(option, text, "expected at most %" PRIu64, max);
    *value = v;
    return 0;
}

static int parse_real(const char *text, double *value) {
    char *end;
    if (!*text || isspace((unsigned char)*text))
        return -1;
    errno = 0;
    *value = strtod(text, &end);
    return *end || (errno == ERANGE && isinf(*value)) ? -1 : 0;
}

static int parse_signed(const char *text, int64_t *value) {
    const int negative = *text == '-';
    uint64_t magnitude;
    if (parse_count(text + negative, &magnitude) ||
        magnitude > (uint64_t)INT64_MAX + (uint64_t)negative)
        return -1;
    /* -2^63 has no positive counterpart */
    *value = negative && magnitude ? -(int64_t)(magnitude - 1) - 1 : (int64_t)magnitude;
    return 0;
}

int parse_param(char kind, const char *text, isorand_param *value) {
    switch (kind) {
    case 'f':
        return parse_real(text, &value->f);
    case 'i':
        return parse_signed(text, &value->i);
    default: /* a flag that was given */
        value->i = 1;
        return 0;
    }
}

const char *param_forms(char kind) {
    return kind == 'f' ? "a real number such as 2.5 or 1e-3"
                       : "a whole number from -2^63 to 2^63 - 1, such as -5, 1e6 or 64Ki";
}
