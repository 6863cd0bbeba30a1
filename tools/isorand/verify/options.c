/* SPDX-License-Identifier: MIT */
/* The arguments of `isorand verify`. */
#include "cli/options.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/names.h"
#include "cli/numbers.h"
#include "cli/numpy_level.h"
#include "cli/threads.h"
#include "verify/manifest.h"
#include "verify/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option_row rows[VERIFY_OPTIONS] = {
#define VERIFY_OPTION(ID, name, arg, help) [VERIFY_##ID] = {name, arg, help},
#include "verify/options.def"
#undef VERIFY_OPTION
};

static void print_help(void) {
    printf("Usage: isorand verify [OPTION]...\n"
           "Proves that every backend which this machine can run gives the same bits as the plain\n"
           "definition of each engine and distribution: awkward lengths, all offsets from a cache\n"
           "line, random pieces, carries of counters, and the state afterwards.  A manifest holds\n"
           "digests of long streams: written on one machine, checked on another.\n"
           "The last line is the verdict.\n"
           "Exit codes: 0 all equal, 1 a difference or a failure, 2 wrong usage.\n\nOptions:\n");
    options_print(rows, VERIFY_OPTIONS);
    printf("\nExample: a line of a manifest, by other tools:\n"
           "  isorand fill --engine pcg64 --seed 42 --count 8Mi --format raw | xxhsum -H128\n");
}

/* ---- lists of names ---- */

/* Marks what each name of "NAME,NAME,.." stands for; find() gives its index or a negative number,
 * and complain() tells why not. */
static int mark_names(const char *text, const char *option, unsigned char *chosen,
                      int find(const char *name),
                      int complain(const char *option, const char *name)) {
    char *copy = strdup(text), *rest = copy, *name;
    int code = copy ? 0 : fail("out of memory");
    while (!code && (name = strsep(&rest, ",")) != NULL) {
        const int index = find(name);
        if (index < 0)
            code = complain(option, name);
        else
            chosen[index] = 1;
    }
    free(copy);
    return code;
}

static int find_backend(const char *name) {
    const isorand_backend_info *backend;
    char reason[BACKEND_REASON_MAX];
    if (!strcmp(name, "auto") && !isorand_backend_select(name))
        name = isorand_backend_name();
    for (int i = 0; (backend = isorand_backend_at(i)) != NULL; i++)
        if (!strcmp(backend->name, name) && backend_usable(i, reason))
            return i;
    return -1;
}

static int mark_backends(const char *text, unsigned char *chosen) {
    char reason[BACKEND_REASON_MAX];
    if (text)
        return mark_names(text, "--backend", chosen, find_backend, refuse_backend);
    for (int i = 0; isorand_backend_at(i); i++)
        chosen[i] = backend_usable(i, reason) != 0;
    return 0;
}

static int engine_number(const char *name) {
    const isorand_engine_info *engine = find_engine(name);
    return engine ? engine->number : -1;
}

static int mark_engines(const char *text, unsigned char *chosen) {
    const isorand_engine_info *engine;
    if (text)
        return mark_names(text, "--engine", chosen, engine_number, refuse_engine);
    for (int i = 0; (engine = isorand_engine_at(i)) != NULL; i++)
        chosen[engine->number] = 1;
    return 0;
}

/* ---- options that do not go together ---- */

static int refuse_unless(const char *const *value, enum verify_option with,
                         enum verify_option option) {
    if (!value[option] || value[with])
        return 0;
    refuse_start(NULL, "--%s", rows[option].name);
    return refuse_reason("goes with --%s", rows[with].name);
}

static int refuse_both(const char *const *value, enum verify_option one, enum verify_option other) {
    if (!value[one] || !value[other])
        return 0;
    refuse_start(NULL, "--%s", rows[one].name);
    return refuse_reason("does not go with --%s", rows[other].name);
}

static int check_combination(const char *const *value) {
    static const enum verify_option apart[][2] = {{VERIFY_QUICK, VERIFY_FULL},
                                                  {VERIFY_MANIFEST, VERIFY_WRITE_MANIFEST},
                                                  {VERIFY_QUICK, VERIFY_MANIFEST},
                                                  {VERIFY_FULL, VERIFY_MANIFEST},
                                                  {VERIFY_SEED, VERIFY_MANIFEST},
                                                  {VERIFY_NUMPY, VERIFY_MANIFEST},
                                                  {VERIFY_QUICK, VERIFY_WRITE_MANIFEST},
                                                  {VERIFY_FULL, VERIFY_WRITE_MANIFEST},
                                                  {VERIFY_JSON, VERIFY_WRITE_MANIFEST},
                                                  {VERIFY_TABLE, VERIFY_WRITE_MANIFEST},
                                                  {VERIFY_TABLE, VERIFY_JSON}};
    int code = 0;
    for (size_t i = 0; !code && i < sizeof apart / sizeof *apart; i++)
        code = refuse_both(value, apart[i][0], apart[i][1]);
    if (!code)
        code = refuse_unless(value, VERIFY_MANIFEST, VERIFY_MAX_SIZE);
    if (!code)
        code = refuse_unless(value, VERIFY_WRITE_MANIFEST, VERIFY_SIZE);
    return code;
}

int verify_options(struct verify_request *request, int argc, char **argv) {
    *request = (struct verify_request){.seed = 42, .size = 64 << 20, .max_size = UINT64_MAX};
    const char **value = request->value;
    int code = options_parse(rows, VERIFY_OPTIONS, argc, argv, value);
    if (code == OPTIONS_HELP)
        print_help();
    if (!code)
        code = check_combination(value);
    if (!code)
        code = mark_engines(value[VERIFY_ENGINE], request->engine);
    if (!code)
        code = mark_backends(value[VERIFY_BACKEND], request->backend);
    if (!code)
        code = threads_start(value[VERIFY_THREADS]);
    if (!code)
        code = count_option("--seed", value[VERIFY_SEED], UINT64_MAX, &request->seed);
    if (!code)
        code = numpy_option("--numpy", value[VERIFY_NUMPY], &request->numpy);
    if (!code)
        code = count_option("--max-size", value[VERIFY_MAX_SIZE], UINT64_MAX, &request->max_size);
    if (!code)
        code = count_option("--size", value[VERIFY_SIZE], UINT64_MAX, &request->size);
    if (!code && !manifest_size_ok(request->size))
        code =
            refuse("--size", value[VERIFY_SIZE], "expected multiples of 8 bytes, at most 16 GiB");
    return code;
}
