/* SPDX-License-Identifier: MIT */
/* How far a long job is, on stderr when that is a terminal. */
#include "io/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const double FIRST = 0.5, EVERY = 0.1; /* seconds */

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void progress_start(struct progress *progress, uint64_t total, int wanted) {
    *progress = (struct progress){.total = total, .wanted = wanted && isatty(STDERR_FILENO)};
    progress->start = now();
    progress->again = progress->start + FIRST;
}

void progress_start_steps(struct progress *progress, uint64_t total, int wanted) {
    progress_start(progress, total, wanted);
    progress->steps = 1;
}

void progress_update(struct progress *progress, uint64_t done) {
    const double t = progress->wanted ? now() : 0;
    if (!progress->wanted || t < progress->again)
        return;
    const double rate = (double)done / (t - progress->start);
    fputs("\risorand: ", stderr);
    if (progress->total && rate > 0) {
        const double left = (double)(progress->total - done) / rate;
        const unsigned long seconds = (unsigned long)(left < 1e9 ? left + 0.5 : 1e9);
        fprintf(stderr, "%3.0f %%  ", 100.0 * (double)done / (double)progress->total);
        if (!progress->steps)
            fprintf(stderr, "%.2f GB/s  ", rate * 1e-9);
        fprintf(stderr, "%lu:%02lu:%02lu left", seconds / 3600, seconds / 60 % 60, seconds % 60);
    } else {
        fprintf(stderr, "%.2f GB  %.2f GB/s", (double)done * 1e-9, rate * 1e-9);
    }
    fputs("\033[K", stderr);
    fflush(stderr);
    progress->shown = 1;
    progress->again = t + EVERY;
}

void progress_end(struct progress *progress) {
    if (progress->shown) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
    progress->shown = 0;
}
