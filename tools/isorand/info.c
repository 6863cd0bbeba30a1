/* SPDX-License-Identifier: MIT */
/* isorand info: what this machine has, what this build contains, and what can be generated. */
#include "cli/command.h"
#include "cli/names.h"
#include "cli/options.h"
#include "cli/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__clang__)
#define COMPILER "clang " __clang_version__
#elif defined(__GNUC__)
#define COMPILER "gcc " __VERSION__
#else
#define COMPILER "unknown"
#endif

static json_object *cpu_features(int wanted) {
    json_object *list = new_array();
    const char *name;
    int present;
    for (int i = 0; (name = isorand_cpu_feature(i, &present)) != NULL; i++)
        if (present == wanted)
            append(list, new_string(name));
    return list;
}

static json_object *backends(void) {
    json_object *list = new_array();
    isorand_backend_info info;
    for (int i = 0; !isorand_backend_describe(i, &info); i++) {
        json_object *row = new_object();
        put(row, "name", new_string(info.name));
        put(row, "compiled", new_bool(info.compiled));
        put(row, "usable", new_bool(info.usable));
        put(row, "active", new_bool(!strcmp(info.name, isorand_backend_name())));
        put(row, "reason", *info.why_not ? new_string(info.why_not) : NULL);
        append(list, row);
    }
    return list;
}

static json_object *engines(void) {
    json_object *list = new_array();
    const isorand_engine_info *info;
    for (int i = 1; (info = engine_at(i)) != NULL; i++) {
        json_object *row = new_object();
        put(row, "name", new_string(info->name));
        put(row, "alias", new_string(info->alias));
        put(row, "word_bits", new_uint(8 * info->word_bytes));
        put(row, "equals", new_string(info->equals));
        append(list, row);
    }
    return list;
}

static json_object *dists(void) {
    json_object *list = new_array();
    const isorand_dist_info *info;
    for (int i = 0; i < isorand_dist_count() && (info = dist_of(isorand_dist_at(i))); i++) {
        json_object *row = new_object(), *types = new_array(), *params = new_array();
        for (int t = 1; isorand_type_name(t); t++)
            if (info->types >> t & 1)
                append(types, new_string(isorand_type_name(t)));
        for (unsigned p = 0; p < info->nparams; p++)
            append(params, new_string(info->param[p].name));
        put(row, "name", new_string(info->name));
        put(row, "types", types);
        put(row, "parameters", params);
        put(row, "equals", new_string(info->equals));
        append(list, row);
    }
    return list;
}

int cmd_info(const char *program, int argc, char **argv) {
    enum { JSON, ROWS };
    static const struct option_row rows[ROWS] = {[JSON] = {"json", NULL, "print JSON"}};
    const char *value[ROWS];
    (void)program;
    const int code = options_parse(rows, ROWS, argc, argv, value);
    if (code == OPTIONS_HELP) {
        printf("Usage: isorand info [--json]\n"
               "Shows the version, what the CPU has, each backend with the reason when it is not\n"
               "used, the engines and the distributions.\n\nOptions:\n");
        options_print(rows, ROWS);
        return CLI_OK;
    }
    if (code)
        return code;
    json_object *tree = new_object();
    put(tree, "version", new_string(isorand_version()));
    put(tree, "compiler", new_string(COMPILER));
    put(tree, "cpu_has", cpu_features(1));
    put(tree, "cpu_lacks", cpu_features(0));
    put(tree, "ISORAND_BACKEND", new_string(getenv("ISORAND_BACKEND")));
    put(tree, "active_backend", new_string(isorand_backend_name()));
    put(tree, "backends", backends());
    put(tree, "engines", engines());
    put(tree, "distributions", dists());
    report_print(tree, value[JSON] != NULL);
    return CLI_OK;
}
