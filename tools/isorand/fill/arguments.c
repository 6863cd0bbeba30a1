/* SPDX-License-Identifier: MIT */
/* The arguments of `isorand fill` and its help text, both made from the library's registries. */
#include "cli/message.h"
#include "cli/names.h"
#include "fill/fill.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option_row fixed_rows[FILL_OPTIONS] = {
#define FILL_OPTION(ID, name, arg, help) [FILL_##ID] = {name, arg, help},
#include "fill/options.def"
#undef FILL_OPTION
};

/* What the help calls the argument of a parameter of that kind. */
static const char *param_arg(char kind) {
    return kind == 'b' ? NULL : kind == 'f' ? "X" : "N";
}

/* 0 or an exit code after a message. */
static int add_param_row(struct fill_args *args, const isorand_param_info *param) {
    for (int i = 0; i < args->n; i++)
        if (!strcmp(args->row[i].name, param->name))
            return 0;
    if (args->n == FILL_ROWS_MAX)
        return fail("the library has more parameters than this program has room for");
    args->row[args->n++] = (struct option_row){param->name, param_arg(param->kind), NULL};
    return 0;
}

int fill_args_rows(struct fill_args *args) {
    const isorand_dist_info *dist;
    const isorand_param_info *param;
    int code = 0;
    args->n = FILL_OPTIONS;
    memcpy(args->row, fixed_rows, sizeof fixed_rows);
    memset(args->value, 0, sizeof args->value);
    for (int i = 0; (dist = isorand_dist_at(i)) != NULL; i++)
        for (int p = 0; !code && (param = isorand_dist_param(dist->number, p)) != NULL; p++)
            code = add_param_row(args, param);
    return code;
}

int fill_args_parse(struct fill_args *args, int argc, char **argv) {
    const int code = fill_args_rows(args);
    return code ? code : options_parse(args->row, args->n, argc, argv, args->value);
}

void fill_print_param(FILE *out, const isorand_param_info *info, isorand_param value) {
    fprintf(out, " --%s", info->name);
    if (info->kind == 'f')
        fprintf(out, " %.17g", value.f);
    else if (info->kind == 'i')
        fprintf(out, " %" PRId64, value.i);
}

char *fill_request_text(const isorand_request *req) {
    const isorand_param_info *param;
    char *text = NULL;
    size_t nbytes;
    FILE *out = open_memstream(&text, &nbytes);
    if (!out)
        exit(fail("out of memory"));
    fprintf(out, "--dist %s --type %s", isorand_dist_get(req->dist)->name,
            isorand_type_get(req->type)->name);
    for (int p = 0; (param = isorand_dist_param(req->dist, p)) != NULL; p++)
        if (param->kind != 'b' || req->param[p].i)
            fill_print_param(out, param, req->param[p]);
    if (fclose(out))
        exit(fail("out of memory"));
    return text;
}

int fill_same_request(const isorand_request *a, const isorand_request *b) {
    for (int p = 0; p < ISORAND_PARAMS_MAX; p++)
        if (a->param[p].u != b->param[p].u)
            return 0;
    return a->dist == b->dist && a->type == b->type && a->flags == b->flags;
}

/* The types that a distribution fills, those apart that do not take its parameters. */
static void print_types(const isorand_dist_info *dist) {
    const isorand_type_info *type;
    printf("%24stypes", "");
    for (int i = 0; (type = isorand_type_at(i)) != NULL; i++)
        if (dist_offers(dist, type->number))
            printf(" %s%s", type->name,
                   dist->nparams && !fill_takes_param(dist->number, type->number, 0)
                       ? " (without options)"
                       : "");
    putchar('\n');
}

static void print_dist(const isorand_dist_info *dist) {
    const isorand_param_info *param;
    const char *rule = fill_rule(dist->number);
    printf("  %-*s  %s\n", 20, dist->name, dist->reference);
    print_types(dist);
    for (int p = 0; (param = isorand_dist_param(dist->number, p)) != NULL; p++) {
        printf("%23s", "");
        fill_print_param(stdout, param, param->default_value);
        if (param->kind == 'b')
            putchar('\n');
        else
            printf("  (%s)\n", param->range);
    }
    if (rule)
        printf("%24s%s\n", "", rule);
}

void fill_args_help(const struct fill_args *args) {
    const isorand_engine_info *engine;
    const isorand_dist_info *dist;
    printf("Usage: isorand fill --count N [OPTION]...\n"
           "Writes N random numbers.  An option given twice counts the last time.\n\nOptions:\n");
    options_print(args->row, FILL_OPTIONS);
    printf("\nEngines:\n");
    for (int i = 0; (engine = isorand_engine_at(i)) != NULL; i++)
        printf("  %-20s  %s%s%s%s; native words of %u bits\n", engine->name, engine->reference,
               engine->alias ? " (alias " : "", engine->alias ? engine->alias : "",
               engine->alias ? ")" : "", 8 * engine->word_bytes);
    printf("\nDistributions, with their types, and their options with defaults and ranges:\n");
    for (int i = 0; (dist = isorand_dist_at(i)) != NULL; i++)
        print_dist(dist);
    printf(
        "\nraw without --type makes the engine's own words, as random_raw does.  Of engines with\n"
        "64-bit words u32 takes the halves, low before high; of the others u64 joins two words,\n"
        "the first one low (mt19937: high).  u8 is Generator.bytes.\n"
        "\nNumPy drops the left-over bits of a word at the end of each call for bool and 8- and\n"
        "16-bit integers.  Their values are therefore made in one piece, in memory, but for "
        "--first\n"
        "and --chunks; with --count inf they come in calls of 1 MiB.\n"
        "\nTo go on with output that was cut off, make what is missing and append it: of N values "
        "of\n"
        "which I are there, --first I --count N-I.  --skip is for raw words: it counts native "
        "words\n"
        "of the stream, --first values of the array.\n"
        "\nExamples:\n"
        "  isorand fill --seed 42 --count 1e8 --out demo.npy   # default_rng(42).random(10**8)\n"
        "  isorand fill --seed 1 --dist raw --count inf | RNG_test stdin64\n"
        "  isorand fill --seed 1 --dist normal --count 1e9 --chunks 1e6 --out normals.zarr\n");
}
