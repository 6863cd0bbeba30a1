/* SPDX-License-Identifier: MIT */
/* Temporary files that a killed process has left behind: see stale.h.  Were one removed that is
 * written to, its writer would fail with a message; nothing incomplete would get a name. */
#include "io/stale.h"

#include "io/sink.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { YOUNG = 60 }; /* seconds: between a file and its lock there is a moment */

int is_temporary_name(const char *name) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    const size_t prefix = strlen(SINK_TEMP_PREFIX);
    return !strncmp(name, SINK_TEMP_PREFIX, prefix) && strlen(name + prefix) == SINK_TEMP_LETTERS &&
           strspn(name + prefix, letters) == SINK_TEMP_LETTERS;
}

static void remove_if_stale(int directory, const char *name) {
    struct stat st;
    const int fd = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return;
    if (!fstat(fd, &st) && S_ISREG(st.st_mode) && time(NULL) - st.st_mtime >= YOUNG &&
        !flock(fd, LOCK_EX | LOCK_NB))
        unlinkat(directory, name, 0);
    close(fd);
}

void remove_stale(const char *directory) {
    DIR *stream = opendir(directory);
    const struct dirent *entry;
    while (stream && (entry = readdir(stream)) != NULL)
        if (is_temporary_name(entry->d_name))
            remove_if_stale(dirfd(stream), entry->d_name);
    if (stream)
        closedir(stream);
}
