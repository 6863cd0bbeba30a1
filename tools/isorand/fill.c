/* SPDX-License-Identifier: MIT */
/* isorand fill: random numbers into a file, a pipe or the terminal. */
#include "fill/fill.h"
#include "cli/command.h"
#include "cli/entropy.h"
#include "cli/message.h"
#include "cli/names.h"
#include "cli/numbers.h"
#include "cli/threads.h"
#include "fill/output.h"
#include "fill/slices.h"
#include "fill/summary.h"
#include "index/file.h"
#include "io/format.h"
#include "io/progress.h"
#include "io/sink.h"
#include "store/store.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Bytes made by each thread, and written, at a time; a multiple of all word and value sizes, so
 * that bytes come out as from one call. */
enum { CHUNK = 1 << 20 };

struct job {
    isorand_rng rng;
    isorand_request req;
    uint64_t count;
    int endless;
    const struct format *format;
    const char *out;
    int is_slice; /* of an array: */
    uint64_t first;
    isorand_index index;
    struct slices slices;
    struct summary summary;
    int is_store;
    struct store store;
};

/* ---- a slice ---- */

/* --first and --index; nothing is opened where they are wrong in themselves. */
static int parse_slice(const struct fill_args *args, struct job *job) {
    const char *first = args->value[FILL_FIRST], *index = args->value[FILL_INDEX];
    job->is_slice = first || index;
    if (job->endless && index)
        return refuse("--count", "inf", "an index is of an array of known length");
    return count_option("--first", first, (UINT64_C(1) << 60) - 1, &job->first);
}

static int read_index(struct job *job, const char *path) {
    if (index_read(&job->index, path))
        return fail("%s: %s", path,
                    errno == EBADMSG ? "is no index, or a damaged one" : strerror(errno));
    const uint64_t n = job->index.n;
    int code = index_check(&job->index, path, &job->rng, &job->req);
    if (!code && (job->first > n || job->count > n - job->first)) {
        refuse_start(NULL, "--first %" PRIu64 " --count %" PRIu64, job->first, job->count);
        code = refuse_reason("the array of %s has %" PRIu64 " values", path, n);
    }
    return code;
}

static int open_slice(const struct fill_args *args, struct job *job) {
    const char *index = args->value[FILL_INDEX];
    const int code = index ? read_index(job, index) : 0;
    if (code || !job->is_slice)
        return code;
    if (!index && slices_need_index(&job->rng, &job->req))
        return refuse("--first", args->value[FILL_FIRST],
                      "values of %s take now more words, now fewer: needs --index FILE, which "
                      "isorand index makes",
                      isorand_dist_get(job->req.dist)->name);
    slices_begin(&job->slices, &job->rng, &job->req, index ? &job->index : NULL);
    return 0;
}

/* ---- the output ---- */

static int in_one_piece(const struct job *job) {
    return fill_is_one_call(&job->req) && !job->endless && !job->is_slice;
}

/* How many values are made at a time.  Those that cannot be cut are all at once; of slices whose
 * parts each begin at a mark the parts are longer. */
static uint64_t batch_of(const struct job *job) {
    const size_t size = isorand_type_get(job->req.type)->bytes;
    const uint64_t together = (uint64_t)CHUNK / size * threads_count();
    if (in_one_piece(job) && job->count > together)
        return job->count;
    return job->is_slice && size < sizeof(uint32_t) ? 8 * together : together;
}

/* The next 'n' values, of which 'done' are there. */
static int make_values(struct job *job, uint64_t done, void *values, size_t n) {
    return job->is_slice ? slices_fill(&job->slices, job->first + done, values, n)
                         : threads_fill(&job->rng, &job->req, values, n);
}

static enum sink_result write_bytes(struct job *job, struct sink *sink, const void *bytes,
                                    size_t nbytes) {
    summary_add_bytes(&job->summary, bytes, nbytes);
    return sink_write(sink, bytes, nbytes);
}

static enum sink_result write_values(struct job *job, struct sink *sink, unsigned char *values,
                                     size_t n, char *text) {
    const size_t size = isorand_type_get(job->req.type)->bytes;
    if (job->format->encode)
        return write_bytes(job, sink, text, job->format->encode(text, job->req.type, values, n));
    format_little_endian(values, size, n);
    return write_bytes(job, sink, values, n * size);
}

static enum sink_result write_all(struct job *job, struct sink *sink, unsigned char *values,
                                  char *text) {
    const size_t size = isorand_type_get(job->req.type)->bytes, piece = CHUNK / size;
    const uint64_t batch = batch_of(job);
    enum sink_result result = SINK_OK;
    struct progress progress;
    char header[FORMAT_HEADER_MAX];
    if (job->format->header)
        result =
            write_bytes(job, sink, header, job->format->header(header, job->req.type, job->count));
    progress_start(&progress, job->endless ? 0 : job->count * size, !isatty(sink->fd));
    for (uint64_t done = 0; result == SINK_OK && (job->endless || done < job->count);) {
        const uint64_t left = job->endless ? batch : job->count - done;
        const size_t n = (size_t)(left < batch ? left : batch);
        const int error = make_values(job, done, values, n);
        if (error) {
            progress_end(&progress);
            fail("%s", isorand_strerror(error));
            return SINK_FAILED;
        }
        for (size_t i = 0; result == SINK_OK && i < n; i += piece) {
            const size_t m = n - i < piece ? n - i : piece;
            summary_add_values(&job->summary, values + i * size, m);
            result = write_values(job, sink, values + i * size, m, text);
            done += m;
            progress_update(&progress, done * size);
        }
    }
    progress_end(&progress);
    return result;
}

/* malloc for sizes that may not fit size_t. */
static void *allocate(uint64_t n, size_t size) {
    return n > SIZE_MAX / size ? NULL : malloc((size_t)n * size);
}

static int run_job(struct job *job, struct sink *sink) {
    const size_t size = isorand_type_get(job->req.type)->bytes;
    const uint64_t batch = batch_of(job);
    unsigned char *values = allocate(batch, size);
    char *text = allocate(CHUNK / size * job->format->width + 1, 1);
    enum sink_result result = SINK_FAILED;
    if (values && text)
        result = write_all(job, sink, values, text);
    else
        fail("out of memory for %.0f MB", 1e-6 * (double)batch * (double)size);
    free(values);
    free(text);
    if (result == SINK_OK) {
        const int code = sink_commit(sink);
        return code ? code : summary_print(&job->summary);
    }
    sink_discard(sink);
    return result == SINK_CLOSED ? CLI_OK : CLI_FAILURE;
}

/* What the arguments ask for, but for the stream. */
static int parse_job(const struct fill_args *args, struct job *job) {
    if (args->value[FILL_OUT])
        job->out = args->value[FILL_OUT];
    job->is_store = store_is_wanted(args);
    int code = fill_request(args, &job->req);
    if (!code)
        code = fill_request_check(args, &job->req);
    if (!code)
        code = fill_count(args, &job->req, &job->count, &job->endless);
    if (!code)
        code = summary_parse(args, job->count, job->endless);
    if (!code)
        code = parse_slice(args, job);
    if (!code && job->is_store && fill_format_of_name(job->out))
        code = refuse("--out", job->out, "a Zarr store is a directory: expected DIR.zarr");
    else if (!code && job->is_store)
        code = store_parse(&job->store, args, &job->req, job->count, job->endless);
    else if (!code)
        code = fill_format(args, job->out, job->endless, &job->format);
    if (!code)
        code = choose_backend(args->value[FILL_BACKEND]);
    return code ? code : threads_start(args->value[FILL_THREADS]);
}

/* 'program': as fill_print_reproduction's, or NULL where a seed was given. */
static int fill_store(struct job *job, const char *seed, const char *program, int argc,
                      char **argv) {
    if (program)
        fill_print_reproduction(program, seed, argc, argv);
    job->store.seed = seed;
    return store_fill(&job->store, &job->rng);
}

static void free_job(struct job *job) {
    index_free(&job->index);
    summary_free(&job->summary);
    free(job->store.path);
}

/* Everything behind the options themselves; 'program': as above. */
static int carry_out(const struct fill_args *args, struct job *job, const char *seed,
                     const char *program, int argc, char **argv) {
    struct sink sink;
    int code = fill_start(args, seed, &job->rng);
    if (!code && job->is_store)
        return fill_store(job, seed, program, argc, argv);
    if (!code)
        code = open_slice(args, job);
    if (!code)
        code = summary_open(&job->summary, args, &job->req, job->count);
    if (!code)
        code = sink_open(&sink, job->out);
    if (code)
        return code;
    if (job->endless && sink.target) {
        sink_discard(&sink);
        return refuse("--count", "inf", "needs a pipe or a device to write to, not a file");
    }
    if (program)
        fill_print_reproduction(program, seed, argc, argv);
    return run_job(job, &sink);
}

int cmd_fill(const char *program, int argc, char **argv) {
    struct fill_args args;
    struct job job = {.out = "-"};
    char system_seed[OS_SEED_MAX] = "";
    int code = fill_args_parse(&args, argc, argv);
    if (code == OPTIONS_HELP)
        return fill_args_help(&args), CLI_OK;
    if (!code)
        code = parse_job(&args, &job);
    const char *seed = args.value[FILL_SEED];
    if (!code && !seed)
        code = os_seed(system_seed, args.value[FILL_LEGACY] != NULL);
    if (!code)
        code = carry_out(&args, &job, seed ? seed : system_seed, seed ? NULL : program, argc, argv);
    free_job(&job);
    return code;
}
