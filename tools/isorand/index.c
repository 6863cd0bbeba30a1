/* SPDX-License-Identifier: MIT */
/* isorand index: where the values of an array lie, so that any slice of it can be made. */
#include "cli/command.h"
#include "cli/message.h"
#include "cli/names.h"
#include "cli/numbers.h"
#include "cli/threads.h"
#include "index/arguments.h"
#include "index/file.h"
#include "io/sink.h"

static const uint64_t COUNT_MAX = (UINT64_C(1) << 60) - 1;

/* What was asked for. */
struct job {
    isorand_rng rng;
    isorand_request req;
    uint64_t count, every;
};

static int parse_counts(const struct index_args *args, struct job *job) {
    const char *count = args->fill.value[FILL_COUNT];
    if (!count)
        return refuse("--count", NULL, "is required: " COUNT_FORMS);
    int code = count_option("--count", count, COUNT_MAX, &job->count);
    if (code)
        return code;
    job->every = index_default_every(job->count);
    code = count_option("--every", args->every, COUNT_MAX, &job->every);
    if (!code && !job->every)
        code = refuse("--every", args->every, "expected 1 or more");
    return code;
}

static int prepare(const struct index_args *args, struct job *job) {
    const char *seed = args->fill.value[FILL_SEED];
    int code = fill_request(&args->fill, &job->req);
    if (!code)
        code = fill_request_check(&args->fill, &job->req);
    if (!code)
        code = parse_counts(args, job);
    if (!code && !seed)
        code = refuse("--seed", NULL, "is required: an index is of one stream");
    if (!code && !args->out)
        code = refuse("--out", NULL, "is required: the file that the index goes to, or -");
    if (!code)
        code = choose_backend(args->fill.value[FILL_BACKEND]);
    if (!code)
        code = threads_start(args->fill.value[FILL_THREADS]);
    return code ? code : fill_start(&args->fill, seed, &job->rng);
}

int cmd_index(const char *program, int argc, char **argv) {
    struct index_args args;
    struct job job;
    struct sink sink;
    isorand_index index;
    (void)program;
    int code = index_args_parse(&args, argc, argv);
    if (code == OPTIONS_HELP)
        return CLI_OK;
    if (!code)
        code = prepare(&args, &job);
    if (!code)
        code = sink_open(&sink, args.out);
    if (code)
        return code;
    code = index_make(&index, &job.rng, &job.req, job.count, job.every);
    if (code)
        return sink_discard(&sink), code;
    code = index_write(&index, &sink);
    index_free(&index);
    return code;
}
