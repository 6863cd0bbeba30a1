/* SPDX-License-Identifier: MIT */
/* The control and status registers of floating point as one word, and the settings that a caller of
 * the library may have chosen. */
#ifndef TEST_FPCONTROL_H
#define TEST_FPCONTROL_H

#include <stdint.h>

#if defined(__x86_64__)
#include <xmmintrin.h>
#define HAVE_FP_CONTROL 1
static inline uint64_t fp_control(void) {
    return _mm_getcsr();
}
static inline void fp_control_set(uint64_t x) {
    _mm_setcsr((unsigned)x);
}
#define FP_DEFAULT        UINT64_C(0x1f80) /* exceptions masked */
#define FP_FLUSH          UINT64_C(0x8040) /* FTZ and DAZ */
#define FP_TRAPS          UINT64_C(0x1f80) /* turned over: all exceptions unmasked */
#define FP_FLAGS          UINT64_C(0x3f)
#define FP_ROUNDING_SHIFT 13
#elif defined(__aarch64__)
#define HAVE_FP_CONTROL   1
static inline uint64_t fp_control(void) {
    uint64_t fpcr, fpsr;
    __asm__ volatile("mrs %0, fpcr\n\tmrs %1, fpsr" : "=r"(fpcr), "=r"(fpsr));
    return fpcr | fpsr << 32;
}
static inline void fp_control_set(uint64_t x) {
    __asm__ volatile("msr fpcr, %0\n\tmsr fpsr, %1" : : "r"(x & UINT32_MAX), "r"(x >> 32));
}
#define FP_DEFAULT        UINT64_C(0)
#define FP_FLUSH          (UINT64_C(1) << 24)
#define FP_TRAPS          UINT64_C(0x9f00) /* which many CPUs do not implement */
#define FP_FLAGS          (UINT64_C(0x9f) << 32)
#define FP_ROUNDING_SHIFT 22
#elif defined(__s390x__)
#define HAVE_FP_CONTROL   1
static inline uint64_t fp_control(void) {
    uint32_t fpc;
    __asm__ volatile("efpc %0" : "=d"(fpc));
    return fpc;
}
static inline void fp_control_set(uint64_t x) {
    __asm__ volatile("sfpc %0" : : "d"((uint32_t)x));
}
#define FP_DEFAULT        UINT64_C(0)
#define FP_FLUSH          UINT64_C(0) /* it has none */
#define FP_TRAPS          UINT64_C(0xf8000000)
#define FP_FLAGS          UINT64_C(0x00f80000)
#define FP_ROUNDING_SHIFT 0
#else
#define HAVE_FP_CONTROL   0
static inline uint64_t fp_control(void) {
    return 0;
}
static inline void fp_control_set(uint64_t x) {
    (void)x;
}
#define FP_DEFAULT        UINT64_C(0)
#define FP_FLUSH          UINT64_C(0)
#define FP_TRAPS          UINT64_C(0)
#define FP_FLAGS          UINT64_C(0)
#define FP_ROUNDING_SHIFT 0
#endif

/* Four rounding modes, each without and with flushing of subnormals; then the same with a trap for
 * every exception. */
enum { FP_QUIET_SETTINGS = 8, FP_SETTINGS = 16 };
static inline uint64_t fp_setting(unsigned i) {
    return (FP_DEFAULT ^ (i & 8 ? FP_TRAPS : 0)) | (uint64_t)(i & 3) << FP_ROUNDING_SHIFT |
           (i & 4 ? FP_FLUSH : 0);
}

/* Makes it; returns what the CPU made of it, without the traps that it does not implement. */
static inline uint64_t fp_settle(unsigned i) {
    fp_control_set(fp_setting(i));
    return fp_control();
}

#endif
