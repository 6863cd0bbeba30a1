/* SPDX-License-Identifier: MIT */
#include "support/evidence.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COUNTS_MAX = 64 };

static struct {
    const char *key;
    uint64_t n;
} counts[COUNTS_MAX];

void evidence_count(const char *key, uint64_t n) {
    int i = 0;
    while (i < COUNTS_MAX - 1 && counts[i].key && strcmp(counts[i].key, key))
        i++;
    counts[i].key = key;
    counts[i].n += n;
}

int evidence_write(void) {
    const char *path = getenv("ISORAND_EVIDENCE");
    if (!path)
        return 0;
    char text[COUNTS_MAX * 80];
    size_t length = 0;
    for (int i = 0; i < COUNTS_MAX && counts[i].key; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%.50s %" PRIu64 "\n",
                                   counts[i].key, counts[i].n);
    /* One write: many programs append at once. */
    int file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0666);
    if (file < 0)
        return -1;
    ssize_t written = write(file, text, length);
    return close(file) == 0 && written == (ssize_t)length ? 0 : -1;
}
