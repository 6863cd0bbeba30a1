/* SPDX-License-Identifier: MIT */
/* Guarded buffers by mmap and mprotect. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "support/guard.h"

#include "support/evidence.h"
#include "support/harness.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PATTERN = 0xca };

static size_t page_bytes(void) {
    return (size_t)sysconf(_SC_PAGESIZE);
}

struct guarded guard_new(size_t capacity) {
    const size_t page = page_bytes();
    struct guarded g = {.nbytes = (capacity + page - 1) / page * page};
    unsigned char *all =
        mmap(NULL, g.nbytes + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(all != MAP_FAILED, "mmap of %zu bytes", g.nbytes);
    g.pages = all + page;
    CHECK(mprotect(g.pages, g.nbytes, PROT_READ | PROT_WRITE) == 0, "mprotect");
    return g;
}

void guard_free(struct guarded *g) {
    munmap(g->pages - page_bytes(), g->nbytes + 2 * page_bytes());
    g->pages = NULL;
}

unsigned char *guard_place(struct guarded *g, enum guard_side side, size_t n, size_t shift) {
    CHECK(n + shift <= g->nbytes, "guarded buffer of %zu bytes is too small", g->nbytes);
    memset(g->pages, PATTERN, g->nbytes);
    return side == GUARD_BEFORE ? g->pages + shift : g->pages + g->nbytes - n - shift;
}

static void check_pattern(const unsigned char *p, size_t n, const char *where, const char *what) {
    /* All bytes equal their neighbours and the first is right. */
    CHECK(n == 0 || (*p == PATTERN && !memcmp(p, p + 1, n - 1)), "%s: wrote %s the buffer", what,
          where);
}

void guard_check(const struct guarded *g, const unsigned char *p, size_t n, const char *what) {
    check_pattern(g->pages, (size_t)(p - g->pages), "before", what);
    check_pattern(p + n, (size_t)(g->pages + g->nbytes - (p + n)), "behind", what);
    evidence_count("guard.placements", 1);
}
