/* SPDX-License-Identifier: MIT */
/* Ways to run the workers of a fill (isorand_executor.run) without threads. */
#ifndef TEST_EXECUTORS_H
#define TEST_EXECUTORS_H

#include <isorand/parallel.h>

/* One after the other, the first one or the last one first. */
void run_in_order(void *context, unsigned workers, isorand_task *task, void *argument);
void run_backwards(void *context, unsigned workers, isorand_task *task, void *argument);

/* Runs none: the call has to make do without. */
void run_nobody(void *context, unsigned workers, isorand_task *task, void *argument);

#endif
