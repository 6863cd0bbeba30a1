/* SPDX-License-Identifier: MIT */
/* isorand info: what this machine has, what this build contains, and what can be generated. */
#include "cli/command.h"
#include "cli/kernels.h"
#include "cli/message.h"
#include "cli/names.h"
#include "cli/options.h"
#include "cli/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_OF(macro) TEXT(macro)
#define TEXT(x)        #x
#if defined(__clang__) /* whose __clang_version__ ends with a space */
#define COMPILER                                                                                   \
    "clang " TEXT_OF(__clang_major__) "." TEXT_OF(__clang_minor__) "." TEXT_OF(__clang_patchlevel__)
#elif defined(__GNUC__)
#define COMPILER "gcc " __VERSION__
#else
#define COMPILER "unknown"
#endif

/* As the system calls it; NULL where it does not say. */
static json_object *cpu_model(void) {
    static const char *const keys[] = {"model name", "cpu model", "Model", "machine"};
    char line[512];
    json_object *found = NULL;
    FILE *file = fopen("/proc/cpuinfo", "r");
    while (file && !found && fgets(line, sizeof line, file)) {
        char *value = strchr(line, ':');
        for (size_t i = 0; value && i < sizeof keys / sizeof *keys; i++)
            if (!found && !strncmp(line, keys[i], strlen(keys[i]))) {
                value[strcspn(value, "\n")] = '\0';
                found = new_string(value + 1 + strspn(value + 1, " \t"));
            }
    }
    if (file)
        fclose(file);
    return found;
}

/* Why a usable backend was not chosen. */
static json_object *not_chosen(void) {
    char text[BACKEND_REASON_MAX];
    const char *active = isorand_backend_name(), *variable = getenv("ISORAND_BACKEND");
    if (variable && *variable && strcmp(variable, "auto") != 0)
        snprintf(text, sizeof text, "ISORAND_BACKEND is %s", shown(variable));
    else
        snprintf(text, sizeof text, "%s is preferred", active);
    return new_string(text);
}

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
    const isorand_backend_info *backend;
    for (int i = 0; (backend = isorand_backend_at(i)) != NULL; i++) {
        json_object *row = new_object();
        char reason[BACKEND_REASON_MAX];
        const int usable = backend_usable(i, reason);
        const int compiled = isorand_backend_status(i, NULL, 0) != ISORAND_BACKEND_ABSENT;
        put(row, "name", new_string(backend->name));
        put(row, "compiled", new_bool(compiled));
        put(row, "usable", new_bool(usable));
        const int active = !strcmp(backend->name, isorand_backend_name());
        put(row, "active", new_bool(active));
        put(row, "reason", *reason ? new_string(reason) : usable && !active ? not_chosen() : NULL);
        append(list, row);
    }
    return list;
}

static json_object *numpy_levels(void) {
    json_object *list = new_array();
    const isorand_numpy_info *level;
    for (int i = 0; (level = isorand_numpy_at(i)) != NULL; i++) {
        json_object *row = new_object();
        put(row, "name", new_string(level->name));
        put(row, "changes", new_string(level->changes));
        append(list, row);
    }
    return list;
}

static json_object *engines(void) {
    json_object *list = new_array();
    const isorand_engine_info *engine;
    for (int i = 0; (engine = isorand_engine_at(i)) != NULL; i++) {
        json_object *row = new_object();
        put(row, "name", new_string(engine->name));
        put(row, "alias", new_string(engine->alias));
        put(row, "word_bits", new_count(8 * engine->word_bytes));
        put(row, "kernel", new_string(kernel_of_words(engine->number)));
        put(row, "equals", new_string(engine->reference));
        append(list, row);
    }
    return list;
}

static json_object *dists(void) {
    json_object *list = new_array();
    const isorand_dist_info *dist;
    const isorand_type_info *type;
    const isorand_param_info *param;
    for (int i = 0; (dist = isorand_dist_at(i)) != NULL; i++) {
        json_object *row = new_object(), *types = new_array(), *params = new_array();
        for (int t = 0; (type = isorand_type_at(t)) != NULL; t++)
            if (dist_offers(dist, type->number))
                append(types, new_string(type->name));
        for (int p = 0; (param = isorand_dist_param(dist->number, p)) != NULL; p++)
            append(params, new_string(param->name));
        put(row, "name", new_string(dist->name));
        put(row, "types", types);
        put(row, "parameters", params);
        put(row, "equals", new_string(dist->reference));
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
               "used, the levels of NumPy, the engines, each with the backend whose kernel makes\n"
               "its words here, and the distributions.\n\nOptions:\n");
        options_print(rows, ROWS);
        return CLI_OK;
    }
    if (code)
        return code;
    json_object *tree = new_object();
    put(tree, "version", new_string(isorand_version()));
    put(tree, "compiler", new_string(COMPILER));
    put(tree, "cpu", cpu_model());
    put(tree, "cpu_has", cpu_features(1));
    put(tree, "cpu_lacks", cpu_features(0));
    put(tree, "ISORAND_BACKEND", new_string(getenv("ISORAND_BACKEND")));
    put(tree, "active_backend", new_string(isorand_backend_name()));
    put(tree, "backends", backends());
    put(tree, "numpy_levels", numpy_levels());
    put(tree, "engines", engines());
    put(tree, "distributions", dists());
    report_print_narrow(tree, value[JSON] != NULL);
    return CLI_OK;
}
