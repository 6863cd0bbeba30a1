/* SPDX-License-Identifier: MIT */
/* --plot: the values go to a helper program as well, tools/plot/isorand-plot, which draws. */
#ifndef PLOT_H
#define PLOT_H

#include "fill/fill.h"

#include <sys/types.h>

struct plot {
    pid_t pid; /* 0: none */
    int fd;    /* where the values go */
};

/* Starts the helper and waits until it has found what it needs.  0 or an exit code after a message,
 * its own or the helper's. */
int plot_start(struct plot *plot, const char *file, const isorand_request *req, uint64_t count);

/* The next values, in this machine's byte order. */
void plot_add(struct plot *plot, const void *values, size_t nbytes);

/* No more values come.  Where the output is complete waits for the picture, else there is none.  0
 * or an exit code after a message of the helper. */
int plot_end(struct plot *plot, int complete);

#endif
