/* SPDX-License-Identifier: MIT */
/* Where `isorand fill` writes: a file that appears when it is complete, or a pipe or device. */
#ifndef SINK_H
#define SINK_H

#include <stddef.h>

struct sink {
    const char *name; /* for messages */
    int fd;
    char *target; /* the file to be replaced; NULL: written directly */
};

enum sink_result { SINK_OK, SINK_FAILED, SINK_CLOSED };

/* Opens 'path', "-" being standard output.  A regular file is written under a temporary name in
 * the same directory, which also disappears when a signal ends the process.  At most one sink may
 * be open.  0 or an exit code after a message. */
int sink_open(struct sink *sink, const char *path);

/* Writes all bytes.  SINK_FAILED: after a message; SINK_CLOSED: nobody reads the pipe any more. */
enum sink_result sink_write(struct sink *sink, const void *bytes, size_t nbytes);

/* Closes the sink; the file gets its name.  0 or an exit code after a message. */
int sink_commit(struct sink *sink);

/* Closes the sink and leaves no file behind. */
void sink_discard(struct sink *sink);

#endif
