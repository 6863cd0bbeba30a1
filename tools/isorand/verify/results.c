/* SPDX-License-Identifier: MIT */
/* The results of `isorand verify`: a verdict for people, with the table behind it where that is
 * wanted, or JSON. */
#include "verify/results.h"

#include "cli/command.h"
#include "cli/message.h"
#include "cli/names.h"
#include "cli/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int results_open(struct results *results, const struct verify_request *request, struct kind *kind,
                 size_t nkinds) {
    *results = (struct results){.request = request, .kind = kind, .nkinds = nkinds};
    while (isorand_backend_at(results->nbackends))
        results->nbackends++;
    const size_t cells = nkinds * VERIFY_ENGINES_MAX * (size_t)results->nbackends;
    results->cell = calloc(cells + 1, sizeof *results->cell);
    if (results->cell)
        return 0;
    free(kind);
    return fail("out of memory");
}

struct cell *results_cell(const struct results *results, size_t kind, int engine, int backend) {
    return &results
                ->cell[(kind * VERIFY_ENGINES_MAX + (size_t)engine) * (size_t)results->nbackends +
                       (size_t)backend];
}

void results_free(struct results *results) {
    for (size_t k = 0; k < results->nkinds; k++)
        for (int e = 0; e < VERIFY_ENGINES_MAX; e++)
            for (int b = 0; b < results->nbackends; b++)
                json_object_put(results_cell(results, k, e, b)->difference);
    free(results->cell);
    free(results->kind);
}

json_object *results_hex(const unsigned char *bytes, size_t nbytes) {
    char text[2 + 2 * sizeof(uint64_t) + 1];
    uint64_t value = 0;
    const uint16_t one = 1;
    unsigned char low_first;
    memcpy(&low_first, &one, 1);
    for (size_t i = 0; i < nbytes; i++)
        value = value << 8 | bytes[low_first ? nbytes - 1 - i : i];
    snprintf(text, sizeof text, "0x%0*" PRIx64, (int)(2 * nbytes), value);
    return new_string(text);
}

/* ---- backends ---- */

/* Whether a cell of it was compared. */
static int backend_checked(const struct results *results, int backend) {
    for (size_t k = 0; k < results->nkinds; k++)
        for (int e = 0; e < VERIFY_ENGINES_MAX; e++)
            if (results_cell(results, k, e, backend)->checked)
                return 1;
    return 0;
}

/* Why the backend was not checked: a text that may be 'reason'; NULL when it was. */
static const char *skipped_because(const struct results *results, int backend,
                                   char reason[BACKEND_REASON_MAX]) {
    if (backend_checked(results, backend))
        return NULL;
    return backend_usable(backend, reason) ? "not asked for" : reason;
}

struct totals {
    uint64_t comparisons;
    size_t differences;      /* cells that have one */
    size_t engines, outputs; /* of which something was checked */
    int backends;            /* the same */
};

static struct totals count(const struct results *results) {
    unsigned char engine[VERIFY_ENGINES_MAX] = {0};
    struct totals n = {0, 0, 0, 0, 0};
    for (size_t k = 0; k < results->nkinds; k++) {
        int checked = 0;
        for (int e = 0; e < VERIFY_ENGINES_MAX; e++)
            for (int b = 0; b < results->nbackends; b++) {
                const struct cell *cell = results_cell(results, k, e, b);
                n.comparisons += cell->comparisons;
                n.differences += cell->difference != NULL;
                checked |= cell->checked != 0;
                engine[e] |= cell->checked != 0;
            }
        n.outputs += (size_t)checked;
    }
    for (int e = 0; e < VERIFY_ENGINES_MAX; e++)
        n.engines += engine[e];
    for (int b = 0; b < results->nbackends; b++)
        n.backends += backend_checked(results, b);
    return n;
}

/* ---- for people ---- */

/* "ok", or the names of the backends that differ. */
static json_object *cell_summary(const struct results *results, size_t kind, int engine) {
    char text[256] = "";
    int checked = 0;
    for (int b = 0; b < results->nbackends; b++) {
        const struct cell *cell = results_cell(results, kind, engine, b);
        checked += cell->checked != 0;
        if (cell->difference)
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s",
                     *text ? "," : "DIFFERS: ", isorand_backend_at(b)->name);
    }
    return new_string(*text ? text : checked ? "ok" : NULL);
}

static json_object *table_of(const struct results *results) {
    json_object *list = new_array();
    for (size_t k = 0; k < results->nkinds; k++) {
        char text[KIND_TEXT_MAX];
        json_object *row = new_object();
        kind_name(&results->kind[k], text);
        put(row, "output", new_string(text));
        for (int e = 0; e < VERIFY_ENGINES_MAX; e++)
            if (results->request->engine[e])
                put(row, isorand_engine_get(e)->name, cell_summary(results, k, e));
        append(list, row);
    }
    return list;
}

/* "difference: mt19937 raw/u32 avx2: seed 42, start 0, ..." */
static void print_difference(const struct results *results, size_t kind, int engine, int backend) {
    char text[KIND_TEXT_MAX];
    const char *before = " ";
    kind_text(&results->kind[kind], text);
    printf("difference: %s %s %s:", isorand_engine_get(engine)->name, text,
           isorand_backend_at(backend)->name);
    json_object_object_foreach(results_cell(results, kind, engine, backend)->difference, key,
                               value) {
        printf("%s%s %s", before, key, json_object_get_string(value));
        before = ", ";
    }
    putchar('\n');
}

static void print_differences(const struct results *results) {
    for (int e = 0; e < VERIFY_ENGINES_MAX; e++)
        for (size_t k = 0; k < results->nkinds; k++)
            for (int b = 0; b < results->nbackends; b++)
                if (results_cell(results, k, e, b)->difference)
                    print_difference(results, k, e, b);
}

static void print_number(size_t n, const char *thing, const char *behind) {
    printf("%zu %s%s%s", n, thing, n == 1 ? "" : "s", behind);
}

/* "all equal: 8 engines x 98 outputs, 4 of 5 backends checked (skipped: neon: not compiled into
 * this build)"; of a manifest "all equal: 1072 streams of 8 engines, 98 outputs, ..." */
static void print_verdict(const struct results *results, const struct totals *totals) {
    const char *before = " (skipped: ";
    if (totals->differences) {
        fputs("DIFFERENT: ", stdout);
        print_number(totals->differences, "difference", " in ");
    } else {
        fputs("all equal: ", stdout);
    }
    if (results->streams)
        print_number(results->streams, "stream", " of ");
    print_number(totals->engines, "engine", results->streams ? ", " : " x ");
    print_number(totals->outputs, "output", ", ");
    printf("%d of %d backends checked", totals->backends, results->nbackends);
    for (int b = 0; b < results->nbackends; b++) {
        char text[BACKEND_REASON_MAX];
        const char *reason = skipped_because(results, b, text);
        if (!reason)
            continue;
        printf("%s%s: %s", before, isorand_backend_at(b)->name, reason);
        before = "; ";
    }
    puts(*before == ';' ? ")" : "");
}

static void print_text(const struct results *results, const struct totals *totals) {
    if (results->request->value[VERIFY_TABLE] || totals->differences) {
        json_object *tree = new_object();
        put(tree, "results", table_of(results));
        report_print(tree, 0);
    }
    print_differences(results);
    if (results->left_out)
        printf("%zu streams left out: longer than --max-size\n", results->left_out);
    if (totals->backends)
        print_verdict(results, totals);
}

/* ---- as JSON ---- */

static json_object *cells(const struct results *results) {
    json_object *list = new_array();
    for (int e = 0; e < VERIFY_ENGINES_MAX; e++)
        for (size_t k = 0; k < results->nkinds; k++)
            for (int b = 0; b < results->nbackends; b++) {
                const struct cell *cell = results_cell(results, k, e, b);
                char text[KIND_TEXT_MAX];
                if (!cell->checked)
                    continue;
                json_object *row = new_object();
                kind_text(&results->kind[k], text);
                put(row, "engine", new_string(isorand_engine_get(e)->name));
                put(row, "output", new_string(text));
                put(row, "backend", new_string(isorand_backend_at(b)->name));
                put(row, "checked", new_count(cell->checked));
                put(row, "difference", json_object_get(cell->difference));
                append(list, row);
            }
    return list;
}

static json_object *backends(const struct results *results) {
    json_object *list = new_array();
    for (int b = 0; b < results->nbackends; b++) {
        json_object *row = new_object();
        char text[BACKEND_REASON_MAX];
        const char *reason = skipped_because(results, b, text);
        put(row, "name", new_string(isorand_backend_at(b)->name));
        put(row, "checked", new_bool(!reason));
        put(row, "reason", new_string(reason));
        append(list, row);
    }
    return list;
}

static void print_json(const struct results *results, const struct totals *totals) {
    json_object *tree = new_object();
    put(tree, "version", new_string(isorand_version()));
    put(tree, "equal", new_bool(totals->backends && !totals->differences));
    put(tree, "comparisons", new_count(totals->comparisons));
    put(tree, "backends", backends(results));
    put(tree, "left_out", new_count(results->left_out));
    put(tree, "results", cells(results));
    report_print(tree, 1);
}

int results_print(const struct results *results) {
    const struct totals totals = count(results);
    if (results->request->value[VERIFY_JSON])
        print_json(results, &totals);
    else
        print_text(results, &totals);
    if (!totals.backends)
        return fail("nothing was checked");
    return totals.differences ? CLI_FAILURE : CLI_OK;
}
