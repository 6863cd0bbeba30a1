/* SPDX-License-Identifier: MIT */
/* Runs the program that draws. */
#include "fill/plot.h"

#include "cli/command.h"
#include "cli/installed.h"
#include "cli/message.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* The helper with its standard input and output at our ends values[1] and ready[0].  0 or errno. */
static int spawn(struct plot *plot, char *const *argv, const int values[2], const int ready[2]) {
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error)
        return error;
    error = posix_spawn_file_actions_adddup2(&actions, values[0], STDIN_FILENO);
    if (!error)
        error = posix_spawn_file_actions_adddup2(&actions, ready[1], STDOUT_FILENO);
    if (!error)
        error = posix_spawn(&plot->pid, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* Its first line; when there is none it has said why. */
static int wait_until_ready(struct plot *plot, int fd) {
    char byte = '\0';
    ssize_t n;
    do
        n = read(fd, &byte, 1);
    while ((n == 1 && byte != '\n') || (n < 0 && errno == EINTR));
    if (n == 1)
        return 0;
    plot_end(plot, 0);
    return CLI_FAILURE;
}

static int start(struct plot *plot, char *const *argv) {
    int values[2], ready[2];
    if (pipe2(values, O_CLOEXEC))
        return fail("--plot: %s", strerror(errno));
    if (pipe2(ready, O_CLOEXEC)) {
        const int code = fail("--plot: %s", strerror(errno));
        close(values[0]);
        close(values[1]);
        return code;
    }
    const int error = spawn(plot, argv, values, ready);
    close(values[0]);
    close(ready[1]);
    plot->fd = values[1];
    int code;
    if (error) {
        plot->pid = 0;
        close(plot->fd);
        code = fail("--plot: %s: %s", argv[0], strerror(error));
    } else {
        code = wait_until_ready(plot, ready[0]);
    }
    close(ready[0]);
    return code;
}

int plot_start(struct plot *plot, const char *file, const isorand_request *req, uint64_t count) {
    char number[24];
    char *program = installed_file("--plot", ISORAND_PLOT_INSTALLED, "isorand-plot");
    if (!program)
        return CLI_FAILURE;
    char *request = fill_request_text(req), *name = strdup(file);
    snprintf(number, sizeof number, "%" PRIu64, count);
    char *argv[] = {program, name, request, number, NULL};
    const int code = name ? start(plot, argv) : fail("out of memory");
    free(name);
    free(request);
    free(program);
    return code;
}

/* When the helper has ended it has said why; the output goes on. */
void plot_add(struct plot *plot, const void *values, size_t nbytes) {
    const char *p = values;
    while (plot->fd >= 0 && nbytes) {
        const ssize_t n = write(plot->fd, p, nbytes);
        if (n > 0) {
            p += n;
            nbytes -= (size_t)n;
        } else if (n < 0 && errno != EINTR) {
            close(plot->fd);
            plot->fd = -1;
        }
    }
}

int plot_end(struct plot *plot, int complete) {
    int status = 0;
    if (!plot->pid)
        return 0;
    if (complete)
        plot_add(plot, "", 1);
    if (plot->fd >= 0)
        close(plot->fd);
    while (waitpid(plot->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    plot->pid = 0;
    return status ? CLI_FAILURE : 0;
}
