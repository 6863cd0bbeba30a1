/* SPDX-License-Identifier: MIT */
/* Buffers between pages that may not be touched, with a pattern in what is left of their own. */
#ifndef TEST_GUARD_H
#define TEST_GUARD_H

#include <stddef.h>

enum guard_side {
    GUARD_BEFORE, /* the buffer begins right behind the forbidden page */
    GUARD_AFTER   /* the buffer ends right before the forbidden page */
};

struct guarded {
    unsigned char *pages; /* the accessible ones */
    size_t nbytes;        /* of them */
};

/* Room for 'capacity' bytes.  Fails the running case when the system refuses. */
struct guarded guard_new(size_t capacity);
void guard_free(struct guarded *g);

/* 'n' bytes at that side, 'shift' bytes away from the forbidden page; fills all with a pattern. */
unsigned char *guard_place(struct guarded *g, enum guard_side side, size_t n, size_t shift);

/* Fails the running case unless everything around buffer p[0 .. n) still has the pattern. */
void guard_check(const struct guarded *g, const unsigned char *p, size_t n, const char *what);

#endif
