/* SPDX-License-Identifier: MIT */
/* What the fuzz targets share: see fuzz.h. */
#define _GNU_SOURCE /* ITIMER_VIRTUAL, open_memstream, stderr as a variable */
#include "fuzz/support/fuzz.h"

#include "api/door.h"
#include "base/bytes.h"
#include "math/fma.h"
#include "support/model.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* ---- bytes and numbers ---- */

uint64_t fuzz_bytes(struct fuzz *f, unsigned n) {
    uint64_t x = 0;
    for (unsigned i = 0; i < n && f->at < f->end; i++)
        x |= (uint64_t)*f->at++ << 8 * i;
    return x;
}

uint64_t fuzz_below(struct fuzz *f, uint64_t bound) {
    unsigned n = 1;
    while (n < 8 && (bound - 1) >> 8 * n)
        n++;
    return fuzz_bytes(f, n) % bound;
}

/* A byte up to 191 is the length; above, the next two are. */
size_t fuzz_length(struct fuzz *f, size_t most) {
    const size_t n = (size_t)fuzz_bytes(f, 1);
    return n < 192 ? n % (most + 1) : (size_t)fuzz_bytes(f, 2) % (most + 1);
}

/* Where algorithms change, and the ends. */
static const double reals[] = {0,
                               1,
                               0.5,
                               2,
                               3,
                               1e-10,
                               0.1,
                               5e-324,
                               DBL_MIN,
                               1e-300,
                               1e-154,
                               1e-103,
                               1e-50,
                               1.5e-19,
                               1e-17,
                               0x1p-53,
                               1e-8,
                               1e-5,
                               1e-3,
                               0.01,
                               0.25,
                               0.75,
                               0.9,
                               0.99,
                               1.001,
                               1.5,
                               9.99,
                               10,
                               30,
                               100,
                               1000,
                               1024,
                               1e5,
                               1e6,
                               1e8,
                               1e10,
                               1e15,
                               0x1p53,
                               6e15,
                               1.2e16,
                               1e18,
                               0x1p62,
                               9.22337203648e18,
                               0x1.ffffffe3b73ap+62,
                               0x1p63,
                               0x1p64,
                               1e30,
                               1e77,
                               1e100,
                               1e153,
                               1.4e154,
                               1e200,
                               1e300,
                               1e308,
                               DBL_MAX,
                               0.3333333333333333,
                               7.999,
                               20,
                               60,
                               0x1p31,
                               1e9,
                               0x1p-26,
                               1.0000001,
                               1.4};
enum { REALS = sizeof reals / sizeof *reals };

double fuzz_real(struct fuzz *f) {
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    switch (how % 4) {
    case 0: { /* one of the list or a neighbour, of either sign */
        const double x = reals[fuzz_below(f, REALS)];
        const uint64_t bits = ir_bits64(x) + (how >> 2 & 7) - (how >> 2 & 4 ? 8 : 0);
        return how >> 5 == 7 ? -ir_f64(bits) : ir_f64(bits);
    }
    case 1: /* a multiple of 1/16 */
        return (double)(how & 128 ? -(int)fuzz_bytes(f, 1) : (int)fuzz_bytes(f, 1)) / 16;
    case 2: /* of any magnitude */
        return ir_f64(fuzz_bytes(f, 2) << 48);
    default:
        return ir_f64(fuzz_bytes(f, 8));
    }
}

int64_t fuzz_integer(struct fuzz *f) {
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    uint64_t x;
    switch (how % 4) {
    case 0:
        return (int64_t)fuzz_bytes(f, 1);
    case 1: /* near a power of two, of either sign */
        x = (UINT64_C(1) << (how >> 2 & 63)) + fuzz_bytes(f, 1);
        x -= 128;
        break;
    case 2:
        x = (uint64_t)(int64_t)(int16_t)fuzz_bytes(f, 2);
        break;
    default:
        x = fuzz_bytes(f, 8);
    }
    if (how & 128 && how % 4 == 1)
        x = 0 - x;
    int64_t value;
    memcpy(&value, &x, sizeof value);
    return value;
}

size_t fuzz_text(struct fuzz *f, char *text, size_t size) {
    size_t n = 0;
    while (n + 1 < size && f->at < f->end)
        text[n++] = (char)*f->at++;
    text[n] = '\0';
    return strlen(text);
}

/* ---- streams and requests ---- */

/* Sets an integer of a field to something else. */
static void poke(struct fuzz *f, const struct ir_engine *e, isorand_state *state) {
    const struct ir_field *field = &e->fields[fuzz_below(f, e->nfields)];
    const uint64_t i = fuzz_below(f, field->count), x = (uint64_t)fuzz_integer(f);
    unsigned char *const p = (unsigned char *)&state->fields + field->offset + i * field->bytes;
    if (field->bytes == 8)
        ir_put64(p, x);
    else
        ir_put32(p, (uint32_t)x);
}

/* The last ones, to be shown when a check fails. */
static isorand_rng last_rng;
static isorand_request last_request;

static void show(void) {
    const isorand_dist_info *dist = isorand_dist_get(last_request.dist);
    const isorand_param_info *param;
    if (last_rng.engine)
        fprintf(stderr, "engine %s, level %s, has_uint32 %u, has_gauss %u\n",
                isorand_engine_get((int)last_rng.engine)->name, isorand_get_numpy(&last_rng),
                last_rng.has_uint32, last_rng.has_gauss);
    if (dist)
        fprintf(stderr, "last request: %s, type %d, flags %u\n", dist->name, last_request.type,
                last_request.flags);
    for (int i = 0; (param = isorand_dist_param(last_request.dist, i)) != NULL; i++)
        if (param->kind == 'f')
            fprintf(stderr, "  %s = %.17g\n", param->name, last_request.param[i].f);
        else
            fprintf(stderr, "  %s = %" PRId64 "\n", param->name, last_request.param[i].i);
}

isorand_rng fuzz_rng(struct fuzz *f) {
    const int engine = 1 + (int)fuzz_below(f, IR_ENGINE_COUNT);
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    const struct ir_engine *e = ir_engine_get((uint32_t)engine);
    isorand_rng rng;
    isorand_state state;
    CHECK(!isorand_seed(&rng, engine, fuzz_bytes(f, 2)), "seed");
    if (how & 7) /* into a block */
        CHECK(!isorand_skip(&rng, fuzz_below(f, (how & 7) == 7 ? 700 : 8)), "skip");
    CHECK(!isorand_get_state(&rng, &state), "get");
    if (how & 8) {
        state.has_uint32 = e->info.word_bytes == 8;
        state.uinteger = (uint32_t)fuzz_bytes(f, 4);
    }
    if (how & 16) {
        state.has_gauss = 1;
        state.gauss = fuzz_real(f);
    }
    for (uint64_t pokes = how & 32 ? 1 + fuzz_below(f, 4) : 0; pokes; pokes--)
        poke(f, e, &state);
    (void)isorand_set_state(&rng, &state); /* an impossible one changes nothing */
    if (how & 64) {
        const isorand_numpy_info *level = isorand_numpy_at((int)fuzz_below(f, 16));
        CHECK(!isorand_set_numpy(&rng, level ? level->name : NULL), "level");
    }
    last_rng = rng;
    return rng;
}

isorand_request fuzz_request(struct fuzz *f) {
    static int dists;
    isorand_request request = {0};
    while (isorand_dist_at(dists))
        dists++;
    const isorand_dist_info *dist = isorand_dist_at((int)fuzz_below(f, (uint64_t)dists));
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    request.dist = dist->number;
    request.type = 1 + (int)(how % 16);
    /* 0 .. 10 is a type, whether it is offered or not; the others are offered ones */
    for (unsigned turn = how >> 4, t = 0; request.type > 11; t = (t + 1) % 11)
        if (dist->types >> (t + 1) & 1 && turn-- == 0)
            request.type = (int)t + 1;
    if (how % 16 == 10) /* no type */
        request.type = (int)fuzz_bytes(f, 1);
    const unsigned flags = (unsigned)fuzz_bytes(f, 1);
    request.flags = flags < 128 ? 0 : flags < 254 ? ISORAND_NAN_ALLOWED : flags;
    for (int i = 0; i < (int)dist->nparams; i++) {
        const isorand_param_info *info = isorand_dist_param(dist->number, i);
        if (flags >> i & 1)
            request.param[i] = info->default_value;
        else if (info->kind == 'f')
            request.param[i].f = fuzz_real(f);
        else if (info->kind == 'b')
            request.param[i].i = (int64_t)fuzz_below(f, 3);
        else
            request.param[i].i = fuzz_integer(f);
    }
    last_request = request;
    return request;
}

size_t fuzz_bytes_of(int type) {
    const isorand_type_info *info = isorand_type_get(type);
    return info ? info->bytes : 1;
}

/* ---- backends ---- */

enum { BACKENDS_MAX = 16 };

const char *fuzz_backend(int index) {
    static const char *names[BACKENDS_MAX + 1];
    static int n = -1;
    if (n < 0) {
        n = 0;
        const isorand_backend_info *info;
        for (int i = 0; (info = isorand_backend_at(i)) != NULL && n < BACKENDS_MAX; i++)
            if (isorand_backend_status(i, NULL, 0) >= ISORAND_BACKEND_USABLE)
                names[n++] = info->name;
    }
    return index < n ? names[index] : NULL;
}

void fuzz_use(int index) {
    CHECK(!isorand_backend_select(fuzz_backend(index)), "backend");
}

/* ---- the definitions ---- */

/* The words of a request that asks for words. */
static void reference_raw(isorand_rng *rng, const isorand_request *request, unsigned char *p,
                          size_t n) {
    switch (request->type) {
    case ISORAND_U8:
        model_bytes(rng, p, n);
        break;
    case ISORAND_U32:
        for (size_t i = 0; i < n; i++)
            ir_put32(p + 4 * i, model_u32(rng));
        break;
    default:
        for (size_t i = 0; i < n; i++)
            ir_put64(p + 8 * i, model_u64(rng));
    }
}

int fuzz_reference(isorand_rng *rng, const isorand_request *request, void *out, size_t n) {
    isorand_rng checked = *rng;
    if (request->dist != ISORAND_RAW)
        return ir_request_reference(rng, request, out, n);
    const int error = ir_request_reference(&checked, request, out, 0);
    if (!error)
        reference_raw(rng, request, out, n);
    return error;
}

static double cpu_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

size_t fuzz_affordable(const isorand_rng *rng, const isorand_request *request, size_t n) {
    unsigned char out[16];
    isorand_rng copy = *rng;
    if (n <= 2)
        return n;
    const double begin = cpu_seconds();
    if (ir_request_reference(&copy, request, out, 2))
        return n;
    return cpu_seconds() - begin < 1e-3 ? n : 2;
}

/* ---- places ---- */

static struct guarded room;
static enum guard_side side;
static size_t shift;

unsigned char *fuzz_place(struct fuzz *f, size_t nbytes) {
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    side = how & 64 ? GUARD_BEFORE : GUARD_AFTER;
    shift = how & 128 ? 0 : how % 64;
    return fuzz_place_again(nbytes);
}

unsigned char *fuzz_place_again(size_t nbytes) {
    if (!room.pages)
        room = guard_new(FUZZ_ROOM + 64);
    return guard_place(&room, side, nbytes, shift);
}

void fuzz_check_place(const unsigned char *p, size_t nbytes, const char *what) {
    guard_check(&room, p, nbytes, what);
}

void fuzz_untouched(const unsigned char *p, size_t nbytes, const char *what) {
    (void)nbytes;
    guard_check(&room, p, 0, what);
}

/* ---- what is printed ---- */

static FILE *real_stderr;
static char *said;
static size_t said_bytes;

void fuzz_listen(void) {
    (void)fuzz_said();
    free(said);
    said = NULL;
    FILE *text = open_memstream(&said, &said_bytes);
    if (!text)
        abort();
    real_stderr = stderr;
    stderr = text;
}

const char *fuzz_said(void) {
    if (real_stderr) {
        fclose(stderr);
        stderr = real_stderr;
        real_stderr = NULL;
    }
    return said;
}

void fuzz_check_said(void) {
    const char *text = fuzz_said();
    const size_t n = strlen(text);
    CHECK(n && text[n - 1] == '\n' && strchr(text, '\n') == text + n - 1 &&
              !strncmp(text, "isorand: ", 9),
          "one line of isorand's: %s", text);
    for (size_t i = 0; i + 1 < n; i++)
        CHECK((unsigned char)text[i] >= 0x20 && text[i] != 0x7f, "a control character: %s", text);
}

/* ---- checks ---- */

static int fault;

int fuzz_fault(int number) {
    return fault == number;
}

void fuzz_plant(int number) {
    fault = number;
}

/* _exit where a fault was planted: the one who planted it waits for that. */
static _Noreturn void fail_with(const char *file, int line, const char *what, const char *format,
                                va_list args) {
    fuzz_said();
    if (fault)
        _exit(42);
    fprintf(stderr, "%s:%d: %s: ", file, line, what);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    show();
    abort();
}

void test_fail(const char *file, int line, const char *condition, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fail_with(file, line, condition, format, args);
}

void test_check_bytes(const char *file, int line, const void *got, const void *want, size_t nbytes,
                      const char *format, ...) {
    if (!nbytes || !memcmp(got, want, nbytes))
        return;
    const unsigned char *g = got, *w = want;
    char what[100];
    size_t i = 0;
    while (g[i] == w[i])
        i++;
    snprintf(what, sizeof what, "byte %zu of %zu is %02x, not %02x", i, nbytes, g[i], w[i]);
    va_list args;
    va_start(args, format);
    fail_with(file, line, what, format, args);
}

/* ---- one input ---- */

/* CPU seconds, not those of a clock, which a busy machine stretches. */
enum { SECONDS = 30 };

static void too_long(int signal) {
    static const char text[] = "this input takes more than 30 s of CPU time\n";
    (void)signal;
    const ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
    (void)written;
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static int ready;
    const struct itimerval limit = {.it_value = {.tv_sec = SECONDS}}, none = {.it_value = {0}};
    struct fuzz f = {data, data + size};
    if (!ready) {
        ready = 1;
        signal(SIGVTALRM, too_long);
    }
    last_rng.engine = 0;
    last_request.dist = 0;
    setitimer(ITIMER_VIRTUAL, &limit, NULL);
    fuzz_one(&f);
    setitimer(ITIMER_VIRTUAL, &none, NULL);
    return 0;
}
