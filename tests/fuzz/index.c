/* SPDX-License-Identifier: MIT */
/* Indexes of arrays: slices by one are those of the serial fill, also when it was saved, loaded and
 * extended.  Saved bytes that were altered under a right checksum are refused, or have one form and
 * can be used for what they say: they do no harm. */
#include "parallel/index.h"
#include "base/bytes.h"
#include "base/crc32.h"
#include "fuzz/support/fuzz.h"
#include "support/executors.h"

#include <stdlib.h>
#include <string.h>

const int fuzz_faults = 3;

enum {
    VALUES_MAX = 4000,
    MARKS_MAX = 64,
    SAVED_MAX = 104 + 32 * MARKS_MAX + 4,
    WORKERS = 2,
    SCRATCH = WORKERS * IR_WORKER_BYTES + IR_JOB_BYTES + 64
};

static unsigned char want[8 * VALUES_MAX];

static isorand_executor executor(void) {
    static unsigned char scratch[SCRATCH];
    return (isorand_executor){.workers = WORKERS,
                              .run = run_in_order,
                              .scratch = scratch,
                              .scratch_bytes = sizeof scratch};
}

/* Built by the internals, which can be told of short pieces: so that there are marks. */
static void build(isorand_index *index, isorand_mark *marks, const isorand_rng *rng,
                  const isorand_request *request, uint64_t n, uint64_t every, uint64_t piece) {
    const isorand_executor workers = executor();
    struct ir_plan plan;
    int culprit;
    isorand_rng copy = *rng;
    *index = (isorand_index){.request = *request,
                             .n = n,
                             .every = every,
                             .stream = ir_index_stream(rng),
                             .marks = marks};
    CHECK(!ir_prepare(&plan, request, rng->numpy, &culprit), "prepare");
    const struct ir_work work = {.backend = ir_backend_active(),
                                 .plan = &plan,
                                 .rng = &copy,
                                 .executor = &workers,
                                 .piece = piece};
    if (n && ir_plan_entry(&plan).kind != IR_ENTRY_FIXED)
        ir_index_build(index, &work);
    CHECK(index->nmarks <= isorand_index_marks(n, every), "%zu marks", index->nmarks);
}

/* A slice, and on from its begin. */
static void slice(struct fuzz *f, const isorand_index *index, const isorand_rng *before,
                  const isorand_rng *after, size_t size) {
    const size_t total = (size_t)index->n, first = (size_t)fuzz_below(f, total + 1),
                 n = (size_t)fuzz_below(f, total - first + 1);
    isorand_rng rng = *before;
    unsigned char *out = fuzz_place_again(n * size);
    CHECK(!isorand_index_fill(index, &rng, first, out, n), "slice");
    CHECK_BYTES(&rng, before, sizeof rng, "a slice's state");
    CHECK_BYTES(out, want + first * size, n * size, "%zu from %zu", n, first);
    fuzz_check_place(out, n * size, "slice");
    CHECK(isorand_index_fill(index, &rng, first, out, total - first + 1) == ISORAND_ERANGE,
          "beyond");
    const int error = isorand_index_seek(index, &rng, first);
    if (error) {
        CHECK(error == ISORAND_ENOTSUP && (size < 4 || index->request.dist == ISORAND_RAW),
              "seek: %d", error);
        CHECK_BYTES(&rng, before, sizeof rng, "a refused seek");
        return;
    }
    out = fuzz_place_again((total - first) * size);
    CHECK(!isorand_fill(&rng, &index->request, out, total - first), "on");
    CHECK_BYTES(out, want + first * size, (total - first) * size, "on from %zu", first);
    CHECK_BYTES(&rng, after, sizeof rng, "on from %zu: state", first);
}

/* ---- bytes ---- */

static size_t save(const isorand_index *index, unsigned char bytes[SAVED_MAX]) {
    size_t n = 0;
    CHECK(isorand_index_saved_bytes(index) <= SAVED_MAX, "too many marks for this test");
    CHECK(!isorand_index_save(index, bytes, SAVED_MAX, &n), "save");
    CHECK(n == isorand_index_saved_bytes(index), "%zu bytes", n);
    return n;
}

/* Whether steps to its marks take long. */
static int is_far(const isorand_index *index, const isorand_rng *rng) {
    for (size_t i = 0; i < index->nmarks; i++)
        if (index->marks[i].word > 1000000 && rng->engine == ISORAND_SFC64)
            return 1;
    return 0;
}

/* Extended in a copy that has room for so many marks as it says and no more. */
static void extend(const isorand_index *index, const isorand_rng *rng) {
    const isorand_executor workers = executor();
    const uint64_t last = index->nmarks ? index->marks[index->nmarks - 1].value : 0,
                   n = index->n + 500;
    const size_t capacity = isorand_index_marks(n, index->every);
    if (n - last > 4000 || capacity > 4000)
        return;
    isorand_index longer = *index;
    longer.marks = malloc(capacity * sizeof *longer.marks);
    CHECK(longer.marks && index->nmarks <= capacity, "%zu marks", index->nmarks);
    if (index->nmarks)
        memcpy(longer.marks, index->marks, index->nmarks * sizeof *longer.marks);
    const isorand_index before = longer;
    const int error = isorand_index_extend(&longer, rng, n, capacity, &workers);
    if (error)
        CHECK_BYTES(&longer, &before, sizeof longer, "a refused extension");
    else
        CHECK(longer.n == n && longer.nmarks <= capacity, "%zu marks", longer.nmarks);
    free(longer.marks);
}

/* Slices that are near a mark, whose place is reached without a long walk; whatever they have in
 * them, on every backend the same. */
static void use(struct fuzz *f, const isorand_index *index, isorand_rng *rng) {
    enum { FEW = 50 };
    unsigned char other[8 * FEW];
    const size_t size = fuzz_bytes_of(index->request.type);
    const uint64_t at = index->nmarks ? index->marks[fuzz_below(f, index->nmarks)].value : 0;
    const uint64_t first = at + fuzz_below(f, 2000);
    const size_t n = (size_t)fuzz_below(f, FEW);
    if (is_far(index, rng))
        return;
    extend(index, rng);
    for (size_t i = 0; i < index->nmarks; i++) /* is the mark before 'first' near? */
        if (index->marks[i].value <= first &&
            (i + 1 == index->nmarks || index->marks[i + 1].value > first) &&
            first - index->marks[i].value > 4000)
            return;
    for (int b = 0; fuzz_backend(b); b++) {
        fuzz_use(b);
        unsigned char *out = fuzz_place_again(n * size);
        const int error = isorand_index_fill(index, rng, first, out, n);
        if (error) {
            fuzz_untouched(out, n * size, "a refused slice");
            return;
        }
        fuzz_check_place(out, n * size, "slice of altered bytes");
        if (b == 0)
            memcpy(other, out, n * size);
        CHECK_BYTES(out, other, n * size, "%s", fuzz_backend(b));
    }
    isorand_rng moved = *rng;
    const int error = isorand_index_seek(index, &moved, first);
    if (error) {
        CHECK_BYTES(&moved, rng, sizeof moved, "a refused seek");
        return;
    }
    unsigned char *out = fuzz_place_again(n * size);
    CHECK(!isorand_fill(&moved, &index->request, out, n), "on");
    CHECK_BYTES(out, other, n * size, "on from %llu", (unsigned long long)first);
    isorand_state state; /* nothing that no stream has */
    isorand_rng again;
    CHECK(!isorand_get_state(&moved, &state) && !isorand_set_state(&again, &state),
          "a state that cannot be");
    CHECK_BYTES(&again, &moved, sizeof again, "a state that cannot be");
}

static void load(struct fuzz *f, const unsigned char *bytes, size_t n, isorand_rng *rng) {
    isorand_mark marks[MARKS_MAX], kept[MARKS_MAX];
    isorand_index index = {.n = 7}, before = index;
    unsigned char again[SAVED_MAX];
    size_t nmarks = 0;
    memset(marks, 0x5a, sizeof marks);
    memcpy(kept, marks, sizeof kept);
    const int refused = isorand_index_saved_marks(bytes, n, &nmarks);
    const int error = isorand_index_load(&index, marks, MARKS_MAX, bytes, n);
    CHECK(!refused || error, "loaded without marks");
    if (error) {
        CHECK(error == ISORAND_EFORMAT || (error == ISORAND_ESPACE && nmarks > MARKS_MAX), "%d",
              error);
        CHECK_BYTES(&index, &before, sizeof index, "a refused load");
        return;
    }
    CHECK(nmarks == index.nmarks, "marks");
    CHECK(save(&index, again) == n, "length");
    if (fuzz_fault(1))
        again[n - 1] ^= 1;
    CHECK_BYTES(again, bytes, n, "what is loaded has one form");
    if (nmarks)
        CHECK(isorand_index_load(&before, kept, nmarks - 1, bytes, n) == ISORAND_ESPACE, "room");
    use(f, &index, rng);
}

static void from_bytes(struct fuzz *f, isorand_rng *rng) {
    const size_t n = (size_t)(f->end - f->at);
    unsigned char *bytes = malloc(n ? n : 1);
    CHECK(bytes, "malloc");
    if (n)
        memcpy(bytes, f->at, n);
    load(f, bytes, n, rng);
    free(bytes);
}

/* Bytes of the header and the marks changed, marks dropped or invented; the stream is right. */
static void alter(struct fuzz *f, const isorand_index *index, isorand_rng *rng) {
    unsigned char bytes[SAVED_MAX + 64] = {0};
    size_t n = save(index, bytes);
    const unsigned changes = (unsigned)fuzz_below(f, 6);
    for (unsigned i = 0; i < changes; i++) {
        const size_t at = 8 + 4 * (size_t)fuzz_below(f, (n - 8) / 4);
        const uint64_t x = (uint64_t)fuzz_integer(f);
        const unsigned width = at % 8 ? 4 : 8; /* fields are aligned */
        if (at >= 40 && at < 48)
            continue;
        for (unsigned k = 0; k < width && at + k < n; k++)
            bytes[at + k] = (unsigned char)(x >> 8 * k);
    }
    if (fuzz_below(f, 4) == 3)
        n = n >= 140 ? n - 32 : n + 32;
    if (fuzz_below(f, 8))
        ir_put64le(bytes + 48, (n - 108) / 32);
    ir_put32le(bytes + n - 4, ir_crc32(bytes, n - 4));
    load(f, bytes, n, rng);
}

void fuzz_one(struct fuzz *f) {
    isorand_rng before = fuzz_rng(f), after = before;
    const isorand_request request = fuzz_request(f);
    const size_t size = fuzz_bytes_of(request.type);
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    const uint64_t every = 1 + fuzz_below(f, 200), piece = 1 + fuzz_below(f, 100);
    size_t n = fuzz_affordable(&before, &request, fuzz_length(f, VALUES_MAX));
    isorand_mark marks[VALUES_MAX + 1];
    isorand_index index;
    (void)fuzz_place(f, 0);
    if (how % 4 == 3) {
        from_bytes(f, &before);
        return;
    }
    n = n / every > MARKS_MAX - 1 ? (size_t)every * (MARKS_MAX - 1) : n;
    if (isorand_fill(&after, &request, want, n))
        return; /* nothing to be indexed: the target 'fill' has these */
    if (fuzz_fault(2) && n)
        want[n / 2 * size] ^= 1;
    if (fuzz_fault(3))
        after.uinteger ^= 1;
    build(&index, marks, &before, &request, n, every, piece);
    if (how % 4) {
        alter(f, &index, &before);
    } else {
        unsigned char bytes[SAVED_MAX];
        isorand_mark loaded[MARKS_MAX];
        slice(f, &index, &before, &after, size);
        CHECK(!isorand_index_load(&index, loaded, MARKS_MAX, bytes, save(&index, bytes)), "load");
        slice(f, &index, &before, &after, size);
    }
}
