/* SPDX-License-Identifier: MIT */
/* Messages on stderr, one line each. */
#include "cli/message.h"

#include "cli/command.h"

#include <stdarg.h>
#include <stdio.h>

const char *shown(const char *text) {
    static char buffers[2][160];
    static unsigned turn;
    char *out = buffers[turn++ % 2];
    size_t n = 0;
    out[n++] = '\'';
    for (; *text && n < sizeof buffers[0] - 12; text++) {
        const unsigned char c = (unsigned char)*text;
        if (c < 0x20 || c == 0x7f)
            n += (size_t)sprintf(out + n, "\\x%02x", c);
        else
            out[n++] = *text;
    }
    sprintf(out + n, *text ? "...'" : "'");
    return out;
}

int fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("isorand: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return CLI_FAILURE;
}

static const char *separator;

void refuse_start(const char *value, const char *option, ...) {
    va_list arguments;
    va_start(arguments, option);
    fputs("isorand: ", stderr);
    vfprintf(stderr, option, arguments);
    fprintf(stderr, "%s%s: ", value ? " " : "", value ? shown(value) : "");
    va_end(arguments);
    separator = "accepted are ";
}

static int end_with(const char *reason, va_list arguments) {
    vfprintf(stderr, reason, arguments);
    return refuse_end();
}

int refuse_reason(const char *reason, ...) {
    va_list arguments;
    va_start(arguments, reason);
    const int code = end_with(reason, arguments);
    va_end(arguments);
    return code;
}

int refuse(const char *option, const char *value, const char *reason, ...) {
    va_list arguments;
    va_start(arguments, reason);
    refuse_start(value, "%s", option);
    const int code = end_with(reason, arguments);
    va_end(arguments);
    return code;
}

void refuse_item(const char *prefix, const char *item) {
    fprintf(stderr, "%s%s%s", separator, prefix, item);
    separator = ", ";
}

int refuse_end(void) {
    fputc('\n', stderr);
    return CLI_USAGE;
}
