/* SPDX-License-Identifier: MIT */
/* Where `isorand fill` writes: a file that appears when it is complete, or a pipe or device. */
#ifndef SINK_H
#define SINK_H

#include <stddef.h>

struct sink {
    const char *name; /* for messages */
    int fd;
    char *target; /* the file to be replaced; NULL: written directly */
    int borrowed; /* 'fd' was open before, and stays so */
    int nameless; /* 'fd' is a file without a name */
    int told;     /* a message has been printed */
};

enum sink_result { SINK_OK, SINK_FAILED, SINK_CLOSED };

/* Opens 'path', "-" being standard output.  What is open already, as
 * /dev/stdout or /dev/fd/3, is written to as it is; so are pipes and devices.  A regular file is
 * written beside its name and then put there; when a signal ends the process nothing of it is left.
 * At most one sink may be open.  0 or an exit code after a message. */
int sink_open(struct sink *sink, const char *path);

/* Whether 'path' is what is open already as a terminal. */
int sink_is_terminal(const char *path);

/* Writes all bytes.  SINK_FAILED: after a message; SINK_CLOSED: nobody reads the pipe any more. */
enum sink_result sink_write(struct sink *sink, const void *bytes, size_t nbytes);

/* Closes the sink; the file gets its name.  0 or an exit code after a message. */
int sink_commit(struct sink *sink);

/* Closes the sink and leaves no file behind. */
void sink_discard(struct sink *sink);

#endif
