/* SPDX-License-Identifier: MIT */
/* Finds the manifest that came with the command, from where the command lies: the tree may have
 * been moved, or copied to a machine that has nothing else of it. */
#include "cli/message.h"
#include "verify/manifest.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Below the command's directory: where CMake installs it; in a build, or in a folder to carry. */
static const char *const places[] = {ISORAND_MANIFEST_INSTALLED, "manifest.txt"};

char *manifest_installed(void) {
    char path[2 * PATH_MAX];
    const ssize_t nbytes = readlink("/proc/self/exe", path, PATH_MAX - 1);
    if (nbytes < 0) {
        fail("--manifest: cannot find the installed file: /proc/self/exe: %s", strerror(errno));
        return NULL;
    }
    path[nbytes] = '\0';
    char *name = strrchr(path, '/') + 1;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        snprintf(name, PATH_MAX, "%s", places[i]);
        if (!access(path, F_OK))
            return strdup(path);
    }
    *name = '\0';
    fail("--manifest: no file is installed with the command (%s%s); name one", path, places[0]);
    return NULL;
}
