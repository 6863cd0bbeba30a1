/* SPDX-License-Identifier: MIT */
/* How far a long job is, on stderr when that is a terminal. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdint.h>

struct progress {
    int shown, wanted, steps;
    uint64_t total;      /* 0: without an end */
    double start, again; /* when it began, and when the line is due again; seconds */
};

/* A job of 'total' bytes begins; 'wanted' = 0 keeps it silent. */
void progress_start(struct progress *progress, uint64_t total, int wanted);
/* The same for a job of so many steps. */
void progress_start_steps(struct progress *progress, uint64_t total, int wanted);
/* 'done' of them are there. */
void progress_update(struct progress *progress, uint64_t done);
/* Clears the line. */
void progress_end(struct progress *progress);

#endif
