/* SPDX-License-Identifier: MIT */
/* Output that is either complete under its name or not there at all. */
#include "io/sink.h"

#include "cli/command.h"
#include "cli/message.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- the temporary file ---- */

/* Its name, for the signal handler; valid while temp_exists.  A file without a name (O_TMPFILE)
 * has one for a moment only, when it is put in the place of another. */
static char *temp_name;
static volatile sig_atomic_t temp_exists;

/* The signals that end a process, but for those that nothing can catch. */
static int is_fatal(int signal_number) {
    static const int harmless[] = {SIGCHLD, SIGCONT, SIGURG,  SIGWINCH, SIGTSTP, SIGTTIN,
                                   SIGTTOU, SIGPIPE, SIGXFSZ, SIGKILL,  SIGSTOP};
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
        if (signal_number == harmless[i])
            return 0;
    return 1;
}

static void remove_and_die(int signal_number) {
    if (temp_exists)
        unlink(temp_name);
    signal(signal_number, SIG_DFL);
    raise(signal_number); /* takes effect when this handler returns and unblocks it */
}

/* A signal that the caller had ignored (nohup), or that somebody catches, stays so. */
static void catch_signals(void) {
    struct sigaction action = {.sa_handler = remove_and_die}, old;
    sigemptyset(&action.sa_mask);
    for (int i = 1; i <= SIGRTMAX; i++)
        if (is_fatal(i) && !sigaction(i, NULL, &old) && !(old.sa_flags & SA_SIGINFO) &&
            old.sa_handler == SIG_DFL)
            sigaction(i, &action, NULL);
}

static void block_signals(sigset_t *old) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, old);
}

/* Puts a new name into temp_name's last letters. */
static void renew_temp_name(void) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    static uint64_t turn;
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    uint64_t x = ((uint64_t)t.tv_nsec << 20 ^ (uint64_t)getpid()) + turn++;
    for (char *p = temp_name + strlen(temp_name) - SINK_TEMP_LETTERS; *p; p++, x /= 36)
        *p = letters[x % 36];
}

/* create() makes the file temp_name; tries names until it does not exist already, without a moment
 * in which a signal could leave it behind.  What create() returns. */
static int create_temp(int create(const void *context), const void *context) {
    enum { TRIES = 100 };
    sigset_t old;
    int result = -1;
    block_signals(&old);
    for (int i = 0; i < TRIES; i++) {
        renew_temp_name();
        result = create(context);
        if (result >= 0 || errno != EEXIST)
            break;
    }
    const int error = errno;
    temp_exists = result >= 0;
    sigprocmask(SIG_SETMASK, &old, NULL);
    errno = error;
    return result;
}

static int open_temp(const void *mode) {
    return open(temp_name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, *(const mode_t *)mode);
}

/* Gives the file without a name that name. */
static int link_to(int fd, const char *name) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    return linkat(AT_FDCWD, path, AT_FDCWD, name, AT_SYMLINK_FOLLOW);
}

static int link_temp(const void *fd) {
    return link_to(*(const int *)fd, temp_name);
}

/* ---- names ---- */

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

static char *directory_of(const char *path) {
    char *directory = beside(path, ".");
    const size_t nbytes = directory_length(path);
    if (directory && nbytes > 1) /* "a/", not "a/." */
        directory[nbytes - 1] = '\0';
    else if (directory && nbytes)
        directory[1] = '\0';
    return directory;
}

/* The number of the open descriptor that 'path' is another name of, or -1. */
static int own_descriptor(const char *path) {
    char *directory = directory_of(path);
    char real[PATH_MAX], own[PATH_MAX];
    const char *digits = path + directory_length(path);
    int fd = -1;
    if (directory && *digits && strlen(digits) < 9 &&
        digits[strspn(digits, "0123456789")] == '\0' && realpath(directory, real) &&
        realpath("/proc/self/fd", own) && !strcmp(real, own))
        fd = atoi(digits);
    free(directory);
    return fd;
}

/* The name, perhaps of a file still to come, to which the symbolic links at 'path' lead, to be
 * freed; but where they lead to what is open already, its number goes to *fd.  NULL: errno says
 * why. */
static char *follow_links(const char *path, int *fd) {
    enum { LINKS_MAX = 40 }; /* as in Linux */
    char *at = strdup(path);
    *fd = -1;
    for (int i = 0; at && i < LINKS_MAX; i++) {
        char link[PATH_MAX];
        *fd = own_descriptor(at);
        const ssize_t nbytes = *fd < 0 ? readlink(at, link, sizeof link - 1) : -1;
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

/* ---- opening ---- */

static int fail_sink(const struct sink *sink, int error) {
    return fail("%s: %s", sink->name, strerror(error));
}

/* Who may use the finished file: as before.  Nothing here has to succeed: the new file is never
 * open to more than the old one, and some file systems know of no permissions. */
static void keep_permissions(int fd, const struct stat *old) {
    struct stat now;
    /* Only root can keep a foreign owner; for others the file becomes theirs. */
    if (fchown(fd, old->st_uid, old->st_gid))
        errno = 0;
    if (!fstat(fd, &now) && (now.st_mode & 0777) != (old->st_mode & 0777) &&
        fchmod(fd, old->st_mode & 0777))
        errno = 0;
}

/* A file without a name where the system has such, else one beside the target. */
static int open_temporary(struct sink *sink, mode_t mode) {
    char *directory = directory_of(sink->target);
    temp_name = beside(sink->target, SINK_TEMP_PREFIX "XXXXXX");
    if (!directory || !temp_name) {
        free(directory);
        return -1;
    }
    catch_signals();
    sink->fd = sink->named ? -1 : open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
    sink->nameless = sink->fd >= 0 && !access("/proc/self/fd", X_OK);
    if (sink->fd >= 0 && !sink->nameless) {
        close(sink->fd);
        sink->fd = -1;
    }
    if (sink->fd < 0)
        sink->fd = create_temp(open_temp, &mode);
    if (sink->fd < 0 && (errno == EACCES || errno == EROFS || errno == EPERM)) {
        const int error = errno;
        fail("%s: no file can be made in its directory %s: %s", sink->name, directory,
             strerror(error));
        sink->told = 1;
    }
    if (sink->fd >= 0 && flock(sink->fd, LOCK_SH | LOCK_NB)) /* for who looks for stale files */
        errno = 0;
    free(directory);
    return sink->fd < 0 ? -1 : 0;
}

/* 'old' is the file that the kernel found under the name, or NULL. */
static int open_regular(struct sink *sink, const char *path, const struct stat *old) {
    struct stat st;
    if (!*path || !sink->target[directory_length(sink->target)]) {
        errno = *path ? EISDIR : ENOENT;
        return -1;
    }
    if (old && (stat(sink->target, &st) || st.st_dev != old->st_dev || st.st_ino != old->st_ino)) {
        errno = ESTALE; /* somebody is moving links about */
        return -1;
    }
    if (old && faccessat(AT_FDCWD, sink->target, W_OK, AT_EACCESS))
        return -1;
    if (open_temporary(sink, old ? old->st_mode & 0777 : 0666))
        return -1;
    if (old)
        keep_permissions(sink->fd, old);
    return 0;
}

/* Follows links by the kernel's rules: it does not follow those that others have left in a shared
 * directory. */
static int look_at(const char *path, struct stat *st) {
    const int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? 0 : -1;
    const int result = fstat(fd, st);
    close(fd);
    return result ? -1 : 1;
}

static int open_path(struct sink *sink, const char *path) {
    struct stat st;
    int open_already;
    sink->fd = -1;
    sink->target = follow_links(path, &open_already);
    if (!sink->target)
        return -1;
    if (open_already >= 0) {
        free(sink->target);
        sink->target = NULL;
        sink->fd = open_already;
        sink->borrowed = 1;
        return fcntl(sink->fd, F_GETFD) < 0 ? -1 : 0;
    }
    const int exists = look_at(path, &st);
    if (exists < 0)
        return -1;
    if (!exists || S_ISREG(st.st_mode))
        return open_regular(sink, path, exists ? &st : NULL);
    free(sink->target);
    sink->target = NULL;
    sink->fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    return sink->fd < 0 ? -1 : 0;
}

static int open_as(struct sink *sink, const char *path, int named) {
    *sink = (struct sink){.name = "standard output", .fd = STDOUT_FILENO, .borrowed = 1};
    if (!strcmp(path, "-"))
        return 0;
    *sink = (struct sink){.name = path, .fd = -1, .named = named};
    if (!open_path(sink, path))
        return 0;
    const int error = errno;
    sink_discard(sink);
    return sink->told ? CLI_FAILURE : fail_sink(sink, error);
}

int sink_open(struct sink *sink, const char *path) {
    return open_as(sink, path, 0);
}

int sink_open_shared(struct sink *sink, const char *path) {
    return open_as(sink, path, 1);
}

const char *sink_temp_name(void) {
    return temp_name;
}

int sink_create(struct sink *sink, const char *path) {
    *sink = (struct sink){.name = path, .fd = -1, .target = strdup(path)};
    if (sink->target && !open_temporary(sink, 0666))
        return 0;
    const int error = errno;
    sink_discard(sink);
    return sink->told ? CLI_FAILURE : fail_sink(sink, error);
}

int sink_is_terminal(const char *path) {
    int fd = STDOUT_FILENO;
    if (strcmp(path, "-"))
        free(follow_links(path, &fd));
    return fd >= 0 && isatty(fd);
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

/* ---- the end ---- */

/* Copies the finished file into the old one, which cannot be replaced: another is mounted on it. */
static int write_over(const struct sink *sink) {
    char buffer[1 << 16];
    off_t at = 0;
    ssize_t n;
    struct sink old = {.name = sink->name, .fd = open(sink->target, O_WRONLY | O_CLOEXEC)};
    if (old.fd < 0)
        return -1;
    enum sink_result result = SINK_OK;
    while (result == SINK_OK && (n = pread(sink->fd, buffer, sizeof buffer, at)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            result = SINK_FAILED;
        else
            result = sink_write(&old, buffer, (size_t)n);
        at += n;
    }
    int error = result == SINK_OK ? ftruncate(old.fd, at) : -1;
    if (!error)
        error = fsync(old.fd);
    const int code = errno;
    if (close(old.fd))
        return -1;
    errno = code;
    return error;
}

/* Puts the temporary file in its place. */
static int publish(const struct sink *sink) {
    /* Renamed before its contents are on the disk, an empty file could be left by a power cut. */
    if (fsync(sink->fd) && errno != EINVAL && errno != EROFS)
        return -1;
    if (sink->nameless && !link_to(sink->fd, sink->target))
        return 0;
    if (sink->nameless && errno != EEXIST)
        return -1;
    if (sink->nameless && create_temp(link_temp, &sink->fd) < 0)
        return -1;
    if (rename(temp_name, sink->target))
        return errno == EBUSY ? write_over(sink) : -1;
    temp_exists = 0;
    return 0;
}

/* Puts the temporary file in its place if that is free. */
static int publish_first(const struct sink *sink) {
    if (fsync(sink->fd) && errno != EINVAL && errno != EROFS)
        return -1;
    if (sink->nameless)
        return link_to(sink->fd, sink->target);
    if (!link(temp_name, sink->target))
        return 0; /* the temporary name goes with the sink */
    if (errno == EEXIST)
        return -1;
    if (renameat2(AT_FDCWD, temp_name, AT_FDCWD, sink->target, RENAME_NOREPLACE)) {
        if (errno != EINVAL && errno != ENOSYS)
            return -1;
        if (!access(sink->target, F_OK)) { /* a file system that knows neither */
            errno = EEXIST;
            return -1;
        }
        if (rename(temp_name, sink->target))
            return -1;
    }
    temp_exists = 0;
    return 0;
}

static int finish(struct sink *sink, int error, int code) {
    /* Network file systems tell about a full disk only here. */
    if (!sink->borrowed && close(sink->fd) && !error) {
        error = -1;
        code = errno;
    }
    sink->fd = -1;
    sink_discard(sink);
    return error ? fail_sink(sink, code) : 0;
}

int sink_commit(struct sink *sink) {
    const int error = sink->target ? publish(sink) : 0;
    return finish(sink, error, errno);
}

int sink_commit_first(struct sink *sink, int *late) {
    int error = publish_first(sink);
    *late = error && errno == EEXIST;
    if (*late)
        error = 0;
    return finish(sink, error, errno);
}

void sink_discard(struct sink *sink) {
    if (sink->fd >= 0 && !sink->borrowed)
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
