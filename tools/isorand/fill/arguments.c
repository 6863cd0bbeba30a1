/* SPDX-License-Identifier: MIT */
/* The arguments of `isorand fill` and its help text, both made from the library's registries. */
#include "cli/names.h"
#include "fill/fill.h"

#include <inttypes.h>
#include <stdio.h>
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

static void add_param_row(struct fill_args *args, const isorand_param_info *param) {
    for (int i = 0; i < args->n; i++)
        if (!strcmp(args->row[i].name, param->name))
            return;
    args->row[args->n++] = (struct option_row){param->name, param_arg(param->kind), NULL};
}

int fill_args_parse(struct fill_args *args, int argc, char **argv) {
    const isorand_dist_info *info;
    args->n = FILL_OPTIONS;
    memcpy(args->row, fixed_rows, sizeof fixed_rows);
    for (int i = 0; i < isorand_dist_count() && (info = dist_of(isorand_dist_at(i))); i++)
        for (unsigned p = 0; p < info->nparams; p++)
            add_param_row(args, &info->param[p]);
    return options_parse(args->row, args->n, argc, argv, args->value);
}

void fill_print_param(FILE *out, const isorand_param_info *info, isorand_param value) {
    fprintf(out, " --%s", info->name);
    if (info->kind == 'f')
        fprintf(out, " %.17g", value.f);
    else if (info->kind == 'i')
        fprintf(out, " %" PRId64, value.i);
    else if (info->kind == 'u')
        fprintf(out, " %" PRIu64, value.u);
}

static void print_dist(int dist, const isorand_dist_info *info) {
    printf("  %-*s  %s\n%24stypes", 20, info->name, info->equals, "");
    for (int t = 1; isorand_type_name(t); t++)
        if (dist_offers(dist, t))
            printf(" %s", isorand_type_name(t));
    if (info->nparams)
        printf("; options");
    for (unsigned p = 0; p < info->nparams; p++)
        fill_print_param(stdout, &info->param[p], info->param[p].initial);
    putchar('\n');
}

void fill_args_help(const struct fill_args *args) {
    const isorand_engine_info *engine;
    printf("Usage: isorand fill --count N [OPTION]...\n"
           "Writes N random numbers.  An option given twice counts the last time.\n\nOptions:\n");
    options_print(args->row, FILL_OPTIONS);
    printf("\nEngines:\n");
    for (int i = 1; (engine = engine_at(i)) != NULL; i++)
        printf("  %-20s  %s%s%s%s; native words of %u bits\n", engine->name, engine->equals,
               engine->alias ? " (alias " : "", engine->alias ? engine->alias : "",
               engine->alias ? ")" : "", 8 * engine->word_bytes);
    printf("\nDistributions, with their types and the defaults of their options:\n");
    for (int i = 0, d; (d = isorand_dist_at(i)) > 0; i++)
        print_dist(d, dist_of(d));
    printf(
        "\nNumPy drops the left-over bits of a word at the end of each call for bool and 8- and\n"
        "16-bit integers.  Their values are therefore made in one piece, in memory; with --count\n"
        "inf they come in calls of 1 MiB.\n"
        "\nExamples:\n"
        "  isorand fill --seed 42 --count 1e8 --out demo.npy   # default_rng(42).random(10**8)\n"
        "  isorand fill --seed 1 --dist raw --count inf | RNG_test stdin64\n");
}
