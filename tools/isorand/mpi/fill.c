/* SPDX-License-Identifier: MIT */
/* isorand-mpi fill: one file by all ranks, with the bytes of isorand fill. */
#include "mpi/fill.h"
#include "cli/command.h"
#include "cli/entropy.h"
#include "cli/message.h"
#include "cli/names.h"
#include "cli/threads.h"
#include "fill/output.h"
#include "io/progress.h"
#include "mpi/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Bytes made by each thread of a rank between two messages; a multiple of all word and value sizes,
 * so that bytes come out as from one call. */
enum { CHUNK = 16 << 20 };

struct job {
    isorand_rng rng;
    isorand_request req;
    uint64_t count;
    const struct format *format;
    const char *out;
    char system_seed[OS_SEED_MAX]; /* "": one was given */
};

/* ---- what is asked for ---- */

/* All ranks read the same arguments: one of them says what is wrong. */
static int mute(int rank) {
    const int kept = rank ? dup(STDERR_FILENO) : -1;
    const int null = rank ? open("/dev/null", O_WRONLY | O_CLOEXEC) : -1;
    if (null >= 0) {
        dup2(null, STDERR_FILENO);
        close(null);
    }
    return kept;
}

static void unmute(int kept) {
    fflush(stderr);
    if (kept >= 0) {
        dup2(kept, STDERR_FILENO);
        close(kept);
    }
}

/* What ranks cannot share. */
static int refuse_others(const struct fill_args *args, const struct job *job, int endless) {
    static const enum fill_option options[] = {FILL_FIRST,  FILL_INDEX, FILL_CHUNKS, FILL_PART,
                                               FILL_DIGEST, FILL_STATS, FILL_PLOT};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (args->value[options[i]]) {
            const struct option_row *row = &args->row[options[i]];
            refuse_start(row->arg ? args->value[options[i]] : NULL, "--%s", row->name);
            return refuse_reason("isorand-mpi makes whole files; isorand fill has it");
        }
    if (!job->out || !strcmp(job->out, "-"))
        return refuse("--out", job->out, "is required: a file, which all ranks write to");
    if (endless)
        return refuse("--count", "inf", "a file of all ranks holds a known number of values");
    if (job->format->encode)
        return refuse("--format", job->format->name,
                      "expected npy or raw, whose values are of "
                      "one length");
    return 0;
}

static int parse_job(const struct fill_args *args, struct job *job) {
    int endless = 0;
    job->out = args->value[FILL_OUT];
    int code = fill_request(args, &job->req);
    if (!code)
        code = fill_request_check(args, &job->req);
    if (!code)
        code = fill_count(args, &job->req, &job->count, &endless);
    if (!code)
        code = fill_format(args, job->out ? job->out : "-", 0, &job->format);
    if (!code)
        code = refuse_others(args, job, endless);
    if (!code)
        code = choose_backend(args->value[FILL_BACKEND]);
    return code ? code : threads_start(args->value[FILL_THREADS]);
}

/* FNV-1a of all arguments. */
static uint64_t digest_of(int argc, char **argv) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (int i = 0; i < argc; i++)
        for (const char *p = argv[i]; p == argv[i] || p[-1]; p++)
            hash = (hash ^ (unsigned char)*p) * UINT64_C(0x100000001b3);
    return hash;
}

/* Rank 0's arguments count. */
static int read_arguments(struct job *job, int rank, int argc, char **argv) {
    struct fill_args args;
    struct {
        uint64_t digest;
        int code;
        char seed[OS_SEED_MAX];
    } zero = {.digest = digest_of(argc, argv)};
    const uint64_t digest = zero.digest;
    int code = fill_args_parse(&args, argc, argv);
    const char *seed = code ? NULL : args.value[FILL_SEED];
    if (!code && !seed && rank == 0)
        code = os_seed(zero.seed, args.value[FILL_LEGACY] != NULL);
    zero.code = code;
    MPI_Bcast(&zero, (int)sizeof zero, MPI_BYTE, 0, MPI_COMM_WORLD);
    if (zero.code == OPTIONS_HELP && rank == 0)
        fill_args_help(&args);
    if (zero.code || zero.digest != digest)
        return zero.code ? zero.code : CLI_FAILURE;
    if (!code)
        code = parse_job(&args, job);
    if (!code)
        code = fill_start(&args, seed ? seed : zero.seed, &job->rng);
    memcpy(job->system_seed, zero.seed, sizeof job->system_seed);
    return code;
}

/* ---- the output ---- */

/* Values that all ranks make between two messages. */
static uint64_t batch_of(const struct job *job, int ranks) {
    const size_t size = isorand_type_get(job->req.type)->bytes;
    const uint64_t together = (uint64_t)CHUNK / size * threads_count() * (unsigned)ranks;
    return fill_is_one_call(&job->req) || job->count < together ? job->count : together;
}

/* Writes a rank's bytes in pieces that MPI can count, as many as any rank has. */
static int write_slice(struct shared_file *file, uint64_t offset, const unsigned char *bytes,
                       uint64_t nbytes, uint64_t most) {
    int code = 0;
    for (uint64_t done = 0; !code && done < most; done += CHUNK) {
        const uint64_t at = done < nbytes ? done : nbytes;
        const uint64_t left = nbytes - at;
        code = shared_write(file, offset + at, bytes + at, (size_t)(left < CHUNK ? left : CHUNK));
    }
    return code;
}

static int write_all(struct job *job, isorand_mpi *mpi, struct shared_file *file,
                     unsigned char *values, uint64_t batch) {
    const size_t size = isorand_type_get(job->req.type)->bytes;
    char header[FORMAT_HEADER_MAX];
    size_t nheader = 0;
    struct progress progress;
    if (job->format->header)
        nheader = job->format->header(header, job->req.type, job->count);
    int code = shared_write(file, 0, header, mpi->rank == 0 ? nheader : 0);
    progress_start(&progress, job->count * size, mpi->rank == 0);
    for (uint64_t done = 0, n; !code && done < job->count; done += n) {
        uint64_t first;
        n = job->count - done < batch ? job->count - done : batch;
        const size_t count = isorand_mpi_slice(mpi, n, &first);
        const int error = isorand_mpi_fill(mpi, &job->rng, &job->req, values, count);
        if (error) {
            progress_end(&progress);
            shared_failure(mpi, 1, "%s", isorand_strerror(error));
            return CLI_FAILURE;
        }
        format_little_endian(values, size, count);
        code = write_slice(file, nheader + (done + first) * size, values, count * size,
                           (n / (unsigned)mpi->size + 1) * size);
        progress_update(&progress, (done + n) * size);
    }
    progress_end(&progress);
    return code;
}

static int run_job(struct job *job, isorand_mpi *mpi, const char *program, int argc, char **argv) {
    const size_t size = isorand_type_get(job->req.type)->bytes;
    const uint64_t batch = batch_of(job, mpi->size), most = batch / (unsigned)mpi->size + 1;
    struct shared_file file;
    unsigned char *values = most > SIZE_MAX / size ? NULL : malloc((size_t)most * size);
    if (shared_failure(mpi, !values, "out of memory for %.0f MB (rank %d)",
                       1e-6 * (double)most * (double)size, mpi->rank)) {
        free(values);
        return CLI_FAILURE;
    }
    int code = shared_open(&file, mpi, job->out);
    if (!code && mpi->rank == 0 && *job->system_seed)
        fill_print_reproduction(program, job->system_seed, argc, argv);
    if (!code) {
        code = write_all(job, mpi, &file, values, batch);
        if (code)
            shared_discard(&file);
        else
            code = shared_commit(&file);
    }
    free(values);
    return code;
}

int mpi_fill(const char *program, int argc, char **argv) {
    struct job job = {.out = NULL};
    isorand_mpi mpi;
    int rank;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    const int kept = mute(rank);
    const int own = read_arguments(&job, rank, argc, argv);
    unmute(kept);
    int code = own;
    MPI_Bcast(&code, 1, MPI_INT, 0, MPI_COMM_WORLD);
    if (code)
        return code == OPTIONS_HELP ? CLI_OK : code;
    const isorand_executor *executor = threads_count() > 1 ? threads_executor() : NULL;
    const int error = isorand_mpi_start(&mpi, MPI_COMM_WORLD, own ? NULL : executor);
    if (error)
        return rank == 0 ? fail("%s", isorand_strerror(error)) : CLI_FAILURE;
    if (shared_failure(&mpi, own != 0,
                       "rank %d has other arguments than rank 0, or another environment", rank))
        code = CLI_FAILURE;
    else
        code = run_job(&job, &mpi, program, argc, argv);
    isorand_mpi_stop(&mpi);
    return code;
}
