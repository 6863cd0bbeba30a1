/* SPDX-License-Identifier: MIT */
/* Rows of fills by several workers: see bench_workers.cpp. */
#ifndef BENCH_WORKERS_H
#define BENCH_WORKERS_H

/* Registers them for the serial call, one worker, and so many. */
void add_thread_rows(unsigned threads);

#endif
