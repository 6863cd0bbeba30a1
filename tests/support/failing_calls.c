/* SPDX-License-Identifier: MIT */
/* To be preloaded: the calls that FAILING_CALL names, with commas, fail with the error number
 * FAILING_ERROR. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int fails(const char *call) {
    const char *names = getenv("FAILING_CALL"), *error = getenv("FAILING_ERROR");
    const size_t n = strlen(call);
    for (const char *at = error ? names : NULL; at && *at; at += strcspn(at, ","), at += *at == ',')
        if (strcspn(at, ",") == n && !memcmp(at, call, n)) {
            errno = atoi(error);
            return 1;
        }
    return 0;
}

static int open_by(const char *name, const char *path, int flags, mode_t mode) {
    int (*call)(const char *, int, ...);
    if ((flags & O_TMPFILE) == O_TMPFILE && fails("tmpfile"))
        return -1;
    *(void **)&call = dlsym(RTLD_NEXT, name);
    return call(path, flags, mode);
}

#define OPEN(name)                                                                                 \
    int name(const char *path, int flags, ...) {                                                   \
        va_list arguments;                                                                         \
        va_start(arguments, flags);                                                                \
        const mode_t mode =                                                                        \
            (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(arguments, mode_t) : 0; \
        va_end(arguments);                                                                         \
        return open_by(#name, path, flags, mode);                                                  \
    }
OPEN(open)
OPEN(open64)

int fchmod(int fd, mode_t mode) {
    int (*call)(int, mode_t);
    *(void **)&call = dlsym(RTLD_NEXT, "fchmod");
    return fails("fchmod") ? -1 : call(fd, mode);
}

int fchown(int fd, uid_t owner, gid_t group) {
    int (*call)(int, uid_t, gid_t);
    *(void **)&call = dlsym(RTLD_NEXT, "fchown");
    return fails("fchown") ? -1 : call(fd, owner, group);
}

int fsync(int fd) {
    int (*call)(int);
    *(void **)&call = dlsym(RTLD_NEXT, "fsync");
    return fails("fsync") ? -1 : call(fd);
}

int rename(const char *from, const char *to) {
    int (*call)(const char *, const char *);
    *(void **)&call = dlsym(RTLD_NEXT, "rename");
    return fails("rename") ? -1 : call(from, to);
}

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags) {
    int (*call)(int, const char *, int, const char *, unsigned);
    *(void **)&call = dlsym(RTLD_NEXT, "renameat2");
    return fails("renameat2") ? -1 : call(from_dir, from, to_dir, to, flags);
}

int link(const char *from, const char *to) {
    int (*call)(const char *, const char *);
    *(void **)&call = dlsym(RTLD_NEXT, "link");
    return fails("link") ? -1 : call(from, to);
}

int flock(int fd, int operation) {
    int (*call)(int, int);
    *(void **)&call = dlsym(RTLD_NEXT, "flock");
    return fails("flock") ? -1 : call(fd, operation);
}

/* Not what is said on the standard streams. */
ssize_t write(int fd, const void *bytes, size_t n) {
    ssize_t (*call)(int, const void *, size_t);
    *(void **)&call = dlsym(RTLD_NEXT, "write");
    return fd > 2 && fails("write") ? -1 : call(fd, bytes, n);
}
