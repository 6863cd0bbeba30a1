/* SPDX-License-Identifier: MIT */
/* Fills a store: makes the chunks that are missing, each under a temporary name until it is
 * complete.  Processes that fill the same store do not talk: each looks what is there, and begins
 * somewhere else. */
#include "store/store.h"

#include "cli/command.h"
#include "cli/message.h"
#include "cli/threads.h"
#include "fill/slices.h"
#include "index/file.h"
#include "io/format.h"
#include "io/progress.h"
#include "io/sink.h"
#include "store/document.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 1 << 20 }; /* bytes made by each thread at a time */

struct filling {
    const struct store *store;
    struct slices slices;
    size_t size; /* of a value */
    uint64_t chunk_bytes;
    uint64_t n;           /* chunks of this part: number i is chunk part + i * parts */
    unsigned char *there; /* a bit each */
    uint64_t missing, made;
    unsigned char *values; /* 'batch' of them */
    uint64_t batch;
    struct progress progress;
    uint64_t total, random;
};

/* ---- which chunks are there ---- */

static char *chunk_file(const struct filling *f, uint64_t i) {
    char name[24];
    snprintf(name, sizeof name, "%" PRIu64, f->store->part + i * f->store->parts);
    return store_file(f->store, name);
}

/* One of another length is not ours: none of ours is under its name before it is complete. */
static int is_complete(const struct filling *f, uint64_t i) {
    struct stat st;
    char *path = chunk_file(f, i);
    const int found =
        !stat(path, &st) && S_ISREG(st.st_mode) && (uint64_t)st.st_size == f->chunk_bytes;
    free(path);
    return found;
}

static int is_marked(const struct filling *f, uint64_t i) {
    return f->there[i / 8] >> i % 8 & 1;
}

static void mark(struct filling *f, uint64_t i) {
    f->there[i / 8] |= (unsigned char)(1 << i % 8);
    f->missing--;
}

/* Looks again, since others are at work. */
static int is_missing(struct filling *f, uint64_t i) {
    if (is_marked(f, i))
        return 0;
    if (!is_complete(f, i))
        return 1;
    mark(f, i);
    return 0;
}

static int look(struct filling *f) {
    const struct store *store = f->store;
    const uint64_t chunks = (store->count - 1) / store->chunk + 1;
    f->n = store->part < chunks ? (chunks - 1 - store->part) / store->parts + 1 : 0;
    f->missing = f->n;
    f->there = f->n / 8 < SIZE_MAX ? calloc((size_t)(f->n / 8) + 1, 1) : NULL;
    if (!f->there)
        return fail("out of memory for %" PRIu64 " chunks", f->n);
    for (uint64_t i = 0; i < f->n; i++)
        is_missing(f, i);
    return CLI_OK;
}

/* ---- the index ---- */

static int read_own_index(const struct filling *f, const char *path, const isorand_rng *rng,
                          isorand_index *index) {
    isorand_rng at = *rng;
    if (index_read(index, path))
        return 0;
    if (index->n == f->store->count && fill_same_request(&index->request, f->store->request) &&
        !isorand_index_seek(index, &at, 0))
        return 1;
    index_free(index);
    return 0;
}

/* The store's, or a new one where there is none that is whole. */
static int get_index(const struct filling *f, const isorand_rng *rng, isorand_index *index) {
    struct sink sink;
    char *path = store_file(f->store, ".isorand-index");
    int code = CLI_OK;
    if (!read_own_index(f, path, rng, index)) {
        const uint64_t often = f->store->chunk / 16, least = 4096;
        code = index_make(index, rng, f->store->request, f->store->count,
                          index_every(f->store->count, often > least ? often : least));
        if (!code)
            code = sink_create(&sink, path);
        if (!code)
            code = index_write(index, &sink);
    }
    free(path);
    return code;
}

/* ---- a chunk ---- */

static enum sink_result write_values(struct filling *f, struct sink *sink, uint64_t first,
                                     uint64_t n) {
    enum sink_result result = SINK_OK;
    for (uint64_t done = 0, m; result == SINK_OK && done < n; done += m) {
        m = n - done < f->batch ? n - done : f->batch;
        const int error = slices_fill(&f->slices, first + done, f->values, (size_t)m);
        if (error) {
            fail("%s", isorand_strerror(error));
            return SINK_FAILED;
        }
        format_little_endian(f->values, f->size, (size_t)m);
        result = sink_write(sink, f->values, (size_t)m * f->size);
        progress_update(&f->progress,
                        (f->total - f->missing) * f->chunk_bytes + (done + m) * f->size);
    }
    return result;
}

/* What the last chunk has behind the array. */
static enum sink_result write_zeros(struct filling *f, struct sink *sink, uint64_t nbytes) {
    const uint64_t most = f->batch * f->size;
    enum sink_result result = SINK_OK;
    memset(f->values, 0, (size_t)(nbytes < most ? nbytes : most));
    for (uint64_t m; result == SINK_OK && nbytes; nbytes -= m) {
        m = nbytes < most ? nbytes : most;
        result = sink_write(sink, f->values, (size_t)m);
    }
    return result;
}

static int make_chunk(struct filling *f, uint64_t i) {
    const struct store *store = f->store;
    const uint64_t first = (store->part + i * store->parts) * store->chunk;
    const uint64_t left = store->count - first, n = left < store->chunk ? left : store->chunk;
    char *path = chunk_file(f, i);
    struct sink sink;
    int code = sink_create(&sink, path);
    if (!code) {
        enum sink_result result = write_values(f, &sink, first, n);
        if (result == SINK_OK)
            result = write_zeros(f, &sink, (store->chunk - n) * f->size);
        if (result == SINK_OK) {
            code = sink_commit(&sink);
        } else {
            sink_discard(&sink);
            code = CLI_FAILURE;
        }
    }
    free(path);
    if (!code) {
        mark(f, i);
        f->made++;
    }
    return code;
}

/* ---- all of them ---- */

/* splitmix64 (Steele, Lea, Flood): where to begin, not what to make. */
static uint64_t next_random(struct filling *f) {
    uint64_t x = f->random += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

static void begin_random(struct filling *f) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    f->random = ((uint64_t)t.tv_sec << 30 ^ (uint64_t)t.tv_nsec) ^ (uint64_t)getpid() << 40;
}

/* A chunk that is missing, any of them: the first one behind those that are there is the one that
 * somebody is at.  0 where there is none. */
static int find_missing(struct filling *f, uint64_t *found) {
    enum { TRIES = 64 };
    for (int i = 0; f->missing && i < TRIES; i++) {
        *found = next_random(f) % f->n;
        if (is_missing(f, *found))
            return 1;
    }
    for (uint64_t looked = 0; f->missing && looked < f->n; looked++) {
        *found = (*found + 1) % f->n;
        if (is_missing(f, *found))
            return 1;
    }
    return 0;
}

/* From a place that differs from process to process, one behind the other, until others have been
 * there; and again. */
static int make_missing(struct filling *f) {
    uint64_t i;
    int code = CLI_OK;
    begin_random(f);
    f->total = f->missing;
    progress_start(&f->progress, f->total * f->chunk_bytes, 1);
    while (!code && find_missing(f, &i))
        do
            code = make_chunk(f, i);
        while (!code && ++i < f->n && is_missing(f, i));
    progress_end(&f->progress);
    return code;
}

static int prepare_and_make(struct filling *f, const isorand_rng *rng) {
    isorand_index index = {0};
    const int needs_index = slices_need_index(rng, f->store->request);
    const uint64_t pieces = f->size < sizeof(uint32_t) ? 8 : 1; /* whose parts begin at marks */
    f->batch = pieces * PIECE / f->size * threads_count();
    if (f->batch > f->store->chunk)
        f->batch = f->store->chunk;
    f->values = malloc((size_t)f->batch * f->size);
    if (!f->values)
        return fail("out of memory for %.0f MB", 1e-6 * (double)f->batch * (double)f->size);
    int code = needs_index ? get_index(f, rng, &index) : CLI_OK;
    if (!code) {
        slices_begin(&f->slices, rng, f->store->request, needs_index ? &index : NULL);
        code = make_missing(f);
    }
    index_free(&index);
    return code;
}

static void report(const struct filling *f) {
    const struct store *store = f->store;
    fprintf(stderr, "isorand: %s: made %" PRIu64 " of %" PRIu64 " chunks", store->path, f->made,
            f->n);
    if (store->parts > 1)
        fprintf(stderr, " of part %" PRIu64 "/%" PRIu64, store->part, store->parts);
    fprintf(stderr, "; %" PRIu64 " were there\n", f->n - f->made);
}

int store_fill(const struct store *store, const isorand_rng *rng) {
    struct filling f = {.store = store, .size = isorand_type_get(store->request->type)->bytes};
    f.chunk_bytes = store->chunk * f.size;
    int code = store_open(store, rng);
    if (!code)
        code = look(&f);
    if (!code && f.missing)
        code = prepare_and_make(&f, rng);
    if (!code)
        report(&f);
    free(f.there);
    free(f.values);
    return code;
}
