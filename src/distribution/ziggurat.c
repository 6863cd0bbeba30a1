/* SPDX-License-Identifier: MIT */
/* Bulk fills of standard normals and exponentials. */
#include "distribution/ziggurat.h"
#include "base/bytes.h"
#include "distribution/draw.h"
#include "math/ziggurat_tables.h"

static inline void set_bit(uint64_t *bits, size_t i, unsigned value) {
    const uint64_t bit = UINT64_C(1) << i % 64;
    bits[i / 64] = (bits[i / 64] & ~bit) | (value ? bit : 0);
}

#define ZIGGURAT    normal_f64
#define FROM_WORD   ir_normal_from_word
#define VALUE       double
#define BITS        64
#define LAYER(word) ((word)&0xff)
#define HEIGHTS     ir_normal_f
#define EXPONENT(x) (-0.5 * (x) * (x))
#define DOUBT       0x1p-36
#include "distribution/ziggurat_tmpl.h"

#define ZIGGURAT    exponential_f64
#define FROM_WORD   ir_exponential_from_word
#define VALUE       double
#define BITS        64
#define LAYER(word) ((word) >> 3 & 0xff)
#define HEIGHTS     ir_exponential_f
#define EXPONENT(x) (-(x))
#define DOUBT       0x1p-36
#include "distribution/ziggurat_tmpl.h"

#define ZIGGURAT    normal_f32
#define FROM_WORD   ir_normal_f32_from_word
#define VALUE       float
#define BITS        32
#define LAYER(word) ((word)&0xff)
#define HEIGHTS     ir_normal_f_f32
#define EXPONENT(x) (-0.5 * (x) * (x))
#define DOUBT       0x1p-36
#include "distribution/ziggurat_tmpl.h"

/* The definition compares with a float exp, which rounds to 2^-25. */
#define ZIGGURAT    exponential_f32
#define FROM_WORD   ir_exponential_f32_from_word
#define VALUE       float
#define BITS        32
#define LAYER(word) ((word) >> 1 & 0xff)
#define HEIGHTS     ir_exponential_f_f32
#define EXPONENT(x) (-(x))
#define DOUBT       0x1p-22
#include "distribution/ziggurat_tmpl.h"
