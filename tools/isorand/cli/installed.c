/* SPDX-License-Identifier: MIT */
#include "cli/installed.h"

#include "cli/message.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *installed_file(const char *option, const char *place, const char *beside) {
    char path[2 * PATH_MAX];
    const ssize_t nbytes = readlink("/proc/self/exe", path, PATH_MAX - 1);
    if (nbytes < 0) {
        fail("%s: cannot find what was installed: /proc/self/exe: %s", option, strerror(errno));
        return NULL;
    }
    path[nbytes] = '\0';
    char *name = strrchr(path, '/') + 1;
    const char *const places[] = {place, beside};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        snprintf(name, PATH_MAX, "%s", places[i]);
        if (!access(path, F_OK))
            return strdup(path);
    }
    *name = '\0';
    fail("%s: %s is not installed with the command (%s%s)", option, beside, path, place);
    return NULL;
}
