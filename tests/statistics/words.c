/* SPDX-License-Identifier: MIT */
/* statistics_words STREAM [BYTES]: words of a stream on standard output, until nobody reads them,
 * in this machine's byte order.  Without arguments: the list of streams, a line "name, bits of a
 * word, stream or control, what it is" each, with tabs.
 *
 * The streams are what batteries of statistical tests should see of an engine: its words, those of
 * many generators in turn, and the first words of many seeds.  The controls are generators and uses
 * that are known to be bad: a battery that finds nothing in them shows nothing of the others. */
#include "isorand/isorand.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHILDREN = 8192, JUMPS = 1024, SEED_WORDS = 8, PIECE = 1 << 16 };

struct stream {
    const char *name;
    unsigned bits;
    const char *what;
    void (*write)(const struct stream *s);
    int engine;     /* of the streams, else 0 */
    unsigned value; /* whatever 'write' wants to know */
};

static void die(const char *what) {
    fprintf(stderr, "statistics_words: %s\n", what);
    exit(1);
}

static void *room(size_t n, size_t size) {
    void *p = calloc(n, size);
    if (!p)
        die("out of memory");
    return p;
}

static void need(int error) {
    if (error)
        die(isorand_strerror(error));
}

static uint64_t seed_given = 42;
static unsigned long long left = ~0ull; /* bytes to write */

/* Writes, and ends the program when that was all or nobody reads. */
static void put(const void *data, size_t size) {
    const char *p = data;
    if (size > left)
        size = (size_t)left;
    while (size) {
        const ssize_t done = write(STDOUT_FILENO, p, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0 && errno == EPIPE)
            exit(0);
        if (done < 0)
            die(strerror(errno));
        p += done;
        size -= (size_t)done;
        left -= (unsigned long long)done;
    }
    if (!left)
        exit(0);
}

/* ---- streams ---- */

static void draw(isorand_rng *rng, unsigned bytes, void *out, size_t n) {
    need(bytes == 8 ? isorand_fill_u64(rng, out, n) : isorand_fill_u32(rng, out, n));
}

static void one(const struct stream *s) {
    isorand_rng rng;
    char *out = room(PIECE, 1);
    need(isorand_seed(&rng, s->engine, seed_given));
    for (;;) {
        draw(&rng, s->bits / 8, out, PIECE / (s->bits / 8));
        put(out, PIECE);
    }
}

/* A word of each generator in turn. */
static void interleave(isorand_rng *rngs, size_t n, unsigned bytes) {
    enum { RUN = 64 };
    char *in = room(n * RUN, bytes), *out = room(n, bytes);
    for (;;) {
        for (size_t i = 0; i < n; i++)
            draw(&rngs[i], bytes, in + i * RUN * bytes, RUN);
        for (size_t j = 0; j < RUN; j++) {
            for (size_t i = 0; i < n; i++)
                memcpy(out + i * bytes, in + (i * RUN + j) * bytes, bytes);
            put(out, n * bytes);
        }
    }
}

static void children(const struct stream *s) {
    isorand_rng *rngs = room(CHILDREN, sizeof *rngs);
    isorand_seedseq parent, child;
    need(isorand_seedseq_from_u64(&parent, seed_given));
    for (size_t i = 0; i < CHILDREN; i++) {
        need(isorand_seedseq_child(&parent, i, &child));
        need(isorand_init(&rngs[i], s->engine, &child));
    }
    interleave(rngs, CHILDREN, s->bits / 8);
}

static void jumped(const struct stream *s) {
    isorand_rng *rngs = room(JUMPS, sizeof *rngs);
    need(isorand_seed(&rngs[0], s->engine, seed_given));
    for (size_t i = 1; i < JUMPS; i++)
        need(isorand_jumped(&rngs[i - 1], 1, &rngs[i]));
    interleave(rngs, JUMPS, s->bits / 8);
}

static void seeds(const struct stream *s) {
    enum { SEEDS = 1024 };
    const size_t bytes = s->bits / 8, size = SEED_WORDS * bytes;
    char *out = room(SEEDS, size);
    isorand_rng rng;
    /* From 0 on; a second look is at seeds far from those. */
    for (uint64_t seed = seed_given == 42 ? 0 : seed_given << 40;;) {
        for (size_t i = 0; i < SEEDS; i++) {
            need(isorand_seed(&rng, s->engine, seed++));
            draw(&rng, (unsigned)bytes, out + i * size, SEED_WORDS);
        }
        put(out, SEEDS * size);
    }
}

/* ---- controls ---- */

enum { N32 = PIECE / 4, N64 = PIECE / 8 };

static void lcg64(const struct stream *s) {
    uint32_t *out = room(N32, 4);
    for (uint64_t x = seed_given;; put(out, PIECE))
        for (size_t i = 0; i < N32; i++) {
            x = x * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            out[i] = (uint32_t)(x >> s->value);
        }
}

static void randu(const struct stream *s) {
    uint32_t *out = room(N32, 4);
    (void)s;
    for (uint32_t x = (uint32_t)seed_given | 1;; put(out, PIECE))
        for (size_t i = 0; i < N32; i++) {
            uint32_t halves[2];
            for (int h = 0; h < 2; h++) {
                x = x * 65539 & 0x7fffffff;
                halves[h] = x >> 15;
            }
            out[i] = halves[0] | halves[1] << 16;
        }
}

/* Marsaglia's, of 32-bit words. */
static void xorshift128(const struct stream *s) {
    uint32_t *out = room(N32, 4), x[4] = {123456789, 362436069, 521288629, 88675123};
    (void)s;
    for (;; put(out, PIECE))
        for (size_t i = 0; i < N32; i++) {
            const uint32_t t = x[0] ^ x[0] << 11;
            x[0] = x[1], x[1] = x[2], x[2] = x[3];
            out[i] = x[3] = x[3] ^ x[3] >> 19 ^ t ^ t >> 8;
        }
}

/* Vigna's of 2014, with the shifts 23, 18, 5. */
static void xorshift128plus(const struct stream *s) {
    uint64_t *out = room(N64, 8), a = seed_given, b = UINT64_C(0x9e3779b97f4a7c15);
    (void)s;
    for (;; put(out, PIECE))
        for (size_t i = 0; i < N64; i++) {
            uint64_t t = a;
            out[i] = a + b;
            a = b;
            t ^= t << 23;
            b = t ^ b ^ t >> 18 ^ b >> 5;
        }
}

/* PCG64 without its output function: a half of the state. */
static void pcg64_state(const struct stream *s) {
    uint64_t *out = room(N64, 8);
    isorand_rng rng;
    need(isorand_seed(&rng, ISORAND_PCG64, seed_given));
    for (;; put(out, PIECE))
        for (size_t i = 0; i < N64; i++) {
            (void)isorand_next_raw(&rng);
            out[i] = s->value ? rng.state.pcg64.state_hi : rng.state.pcg64.state_lo;
        }
}

/* Generators that nobody should make: equal states, increments 2 apart. */
static void pcg64_increments(const struct stream *s) {
    isorand_rng *rngs = room(CHILDREN, sizeof *rngs);
    (void)s;
    need(isorand_seed(&rngs[0], ISORAND_PCG64, seed_given));
    for (size_t i = 1; i < CHILDREN; i++) {
        rngs[i] = rngs[i - 1];
        rngs[i].state.pcg64.inc_lo += 2;
    }
    interleave(rngs, CHILDREN, 8);
}

/* Two with one increment, whose states have equal lower halves. */
static void pcg64_halves(const struct stream *s) {
    isorand_rng rngs[2];
    (void)s;
    need(isorand_seed(&rngs[0], ISORAND_PCG64, seed_given));
    rngs[1] = rngs[0];
    rngs[1].state.pcg64.state_hi ^= UINT64_C(0x9e3779b97f4a7c15);
    interleave(rngs, 2, 8);
}

static void philox4x32_rounds(const struct stream *s) {
    uint32_t *out = room(N32, 4), counter[4] = {0};
    const uint32_t key[2] = {1, 0};
    for (;; put(out, PIECE))
        for (size_t i = 0; i < N32; i += 4) {
            need(isorand_philox4x32_block(counter, key, s->value, out + i));
            counter[1] += !++counter[0];
        }
}

static void philox4x64_rounds(const struct stream *s) {
    uint64_t *out = room(N64, 8), counter[4] = {0};
    const uint64_t key[2] = {1, 0};
    for (;; put(out, PIECE))
        for (size_t i = 0; i < N64; i += 4) {
            need(isorand_philox4x64_block(counter, key, s->value, out + i));
            counter[0]++;
        }
}

/* docs/sfc64x32.md with another number of dropped rows, and blocks of one row: first words only. */
static void sfc64x32_rows(const struct stream *s) {
    enum { LANES = 32 };
    uint64_t *out = room(N64, 8), key[2];
    isorand_seedseq ss;
    need(isorand_seedseq_from_u64(&ss, seed_given));
    need(isorand_seedseq_generate_u64(&ss, key, 2));
    for (uint64_t block = 0;; put(out, PIECE))
        for (size_t i = 0; i < N64; i += LANES, block++)
            for (size_t lane = 0; lane < LANES; lane++) {
                uint64_t a = key[0], b = key[1], c = LANES * block + lane, word = 0;
                for (unsigned counter = 1; counter <= s->value + 1; counter++) {
                    word = a + b + counter;
                    a = b ^ b >> 11;
                    b = c + (c << 3);
                    c = (c << 24 | c >> 40) + word;
                }
                out[i + lane] = word;
            }
}

/* The bytes of floating-point numbers, whose exponents are no random bits. */
static void doubles(const struct stream *s) {
    double *out = room(N64, 8);
    isorand_rng rng;
    (void)s;
    need(isorand_seed(&rng, ISORAND_PCG64, seed_given));
    for (;; put(out, PIECE))
        need(isorand_fill_f64(&rng, out, N64));
}

static const struct stream controls[] = {
    {"lcg64-low", 32, "lower half of a 64-bit LCG", lcg64, 0, 0},
    {"lcg64-high", 32, "upper half of a 64-bit LCG", lcg64, 0, 32},
    {"randu", 32, "RANDU, the upper 16 bits of each value", randu, 0, 0},
    {"xorshift128", 32, "Marsaglia's xorshift128", xorshift128, 0, 0},
    {"xorshift128plus", 64, "xorshift128+", xorshift128plus, 0, 0},
    {"pcg64-state-low", 64, "lower half of pcg64's state, in place of its output", pcg64_state, 0,
     0},
    {"pcg64-state-high", 64, "upper half of pcg64's state, in place of its output", pcg64_state, 0,
     1},
    {"pcg64-increments", 64, "8192 pcg64 in turn, of equal states and increments 2 apart",
     pcg64_increments, 0, 0},
    {"pcg64-halves", 64, "2 pcg64 in turn, whose states have equal lower halves", pcg64_halves, 0,
     0},
    {"philox4x32-5", 32, "philox4x32 of 5 rounds instead of 10", philox4x32_rounds, 0, 5},
    {"philox4x64-5", 64, "philox4x64 of 5 rounds instead of 10", philox4x64_rounds, 0, 5},
    {"sfc64x32-8", 64, "sfc64x32 with 8 rows of warm-up instead of 16, the first row of each block",
     sfc64x32_rows, 0, 8},
    {"doubles", 64, "bytes of uniform doubles of pcg64", doubles, 0, 0},
};

/* ---- the list ---- */

static const struct {
    const char *name, *what;
    void (*write)(const struct stream *s);
} kinds[] = {
    {"one", "the words of seed 42", one},
    {"children", "8192 spawned children of seed 42, a word of each in turn", children},
    {"jumped", "seed 42 jumped 0, 1, ..., 1023 times, a word of each in turn", jumped},
    {"seeds", "the first 8 words of seeds 0, 1, 2, ...", seeds},
};

typedef int visit_fn(const struct stream *s, const char *group, const char *arg);

/* Visits each stream, and stops where the answer is not 0. */
static int each(visit_fn *visit, const char *arg) {
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        const isorand_engine_info *engine;
        for (int e = 0; (engine = isorand_engine_at(e)); e++) {
            char name[64];
            const struct stream s = {name,           8 * engine->word_bytes, kinds[k].what,
                                     kinds[k].write, engine->number,         0};
            snprintf(name, sizeof name, "%s/%s", kinds[k].name, engine->name);
            if ((engine->can_jump || kinds[k].write != jumped) && visit(&s, "stream", arg))
                return 1;
        }
    }
    for (size_t c = 0; c < sizeof controls / sizeof *controls; c++)
        if (visit(&controls[c], "control", arg))
            return 1;
    return 0;
}

static int print(const struct stream *s, const char *group, const char *arg) {
    (void)arg;
    printf("%s\t%u\t%s\t%s\n", s->name, s->bits, group, s->what);
    return 0;
}

static int write_it(const struct stream *s, const char *group, const char *arg) {
    (void)group;
    if (strcmp(s->name, arg))
        return 0;
    s->write(s);
    return 1;
}

int main(int argc, char **argv) {
    if (argc < 2)
        return each(print, NULL);
    if (argc > 2 && strcmp(argv[2], "0"))
        left = strtoull(argv[2], NULL, 10);
    if (argc > 3)
        seed_given = strtoull(argv[3], NULL, 10);
    signal(SIGPIPE, SIG_IGN);
    each(write_it, argv[1]);
    fprintf(stderr, "statistics_words: no stream %s\n", argv[1]);
    return 1;
}
