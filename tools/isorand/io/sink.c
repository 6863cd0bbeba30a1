/* SPDX-License-Identifier: MIT */
/* Output that is either complete under its name or not there at all. */
#include "io/sink.h"

#include "cli/command.h"
#include "cli/message.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The temporary file, for the signal handler; valid while temp_exists. */
static char *temp_name;
static volatile sig_atomic_t temp_exists;

static const int fatal_signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { FATAL_SIGNALS = sizeof fatal_signals / sizeof *fatal_signals };

static void remove_and_die(int signal_number) {
    if (temp_exists)
        unlink(temp_name);
    signal(signal_number, SIG_DFL);
    raise(signal_number); /* takes effect when this handler returns and unblocks it */
}

/* A signal that the caller had ignored (nohup) stays ignored. */
static void catch_signals(void) {
    struct sigaction action = {.sa_handler = remove_and_die}, old;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < FATAL_SIGNALS; i++)
        if (!sigaction(fatal_signals[i], NULL, &old) && old.sa_handler != SIG_IGN)
            sigaction(fatal_signals[i], &action, NULL);
}

/* mkstemp(temp_name) without a moment in which a signal could leave the file behind. */
static int create_temp(void) {
    sigset_t set, old;
    sigemptyset(&set);
    for (int i = 0; i < FATAL_SIGNALS; i++)
        sigaddset(&set, fatal_signals[i]);
    sigprocmask(SIG_BLOCK, &set, &old);
    const int fd = mkstemp(temp_name);
    const int error = errno;
    temp_exists = fd >= 0;
    sigprocmask(SIG_SETMASK, &old, NULL);
    errno = error;
    return fd;
}

static size_t directory_length(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* 'directory_of' up to its last slash, followed by 'name'. */
static char *beside(const char *directory_of, const char *name) {
    const size_t nbytes = directory_length(directory_of);
    char *path = malloc(nbytes + strlen(name) + 1);
    if (path) {
        memcpy(path, directory_of, nbytes);
        strcpy(path + nbytes, name);
    }
    return path;
}

/* The name, perhaps of a file still to come, to which the symbolic links at 'path' lead; to be
 * freed.  NULL: errno says why. */
static char *follow_links(const char *path) {
    enum { LINKS_MAX = 40 }; /* as in Linux */
    char *at = strdup(path);
    for (int i = 0; at && i < LINKS_MAX; i++) {
        char link[PATH_MAX];
        const ssize_t nbytes = readlink(at, link, sizeof link - 1);
        if (nbytes < 0)
            return at;
        link[nbytes] = '\0';
        char *next = *link == '/' ? strdup(link) : beside(at, link);
        free(at);
        at = next;
    }
    if (at)
        errno = ELOOP;
    free(at);
    return NULL;
}

/* Who may use the finished file: as before, or as for a new one. */
static int set_permissions(int fd, const struct stat *old) {
    mode_t mode;
    if (old) {
        /* Only root can keep a foreign owner; for others the file becomes theirs. */
        if (fchown(fd, old->st_uid, old->st_gid))
            errno = 0;
        mode = old->st_mode & 0777;
    } else {
        const mode_t mask = umask(0);
        umask(mask);
        mode = 0666 & ~mask;
    }
    return fchmod(fd, mode);
}

static int open_regular(struct sink *sink, const char *path) {
    struct stat st;
    sink->target = follow_links(path);
    if (!sink->target)
        return -1;
    const int exists = !stat(sink->target, &st);
    if (exists && faccessat(AT_FDCWD, sink->target, W_OK, AT_EACCESS))
        return -1;
    if (!sink->target[directory_length(sink->target)]) {
        errno = *path ? EISDIR : ENOENT;
        return -1;
    }
    temp_name = beside(sink->target, ".isorand-XXXXXX");
    if (!temp_name)
        return -1;
    catch_signals();
    sink->fd = create_temp();
    return sink->fd < 0 ? -1 : set_permissions(sink->fd, exists ? &st : NULL);
}

static int fail_sink(const struct sink *sink, int error) {
    return fail("%s: %s", sink->name, strerror(error));
}

int sink_open(struct sink *sink, const char *path) {
    struct stat st;
    int error = 0;
    *sink = (struct sink){.name = "standard output", .fd = STDOUT_FILENO};
    if (!strcmp(path, "-"))
        return 0;
    sink->name = path;
    sink->fd = -1;
    if (!stat(path, &st) && !S_ISREG(st.st_mode)) {
        sink->fd = open(path, O_WRONLY | O_NOCTTY);
        error = sink->fd < 0;
    } else {
        error = open_regular(sink, path);
    }
    if (!error)
        return 0;
    error = errno;
    sink_discard(sink);
    return fail_sink(sink, error);
}

enum sink_result sink_write(struct sink *sink, const void *bytes, size_t nbytes) {
    const char *p = bytes;
    while (nbytes) {
        const ssize_t n = write(sink->fd, p, nbytes);
        if (n > 0) {
            p += n;
            nbytes -= (size_t)n;
        } else if (n < 0 && errno == EAGAIN) { /* the pipe's other user made it non-blocking */
            struct pollfd wait = {.fd = sink->fd, .events = POLLOUT};
            poll(&wait, 1, -1);
        } else if (n < 0 && errno == EPIPE) {
            return SINK_CLOSED;
        } else if (n < 0 && errno != EINTR) {
            fail_sink(sink, errno);
            return SINK_FAILED;
        }
    }
    return SINK_OK;
}

int sink_commit(struct sink *sink) {
    /* Network file systems tell about a full disk only here. */
    int error = sink->fd == STDOUT_FILENO ? 0 : close(sink->fd);
    sink->fd = -1;
    if (!error && sink->target) {
        error = rename(temp_name, sink->target);
        if (!error)
            temp_exists = 0;
    }
    if (!error) {
        sink_discard(sink);
        return 0;
    }
    error = errno;
    sink_discard(sink);
    return fail_sink(sink, error);
}

void sink_discard(struct sink *sink) {
    if (sink->fd > STDERR_FILENO)
        close(sink->fd);
    if (temp_exists)
        unlink(temp_name);
    temp_exists = 0;
    free(temp_name);
    temp_name = NULL;
    free(sink->target);
    sink->target = NULL;
    sink->fd = -1;
}
