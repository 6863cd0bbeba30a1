/* SPDX-License-Identifier: MIT */
/* The options of a store. */
#include "cli/message.h"
#include "cli/numbers.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Its length without slashes at its end. */
static size_t path_length(const char *path) {
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/')
        n--;
    return n;
}

int store_is_wanted(const struct fill_args *args) {
    static const char suffix[] = ".zarr";
    const size_t nsuffix = sizeof suffix - 1;
    const char *out = args->value[FILL_OUT];
    const size_t n = out ? path_length(out) : 0;
    return args->value[FILL_CHUNKS] || args->value[FILL_PART] ||
           (n > nsuffix && !strncasecmp(out + n - nsuffix, suffix, nsuffix));
}

/* "I/K", I < K. */
static int parse_part(const char *text, struct store *store) {
    char number[32];
    const char *slash = text ? strchr(text, '/') : NULL;
    if (!text)
        return 0;
    if (slash && (size_t)(slash - text) < sizeof number) {
        memcpy(number, text, (size_t)(slash - text));
        number[slash - text] = '\0';
        if (!parse_count(number, &store->part) && !parse_count(slash + 1, &store->parts) &&
            store->part < store->parts)
            return 0;
    }
    return refuse("--part", text, "expected I/K with 0 <= I < K, such as 0/4, 1/4, 2/4, 3/4");
}

static int parse_chunks(const char *text, struct store *store) {
    const size_t size = isorand_type_get(store->request->type)->bytes;
    const int code = count_option("--chunks", text, UINT64_MAX, &store->chunk);
    if (code)
        return code;
    if (!store->chunk || store->chunk > store->count)
        return refuse("--chunks", text, "expected 1 to --count, which is %" PRIu64, store->count);
    if (store->chunk > INT64_MAX / size)
        return refuse("--chunks", text, "expected less than 2^63 bytes");
    return 0;
}

/* The options that have no meaning for a store. */
static int refuse_others(const struct fill_args *args) {
    static const struct {
        enum fill_option option;
        const char *name, *reason;
    } rows[] = {
        {FILL_DIGEST, "--digest", "a Zarr store is many files, of which others may fill some"},
        {FILL_STATS, "--stats", "a Zarr store keeps what is there, and does not read it"},
        {FILL_PLOT, "--plot", "a Zarr store keeps what is there, and does not read it"},
        {FILL_FORMAT, "--format", "a Zarr store has raw chunks"},
        {FILL_FIRST, "--first",
         "a Zarr store holds the whole array; --part makes some chunks of it"},
        {FILL_INDEX, "--index", "a Zarr store makes and keeps its own"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (args->value[rows[i].option])
            return refuse(rows[i].name,
                          args->row[rows[i].option].arg ? args->value[rows[i].option] : NULL, "%s",
                          rows[i].reason);
    return 0;
}

int store_parse(struct store *store, const struct fill_args *args, const isorand_request *request,
                uint64_t count, int endless) {
    const char *out = args->value[FILL_OUT], *chunks = args->value[FILL_CHUNKS];
    *store = (struct store){.request = request, .count = count, .parts = 1, .args = args};
    int code = refuse_others(args);
    if (code)
        return code;
    if (!out || !*out || !strcmp(out, "-"))
        return refuse("--out", out, "a Zarr store (%s) is a directory: expected DIR.zarr",
                      chunks ? "--chunks" : "--part");
    if (!chunks)
        return refuse("--out", out, "a Zarr store needs --chunks M, how many values a chunk has");
    if (endless || !count)
        return refuse("--count", args->value[FILL_COUNT],
                      "a Zarr store holds a known number of values, 1 or more");
    code = parse_chunks(chunks, store);
    if (!code)
        code = parse_part(args->value[FILL_PART], store);
    if (code)
        return code;
    store->path = strndup(out, path_length(out));
    return store->path ? 0 : fail("out of memory");
}
