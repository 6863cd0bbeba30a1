/* SPDX-License-Identifier: MIT */
/* Saved states: versioned little-endian bytes, the same on every machine.
 *
 *   0  "isorand" NUL            8 bytes
 *   8  format version           u32 = 1
 *  12  total length in bytes    u32
 *  16  engine number            u32
 *  20  has_uint32, uinteger     2 x u32
 *  28  has_gauss                u32
 *  32  gauss                    IEEE 754 double
 *  40  the engine's own state   core_bytes
 *  ..  CRC-32 of all before it  u32, as zlib.crc32 computes it */
#include "internal.h"

static const unsigned char MAGIC[8] = "isorand";
enum { FORMAT_VERSION = 1, HEADER_BYTES = 40, CRC_BYTES = 4 };

_Static_assert(HEADER_BYTES + 4 * 624 + 4 + CRC_BYTES <= ISORAND_SAVE_MAX,
               "the largest state, MT19937's, must fit");

/* IEEE 802.3, reflected, bit by bit: states are small and saved rarely. */
static uint32_t crc32(const unsigned char *p, size_t n) {
    uint32_t crc = UINT32_MAX;
    while (n--) {
        crc ^= *p++;
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (-(crc & 1) & 0xedb88320u);
    }
    return ~crc;
}

static size_t saved_bytes(const struct ir_engine *e) {
    return HEADER_BYTES + e->core_bytes + CRC_BYTES;
}

int isorand_save(const isorand_rng *rng, void *out, size_t capacity, size_t *nbytes) {
    const struct ir_engine *e = ir_engine_of(rng);
    if (!rng || !out || !nbytes)
        return ISORAND_EINVAL;
    if (!e)
        return ISORAND_ESTATE;
    const size_t total = saved_bytes(e);
    if (capacity < total)
        return ISORAND_ESPACE;
    unsigned char *p = out;
    uint64_t gauss;
    memcpy(&gauss, &rng->gauss, sizeof gauss);
    memcpy(p, MAGIC, sizeof MAGIC);
    ir_put32le(p + 8, FORMAT_VERSION);
    ir_put32le(p + 12, (uint32_t)total);
    ir_put32le(p + 16, rng->engine);
    ir_put32le(p + 20, rng->has_uint32);
    ir_put32le(p + 24, rng->uinteger);
    ir_put32le(p + 28, rng->has_gauss);
    ir_put64le(p + 32, gauss);
    e->save(&rng->state, p + HEADER_BYTES);
    ir_put32le(p + total - CRC_BYTES, crc32(p, total - CRC_BYTES));
    *nbytes = total;
    return 0;
}

int isorand_load(isorand_rng *rng, const void *bytes, size_t nbytes) {
    if (!rng || (!bytes && nbytes))
        return ISORAND_EINVAL;
    const unsigned char *p = bytes;
    if (nbytes < HEADER_BYTES || memcmp(p, MAGIC, sizeof MAGIC) ||
        ir_get32le(p + 8) != FORMAT_VERSION || ir_get32le(p + 12) != nbytes)
        return ISORAND_EFORMAT;
    const uint32_t engine = ir_get32le(p + 16);
    const struct ir_engine *e = ir_engine_get(engine);
    if (!e || nbytes != saved_bytes(e) ||
        ir_get32le(p + nbytes - CRC_BYTES) != crc32(p, nbytes - CRC_BYTES))
        return ISORAND_EFORMAT;
    isorand_rng r;
    ir_rng_start(&r, engine);
    r.has_uint32 = ir_get32le(p + 20);
    r.uinteger = ir_get32le(p + 24);
    r.has_gauss = ir_get32le(p + 28);
    uint64_t gauss = ir_get64le(p + 32);
    memcpy(&r.gauss, &gauss, sizeof gauss);
    e->load(&r.state, p + HEADER_BYTES);
    /* Only engines of 64-bit words buffer a half; RandomState's distributions work on any engine.
     */
    if (r.has_uint32 > (e->word_bytes == 8) || r.has_gauss > 1 || !(r.gauss - r.gauss == 0) ||
        !e->valid(&r.state))
        return ISORAND_EFORMAT;
    *rng = r;
    return 0;
}
