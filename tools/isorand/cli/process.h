/* SPDX-License-Identifier: MIT */
/* What main() does before and after all else. */
#ifndef PROCESS_H
#define PROCESS_H

/* Closed standard streams are made harmless, and so are signals that have an error's place. */
void process_begin(void);

/* The exit code: 'code', or that of a failed write to stdout, after a message. */
int process_end(int code);

#endif
