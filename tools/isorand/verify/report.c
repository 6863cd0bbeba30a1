/* SPDX-License-Identifier: MIT */
/* The results of `isorand verify`, as a table or as JSON. */
#include "cli/report.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/names.h"
#include "verify/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int verify_results_open(struct verify_results *results, const struct verify_request *request,
                        struct output *output, size_t noutputs) {
    *results = (struct verify_results){.request = request,
                                       .output = output,
                                       .noutputs = noutputs,
                                       .nbackends = isorand_backend_count()};
    const size_t cells = noutputs * (ISORAND_ENGINE_COUNT + 1) * (size_t)results->nbackends;
    results->cell = calloc(cells + 1, sizeof *results->cell);
    if (results->cell)
        return 0;
    free(output);
    return fail("out of memory");
}

struct verify_cell *verify_cell(struct verify_results *results, size_t output, int engine,
                                int backend) {
    return &results->cell[(output * (ISORAND_ENGINE_COUNT + 1) + (size_t)engine) *
                              (size_t)results->nbackends +
                          (size_t)backend];
}

/* ---- backends ---- */

static const char *backend_name(int backend) {
    isorand_backend_info info;
    return isorand_backend_describe(backend, &info) ? NULL : info.name;
}

/* Whether a cell of it was compared. */
static int backend_checked(struct verify_results *results, int backend) {
    for (size_t o = 0; o < results->noutputs; o++)
        for (int e = 1; e <= ISORAND_ENGINE_COUNT; e++)
            if (verify_cell(results, o, e, backend)->checked)
                return 1;
    return 0;
}

/* Describes the backend, and why it was not checked; NULL when it was. */
static const char *skipped_because(struct verify_results *results, int backend,
                                   isorand_backend_info *info) {
    isorand_backend_describe(backend, info);
    if (backend_checked(results, backend))
        return NULL;
    return info->usable ? "not asked for" : info->why_not;
}

static int count_checked(struct verify_results *results) {
    int n = 0;
    for (int b = 0; b < results->nbackends; b++)
        n += backend_checked(results, b);
    return n;
}

/* "4 of 5 backends checked (skipped: neon: not compiled into this build)" */
static void print_backends(struct verify_results *results) {
    const char *before = " (skipped: ";
    printf("%d of %d backends checked", count_checked(results), results->nbackends);
    for (int b = 0; b < results->nbackends; b++) {
        isorand_backend_info info;
        const char *reason = skipped_because(results, b, &info);
        if (!reason)
            continue;
        printf("%s%s: %s", before, info.name, reason);
        before = "; ";
    }
    puts(*before == ';' ? ")" : "");
}

/* ---- as text ---- */

/* "ok", or the names of the backends that differ. */
static json_object *cell_summary(struct verify_results *results, size_t output, int engine) {
    char text[256] = "";
    int checked = 0;
    for (int b = 0; b < results->nbackends; b++) {
        const struct verify_cell *cell = verify_cell(results, output, engine, b);
        checked += cell->checked != 0;
        if (cell->difference)
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s",
                     *text ? "," : "DIFFERS: ", backend_name(b));
    }
    return new_string(*text ? text : checked ? "ok" : NULL);
}

static json_object *table(struct verify_results *results) {
    json_object *list = new_array();
    for (size_t o = 0; o < results->noutputs; o++) {
        char text[OUTPUT_TEXT_MAX];
        json_object *row = new_object();
        output_name(&results->output[o], text);
        put(row, "output", new_string(text));
        for (int e = 1; e <= ISORAND_ENGINE_COUNT; e++)
            if (results->request->engine[e])
                put(row, engine_at(e)->name, cell_summary(results, o, e));
        append(list, row);
    }
    return list;
}

/* "mt19937 raw/u32 avx2: seed 42, start 0, ..." */
static void print_difference(json_object *cell) {
    const char *before = " ";
    printf("difference: %s %s %s:", json_object_get_string(json_object_object_get(cell, "engine")),
           json_object_get_string(json_object_object_get(cell, "output")),
           json_object_get_string(json_object_object_get(cell, "backend")));
    json_object_object_foreach(json_object_object_get(cell, "difference"), key, value) {
        printf("%s%s %s", before, key, json_object_get_string(value));
        before = ", ";
    }
    putchar('\n');
}

/* ---- both ---- */

static json_object *cells(struct verify_results *results) {
    json_object *list = new_array();
    for (int e = 1; e <= ISORAND_ENGINE_COUNT; e++)
        for (size_t o = 0; o < results->noutputs; o++)
            for (int b = 0; b < results->nbackends; b++) {
                const struct verify_cell *cell = verify_cell(results, o, e, b);
                char text[OUTPUT_TEXT_MAX];
                if (!cell->checked)
                    continue;
                json_object *row = new_object();
                output_text(&results->output[o], text);
                put(row, "engine", new_string(engine_at(e)->name));
                put(row, "output", new_string(text));
                put(row, "backend", new_string(backend_name(b)));
                put(row, "checked", new_uint(cell->checked));
                put(row, "difference", cell->difference);
                append(list, row);
            }
    return list;
}

static json_object *backends(struct verify_results *results) {
    json_object *list = new_array();
    for (int b = 0; b < results->nbackends; b++) {
        json_object *row = new_object();
        isorand_backend_info info;
        const char *reason = skipped_because(results, b, &info);
        put(row, "name", new_string(info.name));
        put(row, "checked", new_bool(!reason));
        put(row, "reason", new_string(reason));
        append(list, row);
    }
    return list;
}

static size_t print_differences(json_object *list, int as_text) {
    size_t n = 0;
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        json_object *cell = json_object_array_get_idx(list, i);
        if (!json_object_object_get(cell, "difference"))
            continue;
        n++;
        if (as_text)
            print_difference(cell);
    }
    return n;
}

int verify_results_close(struct verify_results *results) {
    const int as_json = results->request->value[VERIFY_JSON] != NULL;
    json_object *tree = new_object(), *list = cells(results);
    if (as_json) {
        put(tree, "version", new_string(isorand_version()));
        put(tree, "backends", backends(results));
        put(tree, "left_out", new_uint(results->left_out));
        put(tree, "results", json_object_get(list));
    } else {
        put(tree, "results", table(results));
    }
    report_print(tree, as_json);
    const size_t differences = print_differences(list, !as_json);
    if (!as_json && results->left_out)
        printf("%zu streams left out: longer than --max-size\n", results->left_out);
    if (!as_json)
        print_backends(results);
    const int any = count_checked(results);
    json_object_put(list);
    free(results->cell);
    free(results->output);
    if (!any)
        return fail("nothing was checked");
    return differences ? CLI_FAILURE : CLI_OK;
}
