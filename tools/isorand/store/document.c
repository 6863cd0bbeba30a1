/* SPDX-License-Identifier: MIT */
/* A store's directory and its documents: see document.h. */
#include "store/document.h"

#include "cli/command.h"
#include "cli/message.h"
#include "cli/report.h"
#include "io/sink.h"
#include "io/stale.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *store_file(const struct store *store, const char *name) {
    char *path = NULL;
    if (asprintf(&path, "%s/%s", store->path, name) < 0)
        exit(fail("out of memory"));
    return path;
}

static int fail_store(const struct store *store, const char *why) {
    return fail("%s: %s", store->path, why);
}

/* ---- documents ---- */

/* NULL: errno says why, EBADMSG that it is no JSON object. */
static json_object *read_document(const char *path) {
    if (access(path, R_OK))
        return NULL;
    json_object *document = json_object_from_file(path);
    if (json_object_is_type(document, json_type_object))
        return document;
    json_object_put(document);
    errno = EBADMSG;
    return NULL;
}

static int fail_document(const char *path) {
    return fail("%s: %s", path, errno == EBADMSG ? "is no JSON object" : strerror(errno));
}

static int write_document(const char *path, json_object *document, int *late) {
    struct sink sink;
    const char *text =
        json_object_to_json_string_ext(document, JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED |
                                                     JSON_C_TO_STRING_NOSLASHESCAPE);
    const int code = sink_create(&sink, path);
    if (code)
        return code;
    if (sink_write(&sink, text, strlen(text)) == SINK_OK && sink_write(&sink, "\n", 1) == SINK_OK)
        return sink_commit_first(&sink, late);
    sink_discard(&sink);
    return CLI_FAILURE;
}

/* Writes the document, or finds one there: then it goes to *theirs, which is NULL otherwise. */
static int agree_on(const struct store *store, const char *name, json_object *ours,
                    json_object **theirs) {
    char *path = store_file(store, name);
    int late = 0, code = CLI_OK;
    *theirs = read_document(path);
    if (!*theirs && errno == ENOENT)
        code = write_document(path, ours, &late);
    else if (!*theirs)
        code = fail_document(path);
    if (late && (*theirs = read_document(path)) == NULL)
        code = fail_document(path);
    free(path);
    return code;
}

/* ---- the directory ---- */

static int exists(const struct store *store, const char *name) {
    char *path = store_file(store, name);
    const int found = !access(path, F_OK);
    free(path);
    return found;
}

/* Whether there is anything but what may be there before the first document is. */
static int has_files(const struct store *store) {
    DIR *stream = opendir(store->path);
    const struct dirent *entry;
    int found = 0;
    while (stream && !found && (entry = readdir(stream)) != NULL)
        found = strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..") &&
                !is_temporary_name(entry->d_name);
    if (stream)
        closedir(stream);
    return found;
}

static int open_directory(const struct store *store) {
    struct stat st;
    if (!mkdir(store->path, 0777))
        return CLI_OK;
    if (errno != EEXIST || stat(store->path, &st))
        return fail_store(store, strerror(errno));
    if (!S_ISDIR(st.st_mode))
        return fail_store(store, "is a file; a Zarr store is a directory");
    /* Whoever has put more into it since then has put the attributes there first. */
    if (has_files(store) && !exists(store, ".zattrs"))
        return fail_store(store, exists(store, ".zarray") || exists(store, ".zgroup")
                                     ? "holds Zarr data that isorand has not made"
                                     : "a directory that is neither empty nor a Zarr store");
    return CLI_OK;
}

/* The attributes as others left them, with what isorand says of the array. */
static int open_origin(const struct store *store, const isorand_rng *rng) {
    json_object *ours = new_object(), *theirs, *found = NULL;
    put(ours, "isorand", origin_of(store, rng));
    int code = agree_on(store, ".zattrs", ours, &theirs);
    if (theirs && (!json_object_object_get_ex(theirs, "isorand", &found) ||
                   !json_object_is_type(found, json_type_object)))
        code = fail_store(store, "holds Zarr data that isorand has not made");
    else if (theirs)
        code = origin_compare(store, found, json_object_object_get(ours, "isorand"));
    json_object_put(theirs);
    json_object_put(ours);
    return code;
}

static int open_array(const struct store *store) {
    json_object *ours = zarr_array_of(store), *theirs;
    int code = agree_on(store, ".zarray", ours, &theirs);
    if (theirs)
        code = zarr_array_compare(store, theirs, ours);
    json_object_put(theirs);
    json_object_put(ours);
    return code;
}

int store_open(const struct store *store, const isorand_rng *rng) {
    int code = open_directory(store);
    if (!code)
        code = open_origin(store, rng);
    if (!code)
        code = open_array(store);
    if (!code)
        remove_stale(store->path);
    return code;
}
