/* SPDX-License-Identifier: MIT */
/* The floating-point environment of fills that round: to nearest even, subnormals kept, no traps,
 * whatever the caller has set; and the caller's again afterwards, sticky flags included.
 *
 *     const struct ir_fpenv env = ir_fpenv_enter();
 *     error = run(...);
 *     ir_fpenv_leave(env);
 *
 * What rounds must lie behind a call that the compiler cannot inline, a function that is IR_ROUNDS:
 * C compilers know nothing of the mode and might move plain arithmetic across. */
#ifndef IR_FPENV_H
#define IR_FPENV_H

#include <stdint.h>

#if !defined(__x86_64__) && !defined(__i386__) && !defined(__aarch64__) && !defined(__s390x__)
#include <fenv.h> /* with glibc these functions are in libm */
#endif

#define IR_ROUNDS __attribute__((noinline))

struct ir_fpenv {
#if defined(__x86_64__) || defined(__i386__)
    uint32_t mxcsr;
#elif defined(__aarch64__)
    uint64_t fpcr, fpsr;
#elif defined(__s390x__)
    uint32_t fpc;
#else
    fenv_t env;
#endif
};

/* The memory sanitizer does not see that assembly writes it. */
#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#define IR_FPENV_UNKNOWN = {0}
#endif
#endif
#ifndef IR_FPENV_UNKNOWN
#define IR_FPENV_UNKNOWN
#endif

static inline struct ir_fpenv ir_fpenv_enter(void) {
    struct ir_fpenv old;
#if defined(__x86_64__) || defined(__i386__)
    const uint32_t mxcsr = 0x1f80; /* all exceptions masked; no FTZ, no DAZ; to nearest */
    __asm__ volatile("stmxcsr %0" : "=m"(old.mxcsr) : : "memory");
    __asm__ volatile("ldmxcsr %0" : : "m"(mxcsr) : "memory");
#elif defined(__aarch64__)
    __asm__ volatile("mrs %0, fpcr" : "=r"(old.fpcr) : : "memory");
    __asm__ volatile("mrs %0, fpsr" : "=r"(old.fpsr) : : "memory");
    __asm__ volatile("msr fpcr, %0" : : "r"((uint64_t)0) : "memory");
#elif defined(__s390x__)
    __asm__ volatile("efpc %0" : "=d"(old.fpc) : : "memory");
    __asm__ volatile("sfpc %0" : : "d"(0) : "memory");
#else
    fegetenv(&old.env);
    fesetenv(FE_DFL_ENV);
#endif
    return old;
}

/* The same for what raises no exception but inexact, which most programs have long raised: then
 * there is nothing to write.  Of the instructions here the writing ones take half of the time. */

static inline struct ir_fpenv ir_fpenv_enter_inexact(void) {
#if defined(__x86_64__) || defined(__i386__)
    struct ir_fpenv old IR_FPENV_UNKNOWN;
    const uint32_t mxcsr = 0x1f80;
    __asm__ volatile("stmxcsr %0" : "=m"(old.mxcsr) : : "memory");
    if ((old.mxcsr & 0xffc0) != mxcsr)
        __asm__ volatile("ldmxcsr %0" : : "m"(mxcsr) : "memory");
    return old;
#else
    return ir_fpenv_enter();
#endif
}

static inline void ir_fpenv_leave(struct ir_fpenv old) {
#if defined(__x86_64__) || defined(__i386__)
    __asm__ volatile("ldmxcsr %0" : : "m"(old.mxcsr) : "memory");
#elif defined(__aarch64__)
    __asm__ volatile("msr fpcr, %0" : : "r"(old.fpcr) : "memory");
    __asm__ volatile("msr fpsr, %0" : : "r"(old.fpsr) : "memory");
#elif defined(__s390x__)
    __asm__ volatile("sfpc %0" : : "d"(old.fpc) : "memory");
#else
    fesetenv(&old.env);
#endif
}

static inline void ir_fpenv_leave_inexact(struct ir_fpenv old) {
#if defined(__x86_64__) || defined(__i386__)
    if ((old.mxcsr & 0xffe0) == 0x1fa0) /* as entered, and inexact already */
        return;
#endif
    ir_fpenv_leave(old);
}

#endif
