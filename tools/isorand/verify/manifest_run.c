/* SPDX-License-Identifier: MIT */
/* isorand verify --write-manifest and --manifest. */
#include "cli/command.h"
#include "cli/installed.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/report.h"
#include "io/sink.h"
#include "verify/locate.h"
#include "verify/manifest.h"
#include "verify/results.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int wanted(const struct manifest_entry *entry, const void *context) {
    const struct verify_request *request = context;
    return request->engine[entry->start.engine];
}

static int short_enough(const struct manifest_entry *entry, const void *context) {
    const struct verify_request *request = context;
    return entry->nbytes <= request->max_size;
}

/* ---- writing ---- */

/* The one backend of --backend; without it, the active one. */
static int choose_backend(const struct verify_request *request) {
    const isorand_backend_info *backend;
    const char *names = request->value[VERIFY_BACKEND], *chosen = NULL;
    for (int b = 0; names && (backend = isorand_backend_at(b)) != NULL; b++) {
        if (!request->backend[b])
            continue;
        if (chosen)
            return refuse("--backend", names, "expected one name, with --write-manifest");
        chosen = backend->name;
    }
    if (chosen)
        isorand_backend_select(chosen);
    else if (!strcmp(isorand_backend_name(), "none"))
        return fail("ISORAND_BACKEND names no backend that can be used here; see isorand info");
    return 0;
}

/* 'text', which is freed. */
static enum sink_result write_text(struct sink *sink, char *text) {
    enum sink_result result = SINK_FAILED;
    if (text)
        result = sink_write(sink, text, strlen(text));
    else
        fail("out of memory");
    free(text);
    return result;
}

static enum sink_result write_entries(struct manifest *manifest, struct sink *sink,
                                      struct progress *progress) {
    enum sink_result result = SINK_OK;
    uint64_t done = 0;
    for (size_t i = 0; result == SINK_OK && i < manifest->n; i++) {
        struct manifest_entry *entry = &manifest->entry[i];
        if (digest_stream(&entry->start, &entry->kind, entry->nbytes, entry->digest, progress,
                          done))
            return SINK_FAILED;
        done += entry->nbytes;
        result = write_text(sink, manifest_line(entry));
    }
    return result;
}

static int write_manifest(struct manifest *manifest, const char *path) {
    struct sink sink;
    struct progress progress;
    const int code = sink_open(&sink, path);
    if (code)
        return code;
    progress_start(&progress, manifest_bytes(manifest), !isatty(sink.fd));
    enum sink_result result = write_text(&sink, manifest_head(manifest));
    if (result == SINK_OK)
        result = write_entries(manifest, &sink, &progress);
    if (result == SINK_OK)
        result = write_text(&sink, manifest_tail(manifest));
    progress_end(&progress);
    if (result == SINK_OK)
        return sink_commit(&sink);
    sink_discard(&sink);
    return result == SINK_CLOSED ? CLI_OK : CLI_FAILURE;
}

int verify_write_manifest(const struct verify_request *request) {
    struct manifest manifest = {NULL, NULL, 0, 0};
    int code = choose_backend(request);
    if (!code)
        code = manifest_plan(&manifest, request->numpy,
                             request->value[VERIFY_SEED] ? &request->seed : NULL, request->size);
    if (!code) {
        manifest_filter(&manifest, wanted, request);
        code = write_manifest(&manifest, request->value[VERIFY_WRITE_MANIFEST]);
    }
    manifest_free(&manifest);
    return code;
}

/* ---- checking ---- */

/* The different kinds of the entries, and the index of each entry's among them.  'index' has room
 * for all entries. */
static struct kind *distinct_kinds(const struct manifest *manifest, size_t *index, size_t *n) {
    struct kind *list = calloc(manifest->n + 1, sizeof *list);
    *n = 0;
    for (size_t i = 0; list && i < manifest->n; i++) {
        size_t at = 0;
        while (at < *n && !kind_equal(&list[at], &manifest->entry[i].kind))
            at++;
        if (at == *n)
            list[(*n)++] = manifest->entry[i].kind;
        index[i] = at;
    }
    return list;
}

/* Adds where the active backend leaves the definition, or that it does not: then the digests were
 * of something else. */
static int add_location(json_object *object, const struct manifest_entry *entry) {
    struct location at;
    const size_t size = entry->kind.size;
    const int code = locate_difference(&entry->start, &entry->kind, entry->nbytes, &at);
    if (code)
        return code;
    if (at.differs) {
        put(object, "index", new_u64(at.index));
        put(object, "byte offset", new_u64(at.index * size));
        put(object, "expected value", results_hex(at.expected, size));
        put(object, "got value", results_hex(at.got, size));
    } else {
        put(object, "definition",
            new_string("equal to what was got: look where the manifest was written"));
    }
    return 0;
}

static json_object *digest_difference(const struct manifest_entry *entry, const char *got) {
    char start[START_TEXT_MAX];
    json_object *object = new_object();
    start_text(&entry->start, start);
    put(object, "line", new_count(entry->line));
    put(object, "seed", new_u64(entry->start.seed));
    put(object, "start", new_string(start));
    put(object, "bytes", new_u64(entry->nbytes));
    put(object, "expected", new_string(entry->digest));
    put(object, "got", new_string(got));
    return object;
}

static int check_entry(const struct manifest_entry *entry, struct cell *cell,
                       struct progress *progress, uint64_t done) {
    char digest[DIGEST_DIGITS + 1];
    const int code =
        digest_stream(&entry->start, &entry->kind, entry->nbytes, digest, progress, done);
    if (code)
        return code;
    cell->checked++;
    cell->comparisons++;
    if (cell->difference || !strcmp(digest, entry->digest))
        return 0;
    cell->difference = digest_difference(entry, digest);
    return add_location(cell->difference, entry);
}

static int check_entries(const struct manifest *manifest, const size_t *index,
                         struct results *results) {
    struct progress progress;
    const isorand_backend_info *backend;
    uint64_t done = 0, backends = 0;
    int code = 0;
    for (int b = 0; b < results->nbackends; b++)
        backends += results->request->backend[b];
    progress_start(&progress, backends * manifest_bytes(manifest), 1);
    for (int b = 0; !code && (backend = isorand_backend_at(b)) != NULL; b++) {
        if (!results->request->backend[b])
            continue;
        isorand_backend_select(backend->name);
        for (size_t i = 0; !code && i < manifest->n; i++) {
            const struct manifest_entry *entry = &manifest->entry[i];
            code = check_entry(entry, results_cell(results, index[i], entry->start.engine, b),
                               &progress, done);
            done += entry->nbytes;
        }
    }
    progress_end(&progress);
    return code;
}

static int check_manifest(struct manifest *manifest, const struct verify_request *request) {
    struct results results;
    size_t *index = calloc(manifest->n + 1, sizeof *index), nkinds;
    manifest_filter(manifest, wanted, request);
    const size_t all = manifest->n;
    manifest_filter(manifest, short_enough, request);
    struct kind *kinds = index ? distinct_kinds(manifest, index, &nkinds) : NULL;
    int code = kinds ? results_open(&results, request, kinds, nkinds) : fail("out of memory");
    if (!code) {
        results.streams = manifest->n;
        results.left_out = all - manifest->n;
        code = check_entries(manifest, index, &results);
        if (!code)
            code = results_print(&results);
        results_free(&results);
    }
    free(index);
    return code;
}

int verify_read_manifest(const struct verify_request *request) {
    const char *path = request->value[VERIFY_MANIFEST];
    char *installed = NULL;
    struct manifest manifest;
    if (path == options_missing)
        path = installed = installed_file("--manifest", ISORAND_MANIFEST_INSTALLED, "manifest.txt");
    if (!path)
        return CLI_FAILURE;
    int code = manifest_read(&manifest, path);
    if (!code)
        code = check_manifest(&manifest, request);
    manifest_free(&manifest);
    free(installed);
    return code;
}
