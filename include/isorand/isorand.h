/* SPDX-License-Identifier: MIT */
/* isorand: NumPy's and Random123's random streams, bit for bit, on every CPU, at SIMD speed.
 *
 * The model.  A SeedSequence turns any entropy into state words; an engine turns its state into a
 * stream of native words; a fill turns words into values in the caller's buffer.  Word n of a
 * stream depends on (engine, seed, spawn key, n) only: never on the backend, the length or the
 * splitting of the fills, the alignment of the buffer, or the number of threads.  These streams
 * are frozen: a changed stream would be a new engine name.
 *
 * Errors.  Every fallible function returns 0 or a negative ISORAND_E... code (isorand_strerror
 * words them); on error nothing is written and no state changes.  A NULL buffer with length 0 is
 * fine.  The library never prints, aborts, allocates or keeps hidden state other than the pointer
 * to the active backend.
 *
 * Threads.  Functions on distinct objects need no lock; one object must not be used by two threads
 * at once.  Objects are plain data without pointers: a copy by assignment or memcpy is a copy of
 * the stream (also across fork()), and the copies then produce the same numbers.
 *
 * Not for cryptography: every engine here is predictable from its output. */
#ifndef ISORAND_ISORAND_H
#define ISORAND_ISORAND_H

#include <stddef.h>
#include <stdint.h>

/* The one place where the version is written; the build system reads it from here. */
#define ISORAND_VERSION_MAJOR 0
#define ISORAND_VERSION_MINOR 1
#define ISORAND_VERSION_PATCH 0

#if defined(__GNUC__) || defined(__clang__)
#define ISORAND_API __attribute__((visibility("default")))
#else
#define ISORAND_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- errors and version ------------------------------------------------------------------- */

enum isorand_error {
    ISORAND_OK = 0,
    ISORAND_EINVAL = -1,   /* an argument is NULL, malformed or not among the accepted values */
    ISORAND_ERANGE = -2,   /* a number or a size is larger than the documented limit */
    ISORAND_ESTATE = -3,   /* the isorand_rng was never seeded (or was overwritten) */
    ISORAND_EFORMAT = -4,  /* saved bytes are truncated, damaged, or of another version */
    ISORAND_EBACKEND = -5, /* no such backend, or this CPU or build cannot run it */
    ISORAND_ENOTSUP = -6,  /* this engine or distribution does not offer the operation or type */
    ISORAND_EOS = -7,      /* the operating system gave no entropy */
    ISORAND_ESPACE = -8    /* the caller's buffer is too small */
};

/* One English sentence for an error code (without a full stop); never NULL.  Thread-safe. */
ISORAND_API const char *isorand_strerror(int error);

/* The version of the library at run time, "MAJOR.MINOR.PATCH". */
ISORAND_API const char *isorand_version(void);

/* ---- SeedSequence (numpy.random.SeedSequence; O'Neill's seed_seq_fe) ------------------------- */

enum {
    ISORAND_POOL_SIZE = 4,      /* NumPy's default and smallest pool, in 32-bit words */
    ISORAND_POOL_SIZE_MAX = 32, /* a larger pool_size is ISORAND_ERANGE */
    /* Longest seed that isorand_seedseq_from_string converts, in 32-bit words (9864 decimal
     * digits); longer text is ISORAND_ERANGE, and isorand_seed_words has no limit. */
    ISORAND_SEED_WORDS_MAX = 1024
};

/* A SeedSequence: the mixed pool and what spawning needs.  All fields are private. */
typedef struct isorand_seedseq {
    uint32_t pool[ISORAND_POOL_SIZE_MAX];
    uint32_t pool_size;
    uint32_t hash;      /* the running constant of hashmix: children continue from here */
    uint64_t n_spawned; /* NumPy's n_children_spawned */
} isorand_seedseq;

/* np.random.SeedSequence(entropy, spawn_key=spawn_key, pool_size=pool_size).  'entropy' is 'n'
 * 32-bit words, least significant first (an integer without leading zero words, 0 being one zero
 * word; a list is the concatenation of its integers), 'spawn_key' is 'nkey' such words.
 * ISORAND_EINVAL: a NULL array of non-zero length, pool_size < 4.  ISORAND_ERANGE: pool_size >
 * ISORAND_POOL_SIZE_MAX.  n = 0 is SeedSequence([]). */
ISORAND_API int isorand_seedseq_init_pool(isorand_seedseq *ss, const uint32_t *entropy, size_t n,
                                          const uint32_t *spawn_key, size_t nkey, size_t pool_size);

/* The same with NumPy's default pool_size of 4. */
ISORAND_API int isorand_seedseq_init(isorand_seedseq *ss, const uint32_t *entropy, size_t n,
                                     const uint32_t *spawn_key, size_t nkey);

/* np.random.SeedSequence(seed). */
ISORAND_API int isorand_seedseq_from_u64(isorand_seedseq *ss, uint64_t seed);

/* np.random.SeedSequence(N) for 'text' = a non-negative integer N in decimal or 0x hexadecimal, or
 * np.random.SeedSequence([N, M, ...]) for a comma-separated list of them ("7," is the list [7]).
 * ISORAND_EINVAL: anything else.  ISORAND_ERANGE: more than ISORAND_SEED_WORDS_MAX words. */
ISORAND_API int isorand_seedseq_from_string(isorand_seedseq *ss, const char *text);

/* The entropy words of such a text, without a limit: writes at most 'capacity' words to 'words'
 * and sets *nwords to their number.  strlen(text) words always suffice.  ISORAND_ESPACE: more are
 * needed ('words' is then unspecified).  ISORAND_EINVAL: as above. */
ISORAND_API int isorand_seed_words(const char *text, uint32_t *words, size_t capacity,
                                   size_t *nwords);

/* np.random.SeedSequence() : 128 bits from the operating system.  The bits go to 'entropy' (least
 * significant word first, never NULL), so that the run can be logged and repeated with
 * isorand_seedseq_init.  ISORAND_EOS: the system gave none; there is no fallback. */
ISORAND_API int isorand_seedseq_from_os(isorand_seedseq *ss, uint32_t entropy[4]);

/* ss.generate_state(n, np.uint32) and ss.generate_state(n, np.uint64).  Shorter requests are
 * prefixes of longer ones; the sequence itself does not change. */
ISORAND_API int isorand_seedseq_generate_u32(const isorand_seedseq *ss, uint32_t *out, size_t n);
ISORAND_API int isorand_seedseq_generate_u64(const isorand_seedseq *ss, uint64_t *out, size_t n);

/* ss.spawn(n): the next 'n' children, each with its parent's spawn key extended by its index.
 * Children spawn children of their own.  ISORAND_ERANGE: more than 2^64 - 1 children. */
ISORAND_API int isorand_seedseq_spawn(isorand_seedseq *ss, isorand_seedseq *children, size_t n);

/* The child of spawn key (..., index), whatever has been spawned before; 'ss' does not change.
 * 'child' may be 'ss' itself. */
ISORAND_API int isorand_seedseq_child(const isorand_seedseq *ss, uint64_t index,
                                      isorand_seedseq *child);

/* ---- engines ------------------------------------------------------------------------------ */

/* The numbers are part of the ABI and of saved states; src/engines.def has one row for each. */
enum isorand_engine {
    ISORAND_PCG64 = 1,      /* np.random.PCG64: PCG XSL-RR 128/64; what default_rng() uses */
    ISORAND_PCG64DXSM = 2,  /* np.random.PCG64DXSM */
    ISORAND_PHILOX4X64 = 3, /* np.random.Philox: Philox4x64-10 */
    ISORAND_SFC64 = 4,      /* np.random.SFC64 */
    ISORAND_MT19937 = 5,    /* np.random.MT19937, and the engine of np.random.seed */
    ISORAND_PHILOX4X32 = 6, /* Random123's Philox4x32-10, counter stepped before each block */
    ISORAND_PCG32 = 7       /* O'Neill's PCG XSH-RR 64/32 */
};
enum { ISORAND_ENGINE_COUNT = 7 };

typedef struct isorand_engine_info {
    const char *name;     /* as the command line spells it: "pcg64" */
    const char *alias;    /* a second accepted spelling, or NULL */
    const char *equals;   /* the NumPy (or other) expression of the stream */
    unsigned word_bytes;  /* size of the native word: 4 or 8 */
    unsigned block_words; /* words that the engine makes at a time */
    int can_advance;      /* isorand_advance is offered */
    int can_jump;         /* isorand_jumped is offered */
} isorand_engine_info;

/* Describes 'engine' (1 .. ISORAND_ENGINE_COUNT).  ISORAND_EINVAL: no such engine. */
ISORAND_API int isorand_engine_describe(int engine, isorand_engine_info *info);

/* The engine of that name or alias, or ISORAND_EINVAL. */
ISORAND_API int isorand_engine_from_name(const char *name);

/* The engines' own states: plain integers, no pointers, no vectors.  Private, but laid open here
 * so that the compiler knows size and alignment. */
struct isorand_lcg128 {
    uint64_t state_hi, state_lo, inc_hi, inc_lo;
};
struct isorand_philox4x64_core {
    uint64_t counter[4], key[2], buffer[4];
    uint64_t pos; /* next word of 'buffer'; 4 = empty */
};
struct isorand_philox4x32_core {
    uint32_t counter[4], key[2], buffer[4];
    uint32_t pos;
};
struct isorand_sfc64_core {
    uint64_t a, b, c, w;
};
struct isorand_mt19937_core {
    uint32_t key[624];
    uint32_t pos; /* next word of 'key'; 624 = twist first */
};
struct isorand_pcg32_core {
    uint64_t state, inc;
};
union isorand_engine_state {
    struct isorand_lcg128 pcg64;
    struct isorand_lcg128 pcg64dxsm;
    struct isorand_philox4x64_core philox4x64;
    struct isorand_sfc64_core sfc64;
    struct isorand_mt19937_core mt19937;
    struct isorand_philox4x32_core philox4x32;
    struct isorand_pcg32_core pcg32;
    uint64_t reserved[320]; /* room for engines to come, without a change of ABI */
};

/* A random number stream.  Caller-owned, fixed size, nothing to free.  All fields are private. */
typedef struct isorand_rng {
    uint32_t engine;     /* enum isorand_engine; 0 = not seeded */
    uint32_t has_uint32; /* the buffered upper half of a 64-bit word, as in NumPy */
    uint32_t uinteger;
    uint32_t has_gauss; /* the cached value of the legacy polar normal, as in NumPy */
    double gauss;
    union isorand_engine_state state;
} isorand_rng;

/* np.random.Generator(ENGINE(seed)); with ISORAND_PCG64 this is np.random.default_rng(seed). */
ISORAND_API int isorand_seed(isorand_rng *rng, int engine, uint64_t seed);

/* np.random.Generator(ENGINE(ss)), also for the children of a SeedSequence. */
ISORAND_API int isorand_init(isorand_rng *rng, int engine, const isorand_seedseq *ss);

/* np.random.seed(seed): MT19937 seeded as init_genrand does.  ISORAND_ERANGE: seed >= 2^32, which
 * NumPy refuses too. */
ISORAND_API int isorand_seed_legacy(isorand_rng *rng, uint64_t seed);

/* np.random.seed(array) for 'n' >= 1 values: MT19937's init_by_array. */
ISORAND_API int isorand_seed_legacy_array(isorand_rng *rng, const uint32_t *key, size_t n);

/* np.random.Philox(key=key, counter=counter); words least significant first; NULL means 0. */
ISORAND_API int isorand_init_philox4x64(isorand_rng *rng, const uint64_t key[2],
                                        const uint64_t counter[4]);
/* The same for Philox4x32-10: the first block is that of counter + 1. */
ISORAND_API int isorand_init_philox4x32(isorand_rng *rng, const uint32_t key[2],
                                        const uint32_t counter[4]);

/* One block of Philox exactly as Random123's philox4x64_R(rounds, counter, key) gives it.
 * 'rounds' is 1 .. 16 (10 is the published default, 7 the fastest that passes BigCrush); 'out' may
 * be 'counter'. */
ISORAND_API int isorand_philox4x64_block(const uint64_t counter[4], const uint64_t key[2],
                                         unsigned rounds, uint64_t out[4]);
ISORAND_API int isorand_philox4x32_block(const uint32_t counter[4], const uint32_t key[2],
                                         unsigned rounds, uint32_t out[4]);

/* bit_generator.advance(delta), in NumPy's units: steps for the PCG engines, blocks of four words
 * for the Philox engines; the buffered half word and block are dropped.  'delta' of the wide form
 * is a 256-bit two's complement number, least significant word first: negative values go back.
 * ISORAND_ENOTSUP: sfc64 and mt19937. */
ISORAND_API int isorand_advance(isorand_rng *rng, uint64_t delta);
ISORAND_API int isorand_advance_wide(isorand_rng *rng, const uint64_t delta[4]);

/* bit_generator.jumped(k), into 'out' (which may be 'rng').  One jump is 0x9e3779b97f4a7c15f39cc06
 * 05cedc835 steps for pcg64 and pcg64dxsm, 2^128 blocks for philox4x64, NumPy's ring step of 2^128
 * for mt19937 (about 1 ms a jump); for engines that NumPy lacks, 2^64 blocks for philox4x32 and
 * 0x9e3779b97f4a7c15 steps for pcg32.  ISORAND_ENOTSUP: sfc64. */
ISORAND_API int isorand_jumped(const isorand_rng *rng, uint64_t k, isorand_rng *out);

/* Passes over 'nwords' native words, as if random_raw(nwords) had been drawn.  Constant time for
 * the PCG and Philox engines; sfc64 and mt19937 step through the words. */
ISORAND_API int isorand_skip(isorand_rng *rng, uint64_t nwords);

/* ---- single draws --------------------------------------------------------------------------
 * The same stream as the fills below, one value at a time.  The rng must have been seeded: an
 * unseeded one gives 0. */

ISORAND_API uint32_t isorand_next_u32(isorand_rng *rng); /* next_uint32 */
ISORAND_API uint64_t isorand_next_u64(isorand_rng *rng); /* next_uint64 */
ISORAND_API float isorand_next_f32(isorand_rng *rng);    /* Generator.random(dtype=np.float32) */
ISORAND_API double isorand_next_f64(isorand_rng *rng);   /* Generator.random() */

/* ---- bulk fills ----------------------------------------------------------------------------
 * fill(a) then fill(b) equals fill(a + b) equals a + b single draws, except for bytes (below).
 * 'out' may have any alignment.  ISORAND_ERANGE: n * size overflows. */

/* 'n' values of next_uint32: the words of the 32-bit engines; else the halves, low before high, of
 * 64-bit words, the last half being buffered for the next call that wants one. */
ISORAND_API int isorand_fill_u32(isorand_rng *rng, uint32_t *out, size_t n);

/* 'n' values of next_uint64: bit_generator.random_raw(n) of the 64-bit engines; w0 | w1 << 32 of
 * two words for pcg32 and philox4x32, w0 << 32 | w1 for mt19937. */
ISORAND_API int isorand_fill_u64(isorand_rng *rng, uint64_t *out, size_t n);

/* Generator.bytes(n): little-endian 32-bit values, the last one cut.  As in NumPy the cut bytes
 * are lost, so a fill equals its pieces only where these are multiples of 4 bytes.  For n = 0,
 * where NumPy draws a word and drops it, nothing is drawn. */
ISORAND_API int isorand_fill_bytes(isorand_rng *rng, void *out, size_t n);

/* Generator.random(n, dtype=np.float32): multiples of 2^-24 in [0, 1). */
ISORAND_API int isorand_fill_f32(isorand_rng *rng, float *out, size_t n);

/* Generator.random(n): multiples of 2^-53 in [0, 1). */
ISORAND_API int isorand_fill_f64(isorand_rng *rng, double *out, size_t n);

/* ---- one generic fill ----------------------------------------------------------------------
 * For callers that choose the distribution at run time: the command line, bindings, tests. */

enum isorand_type {
    ISORAND_U8 = 1,
    ISORAND_U16,
    ISORAND_U32,
    ISORAND_U64,
    ISORAND_I8,
    ISORAND_I16,
    ISORAND_I32,
    ISORAND_I64,
    ISORAND_F32,
    ISORAND_F64,
    ISORAND_BOOL
};
enum { ISORAND_TYPE_COUNT = 11 };

/* The numbers are part of the ABI; src/dists.def has one row for each.  RandomState's form of a
 * distribution is ISORAND_LEGACY more than Generator's. */
enum isorand_dist {
    ISORAND_RAW = 1,     /* words: u32, u64, and u8 as Generator.bytes */
    ISORAND_UNIFORM = 2, /* Generator.random, Generator.uniform: f32, f64 */
    ISORAND_NORMAL = 3,
    ISORAND_EXPONENTIAL = 4,
    ISORAND_INTEGERS = 5,
    ISORAND_EXPONENTIAL_INV = 6,

    ISORAND_STANDARD_GAMMA = 10,
    ISORAND_GAMMA = 11,
    ISORAND_BETA = 12,
    ISORAND_CHISQUARE = 13,
    ISORAND_NONCENTRAL_CHISQUARE = 14,
    ISORAND_F = 15,
    ISORAND_NONCENTRAL_F = 16,
    ISORAND_STANDARD_T = 17,
    ISORAND_LOGNORMAL = 18,
    ISORAND_STANDARD_CAUCHY = 19,
    ISORAND_LAPLACE = 20,
    ISORAND_LOGISTIC = 21,
    ISORAND_GUMBEL = 22,
    ISORAND_RAYLEIGH = 23,
    ISORAND_WEIBULL = 24,
    ISORAND_PARETO = 25,
    ISORAND_POWER = 26,
    ISORAND_TRIANGULAR = 27,
    ISORAND_VONMISES = 28,
    ISORAND_WALD = 29,

    ISORAND_GEOMETRIC = 30,
    ISORAND_POISSON = 31,
    ISORAND_BINOMIAL = 32,
    ISORAND_NEGATIVE_BINOMIAL = 33,
    ISORAND_HYPERGEOMETRIC = 34,
    ISORAND_ZIPF = 35,
    ISORAND_LOGSERIES = 36,

    ISORAND_LEGACY = 50,
    ISORAND_LEGACY_UNIFORM = 52,
    ISORAND_LEGACY_NORMAL = 53,
    ISORAND_LEGACY_EXPONENTIAL = 54,
    ISORAND_LEGACY_INTEGERS = 55,
    ISORAND_LEGACY_GAMMA = 61,
    ISORAND_LEGACY_BETA = 62,
    ISORAND_LEGACY_CHISQUARE = 63,
    ISORAND_LEGACY_NONCENTRAL_CHISQUARE = 64,
    ISORAND_LEGACY_F = 65,
    ISORAND_LEGACY_NONCENTRAL_F = 66,
    ISORAND_LEGACY_STANDARD_T = 67,
    ISORAND_LEGACY_LOGNORMAL = 68,
    ISORAND_LEGACY_STANDARD_CAUCHY = 69,
    ISORAND_LEGACY_LAPLACE = 70,
    ISORAND_LEGACY_LOGISTIC = 71,
    ISORAND_LEGACY_GUMBEL = 72,
    ISORAND_LEGACY_RAYLEIGH = 73,
    ISORAND_LEGACY_WEIBULL = 74,
    ISORAND_LEGACY_PARETO = 75,
    ISORAND_LEGACY_POWER = 76,
    ISORAND_LEGACY_TRIANGULAR = 77,
    ISORAND_LEGACY_VONMISES = 78,
    ISORAND_LEGACY_WALD = 79,
    ISORAND_LEGACY_GEOMETRIC = 80,
    ISORAND_LEGACY_POISSON = 81,
    ISORAND_LEGACY_BINOMIAL = 82,
    ISORAND_LEGACY_NEGATIVE_BINOMIAL = 83,
    ISORAND_LEGACY_HYPERGEOMETRIC = 84,
    ISORAND_LEGACY_ZIPF = 85,
    ISORAND_LEGACY_LOGSERIES = 86
};
enum {
    ISORAND_DIST_MAX = 86, /* the largest number; not every smaller one is in use */
    ISORAND_PARAMS_MAX = 6
};

typedef union isorand_param {
    double f;
    int64_t i;
    uint64_t u;
} isorand_param;

typedef struct isorand_request {
    int dist; /* enum isorand_dist */
    int type; /* enum isorand_type of the elements of 'out' */
    isorand_param param[ISORAND_PARAMS_MAX];
} isorand_request;

typedef struct isorand_param_info {
    const char *name; /* as the command line's option spells it: "loc" */
    char kind;        /* which member of isorand_param: 'f', 'i', 'u'; 'b' is an 'i' of 0 or 1 */
    isorand_param initial;
} isorand_param_info;

typedef struct isorand_dist_info {
    const char *name;   /* as the command line spells it: "uniform" */
    const char *equals; /* the NumPy expression */
    uint32_t types;     /* bit (1 << type) for each type that it can fill */
    unsigned nparams;
    isorand_param_info param[ISORAND_PARAMS_MAX];
} isorand_dist_info;

/* How many distributions there are, and the number of the one at 'index' (0 .. count - 1), or
 * ISORAND_EINVAL: for going through all of them. */
ISORAND_API int isorand_dist_count(void);
ISORAND_API int isorand_dist_at(int index);
/* Describes distribution number 'dist'.  ISORAND_EINVAL: no such distribution. */
ISORAND_API int isorand_dist_describe(int dist, isorand_dist_info *info);
/* The distribution or type of that name ("u8" .. "bool"), or ISORAND_EINVAL. */
ISORAND_API int isorand_dist_from_name(const char *name);
ISORAND_API int isorand_type_from_name(const char *name);
/* Name and size in bytes of a type; NULL and 0 where there is none. */
ISORAND_API const char *isorand_type_name(int type);
ISORAND_API size_t isorand_type_size(int type);

/* Sets 'req' to 'dist' and 'type' with the default parameters.  ISORAND_ENOTSUP: the distribution
 * does not fill that type. */
ISORAND_API int isorand_request_init(isorand_request *req, int dist, int type);

/* Fills 'out' with 'n' elements as 'req' says; the typed fills above are what it calls. */
ISORAND_API int isorand_fill(isorand_rng *rng, const isorand_request *req, void *out, size_t n);

/* ---- distributions -------------------------------------------------------------------------
 * Values, order of draws and stream positions are those of NumPy 1.24 on x86-64; "since 1.18" or
 * "1.21 - 2.3" says which other versions give the same.  NumPy's last bits depend on the CPU and
 * the C library that it runs on: the reference is glibc 2.28 or later on a CPU with FMA.  isorand's
 * are the same on every machine, and equal to the reference, but for vonmises, whose cos and acos
 * are its own: 6 in 10000 of its values differ, none of its draws.
 *
 * ISORAND_EINVAL: a parameter that NumPy refuses, and any NaN.  -0.0 counts as negative, as in
 * NumPy.  Where NumPy 1.24 would search for ever (tiny beta, huge zipf) its later versions' answer
 * is given. */

/* Generator.uniform(low, high, n): since 1.17.  low + (high - low) U, which rounding can make
 * 'high'; high >= low, both finite and not too far apart for a double. */
ISORAND_API int isorand_fill_uniform_f64(isorand_rng *rng, double *out, size_t n, double low,
                                         double high);
/* Generator.normal(loc, scale, n) and, in single precision, loc + scale * standard_normal(n, dtype=
 * np.float32): since 1.17.  scale >= 0.  loc 0 and scale 1 are standard_normal. */
ISORAND_API int isorand_fill_normal_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                        double scale);
ISORAND_API int isorand_fill_normal_f32(isorand_rng *rng, float *out, size_t n, double loc,
                                        double scale);
/* Generator.exponential(scale, n) and, in single precision, scale * standard_exponential(n, dtype=
 * np.float32): since 1.17.  scale >= 0. */
ISORAND_API int isorand_fill_exponential_f64(isorand_rng *rng, double *out, size_t n, double scale);
ISORAND_API int isorand_fill_exponential_f32(isorand_rng *rng, float *out, size_t n, double scale);
/* scale * Generator.standard_exponential(n, dtype, method='inv'): f64 since 1.17, f32 since 1.22.
 */
ISORAND_API int isorand_fill_exponential_inv_f64(isorand_rng *rng, double *out, size_t n,
                                                 double scale);
ISORAND_API int isorand_fill_exponential_inv_f32(isorand_rng *rng, float *out, size_t n,
                                                 double scale);

/* Generator.integers(low, high, n, dtype, endpoint=closed): since 1.18.  low < high, or low <= high
 * when 'closed'; for u64 an exclusive high of 0 stands for 2^64.  bool takes bounds of 0, 1 and 2.
 * As in NumPy 8- and 16-bit types and bool take pieces of 32-bit words and drop what is left of the
 * last word, so for them a fill does not equal its parts. */
ISORAND_API int isorand_fill_integers_i8(isorand_rng *rng, int8_t *out, size_t n, int64_t low,
                                         int64_t high, int closed);
ISORAND_API int isorand_fill_integers_i16(isorand_rng *rng, int16_t *out, size_t n, int64_t low,
                                          int64_t high, int closed);
ISORAND_API int isorand_fill_integers_i32(isorand_rng *rng, int32_t *out, size_t n, int64_t low,
                                          int64_t high, int closed);
ISORAND_API int isorand_fill_integers_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t low,
                                          int64_t high, int closed);
ISORAND_API int isorand_fill_integers_u8(isorand_rng *rng, uint8_t *out, size_t n, int64_t low,
                                         int64_t high, int closed);
ISORAND_API int isorand_fill_integers_u16(isorand_rng *rng, uint16_t *out, size_t n, int64_t low,
                                          int64_t high, int closed);
ISORAND_API int isorand_fill_integers_u32(isorand_rng *rng, uint32_t *out, size_t n, int64_t low,
                                          int64_t high, int closed);
ISORAND_API int isorand_fill_integers_u64(isorand_rng *rng, uint64_t *out, size_t n, uint64_t low,
                                          uint64_t high, int closed);
ISORAND_API int isorand_fill_integers_bool(isorand_rng *rng, uint8_t *out, size_t n, int64_t low,
                                           int64_t high, int closed);

/* The same with parameters for each element, as NumPy broadcasts arrays: element i has low[i] and
 * high[i], loc[i] and scale[i].  One bad pair refuses the whole call. */
ISORAND_API int isorand_fill_uniform_each_f64(isorand_rng *rng, double *out, size_t n,
                                              const double *low, const double *high);
ISORAND_API int isorand_fill_normal_each_f64(isorand_rng *rng, double *out, size_t n,
                                             const double *loc, const double *scale);
ISORAND_API int isorand_fill_exponential_each_f64(isorand_rng *rng, double *out, size_t n,
                                                  const double *scale);
ISORAND_API int isorand_fill_integers_each_i8(isorand_rng *rng, int8_t *out, size_t n,
                                              const int64_t *low, const int64_t *high, int closed);
ISORAND_API int isorand_fill_integers_each_i16(isorand_rng *rng, int16_t *out, size_t n,
                                               const int64_t *low, const int64_t *high, int closed);
ISORAND_API int isorand_fill_integers_each_i32(isorand_rng *rng, int32_t *out, size_t n,
                                               const int64_t *low, const int64_t *high, int closed);
ISORAND_API int isorand_fill_integers_each_i64(isorand_rng *rng, int64_t *out, size_t n,
                                               const int64_t *low, const int64_t *high, int closed);
ISORAND_API int isorand_fill_integers_each_u8(isorand_rng *rng, uint8_t *out, size_t n,
                                              const int64_t *low, const int64_t *high, int closed);
ISORAND_API int isorand_fill_integers_each_u16(isorand_rng *rng, uint16_t *out, size_t n,
                                               const int64_t *low, const int64_t *high, int closed);
ISORAND_API int isorand_fill_integers_each_u32(isorand_rng *rng, uint32_t *out, size_t n,
                                               const int64_t *low, const int64_t *high, int closed);
ISORAND_API int isorand_fill_integers_each_u64(isorand_rng *rng, uint64_t *out, size_t n,
                                               const uint64_t *low, const uint64_t *high,
                                               int closed);
ISORAND_API int isorand_fill_integers_each_bool(isorand_rng *rng, uint8_t *out, size_t n,
                                                const int64_t *low, const int64_t *high,
                                                int closed);

/* Generator.standard_gamma(shape, n, dtype): since 1.18.  shape >= 0. */
ISORAND_API int isorand_fill_standard_gamma_f64(isorand_rng *rng, double *out, size_t n,
                                                double shape);
ISORAND_API int isorand_fill_standard_gamma_f32(isorand_rng *rng, float *out, size_t n,
                                                double shape);
/* gamma(shape, scale, n): since 1.18.  shape, scale >= 0. */
ISORAND_API int isorand_fill_gamma_f64(isorand_rng *rng, double *out, size_t n, double shape,
                                       double scale);
/* beta(a, b, n): 1.18 - 1.25; later versions differ where U^(1/a) underflows.  a, b > 0. */
ISORAND_API int isorand_fill_beta_f64(isorand_rng *rng, double *out, size_t n, double a, double b);
/* chisquare(df, n), noncentral_chisquare(df, nonc, n): since 1.18.  df > 0, nonc >= 0. */
ISORAND_API int isorand_fill_chisquare_f64(isorand_rng *rng, double *out, size_t n, double df);
ISORAND_API int isorand_fill_noncentral_chisquare_f64(isorand_rng *rng, double *out, size_t n,
                                                      double df, double nonc);
/* f(dfnum, dfden, n), noncentral_f(dfnum, dfden, nonc, n): since 1.18; the numerator is drawn
 * first, which NumPy left to its compiler before 2.4.  dfnum, dfden > 0, nonc >= 0. */
ISORAND_API int isorand_fill_f_f64(isorand_rng *rng, double *out, size_t n, double dfnum,
                                   double dfden);
ISORAND_API int isorand_fill_noncentral_f_f64(isorand_rng *rng, double *out, size_t n, double dfnum,
                                              double dfden, double nonc);
/* standard_t(df, n): since 1.18.  df > 0. */
ISORAND_API int isorand_fill_standard_t_f64(isorand_rng *rng, double *out, size_t n, double df);
/* lognormal(mean, sigma, n): since 1.18.  sigma >= 0. */
ISORAND_API int isorand_fill_lognormal_f64(isorand_rng *rng, double *out, size_t n, double mean,
                                           double sigma);
/* standard_cauchy(n): since 1.18; the numerator is drawn first (see f). */
ISORAND_API int isorand_fill_standard_cauchy_f64(isorand_rng *rng, double *out, size_t n);
/* laplace, logistic, gumbel (loc, scale, n): since 1.17.  scale >= 0. */
ISORAND_API int isorand_fill_laplace_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                         double scale);
ISORAND_API int isorand_fill_logistic_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                          double scale);
ISORAND_API int isorand_fill_gumbel_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                        double scale);
/* rayleigh(scale, n): since 1.21.  scale >= 0. */
ISORAND_API int isorand_fill_rayleigh_f64(isorand_rng *rng, double *out, size_t n, double scale);
/* weibull(a, n): since 1.18, a >= 0.  pareto(a, n), power(a, n): since 1.22, a > 0. */
ISORAND_API int isorand_fill_weibull_f64(isorand_rng *rng, double *out, size_t n, double a);
ISORAND_API int isorand_fill_pareto_f64(isorand_rng *rng, double *out, size_t n, double a);
ISORAND_API int isorand_fill_power_f64(isorand_rng *rng, double *out, size_t n, double a);
/* triangular(left, mode, right, n): since 1.17.  left <= mode <= right, left < right. */
ISORAND_API int isorand_fill_triangular_f64(isorand_rng *rng, double *out, size_t n, double left,
                                            double mode, double right);
/* vonmises(mu, kappa, n): since 1.21.  kappa >= 0. */
ISORAND_API int isorand_fill_vonmises_f64(isorand_rng *rng, double *out, size_t n, double mu,
                                          double kappa);
/* wald(mean, scale, n): 1.18 - 2.3.  mean, scale > 0. */
ISORAND_API int isorand_fill_wald_f64(isorand_rng *rng, double *out, size_t n, double mean,
                                      double scale);

/* geometric(p, n): since 1.21; above 2^63 - 1 (p < 1e-17) since 1.25.  0 < p <= 1. */
ISORAND_API int isorand_fill_geometric_i64(isorand_rng *rng, int64_t *out, size_t n, double p);
/* poisson(lam, n): since 1.20.  0 <= lam <= 2^63 - 10 * 2^31.5. */
ISORAND_API int isorand_fill_poisson_i64(isorand_rng *rng, int64_t *out, size_t n, double lam);
/* binomial(trials, p, n): 1.17 - 2.3.  trials >= 0, 0 <= p <= 1. */
ISORAND_API int isorand_fill_binomial_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t trials,
                                          double p);
/* negative_binomial(successes, p, n): since 1.20.  successes > 0, 0 < p <= 1, and a mean (plus ten
 * times its square root part) that poisson takes. */
ISORAND_API int isorand_fill_negative_binomial_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                   double successes, double p);
/* hypergeometric(ngood, nbad, nsample, n): since 1.18.  0 <= ngood, nbad < 10^9,
 * 0 <= nsample <= ngood + nbad. */
ISORAND_API int isorand_fill_hypergeometric_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                int64_t ngood, int64_t nbad, int64_t nsample);
/* zipf(a, n): 1.21 - 2.0.  a > 1; one value takes about 1 / (44 (a - 1)) tries for a near 1. */
ISORAND_API int isorand_fill_zipf_i64(isorand_rng *rng, int64_t *out, size_t n, double a);
/* logseries(p, n): since 1.22.  0 <= p < 1. */
ISORAND_API int isorand_fill_logseries_i64(isorand_rng *rng, int64_t *out, size_t n, double p);

/* Vectors: 'n' of 'k' elements each, one after the other. */

/* multinomial(trials, pvals, n): versions as binomial; RandomState.multinomial draws the same. */
ISORAND_API int isorand_multinomial_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t trials,
                                        const double *pvals, size_t k);
/* multivariate_hypergeometric(colors, nsample, n): since 1.18.  The colors' sum < 10^9. */
ISORAND_API int isorand_multivariate_hypergeometric_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                        const int64_t *colors, size_t k,
                                                        int64_t nsample);
/* Generator.dirichlet(alpha, n), since 1.19 (below 0.1 as beta), and RandomState's.  alpha > 0. */
ISORAND_API int isorand_dirichlet_f64(isorand_rng *rng, double *out, size_t n, const double *alpha,
                                      size_t k);
ISORAND_API int isorand_legacy_dirichlet_f64(isorand_rng *rng, double *out, size_t n,
                                             const double *alpha, size_t k);
/* mean + standard_normal((n, k)) @ L.T for a lower triangular L ('lower', k x k row by row; what is
 * above the diagonal is not read): multivariate_normal(mean, L @ L.T, n, method='cholesky').  The
 * normals are NumPy's; sums run from left to right, while NumPy's order is its BLAS's. */
ISORAND_API int isorand_multivariate_normal_f64(isorand_rng *rng, double *out, size_t n,
                                                const double *mean, const double *lower, size_t k);

/* ---- order ----------------------------------------------------------------------------------
 * Generator's; shuffle, permutation and the weighted choices are RandomState's too. */

/* shuffle(x): 'n' elements of 'size' bytes (rows of a matrix are elements too). */
ISORAND_API int isorand_shuffle(isorand_rng *rng, void *base, size_t n, size_t size);
/* permutation(n). */
ISORAND_API int isorand_permutation_i64(isorand_rng *rng, int64_t *out, size_t n);
/* permuted(x, axis=1, out=x) for a C-contiguous x of shape (outer, n, inner) and elements of 'size'
 * bytes: each of the outer * inner slices is shuffled by itself. */
ISORAND_API int isorand_permuted(isorand_rng *rng, void *base, size_t outer, size_t n, size_t inner,
                                 size_t size);

/* choice(pop, n): with replacement. */
ISORAND_API int isorand_choice_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t pop);
/* choice(pop, n, replace=False, shuffle=shuffle), needing 'nscratch' words of scratch: at least
 * isorand_choice_distinct_scratch(n, pop, shuffle), else ISORAND_ESPACE.  That number is less than
 * 4 n + 2, or pop where n > pop / 50 (pop / 20 without shuffle); 0 where n > pop. */
ISORAND_API size_t isorand_choice_distinct_scratch(size_t n, int64_t pop, int shuffle);
ISORAND_API int isorand_choice_distinct_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t pop,
                                            int shuffle, uint64_t *scratch, size_t nscratch);
/* choice(pop, n, p=p), needing 'pop' doubles of scratch, and choice(pop, n, replace=False, p=p),
 * needing 2 * pop.  The probabilities must add up to 1 (within 2^-26, as in NumPy). */
ISORAND_API int isorand_choice_weighted_i64(isorand_rng *rng, int64_t *out, size_t n,
                                            const double *p, size_t pop, double *scratch);
ISORAND_API int isorand_choice_weighted_distinct_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                     const double *p, size_t pop, double *scratch);

/* ---- np.random: RandomState ------------------------------------------------------------------
 * The functions of np.random after np.random.seed(S), on an rng from isorand_seed_legacy(S); any
 * other engine is RandomState(ENGINE(S)).  These streams are frozen in NumPy since 1.17 and most of
 * them since its beginnings.  rand, random_sample: isorand_fill_f64.  bytes: isorand_fill_bytes.
 * choice(pop, n): legacy_integers_i64(0, pop).  Parameters are checked as above. */

/* randn, standard_normal, normal(loc, scale, n): polar, with the cached value in the rng. */
ISORAND_API int isorand_fill_legacy_normal_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                               double scale);
/* standard_exponential, exponential(scale, n). */
ISORAND_API int isorand_fill_legacy_exponential_f64(isorand_rng *rng, double *out, size_t n,
                                                    double scale);
/* uniform(low, high, n).  high - low must be finite, and may be negative. */
ISORAND_API int isorand_fill_legacy_uniform_f64(isorand_rng *rng, double *out, size_t n, double low,
                                                double high);
/* randint(low, high, n, dtype): low <= x < high.  high = 0 of the u64 form stands for 2^64. */
ISORAND_API int isorand_fill_legacy_integers_i8(isorand_rng *rng, int8_t *out, size_t n,
                                                int64_t low, int64_t high);
ISORAND_API int isorand_fill_legacy_integers_i16(isorand_rng *rng, int16_t *out, size_t n,
                                                 int64_t low, int64_t high);
ISORAND_API int isorand_fill_legacy_integers_i32(isorand_rng *rng, int32_t *out, size_t n,
                                                 int64_t low, int64_t high);
ISORAND_API int isorand_fill_legacy_integers_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                 int64_t low, int64_t high);
ISORAND_API int isorand_fill_legacy_integers_u8(isorand_rng *rng, uint8_t *out, size_t n,
                                                int64_t low, int64_t high);
ISORAND_API int isorand_fill_legacy_integers_u16(isorand_rng *rng, uint16_t *out, size_t n,
                                                 int64_t low, int64_t high);
ISORAND_API int isorand_fill_legacy_integers_u32(isorand_rng *rng, uint32_t *out, size_t n,
                                                 int64_t low, int64_t high);
ISORAND_API int isorand_fill_legacy_integers_u64(isorand_rng *rng, uint64_t *out, size_t n,
                                                 uint64_t low, uint64_t high);
ISORAND_API int isorand_fill_legacy_integers_bool(isorand_rng *rng, uint8_t *out, size_t n,
                                                  int64_t low, int64_t high);
/* tomaxint(n), as on systems with a 64-bit long. */
ISORAND_API int isorand_legacy_tomaxint_i64(isorand_rng *rng, int64_t *out, size_t n);
/* choice(pop, n, replace=False), needing 'pop' elements of scratch. */
ISORAND_API int isorand_legacy_choice_distinct_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                   int64_t pop, int64_t *scratch);

/* RandomState's forms of the distributions above.  negative_binomial also takes p = 0;
 * hypergeometric takes numbers below 2^62 and nsample >= 1; vonmises refuses kappa > 10^153, for
 * which NumPy would search for ever. */
ISORAND_API int isorand_fill_legacy_gamma_f64(isorand_rng *rng, double *out, size_t n, double shape,
                                              double scale);
ISORAND_API int isorand_fill_legacy_beta_f64(isorand_rng *rng, double *out, size_t n, double a,
                                             double b);
ISORAND_API int isorand_fill_legacy_chisquare_f64(isorand_rng *rng, double *out, size_t n,
                                                  double df);
ISORAND_API int isorand_fill_legacy_noncentral_chisquare_f64(isorand_rng *rng, double *out,
                                                             size_t n, double df, double nonc);
ISORAND_API int isorand_fill_legacy_f_f64(isorand_rng *rng, double *out, size_t n, double dfnum,
                                          double dfden);
ISORAND_API int isorand_fill_legacy_noncentral_f_f64(isorand_rng *rng, double *out, size_t n,
                                                     double dfnum, double dfden, double nonc);
ISORAND_API int isorand_fill_legacy_standard_t_f64(isorand_rng *rng, double *out, size_t n,
                                                   double df);
ISORAND_API int isorand_fill_legacy_lognormal_f64(isorand_rng *rng, double *out, size_t n,
                                                  double mean, double sigma);
ISORAND_API int isorand_fill_legacy_standard_cauchy_f64(isorand_rng *rng, double *out, size_t n);
ISORAND_API int isorand_fill_legacy_laplace_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                                double scale);
ISORAND_API int isorand_fill_legacy_logistic_f64(isorand_rng *rng, double *out, size_t n,
                                                 double loc, double scale);
ISORAND_API int isorand_fill_legacy_gumbel_f64(isorand_rng *rng, double *out, size_t n, double loc,
                                               double scale);
ISORAND_API int isorand_fill_legacy_rayleigh_f64(isorand_rng *rng, double *out, size_t n,
                                                 double scale);
ISORAND_API int isorand_fill_legacy_weibull_f64(isorand_rng *rng, double *out, size_t n, double a);
ISORAND_API int isorand_fill_legacy_pareto_f64(isorand_rng *rng, double *out, size_t n, double a);
ISORAND_API int isorand_fill_legacy_power_f64(isorand_rng *rng, double *out, size_t n, double a);
ISORAND_API int isorand_fill_legacy_triangular_f64(isorand_rng *rng, double *out, size_t n,
                                                   double left, double mode, double right);
ISORAND_API int isorand_fill_legacy_vonmises_f64(isorand_rng *rng, double *out, size_t n, double mu,
                                                 double kappa);
ISORAND_API int isorand_fill_legacy_wald_f64(isorand_rng *rng, double *out, size_t n, double mean,
                                             double scale);
ISORAND_API int isorand_fill_legacy_geometric_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                  double p);
ISORAND_API int isorand_fill_legacy_poisson_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                double lam);
ISORAND_API int isorand_fill_legacy_binomial_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                 int64_t trials, double p);
ISORAND_API int isorand_fill_legacy_negative_binomial_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                          double successes, double p);
ISORAND_API int isorand_fill_legacy_hypergeometric_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                       int64_t ngood, int64_t nbad,
                                                       int64_t nsample);
ISORAND_API int isorand_fill_legacy_zipf_i64(isorand_rng *rng, int64_t *out, size_t n, double a);
ISORAND_API int isorand_fill_legacy_logseries_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                  double p);

/* ---- states --------------------------------------------------------------------------------
 * Saved bytes: versioned, little-endian, with length and CRC-32; the same on every machine. */

enum { ISORAND_SAVE_MAX = 2600 }; /* no saved state is longer */

/* Writes the state to 'out' and its length to *nbytes.  ISORAND_ESPACE: 'capacity' is too small;
 * ISORAND_SAVE_MAX always suffices. */
ISORAND_API int isorand_save(const isorand_rng *rng, void *out, size_t capacity, size_t *nbytes);

/* Restores what isorand_save wrote.  Any other bytes are ISORAND_EFORMAT and leave 'rng' alone. */
ISORAND_API int isorand_load(isorand_rng *rng, const void *bytes, size_t nbytes);

/* The fields of NumPy's bit_generator.state dictionaries, so that a stream can be continued there
 * and back.  A getter answers ISORAND_EINVAL when 'rng' runs another engine; a setter starts that
 * engine and answers ISORAND_EINVAL when a field is impossible. */
typedef struct isorand_pcg64_state {
    uint64_t state_hi, state_lo; /* state['state'] = state_hi << 64 | state_lo */
    uint64_t inc_hi, inc_lo;     /* must be odd */
    uint32_t has_uint32, uinteger;
} isorand_pcg64_state;
typedef struct isorand_philox4x64_state {
    uint64_t counter[4], key[2], buffer[4];
    uint32_t buffer_pos; /* 0 .. 4 */
    uint32_t has_uint32, uinteger;
} isorand_philox4x64_state;
typedef struct isorand_sfc64_state {
    uint64_t state[4]; /* a, b, c, counter */
    uint32_t has_uint32, uinteger;
} isorand_sfc64_state;
typedef struct isorand_mt19937_state {
    uint32_t key[624]; /* not all zero */
    uint32_t pos;      /* 0 .. 624 */
    uint32_t has_gauss;
    double gauss;
} isorand_mt19937_state;
typedef struct isorand_philox4x32_state {
    uint32_t counter[4], key[2], buffer[4];
    uint32_t buffer_pos; /* 0 .. 4 */
} isorand_philox4x32_state;
typedef struct isorand_pcg32_state {
    uint64_t state, inc; /* inc must be odd */
} isorand_pcg32_state;

ISORAND_API int isorand_get_pcg64(const isorand_rng *rng, isorand_pcg64_state *st);
ISORAND_API int isorand_set_pcg64(isorand_rng *rng, const isorand_pcg64_state *st);
ISORAND_API int isorand_get_pcg64dxsm(const isorand_rng *rng, isorand_pcg64_state *st);
ISORAND_API int isorand_set_pcg64dxsm(isorand_rng *rng, const isorand_pcg64_state *st);
ISORAND_API int isorand_get_philox4x64(const isorand_rng *rng, isorand_philox4x64_state *st);
ISORAND_API int isorand_set_philox4x64(isorand_rng *rng, const isorand_philox4x64_state *st);
ISORAND_API int isorand_get_sfc64(const isorand_rng *rng, isorand_sfc64_state *st);
ISORAND_API int isorand_set_sfc64(isorand_rng *rng, const isorand_sfc64_state *st);
ISORAND_API int isorand_get_mt19937(const isorand_rng *rng, isorand_mt19937_state *st);
ISORAND_API int isorand_set_mt19937(isorand_rng *rng, const isorand_mt19937_state *st);
ISORAND_API int isorand_get_philox4x32(const isorand_rng *rng, isorand_philox4x32_state *st);
ISORAND_API int isorand_set_philox4x32(isorand_rng *rng, const isorand_philox4x32_state *st);
ISORAND_API int isorand_get_pcg32(const isorand_rng *rng, isorand_pcg32_state *st);
ISORAND_API int isorand_set_pcg32(isorand_rng *rng, const isorand_pcg32_state *st);

/* ---- backends ------------------------------------------------------------------------------
 * A backend is a set of kernels for one instruction set; all of them give the same bits.  The
 * first fill picks the best that this CPU can run, or the one that the environment variable
 * ISORAND_BACKEND names.  When that name is unknown or cannot run, every fill answers
 * ISORAND_EBACKEND until isorand_backend_select is called. */

typedef struct isorand_backend_info {
    const char *name;
    int compiled;      /* this build contains it */
    int usable;        /* and this CPU can run it */
    int preferred;     /* and the automatic choice considers it */
    char why_not[120]; /* the reason when it is not usable or not preferred; "" otherwise */
} isorand_backend_info;

/* Number of backends that this version knows, compiled or not; they are ordered best first. */
ISORAND_API int isorand_backend_count(void);
/* Describes backend 0 .. count - 1.  ISORAND_EINVAL: no such number. */
ISORAND_API int isorand_backend_describe(int index, isorand_backend_info *info);
/* Name of the active backend; "none" when ISORAND_BACKEND names one that cannot be used. */
ISORAND_API const char *isorand_backend_name(void);
/* Makes the named backend active for the whole process; NULL or "auto" chooses automatically.
 * ISORAND_EBACKEND: unknown or unusable; the active one stays.  May be called at any time from any
 * thread, because all backends give the same bits. */
ISORAND_API int isorand_backend_select(const char *name);
/* Name of CPU feature bit 'index' (0, 1, ...) and whether this CPU and system offer it; NULL past
 * the last. */
ISORAND_API const char *isorand_cpu_feature(int index, int *present);

#ifdef __cplusplus
}
#endif

#endif
