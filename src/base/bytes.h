/* SPDX-License-Identifier: MIT */
/* Rotations, unaligned access and little-endian bytes. */
#ifndef IR_BYTES_H
#define IR_BYTES_H

#include <isorand/inline/bits.h>

#include <stdint.h>
#include <string.h>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define IR_BIG_ENDIAN 1
#else
#define IR_BIG_ENDIAN 0
#endif

/* Before a short loop of constant length over an array of vectors: unrolled entirely, the array
 * lives in registers. */
#if defined(__clang__)
#define IR_UNROLL _Pragma("clang loop unroll(full)")
#define IR_ROLL   _Pragma("clang loop unroll(disable)")
#elif defined(__GNUC__)
#define IR_UNROLL _Pragma("GCC unroll 32")
#define IR_ROLL   _Pragma("GCC unroll 1")
#else
#define IR_UNROLL
#define IR_ROLL
#endif

/* For functions whose registers shall not be those of the caller's loop. */
#if defined(__GNUC__) || defined(__clang__)
#define IR_NOINLINE __attribute__((noinline))
#else
#define IR_NOINLINE
#endif

/* The set bits of each byte, and of all; in C, since where there is no instruction for it the
 * builtin is a call. */
static inline uint64_t ir_popcount_bytes(uint64_t x) {
    x -= x >> 1 & UINT64_C(0x5555555555555555);
    x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
    return (x + (x >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
}
static inline unsigned ir_popcount64(uint64_t x) {
    return (unsigned)(ir_popcount_bytes(x) * UINT64_C(0x0101010101010101) >> 56);
}

/* Native-endian access to memory of any alignment. */
static inline uint32_t ir_get32(const void *p) {
    uint32_t x;
    memcpy(&x, p, sizeof x);
    return x;
}

static inline uint64_t ir_get64(const void *p) {
    uint64_t x;
    memcpy(&x, p, sizeof x);
    return x;
}

static inline void ir_put32(void *p, uint32_t x) {
    memcpy(p, &x, sizeof x);
}

static inline void ir_put64(void *p, uint64_t x) {
    memcpy(p, &x, sizeof x);
}

/* Element i of an array of any alignment. */
static inline int64_t ir_get_i64(const int64_t *p, size_t i) {
    int64_t x;
    memcpy(&x, (const unsigned char *)p + sizeof x * i, sizeof x);
    return x;
}

static inline void ir_put_i64(int64_t *p, size_t i, int64_t x) {
    memcpy((unsigned char *)p + sizeof x * i, &x, sizeof x);
}

static inline double ir_get_f64(const double *p, size_t i) {
    double x;
    memcpy(&x, (const unsigned char *)p + sizeof x * i, sizeof x);
    return x;
}

static inline void ir_put_f64(double *p, size_t i, double x) {
    memcpy((unsigned char *)p + sizeof x * i, &x, sizeof x);
}

/* Little-endian access, whatever the machine. */
static inline uint32_t ir_get32le(const unsigned char *p) {
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint64_t ir_get64le(const unsigned char *p) {
    return ir_get32le(p) | (uint64_t)ir_get32le(p + 4) << 32;
}

static inline void ir_put32le(unsigned char *p, uint32_t x) {
    for (unsigned i = 0; i < 4; i++)
        p[i] = (unsigned char)(x >> 8 * i);
}

static inline void ir_put64le(unsigned char *p, uint64_t x) {
    ir_put32le(p, (uint32_t)x);
    ir_put32le(p + 4, (uint32_t)(x >> 32));
}

#endif
