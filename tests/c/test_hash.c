/* SPDX-License-Identifier: MIT */
/* One number for all that the library fills: every kind on every engine, and the states behind, by
 * the backend that this CPU gets.  It is the same on every CPU; tools/emulated-cpus asks them. */
#include "support/kinds.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* FNV-1a (Fowler, Noll, Vo) of 64 bits. */
static uint64_t hash = UINT64_C(0xcbf29ce484222325);

static void add(const unsigned char *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ p[i]) * UINT64_C(0x100000001b3);
}

/* Elements as bytes, the least significant first. */
static void add_elements(const unsigned char *p, size_t n, size_t size) {
    const uint16_t one = 1;
    unsigned char first, turned[8];
    memcpy(&first, &one, 1);
    for (size_t i = 0; i < n; i++) {
        for (size_t b = 0; b < size; b++)
            turned[b] = p[i * size + (first ? b : size - 1 - b)];
        add(turned, size);
    }
}

static void all_fills(const struct test_arg *arg) {
    enum { BULK = 1500, SINGLE = 60 };
    static unsigned char out[8 * BULK];
    uint64_t fills = 0;
    (void)arg;
    for (int e = 1; e <= IR_ENGINE_COUNT; e++)
        for (int i = 0; i < kind_count(); i++) {
            const struct kind *k = kind_get(i);
            const size_t n = k->bulk ? BULK : SINGLE;
            unsigned char saved[ISORAND_SAVE_MAX];
            size_t nbytes;
            isorand_rng rng;
            CHECK(!isorand_seed(&rng, e, (uint64_t)i), "seed");
            kind_fill(k, NULL, &rng, out, n);
            CHECK(!isorand_save(&rng, saved, sizeof saved, &nbytes), "save");
            add_elements(out, n, k->size);
            add(saved, nbytes);
            fills++;
        }
    printf("# hash %016" PRIx64 " by %s of %" PRIu64 " fills\n", hash, isorand_backend_name(),
           fills);
}

int main(int argc, char **argv) {
    test_add(all_fills, (struct test_arg){0}, "all-fills");
    return test_run("hash", argc, argv);
}
