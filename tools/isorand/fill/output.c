/* SPDX-License-Identifier: MIT */
/* How much `isorand fill` writes and in which format, and how a run is repeated. */
#include "fill/output.h"
#include "cli/message.h"
#include "cli/numbers.h"
#include "io/sink.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

int fill_count(const struct fill_args *args, const isorand_request *req, uint64_t *count,
               int *endless) {
    const char *text = args->value[FILL_COUNT];
    if (!text)
        return refuse("--count", NULL, "is required: " COUNT_FORMS ", or inf");
    *endless = !strcmp(text, "inf");
    if (*endless)
        return 0;
    if (parse_count(text, count))
        return refuse("--count", text, "expected " COUNT_FORMS ", or inf");
    if (*count > UINT64_MAX / isorand_type_get(req->type)->bytes)
        return refuse("--count", text, "expected at most 2^64 bytes of output");
    return 0;
}

const char *fill_format_of_name(const char *file) {
    static const struct {
        const char *suffix, *format;
    } rows[] = {{".npy", "npy"}, {".txt", "text"}, {".csv", "text"}};
    const char *dot = strrchr(file, '.');
    for (size_t i = 0; dot && i < sizeof rows / sizeof *rows; i++)
        if (!strcasecmp(dot, rows[i].suffix))
            return rows[i].format;
    return NULL;
}

int fill_format(const struct fill_args *args, const char *out, int endless,
                const struct format **format) {
    const char *name = args->value[FILL_FORMAT];
    if (!name)
        name = fill_format_of_name(out);
    if (!name)
        name = sink_is_terminal(out) ? "text" : "raw";
    *format = format_named(name);
    if (!*format) {
        refuse_start(name, "--format");
        for (int i = 0; format_at(i); i++)
            refuse_item("", format_at(i)->name);
        return refuse_end();
    }
    if (endless && (*format)->header)
        return refuse("--count", "inf", "a file of format %s holds a known number of values", name);
    return 0;
}

int fill_is_one_call(const isorand_request *req) {
    return isorand_type_get(req->type)->bytes < sizeof(uint32_t) && req->dist != ISORAND_RAW;
}

/* ---- the seed that nobody gave ---- */

static void print_quoted(const char *text) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_-+=.,/:@%";
    if (*text && !text[strspn(text, plain)]) {
        fputs(text, stderr);
        return;
    }
    fputc('\'', stderr);
    for (; *text; text++)
        fputs(*text == '\'' ? "'\\''" : (char[]){*text, '\0'}, stderr);
    fputc('\'', stderr);
}

void fill_print_reproduction(const char *program, const char *seed, int argc, char **argv) {
    fputs("isorand: seed from the system; to reproduce this run: ", stderr);
    print_quoted(program);
    fprintf(stderr, " %s --seed %s", argv[0], seed);
    for (int i = 1; i < argc; i++) {
        fputc(' ', stderr);
        print_quoted(argv[i]);
    }
    fputc('\n', stderr);
}
