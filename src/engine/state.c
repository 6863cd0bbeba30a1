/* SPDX-License-Identifier: MIT */
/* Saved states: versioned little-endian bytes, the same on every machine.
 *
 *   0  "isorand" NUL            8 bytes
 *   8  format version           u32 = 1 or 2
 *  12  total length in bytes    u32
 *  16  engine number            u32
 *  20  has_uint32, uinteger     2 x u32
 *  28  has_gauss                u32
 *  32  gauss                    IEEE 754 double
 *  40  NumPy level              u32, in version 2 only; version 1 is level 1.24
 *  ..  the engine's own fields  as its table says
 *  ..  CRC-32 of all before it  u32, as zlib.crc32 computes it */
#include "base/bytes.h"
#include "base/crc32.h"
#include "engine/engine.h"
#include "engine/numpy_level.h"

static const unsigned char MAGIC[8] = "isorand";
enum { HEADER_BYTES = 40, LEVEL_BYTES = 4, CRC_BYTES = 4 };

_Static_assert(HEADER_BYTES + LEVEL_BYTES + 4 * 624 + 4 + CRC_BYTES <= ISORAND_SAVE_MAX,
               "the largest state, MT19937's, must fit");

/* Integer 'i' of a field of an engine's struct. */
static uint64_t get(const struct ir_field *f, const unsigned char *core, unsigned i) {
    const unsigned char *p = core + f->offset + (size_t)i * f->bytes;
    return f->bytes == 8 ? ir_get64(p) : ir_get32(p);
}

static void put(const struct ir_field *f, unsigned char *core, unsigned i, uint64_t x) {
    unsigned char *p = core + f->offset + (size_t)i * f->bytes;
    if (f->bytes == 8)
        ir_put64(p, x);
    else
        ir_put32(p, (uint32_t)x);
}

/* The oldest level is saved as it was before there were others. */
static uint32_t format_of(uint32_t level) {
    return level == IR_NUMPY_1_24 ? 1 : 2;
}

static size_t saved_bytes(const struct ir_engine *e, uint32_t format) {
    size_t n = HEADER_BYTES + (format == 2 ? LEVEL_BYTES : 0) + CRC_BYTES;
    for (unsigned i = 0; i < e->nfields; i++)
        n += (size_t)e->fields[i].count * e->fields[i].saved;
    return n;
}

size_t ir_state_saved_bytes(const isorand_rng *rng) {
    return saved_bytes(ir_engine_of(rng), format_of(rng->numpy));
}

void ir_state_save(const isorand_rng *rng, unsigned char *out) {
    const struct ir_engine *e = ir_engine_of(rng);
    const uint32_t format = format_of(rng->numpy);
    const size_t total = saved_bytes(e, format);
    uint64_t gauss;
    memcpy(&gauss, &rng->gauss, sizeof gauss);
    memcpy(out, MAGIC, sizeof MAGIC);
    ir_put32le(out + 8, format);
    ir_put32le(out + 12, (uint32_t)total);
    ir_put32le(out + 16, rng->engine);
    ir_put32le(out + 20, rng->has_uint32);
    ir_put32le(out + 24, rng->uinteger);
    ir_put32le(out + 28, rng->has_gauss);
    ir_put64le(out + 32, gauss);
    unsigned char *p = out + HEADER_BYTES;
    if (format == 2) {
        ir_put32le(p, rng->numpy);
        p += LEVEL_BYTES;
    }
    for (const struct ir_field *f = e->fields; f < e->fields + e->nfields; f++)
        for (unsigned i = 0; i < f->count; i++) {
            const uint64_t x = get(f, (const unsigned char *)&rng->state, i);
            for (unsigned byte = 0; byte < f->saved; byte++)
                *p++ = (unsigned char)(x >> 8 * byte);
        }
    ir_put32le(p, ir_crc32(out, total - CRC_BYTES));
}

int ir_state_load(isorand_rng *rng, const unsigned char *bytes, size_t nbytes) {
    if (nbytes < HEADER_BYTES || memcmp(bytes, MAGIC, sizeof MAGIC) ||
        ir_get32le(bytes + 12) != nbytes)
        return ISORAND_EFORMAT;
    const uint32_t format = ir_get32le(bytes + 8);
    const uint32_t engine = ir_get32le(bytes + 16);
    const struct ir_engine *e = ir_engine_get(engine);
    if ((format != 1 && format != 2) || !e || nbytes != saved_bytes(e, format) ||
        ir_get32le(bytes + nbytes - CRC_BYTES) != ir_crc32(bytes, nbytes - CRC_BYTES))
        return ISORAND_EFORMAT;
    isorand_rng r;
    ir_rng_start(&r, engine);
    r.has_uint32 = ir_get32le(bytes + 20);
    r.uinteger = ir_get32le(bytes + 24);
    r.has_gauss = ir_get32le(bytes + 28);
    uint64_t gauss = ir_get64le(bytes + 32);
    memcpy(&r.gauss, &gauss, sizeof gauss);
    const unsigned char *p = bytes + HEADER_BYTES;
    r.numpy = IR_NUMPY_1_24;
    if (format == 2) {
        r.numpy = ir_get32le(p);
        p += LEVEL_BYTES;
    }
    for (const struct ir_field *f = e->fields; f < e->fields + e->nfields; f++)
        for (unsigned i = 0; i < f->count; i++) {
            uint64_t x = 0;
            for (unsigned byte = 0; byte < f->saved; byte++)
                x |= (uint64_t)*p++ << 8 * byte;
            put(f, (unsigned char *)&r.state, i, x);
        }
    if (!ir_state_valid(&r) || format != format_of(r.numpy))
        return ISORAND_EFORMAT;
    *rng = r;
    return 0;
}

int ir_state_valid(const isorand_rng *rng) {
    const struct ir_engine *e = ir_engine_of(rng);
    uint64_t gauss; /* as bits: arithmetic on a NaN could trap */
    memcpy(&gauss, &rng->gauss, sizeof gauss);
    /* Only engines of 64-bit words buffer a half; RandomState's normal works on any engine. */
    return e && rng->has_uint32 <= (e->info.word_bytes == 8) && rng->has_gauss <= 1 &&
           ir_numpy_is_level(rng->numpy) && (gauss >> 52 & 0x7ff) != 0x7ff && e->valid(&rng->state);
}
