/* SPDX-License-Identifier: MIT */
#include "support/executors.h"

void run_in_order(void *context, unsigned workers, isorand_task *task, void *argument) {
    (void)context;
    for (unsigned i = 0; i < workers; i++)
        task(argument, i);
}

void run_backwards(void *context, unsigned workers, isorand_task *task, void *argument) {
    (void)context;
    while (workers)
        task(argument, --workers);
}

void run_nobody(void *context, unsigned workers, isorand_task *task, void *argument) {
    (void)context, (void)workers, (void)task, (void)argument;
}
