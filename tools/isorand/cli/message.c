/* SPDX-License-Identifier: MIT */
/* Messages on stderr, one line each. */
#include "cli/message.h"

#include "cli/command.h"
#include "cli/nearest.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

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

/* ---- wrong usage ---- */

enum { ITEMS_MAX = 256, LIST_MAX = 12 };

static struct {
    const char *value; /* what was given for one of the items, or NULL */
    struct item {
        const char *prefix, *name;
        char note[ITEM_NOTE_MAX];
    } item[ITEMS_MAX];
    int n;
} refusal;

void refuse_start(const char *value, const char *option, ...) {
    va_list arguments;
    va_start(arguments, option);
    fputs("isorand: ", stderr);
    vfprintf(stderr, option, arguments);
    fprintf(stderr, "%s%s: ", value ? " " : "", value ? shown(value) : "");
    va_end(arguments);
    refusal.value = value;
    refusal.n = 0;
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

void refuse_item(const char *prefix, const char *name) {
    refuse_item_note(prefix, name, "");
}

void refuse_item_note(const char *prefix, const char *name, const char *note) {
    if (refusal.n == ITEMS_MAX)
        return;
    struct item *item = &refusal.item[refusal.n++];
    item->prefix = prefix;
    item->name = name;
    snprintf(item->note, sizeof item->note, "%s", note);
}

/* The item that may have been meant, or NULL. */
static const struct item *nearest(void) {
    const struct item *found = NULL;
    if (!refusal.value)
        return NULL;
    size_t best = distance_max(refusal.value) + 1;
    for (int i = 0; i < refusal.n; i++) {
        const struct item *item = &refusal.item[i];
        const size_t skip = strlen(item->prefix);
        if (strncmp(refusal.value, item->prefix, skip))
            continue;
        const size_t distance = distance_between(refusal.value + skip, item->name);
        if (distance < best) {
            best = distance;
            found = item;
        }
    }
    return found;
}

/* Few items are listed, of many that are not this value the nearest one is named. */
static void print_items(void) {
    const struct item *meant = nearest();
    if (refusal.value && refusal.n > LIST_MAX) {
        if (meant)
            fprintf(stderr, "did you mean %s%s?  ", meant->prefix, meant->name);
        else
            fputs("no such name; ", stderr);
        fprintf(stderr, "--help lists all %d", refusal.n);
        return;
    }
    fputs(refusal.n > 1 ? "expected one of " : "expected ", stderr);
    for (int i = 0; i < refusal.n; i++) {
        const struct item *item = &refusal.item[i];
        fprintf(stderr, "%s%s%s%s", i ? ", " : "", item->prefix, item->name, item->note);
    }
    if (meant && refusal.n > 1)
        fprintf(stderr, "; did you mean %s%s?", meant->prefix, meant->name);
}

int refuse_end(void) {
    if (refusal.n)
        print_items();
    refusal.n = 0;
    fputc('\n', stderr);
    return CLI_USAGE;
}
