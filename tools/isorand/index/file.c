/* SPDX-License-Identifier: MIT */
/* Indexes of arrays, made by the command's threads, and in files. */
#include "index/file.h"

#include "cli/command.h"
#include "cli/message.h"
#include "cli/threads.h"
#include "fill/fill.h"
#include "fill/slices.h"
#include "io/progress.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EVERY = 65536, EVERY_MIN = 1024, MARKS_MAX = 1 << 20 };

uint64_t index_every(uint64_t n, uint64_t wish) {
    const uint64_t least = n / MARKS_MAX + 1;
    return least > wish ? least : wish;
}

uint64_t index_default_every(uint64_t n) {
    return index_every(n, EVERY);
}

/* ---- making one ---- */

/* Step by step: each repeats what is behind the last mark before it. */
static int make_in_steps(isorand_index *index, const isorand_rng *rng,
                         const isorand_request *request, uint64_t n, uint64_t every,
                         const isorand_executor *executor) {
    const size_t capacity = isorand_index_marks(n, every);
    const uint64_t values = 1 << 22;
    uint64_t step = 16 * every > values ? 16 * every : values;
    struct progress progress;
    if (!slices_need_index(rng, request)) /* no marks */
        step = n;
    progress_start_steps(&progress, n, 1);
    int error = isorand_index_build(index, rng, request, n < step ? n : step, every, index->marks,
                                    capacity, executor);
    while (!error && index->n < n) {
        progress_update(&progress, index->n);
        const uint64_t left = n - index->n;
        error = isorand_index_extend(index, rng, index->n + (left < step ? left : step), capacity,
                                     executor);
    }
    progress_end(&progress);
    return error;
}

int index_make(isorand_index *index, const isorand_rng *rng, const isorand_request *request,
               uint64_t n, uint64_t every) {
    *index = (isorand_index){0};
    if (every < EVERY_MIN) /* marks do not come closer */
        every = EVERY_MIN;
    if (every > n) /* nor farther apart */
        every = n + 1;
    const size_t capacity = isorand_index_marks(n, every);
    const isorand_executor *executor = threads_executor();
    if (capacity <= SIZE_MAX / sizeof *index->marks)
        index->marks = malloc(capacity * sizeof *index->marks);
    if (!index->marks || !executor)
        return fail("out of memory for an index of %.0f marks", (double)capacity);
    const int error = make_in_steps(index, rng, request, n, every, executor);
    if (!error)
        return 0;
    index_free(index);
    return fail("%s", isorand_strerror(error));
}

void index_free(isorand_index *index) {
    free(index->marks);
    index->marks = NULL;
}

/* ---- files ---- */

int index_write(const isorand_index *index, struct sink *sink) {
    size_t nbytes = isorand_index_saved_bytes(index);
    unsigned char *bytes = malloc(nbytes);
    enum sink_result result = SINK_FAILED;
    if (!bytes || isorand_index_save(index, bytes, nbytes, &nbytes))
        fail("out of memory for an index of %zu bytes", nbytes);
    else
        result = sink_write(sink, bytes, nbytes);
    free(bytes);
    if (result == SINK_OK)
        return sink_commit(sink);
    sink_discard(sink);
    return result == SINK_CLOSED ? CLI_OK : CLI_FAILURE;
}

/* Another file than a regular one is none. */
static unsigned char *read_bytes(int fd, size_t *nbytes) {
    struct stat st;
    if (fstat(fd, &st))
        return NULL;
    errno = S_ISDIR(st.st_mode) ? EISDIR : EBADMSG;
    if (!S_ISREG(st.st_mode))
        return NULL;
    unsigned char *bytes = malloc((size_t)st.st_size + 1);
    ssize_t n = 1;
    for (*nbytes = 0; bytes && n && *nbytes < (size_t)st.st_size; *nbytes += (size_t)n) {
        n = read(fd, bytes + *nbytes, (size_t)st.st_size - *nbytes);
        if (n < 0 && errno == EINTR) {
            n = 0;
        } else if (n < 0) {
            free(bytes);
            return NULL;
        }
    }
    return bytes;
}

static int load(isorand_index *index, const unsigned char *bytes, size_t nbytes) {
    size_t nmarks;
    errno = EBADMSG;
    if (isorand_index_saved_marks(bytes, nbytes, &nmarks))
        return -1;
    isorand_mark *marks = malloc((nmarks + 1) * sizeof *marks);
    if (!marks)
        return -1;
    if (!isorand_index_load(index, marks, nmarks, bytes, nbytes))
        return 0;
    free(marks);
    errno = EBADMSG;
    return -1;
}

int index_read(isorand_index *index, const char *path) {
    size_t nbytes;
    const int fd = open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return -1;
    unsigned char *bytes = read_bytes(fd, &nbytes);
    const int result = bytes ? load(index, bytes, nbytes) : -1;
    const int error = errno;
    free(bytes);
    close(fd);
    errno = error;
    return result;
}

int index_check(const isorand_index *index, const char *path, const isorand_rng *rng,
                const isorand_request *request) {
    isorand_rng at = *rng;
    int code = CLI_OK;
    if (!fill_same_request(&index->request, request)) {
        char *theirs = fill_request_text(&index->request), *ours = fill_request_text(request);
        code = fail("%s: this index is of %s, not of %s", path, theirs, ours);
        free(theirs);
        free(ours);
    } else if (isorand_index_seek(index, &at, 0)) {
        code = fail("%s: this index is of another stream: of other options of --seed, --spawn-key, "
                    "--engine, --legacy, --numpy, --jump or --skip",
                    path);
    }
    return code;
}
