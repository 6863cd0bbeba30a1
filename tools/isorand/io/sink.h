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
    int named;    /* it must not be */
    int told;     /* a message has been printed */
};

enum sink_result { SINK_OK, SINK_FAILED, SINK_CLOSED };

/* Opens 'path', "-" being standard output.  What is open already, as
 * /dev/stdout or /dev/fd/3, is written to as it is; so are pipes and devices.  A regular file is
 * written beside its name and then put there; when a signal ends the process nothing of it is left.
 * At most one sink may be open.  0 or an exit code after a message. */
int sink_open(struct sink *sink, const char *path);

/* The same where other processes write to a regular file too, by the name of sink_temp_name. */
int sink_open_shared(struct sink *sink, const char *path);
const char *sink_temp_name(void);

/* The same for a plain file of a directory that only this command writes to, perhaps several times
 * at once: what is there is not looked at. */
int sink_create(struct sink *sink, const char *path);

/* Whether 'path' is what is open already as a terminal. */
int sink_is_terminal(const char *path);

/* Writes all bytes.  SINK_FAILED: after a message; SINK_CLOSED: nobody reads the pipe any more. */
enum sink_result sink_write(struct sink *sink, const void *bytes, size_t nbytes);

/* Closes the sink; the file gets its name.  0 or an exit code after a message. */
int sink_commit(struct sink *sink);

/* The same, unless somebody else's file has the name by now: that stays, and *late is 1. */
int sink_commit_first(struct sink *sink, int *late);

/* Closes the sink and leaves no file behind. */
void sink_discard(struct sink *sink);

/* A temporary file is called so, and as many letters of [a-z0-9] behind it.  Whoever writes it
 * holds a lock on it (flock). */
#define SINK_TEMP_PREFIX ".isorand-"
enum { SINK_TEMP_LETTERS = 6 };

#endif
