/* SPDX-License-Identifier: MIT */
/* One file that all ranks write to: see file.h.
 *
 * Writes are not MPI's collective ones, in which an error on one rank may leave the others waiting:
 * each rank writes by itself, and then all say how it went. */
#include "mpi/file.h"
#include "cli/command.h"
#include "cli/message.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int shared_failure(const isorand_mpi *mpi, int failed, const char *format, ...) {
    const int mine = failed ? mpi->rank : mpi->size;
    int first = 0;
    MPI_Allreduce(&mine, &first, 1, MPI_INT, MPI_MIN, mpi->comm);
    if (first == mpi->rank) {
        char text[PATH_MAX + MPI_MAX_ERROR_STRING + 64];
        va_list arguments;
        va_start(arguments, format);
        vsnprintf(text, sizeof text, format, arguments);
        va_end(arguments);
        fail("%s", text);
    }
    return first < mpi->size;
}

/* What an MPI call says went wrong; errno was 0 before it. */
static const char *reason_of(int result, int error) {
    static char text[MPI_MAX_ERROR_STRING + 1];
    int n = 0, kind = MPI_SUCCESS;
    if (result == MPI_SUCCESS)
        return "";
    MPI_Error_class(result, &kind);
    if (kind == MPI_ERR_NO_SPACE)
        return strerror(ENOSPC);
    if (error)
        return strerror(error);
    MPI_Error_string(result, text, &n);
    text[strcspn(text, "\n")] = '\0';
    return text;
}

/* Whether an operation on the file, with that result and errno, has failed somewhere. */
static int has_failed(const struct shared_file *file, int result, int error) {
    return shared_failure(file->mpi, result != MPI_SUCCESS, "%s: %s (rank %d)", file->name,
                          reason_of(result, error), file->mpi->rank);
}

/* Rank 0 opens the temporary file; its name is to be freed. */
static int open_temporary(struct shared_file *file, const char *path, char **name) {
    int code = 0, nbytes = 0;
    *name = NULL;
    if (file->mpi->rank == 0) {
        code = sink_open_shared(&file->sink, path);
        if (!code && !file->sink.target) {
            sink_discard(&file->sink);
            code = refuse("--out", path, "expected the name of a file, which all ranks write to");
        }
        if (!code)
            nbytes = (int)strlen(sink_temp_name()) + 1;
    }
    MPI_Bcast(&code, 1, MPI_INT, 0, file->mpi->comm);
    if (code)
        return code;
    MPI_Bcast(&nbytes, 1, MPI_INT, 0, file->mpi->comm);
    *name = malloc((size_t)nbytes);
    if (shared_failure(file->mpi, !*name, "out of memory (rank %d)", file->mpi->rank)) {
        if (file->mpi->rank == 0)
            sink_discard(&file->sink);
        free(*name);
        return CLI_FAILURE;
    }
    if (file->mpi->rank == 0)
        strcpy(*name, sink_temp_name());
    MPI_Bcast(*name, nbytes, MPI_CHAR, 0, file->mpi->comm);
    return 0;
}

int shared_open(struct shared_file *file, const isorand_mpi *mpi, const char *path) {
    char *name;
    *file = (struct shared_file){.mpi = mpi, .name = path, .handle = MPI_FILE_NULL};
    const int code = open_temporary(file, path, &name);
    if (code)
        return code;
    errno = 0;
    const int result =
        MPI_File_open(mpi->comm, name, MPI_MODE_WRONLY, MPI_INFO_NULL, &file->handle);
    const int error = errno;
    free(name);
    if (!has_failed(file, result, error))
        return 0;
    /* Of a collective open that failed only here or there nothing can be closed. */
    file->handle = MPI_FILE_NULL;
    shared_discard(file);
    return CLI_FAILURE;
}

int shared_write(struct shared_file *file, uint64_t offset, const void *bytes, size_t nbytes) {
    MPI_Status status;
    int written = 0, result = MPI_SUCCESS, error = 0;
    if (nbytes) {
        errno = 0;
        result = MPI_File_write_at(file->handle, (MPI_Offset)offset, bytes, (int)nbytes, MPI_BYTE,
                                   &status);
        error = errno;
        if (result == MPI_SUCCESS)
            MPI_Get_count(&status, MPI_BYTE, &written);
        if (result == MPI_SUCCESS && written != (int)nbytes) {
            result = MPI_ERR_IO;
            error = error ? error : ENOSPC; /* the usual reason of a short write */
        }
    }
    return has_failed(file, result, error) ? CLI_FAILURE : 0;
}

static int close_handle(struct shared_file *file) {
    errno = 0;
    const int result = MPI_File_close(&file->handle), error = errno;
    file->handle = MPI_FILE_NULL;
    return has_failed(file, result, error);
}

int shared_commit(struct shared_file *file) {
    errno = 0;
    const int result = MPI_File_sync(file->handle), error = errno;
    int code = has_failed(file, result, error) ? CLI_FAILURE : 0;
    if (close_handle(file))
        code = CLI_FAILURE;
    if (file->mpi->rank == 0) {
        if (code)
            sink_discard(&file->sink);
        else
            code = sink_commit(&file->sink);
    }
    MPI_Bcast(&code, 1, MPI_INT, 0, file->mpi->comm);
    return code;
}

void shared_discard(struct shared_file *file) {
    if (file->handle != MPI_FILE_NULL)
        MPI_File_close(&file->handle);
    if (file->mpi->rank == 0)
        sink_discard(&file->sink);
}
