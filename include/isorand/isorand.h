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
 * fine.  The library never prints, aborts or allocates.  Its only hidden state is the pointer to
 * the active backend and, beside it, what the CPU was found to be.
 *
 * Arrays.  Unless a function says otherwise, what it reads must not overlap what it writes: such
 * calls are refused (ISORAND_EINVAL), as are sizes that overflow (ISORAND_ERANGE), before anything
 * is read.  Buffers may have any alignment.
 *
 * Floating point.  Results and decisions do not depend on the caller's rounding mode, on flushing
 * of subnormals or on unmasked exceptions, and the caller's environment is left as it was, sticky
 * flags included.
 *
 * Stack.  No call of this header needs more than 48 KB of it.
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
    ISORAND_POOL_SIZE = 4, /* NumPy's default and smallest pool, in 32-bit words */
    /* A larger pool_size is ISORAND_ERANGE: sequences are plain objects of one size, and a pool of
     * 1024 bits already has room for more entropy than anybody has. */
    ISORAND_POOL_SIZE_MAX = 32,
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
    ISORAND_PCG32 = 7,      /* O'Neill's PCG XSH-RR 64/32 */
    ISORAND_SFC64X32 = 8    /* isorand's own: 32 lanes of SFC64 in blocks; docs/sfc64x32.md */
};

/* Rows of the library's registries: engines, distributions and types are all asked for in the same
 * three ways.  _at counts from 0 in the order of the registry, _get takes the number of the enum,
 * _find the name (or alias); NULL where there is none.  Rows are constant and never freed; later
 * versions may add members at their ends. */
typedef struct isorand_engine_info {
    int number;            /* enum isorand_engine */
    const char *name;      /* as the command line spells it: "pcg64" */
    const char *alias;     /* a second accepted spelling, or NULL */
    const char *reference; /* the NumPy (or other) expression of the stream */
    unsigned word_bytes;   /* size of the native word: 4 or 8 */
    unsigned block_words;  /* words that the engine makes at a time */
    int can_advance;       /* isorand_advance is offered */
    int can_jump;          /* isorand_jumped is offered */
} isorand_engine_info;

ISORAND_API const isorand_engine_info *isorand_engine_at(int index);
ISORAND_API const isorand_engine_info *isorand_engine_get(int engine);
ISORAND_API const isorand_engine_info *isorand_engine_find(const char *name);

/* The engines' own states: plain integers, no pointers, no vectors; the fields of NumPy's
 * bit_generator.state dictionaries. */
struct isorand_lcg128 {
    uint64_t state_hi, state_lo; /* state = state_hi << 64 | state_lo */
    uint64_t inc_hi, inc_lo;     /* odd: NumPy takes an even one, but its words may all be equal */
};
struct isorand_philox4x64_core {
    uint64_t counter[4], key[2], buffer[4];
    /* buffer_pos, the next word of 'buffer': 0 .. 4, 4 = empty.  As in NumPy any other positive int
     * is empty too, and becomes 4; negative ones, with which NumPy reads elsewhere, are refused. */
    uint64_t pos;
};
struct isorand_philox4x32_core {
    uint32_t counter[4], key[2], buffer[4];
    uint32_t pos; /* as above */
};
struct isorand_sfc64_core {
    uint64_t a, b, c, w; /* state[0 .. 3]; w counts the words */
};
struct isorand_mt19937_core {
    /* Not all zero, where of key[0] only the top bit counts: NumPy takes zeros, and then all words
     * are 0 and RandomState's normal searches for ever. */
    uint32_t key[624];
    /* Next word of 'key': 0 .. 624, 624 = twist first.  NumPy reads elsewhere for others. */
    uint32_t pos;
};
struct isorand_pcg32_core {
    uint64_t state, inc; /* inc is odd */
};
struct isorand_sfc64x32_core {
    uint64_t key[2];
    uint64_t block; /* to begin next, below 2^59 */
    uint64_t pos;   /* next word of the one at hand: 0 .. 16384, 16384 = begin the next */
    uint64_t a[32], b[32], c[32]; /* the lanes at hand; those before the next word have stepped */
};
union isorand_engine_state {
    struct isorand_lcg128 pcg64;
    struct isorand_lcg128 pcg64dxsm;
    struct isorand_philox4x64_core philox4x64;
    struct isorand_sfc64_core sfc64;
    struct isorand_mt19937_core mt19937;
    struct isorand_philox4x32_core philox4x32;
    struct isorand_pcg32_core pcg32;
    struct isorand_sfc64x32_core sfc64x32;
    uint64_t reserved[320]; /* room for engines to come, without a change of ABI */
};

/* A random number stream.  Caller-owned, fixed size, nothing to free.  All fields are private. */
typedef struct isorand_rng {
    uint32_t engine;     /* enum isorand_engine; 0 = not seeded */
    uint32_t has_uint32; /* the buffered upper half of a 64-bit word, as in NumPy */
    uint32_t uinteger;
    uint32_t has_gauss; /* the cached value of the legacy polar normal, as in NumPy */
    double gauss;
    uint32_t numpy; /* whose values: see isorand_set_numpy */
    uint32_t reserved;
    union isorand_engine_state state;
} isorand_rng;

/* np.random.Generator(ENGINE(seed)); with ISORAND_PCG64 this is np.random.default_rng(seed). */
ISORAND_API int isorand_seed(isorand_rng *rng, int engine, uint64_t seed);

/* np.random.Generator(ENGINE(ss)), also for the children of a SeedSequence.
 *
 * Generator.spawn and BitGenerator.spawn: an rng does not keep its SeedSequence, so keep 'ss'
 * beside it (both are plain objects; save its bytes with the state).  Then rng.spawn(n) is
 * isorand_seedseq_spawn(ss, children, n) and isorand_init(&rng[i], engine, &children[i]) for each;
 * 'ss' counts the children, so that the next spawn gives others, whatever 'rng' has drawn. */
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

/* sfc64x32 with that key, from the first word of a block; a NULL key means 0.  ISORAND_ERANGE:
 * block >= 2^59. */
ISORAND_API int isorand_init_sfc64x32(isorand_rng *rng, const uint64_t key[2], uint64_t block);

/* One block of Philox exactly as Random123's philox4x64_R(rounds, counter, key) gives it.
 * 'rounds' is 1 .. 16 (10 is the published default, 7 the fastest that passes BigCrush); 'out' may
 * be 'counter'. */
ISORAND_API int isorand_philox4x64_block(const uint64_t counter[4], const uint64_t key[2],
                                         unsigned rounds, uint64_t out[4]);
ISORAND_API int isorand_philox4x32_block(const uint32_t counter[4], const uint32_t key[2],
                                         unsigned rounds, uint32_t out[4]);

/* bit_generator.advance(delta), in NumPy's units: steps for the PCG engines, blocks of four words
 * for the Philox engines, and words for sfc64x32; the buffered half word and block are dropped.
 * 'delta' of the wide form is a 256-bit two's complement number, least significant word first:
 * negative values go back. ISORAND_ENOTSUP: sfc64 and mt19937. */
ISORAND_API int isorand_advance(isorand_rng *rng, uint64_t delta);
ISORAND_API int isorand_advance_wide(isorand_rng *rng, const uint64_t delta[4]);

/* bit_generator.jumped(k), into 'out' (which may be 'rng').  One jump is 0x9e3779b97f4a7c15f39cc06
 * 05cedc835 steps for pcg64 and pcg64dxsm, 2^128 blocks for philox4x64, NumPy's ring step of 2^128
 * for mt19937 (less than 1 ms a jump); for engines that NumPy lacks, 2^64 blocks for philox4x32,
 * 0x9e3779b97f4a7c15 steps for pcg32 and 2^46 words for sfc64x32.  'k' of the wide form is a
 * 256-bit two's complement number, least significant word first: negative values jump back, except
 * with mt19937, which as in NumPy then stays where it is.  ISORAND_ENOTSUP: sfc64.  ISORAND_ERANGE:
 * mt19937 and k >= 2^63. */
ISORAND_API int isorand_jumped(const isorand_rng *rng, uint64_t k, isorand_rng *out);
ISORAND_API int isorand_jumped_wide(const isorand_rng *rng, const uint64_t k[4], isorand_rng *out);

/* Passes over 'nwords' native words, as if random_raw(nwords) had been drawn.  Less than a
 * microsecond for the PCG and Philox engines and at most that of 16896 words for sfc64x32, at any
 * distance; at most some milliseconds for mt19937; sfc64 steps through the words. */
ISORAND_API int isorand_skip(isorand_rng *rng, uint64_t nwords);

/* ---- NumPy levels --------------------------------------------------------------------------
 * NumPy's streams of words never change, but a few of its distributions have changed from version
 * to version.  An rng gives the values of one level of NumPy, which is part of its state; it starts
 * with the newest.  docs/guarantee.md says what changed when. */

typedef struct isorand_numpy_info {
    const char *name;    /* the first version whose name it bears: "1.24", "2.3.4" */
    const char *changes; /* since the level before */
} isorand_numpy_info;

/* The levels, oldest first. */
ISORAND_API const isorand_numpy_info *isorand_numpy_at(int index);

/* From now on 'rng' gives the values of that version of NumPy, "1.24.4" or "2.5"; NULL is the
 * newest level.  ISORAND_EINVAL: no version, or one that this library does not know (1.22 to 2.5).
 */
ISORAND_API int isorand_set_numpy(isorand_rng *rng, const char *version);

/* The name of its level, "2.5"; NULL where it has not been seeded. */
ISORAND_API const char *isorand_get_numpy(const isorand_rng *rng);

/* ---- single draws --------------------------------------------------------------------------
 * The same stream as the fills below, one value at a time.  The rng must have been seeded: an
 * unseeded one gives 0.  isorand/inline.h has them without a call. */

ISORAND_API uint32_t isorand_next_u32(isorand_rng *rng); /* next_uint32 */
ISORAND_API uint64_t isorand_next_u64(isorand_rng *rng); /* next_uint64 */
ISORAND_API float isorand_next_f32(isorand_rng *rng);    /* Generator.random(dtype=np.float32) */
ISORAND_API double isorand_next_f64(isorand_rng *rng);   /* Generator.random() */

/* Generator.standard_normal(dtype), Generator.standard_exponential(dtype). */
ISORAND_API float isorand_next_normal_f32(isorand_rng *rng);
ISORAND_API double isorand_next_normal_f64(isorand_rng *rng);
ISORAND_API float isorand_next_exponential_f32(isorand_rng *rng);
ISORAND_API double isorand_next_exponential_f64(isorand_rng *rng);

/* bit_generator.random_raw(): the next native word, of 32 or 64 bits; a buffered half stays. */
ISORAND_API uint64_t isorand_next_raw(isorand_rng *rng);

/* An integer on [0, max], by the method of a family (enum isorand_family): Generator's is Lemire's,
 * integers(0, max, dtype=np.uint64, endpoint=True); RandomState's masked rejection, randint(0, max
 * + 1, dtype=np.uint64), and with it shuffles of both classes draw the partner of element 'max'.  0
 * for any other family. */
ISORAND_API uint64_t isorand_next_bounded(isorand_rng *rng, int family, uint64_t max);

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

/* ---- requests: any distribution, chosen at run time -----------------------------------------
 * What the command line, bindings and tests use.  A distribution's typed calls, such as
 * isorand_fill_normal_f64, are in isorand/distributions.h, which this header includes. */

enum isorand_type {
    ISORAND_U8 = 1,
    ISORAND_U16 = 2,
    ISORAND_U32 = 3,
    ISORAND_U64 = 4,
    ISORAND_I8 = 5,
    ISORAND_I16 = 6,
    ISORAND_I32 = 7,
    ISORAND_I64 = 8,
    ISORAND_F32 = 9,
    ISORAND_F64 = 10,
    ISORAND_BOOL = 11 /* bytes 0 and 1 */
};

typedef struct isorand_type_info {
    int number;        /* enum isorand_type */
    const char *name;  /* "u8" */
    const char *numpy; /* NumPy's name: "uint8" */
    unsigned bytes;    /* size of an element */
    char kind;         /* 'u' unsigned, 'i' signed, 'f' floating, 'b' bool */
} isorand_type_info;

ISORAND_API const isorand_type_info *isorand_type_at(int index);
ISORAND_API const isorand_type_info *isorand_type_get(int type);
ISORAND_API const isorand_type_info *isorand_type_find(const char *name); /* "u8" or "uint8" */

/* Whose formulas a distribution follows. */
enum isorand_family {
    ISORAND_GENERATOR = 1,  /* np.random.Generator */
    ISORAND_RANDOMSTATE = 2 /* np.random.RandomState, and the functions of np.random */
};

enum { ISORAND_PARAMS_MAX = 6 };

typedef union isorand_param {
    double f;
    int64_t i;
    uint64_t u;
} isorand_param;

typedef struct isorand_param_info {
    const char *name;  /* as the command line's option spells it: "loc" */
    char kind;         /* which member of isorand_param: 'f' or 'i'; 'b' is an 'i' of 0 or 1 */
    const char *range; /* what is accepted, such as "x >= 0" */
    isorand_param default_value;
} isorand_param_info;

typedef struct isorand_dist_info {
    int number;            /* enum isorand_dist */
    const char *name;      /* as the command line spells it: "gamma", "legacy_gamma" */
    int family;            /* enum isorand_family */
    const char *reference; /* the NumPy expression */
    uint32_t types;        /* bit (1 << type) for each type that it fills */
    unsigned nparams;
} isorand_dist_info;

ISORAND_API const isorand_dist_info *isorand_dist_at(int index);
ISORAND_API const isorand_dist_info *isorand_dist_get(int dist);
ISORAND_API const isorand_dist_info *isorand_dist_find(const char *name);
/* Parameter 'index' of distribution number 'dist', or NULL. */
ISORAND_API const isorand_param_info *isorand_dist_param(int dist, int index);

enum isorand_request_flag {
    /* NaN parameters are taken where NumPy takes them, which draws as it does with numbers, and for
     * the most part gives NaN; the others stay refused, as NumPy refuses them. */
    ISORAND_NAN_ALLOWED = 1
};

/* Floating-point results that are no numbers have the same bits everywhere: fff8000000000000 and
 * ffc00000, as x86-64 has them, or those of a parameter that is a NaN (as a float its sign). */
typedef struct isorand_request {
    int dist; /* enum isorand_dist */
    int type; /* enum isorand_type of the elements of 'out' */
    isorand_param param[ISORAND_PARAMS_MAX];
    unsigned flags; /* of enum isorand_request_flag; any other bit is ISORAND_EINVAL */
} isorand_request;

/* Sets 'request' to 'dist' and 'type' with the default parameters and no flags.  ISORAND_EINVAL: no
 * such distribution or type.  ISORAND_ENOTSUP: the distribution does not fill that type. */
ISORAND_API int isorand_request_init(isorand_request *request, int dist, int type);

/* What isorand_fill would say of the request, without drawing anything.  Where one parameter alone
 * is refused (ISORAND_EINVAL), *culprit is its index; otherwise, also where parameters are
 * impossible together, it is -1.  'culprit' may be NULL. */
ISORAND_API int isorand_request_check(const isorand_request *request, int *culprit);

/* Fills 'out' with 'n' elements as the request says.  Errors: those of isorand_request_check, and
 * of every fill. */
ISORAND_API int isorand_fill(isorand_rng *rng, const isorand_request *request, void *out, size_t n);

/* Values of one parameter, one for each element of the output: element i is the double, int64_t or
 * uint64_t at 'data' + i * 'stride' bytes, of any alignment.  With stride 0 it is one value for
 * all; with data NULL it is that of the request. */
typedef struct isorand_param_array {
    const void *data;
    ptrdiff_t stride;
} isorand_param_array;

/* The same with parameters for each element, as NumPy broadcasts arrays.  'arrays' has one entry
 * for each parameter of the distribution.  One impossible element refuses the whole call. */
ISORAND_API int isorand_fill_each(isorand_rng *rng, const isorand_request *request,
                                  const isorand_param_array *arrays, void *out, size_t n);

/* ---- vectors --------------------------------------------------------------------------------
 * 'n' vectors of 'k' elements each, one after the other.  Versions of NumPy: see
 * distributions.h. */

/* multinomial(trials, pvals, n) of Generator, levels as binomial, and of RandomState, whose own
 * form is that of Generator before 2.5. */
ISORAND_API int isorand_multinomial_i64(isorand_rng *rng, int64_t *out, size_t n, int64_t trials,
                                        const double *pvals, size_t k);
ISORAND_API int isorand_legacy_multinomial_i64(isorand_rng *rng, int64_t *out, size_t n,
                                               int64_t trials, const double *pvals, size_t k);
/* multivariate_hypergeometric(colors, nsample, n): since 1.18.  The colors' sum < 10^9. */
ISORAND_API int isorand_multivariate_hypergeometric_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                        const int64_t *colors, size_t k,
                                                        int64_t nsample);
/* The same with method='count' (the other is 'marginals'), for sums below 2^60, needing the colors'
 * sum of words of scratch, else ISORAND_ESPACE. */
ISORAND_API int isorand_multivariate_hypergeometric_count_i64(isorand_rng *rng, int64_t *out,
                                                              size_t n, const int64_t *colors,
                                                              size_t k, int64_t nsample,
                                                              uint64_t *scratch, size_t nscratch);
/* Generator.dirichlet(alpha, n), below 0.1 as beta, and RandomState's.  alpha > 0; from level 1.25
 * on Generator's also takes 0.  With k = 0 nothing is drawn. */
ISORAND_API int isorand_dirichlet_f64(isorand_rng *rng, double *out, size_t n, const double *alpha,
                                      size_t k);
ISORAND_API int isorand_legacy_dirichlet_f64(isorand_rng *rng, double *out, size_t n,
                                             const double *alpha, size_t k);
/* mean + standard_normal((n, k)) @ L.T for a lower triangular L ('lower', k x k row by row; what is
 * above the diagonal is not read): multivariate_normal(mean, L @ L.T, n, method='cholesky').  The
 * normals are NumPy's; sums run from left to right, while NumPy's order is its BLAS's. */
ISORAND_API int isorand_multivariate_normal_f64(isorand_rng *rng, double *out, size_t n,
                                                const double *mean, const double *lower, size_t k);
/* standard_normal((n, k)) @ factor + mean with RandomState's normals, for any k x k 'factor' row by
 * row: RandomState.multivariate_normal(mean, cov, n) where factor is sqrt(s)[:, None] * v of (u, s,
 * v) = svd(cov).  Needs 'k' doubles of scratch; sums as above. */
ISORAND_API int isorand_legacy_multivariate_normal_f64(isorand_rng *rng, double *out, size_t n,
                                                       const double *mean, const double *factor,
                                                       size_t k, double *scratch);

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
/* The same where the sum (> 0, finite) may differ from 1 by 'tolerance' >= 0.  NumPy: sqrt(eps) of
 * the type of an array p, 0x1p-5 for float16 and 0x1.6a09e6p-12 for float32. */
ISORAND_API int isorand_choice_weighted_within_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                   const double *p, size_t pop, double tolerance,
                                                   double *scratch);
ISORAND_API int isorand_choice_weighted_distinct_within_i64(isorand_rng *rng, int64_t *out,
                                                            size_t n, const double *p, size_t pop,
                                                            double tolerance, double *scratch);

/* tomaxint(n) of RandomState, as on systems with a 64-bit long. */
ISORAND_API int isorand_legacy_tomaxint_i64(isorand_rng *rng, int64_t *out, size_t n);
/* choice(pop, n, replace=False) of RandomState, needing 'pop' elements of scratch. */
ISORAND_API int isorand_legacy_choice_distinct_i64(isorand_rng *rng, int64_t *out, size_t n,
                                                   int64_t pop, int64_t *scratch);

/* ---- states --------------------------------------------------------------------------------
 * Saved bytes: versioned, little-endian, with length and CRC-32; the same on every machine. */

enum { ISORAND_SAVE_MAX = 2600 }; /* no saved state is longer */

/* Writes the state to 'out' and its length to *nbytes.  ISORAND_ESPACE: 'capacity' is too small;
 * ISORAND_SAVE_MAX always suffices. */
ISORAND_API int isorand_save(const isorand_rng *rng, void *out, size_t capacity, size_t *nbytes);

/* Restores what isorand_save wrote.  Any other bytes are ISORAND_EFORMAT and leave 'rng' alone. */
ISORAND_API int isorand_load(isorand_rng *rng, const void *bytes, size_t nbytes);

/* The fields of NumPy's bit_generator.state dictionaries, so that a stream can be continued there
 * and back. */
typedef struct isorand_state {
    int engine;                    /* enum isorand_engine: which member of 'fields' counts */
    uint32_t has_uint32, uinteger; /* has_uint32 is 0 with engines of 32-bit words */
    uint32_t has_gauss;            /* the cached value of RandomState's normal */
    double gauss;
    uint32_t numpy; /* the level as major * 10000 + minor * 100 + patch; 0: the newest */
    uint32_t reserved;
    union isorand_engine_state fields;
} isorand_state;

/* Reads the state of a seeded rng. */
ISORAND_API int isorand_get_state(const isorand_rng *rng, isorand_state *state);

/* Continues from a state, which may lie inside *rng.  ISORAND_EINVAL: no such engine, or a field
 * that is impossible (the ranges stand with the structs above; gauss is finite).  has_uint32 and
 * has_gauss are 0 or 1, and as in NumPy any other number counts as 1.  isorand_load refuses
 * whatever isorand_save does not write. */
ISORAND_API int isorand_set_state(isorand_rng *rng, const isorand_state *state);

/* ---- backends ------------------------------------------------------------------------------
 * A backend is a set of kernels for one instruction set; all of them give the same bits.  The
 * first fill picks the best that this CPU can run, or the one that the environment variable
 * ISORAND_BACKEND names.  When that name is unknown or cannot run, every fill answers
 * ISORAND_EBACKEND until isorand_backend_select is called. */

typedef struct isorand_backend_info {
    const char *name; /* as ISORAND_BACKEND and the command line spell it: "avx2" */
} isorand_backend_info;

/* Backends that this version knows, in the build or not, best first. */
ISORAND_API const isorand_backend_info *isorand_backend_at(int index);

enum isorand_backend_status {
    ISORAND_BACKEND_ABSENT = 0,   /* not compiled into this build */
    ISORAND_BACKEND_UNUSABLE = 1, /* this CPU or its system cannot run it */
    ISORAND_BACKEND_USABLE = 2,   /* usable, but the automatic choice passes over it */
    ISORAND_BACKEND_PREFERRED = 3 /* and the automatic choice considers it */
};

/* The status of the backend at 'index' on this machine; ISORAND_EINVAL: no such index.  Unless it
 * is preferred, 'reason' tells why, as a text of at most 'size' bytes, its end included; it may be
 * NULL.  120 bytes hold every text. */
ISORAND_API int isorand_backend_status(int index, char *reason, size_t size);
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

#include <isorand/distributions.h> /* IWYU pragma: export */

#endif
