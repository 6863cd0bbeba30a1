/* SPDX-License-Identifier: MIT */
/* Indexes: see index.h.  Saved bytes:
 *
 *   0  "isomark" NUL             8 bytes
 *   8  format version            u32 = 1
 *  12  dist, type, flags         3 x u32
 *  24  n, every, stream, nmarks  4 x u64
 *  56  parameters                6 x u64, the bits of each
 * 104  marks: value, word, gauss 3 x u64, has_uint32 + 2 has_gauss, uinteger 2 x u32
 *  ..  CRC-32 of all before it   u32 */
#include "parallel/index.h"
#include "base/bytes.h"
#include "base/crc32.h"

#include <string.h>

static const unsigned char MAGIC[8] = "isomark";
enum { HEADER_BYTES = 104, MARK_BYTES = 32, CRC_BYTES = 4 };

/* FNV-1a (Fowler, Noll, Vo). */
uint64_t ir_index_stream(const isorand_rng *rng) {
    unsigned char bytes[ISORAND_SAVE_MAX];
    const size_t n = ir_state_saved_bytes(rng);
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    ir_state_save(rng, bytes);
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}

/* ---- marks ---- */

/* Where the counting began. */
struct marking {
    isorand_index *index;
    uint64_t value, word;
};

static void mark(void *context, const struct ir_place *place, uint64_t value) {
    const struct marking *from = context;
    isorand_index *index = from->index;
    value += from->value;
    if (index->nmarks && value - index->marks[index->nmarks - 1].value < index->every)
        return;
    struct ir_place at = *place;
    at.word += from->word;
    index->marks[index->nmarks++] = ir_mark_at(&at, value);
}

static void set_to_mark(isorand_rng *rng, const isorand_mark *m) {
    struct ir_place place = ir_place_in(m);
    if (ir_engines[rng->engine]->info.word_bytes == 4) /* whatever saved bytes said */
        place.has_uint32 = 0;
    ir_place_set(rng, 0, &place);
}

void ir_index_build(isorand_index *index, const struct ir_work *work) {
    struct ir_work counting = *work;
    struct marking from = {.index = index};
    if (index->nmarks) {
        const isorand_mark *last = &index->marks[index->nmarks - 1];
        from.value = last->value;
        from.word = last->word;
        set_to_mark(counting.rng, last);
    }
    counting.out = NULL;
    counting.n = index->n - from.value;
    counting.mark = mark;
    counting.mark_context = &from;
    ir_work_run(&counting);
}

/* ---- slices ---- */

/* The last mark that is not behind a value. */
static const isorand_mark *mark_before(const isorand_index *index, uint64_t value) {
    size_t low = 0, high = index->nmarks; /* marks[low] is not behind it, marks[high] is */
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (index->marks[middle].value <= value)
            low = middle;
        else
            high = middle;
    }
    return &index->marks[low];
}

/* From the mark on, in pieces of whole words: values before the slice, of which the last piece may
 * have more than that, and then the slice. */
void ir_index_fill(const struct ir_backend *backend, const isorand_index *index,
                   const isorand_rng *rng, const struct ir_plan *plan, uint64_t first, void *out,
                   size_t n) {
    enum { VALUES = 128, BEYOND = 64 };
    const isorand_mark *m = mark_before(index, first);
    const struct ir_entry entry = ir_plan_entry(plan);
    unsigned char values[(VALUES + BEYOND) * 8], *p = out;
    uint64_t before = first - m->value;
    isorand_rng copy = *rng;
    struct ir_reader reader;
    set_to_mark(&copy, m);
    ir_reader_begin(&reader, backend, &copy);
    const uint64_t words =
        (uint64_t)VALUES / entry.values * entry.bits / 8 / reader.engine->info.word_bytes;
    while (before) {
        reader.limit = ir_reader_position(&reader) + words;
        const size_t made = ir_plan_fill(&reader, plan, values, VALUES + BEYOND);
        if (made > before) {
            const size_t more = made - (size_t)before, kept = more < n ? more : n;
            memcpy(p, values + before * plan->bytes, kept * plan->bytes);
            p += kept * plan->bytes;
            n -= kept;
            before = 0;
        } else {
            before -= made;
        }
    }
    reader.limit = UINT64_MAX;
    if (n)
        ir_plan_fill(&reader, plan, p, n);
}

void ir_index_seek(const struct ir_backend *backend, const isorand_index *index, isorand_rng *rng,
                   const struct ir_plan *plan, uint64_t first) {
    enum { VALUES = 256 };
    const isorand_mark *m = mark_before(index, first);
    unsigned char values[VALUES * 8];
    struct ir_reader reader;
    set_to_mark(rng, m);
    ir_reader_begin(&reader, backend, rng);
    for (uint64_t before = first - m->value, n; before; before -= n) {
        n = before < VALUES ? before : VALUES;
        ir_plan_fill(&reader, plan, values, (size_t)n);
    }
    ir_reader_finish(&reader);
}

/* ---- saved bytes ---- */

size_t ir_index_saved_bytes(size_t nmarks) {
    return HEADER_BYTES + nmarks * MARK_BYTES + CRC_BYTES;
}

void ir_index_save(const isorand_index *index, unsigned char *out) {
    const isorand_request *request = &index->request;
    memcpy(out, MAGIC, sizeof MAGIC);
    ir_put32le(out + 8, 1);
    ir_put32le(out + 12, (uint32_t)request->dist);
    ir_put32le(out + 16, (uint32_t)request->type);
    ir_put32le(out + 20, request->flags);
    ir_put64le(out + 24, index->n);
    ir_put64le(out + 32, index->every);
    ir_put64le(out + 40, index->stream);
    ir_put64le(out + 48, index->nmarks);
    for (int i = 0; i < ISORAND_PARAMS_MAX; i++)
        ir_put64le(out + 56 + 8 * i, request->param[i].u);
    unsigned char *p = out + HEADER_BYTES;
    for (size_t i = 0; i < index->nmarks; i++, p += MARK_BYTES) {
        const isorand_mark *m = &index->marks[i];
        uint64_t gauss;
        memcpy(&gauss, &m->gauss, sizeof gauss);
        ir_put64le(p, m->value);
        ir_put64le(p + 8, m->word);
        ir_put64le(p + 16, gauss);
        ir_put32le(p + 24, m->has_uint32 | m->has_gauss << 1);
        ir_put32le(p + 28, m->uinteger);
    }
    ir_put32le(p, ir_crc32(out, (size_t)(p - out)));
}

int ir_index_saved_marks(const unsigned char *bytes, size_t nbytes, size_t *nmarks) {
    if (nbytes < ir_index_saved_bytes(0) || memcmp(bytes, MAGIC, sizeof MAGIC) ||
        ir_get32le(bytes + 8) != 1)
        return ISORAND_EFORMAT;
    const uint64_t n = ir_get64le(bytes + 48);
    if (n > (nbytes - ir_index_saved_bytes(0)) / MARK_BYTES ||
        ir_index_saved_bytes((size_t)n) != nbytes ||
        ir_get32le(bytes + nbytes - CRC_BYTES) != ir_crc32(bytes, nbytes - CRC_BYTES))
        return ISORAND_EFORMAT;
    *nmarks = (size_t)n;
    return 0;
}

/* A mark that can follow one before, NULL for the first.  That they are 'every' values apart is
 * what isorand_index_extend relies on for their number. */
static int is_mark(const isorand_mark *m, const isorand_mark *before, uint64_t n, uint64_t every) {
    uint64_t gauss; /* as bits: arithmetic on a NaN could trap */
    memcpy(&gauss, &m->gauss, sizeof gauss);
    if ((gauss >> 52 & 0x7ff) == 0x7ff || m->value >= n)
        return 0;
    return before ? m->value > before->value && m->value - before->value >= every &&
                        m->word >= before->word
                  : m->value == 0;
}

int ir_index_load(isorand_index *index, isorand_mark *marks, const unsigned char *bytes,
                  size_t nbytes) {
    isorand_index x = {.request = {.dist = (int)ir_get32le(bytes + 12),
                                   .type = (int)ir_get32le(bytes + 16),
                                   .flags = ir_get32le(bytes + 20)},
                       .n = ir_get64le(bytes + 24),
                       .every = ir_get64le(bytes + 32),
                       .stream = ir_get64le(bytes + 40),
                       .marks = marks};
    const int error = ir_index_saved_marks(bytes, nbytes, &x.nmarks);
    for (int i = 0; i < ISORAND_PARAMS_MAX; i++)
        x.request.param[i].u = ir_get64le(bytes + 56 + 8 * i);
    if (error || x.n >> 60 || x.every == 0)
        return ISORAND_EFORMAT;
    for (int write = 0; write < 2; write++) { /* all are looked at before one is written */
        isorand_mark last = {0};
        const unsigned char *p = bytes + HEADER_BYTES;
        for (size_t i = 0; i < x.nmarks; i++, p += MARK_BYTES) {
            const uint64_t gauss = ir_get64le(p + 16);
            const uint32_t waits = ir_get32le(p + 24);
            isorand_mark m = {.value = ir_get64le(p),
                              .word = ir_get64le(p + 8),
                              .has_uint32 = waits & 1,
                              .uinteger = ir_get32le(p + 28),
                              .has_gauss = waits >> 1};
            memcpy(&m.gauss, &gauss, sizeof gauss);
            if (waits > 3 || !is_mark(&m, i ? &last : NULL, x.n, x.every))
                return ISORAND_EFORMAT;
            last = m;
            if (write)
                marks[i] = m;
        }
    }
    *index = x;
    return 0;
}
