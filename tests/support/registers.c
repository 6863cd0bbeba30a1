/* SPDX-License-Identifier: MIT */
/* The call in assembly, for each ABI. */
#include "support/registers.h"

#include "cpu/features.h"
#include "support/fpcontrol.h"

#include <stddef.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#define NO_SHADOW 1 /* of the arguments, which then count as uninitialised */
#endif
#endif

enum { KEPT = 19, VECTORS = 16 };

/* What the assembly reads and writes; the numbers below are these offsets. */
struct frame {
    uint64_t function;               /* 0 */
    struct registers_args args;      /* 8 */
    uint64_t result;                 /* 72 */
    uint64_t before[KEPT];           /* 80 */
    uint64_t after[KEPT];            /* 232 */
    uint64_t control, control_after; /* 384, 392: MXCSR without flags, or FPCR */
    uint64_t flags;                  /* 400: RFLAGS */
    uint64_t x87[4];                 /* 408: the environment, control word first */
    uint64_t x87_control;            /* 440 */
    uint64_t level;                  /* 448: CLOBBERS_AVX2 or CLOBBERS_AVX512 where there is */
    uint64_t unused[7];
    unsigned char vector[VECTORS][64]; /* 512 */
};
_Static_assert(offsetof(struct frame, before) == 80 && offsetof(struct frame, after) == 232 &&
                   offsetof(struct frame, control) == 384 && offsetof(struct frame, x87) == 408 &&
                   offsetof(struct frame, level) == 448 && offsetof(struct frame, vector) == 512,
               "the assembly says so");

#if defined(__x86_64__) && !defined(NO_SHADOW)
#define CAN_CHECK 1
void registers_trampoline(struct frame *f);

#define LOAD_VECTORS(op)                                                                           \
    op(0, 512) op(1, 576) op(2, 640) op(3, 704) op(4, 768) op(5, 832) op(6, 896) op(7, 960)        \
        op(8, 1024) op(9, 1088) op(10, 1152) op(11, 1216) op(12, 1280) op(13, 1344) op(14, 1408)   \
            op(15, 1472)
#define STORE_YMM(n, offset) "vmovdqu %ymm" #n ", " #offset "(%rcx)\n"
#define STORE_ZMM(n, offset) "vmovdqu64 %zmm" #n ", " #offset "(%rcx)\n"

/* rcx holds the frame after the call, which keeps its address on the stack.  The answer of fnstenv,
 * which changes the x87 state, is kept, and the state reset. */
__asm__(".text\n"
        ".globl registers_trampoline\n"
        ".type registers_trampoline, @function\n"
        "registers_trampoline:\n"
        "pushq %rbx\n pushq %rbp\n pushq %r12\n pushq %r13\n pushq %r14\n pushq %r15\n pushq %rdi\n"
        "movq %rdi, %rax\n"
        "ldmxcsr 384(%rax)\n"
        "fnstcw 440(%rax)\n"
        "cmpq $1, 448(%rax)\n jb 1f\n vzeroupper\n"
        "1:\n"
        "movq 56(%rax), %xmm0\n movq 64(%rax), %xmm1\n"
        "movq 80(%rax), %rbx\n movq 88(%rax), %rbp\n movq 96(%rax), %r12\n"
        "movq 104(%rax), %r13\n movq 112(%rax), %r14\n movq 120(%rax), %r15\n"
        "movq 8(%rax), %rdi\n movq 16(%rax), %rsi\n movq 24(%rax), %rdx\n movq 32(%rax), %rcx\n"
        "movq 40(%rax), %r8\n movq 48(%rax), %r9\n"
        "callq *(%rax)\n"
        "movq (%rsp), %rcx\n"
        "movq %rax, 72(%rcx)\n"
        "movq %rbx, 232(%rcx)\n movq %rbp, 240(%rcx)\n movq %r12, 248(%rcx)\n"
        "movq %r13, 256(%rcx)\n movq %r14, 264(%rcx)\n movq %r15, 272(%rcx)\n"
        "pushfq\n popq 400(%rcx)\n cld\n"
        "stmxcsr 392(%rcx)\n ldmxcsr 384(%rcx)\n"
        "fnstenv 408(%rcx)\n fninit\n fldcw 440(%rcx)\n"
        "cmpq $1, 448(%rcx)\n jb 3f\n ja 2f\n" LOAD_VECTORS(
            STORE_YMM) "vzeroupper\n jmp 3f\n"
                       "2:\n" LOAD_VECTORS(
                           STORE_ZMM) "vzeroupper\n"
                                      "3:\n"
                                      "popq %rdi\n popq %r15\n popq %r14\n popq %r13\n popq %r12\n "
                                      "popq %rbp\n popq %rbx\n"
                                      "ret\n"
                                      ".size registers_trampoline, . - registers_trampoline\n");

static const char *const kept[] = {"rbx", "rbp", "r12", "r13", "r14", "r15"};

static int is_zero(const unsigned char *p, size_t n) {
    while (n && !*p)
        p++, n--;
    return !n;
}

static const char *find_change(const struct frame *f, int flags) {
    static const char *const upper[VECTORS] = {
        "upper part of vector register 0",  "upper part of vector register 1",
        "upper part of vector register 2",  "upper part of vector register 3",
        "upper part of vector register 4",  "upper part of vector register 5",
        "upper part of vector register 6",  "upper part of vector register 7",
        "upper part of vector register 8",  "upper part of vector register 9",
        "upper part of vector register 10", "upper part of vector register 11",
        "upper part of vector register 12", "upper part of vector register 13",
        "upper part of vector register 14", "upper part of vector register 15"};
    enum { FLAGS = 0x3f, DIRECTION = 1 << 10, X87_EMPTY = 0xffff };
    const uint64_t changed = (f->control ^ f->control_after) & UINT32_MAX;
    if (changed & ~(uint64_t)FLAGS)
        return "MXCSR";
    if (flags && changed)
        return "exception flags";
    if (f->flags & DIRECTION)
        return "direction flag";
    if ((f->x87[0] ^ f->x87_control) & 0xffff)
        return "x87 control word";
    if ((f->x87[1] & 0xffff) != X87_EMPTY)
        return "x87 stack";
    for (int i = 0; i < VECTORS; i++)
        if (!is_zero(f->vector[i] + 16, 48))
            return upper[i];
    return NULL;
}

#elif defined(__aarch64__) && !defined(NO_SHADOW)
#define CAN_CHECK 1
void registers_trampoline(struct frame *f);

__asm__(".text\n"
        ".globl registers_trampoline\n"
        ".type registers_trampoline, %function\n"
        "registers_trampoline:\n"
        "stp x29, x30, [sp, #-176]!\n"
        "stp x19, x20, [sp, #16]\n stp x21, x22, [sp, #32]\n stp x23, x24, [sp, #48]\n"
        "stp x25, x26, [sp, #64]\n stp x27, x28, [sp, #80]\n"
        "stp d8, d9, [sp, #96]\n stp d10, d11, [sp, #112]\n stp d12, d13, [sp, #128]\n"
        "stp d14, d15, [sp, #144]\n"
        "str x0, [sp, #160]\n"
        "mov x9, x0\n"
        "ldr x10, [x9, #384]\n msr fpcr, x10\n"
        "ldp d0, d1, [x9, #56]\n"
        "ldp x19, x20, [x9, #80]\n ldp x21, x22, [x9, #96]\n ldp x23, x24, [x9, #112]\n"
        "ldp x25, x26, [x9, #128]\n ldp x27, x28, [x9, #144]\n ldr x29, [x9, #160]\n"
        "ldp d8, d9, [x9, #168]\n ldp d10, d11, [x9, #184]\n ldp d12, d13, [x9, #200]\n"
        "ldp d14, d15, [x9, #216]\n"
        "ldr x10, [x9]\n"
        "ldp x0, x1, [x9, #8]\n ldp x2, x3, [x9, #24]\n ldp x4, x5, [x9, #40]\n"
        "blr x10\n"
        "ldr x9, [sp, #160]\n"
        "str x0, [x9, #72]\n"
        "stp x19, x20, [x9, #232]\n stp x21, x22, [x9, #248]\n stp x23, x24, [x9, #264]\n"
        "stp x25, x26, [x9, #280]\n stp x27, x28, [x9, #296]\n str x29, [x9, #312]\n"
        "stp d8, d9, [x9, #320]\n stp d10, d11, [x9, #336]\n stp d12, d13, [x9, #352]\n"
        "stp d14, d15, [x9, #368]\n"
        "mrs x10, fpcr\n str x10, [x9, #392]\n ldr x10, [x9, #384]\n msr fpcr, x10\n"
        "ldp x19, x20, [sp, #16]\n ldp x21, x22, [sp, #32]\n ldp x23, x24, [sp, #48]\n"
        "ldp x25, x26, [sp, #64]\n ldp x27, x28, [sp, #80]\n"
        "ldp d8, d9, [sp, #96]\n ldp d10, d11, [sp, #112]\n ldp d12, d13, [sp, #128]\n"
        "ldp d14, d15, [sp, #144]\n"
        "ldp x29, x30, [sp], #176\n"
        "ret\n"
        ".size registers_trampoline, . - registers_trampoline\n");

static const char *const kept[] = {"x19", "x20", "x21", "x22", "x23", "x24", "x25",
                                   "x26", "x27", "x28", "x29", "d8",  "d9",  "d10",
                                   "d11", "d12", "d13", "d14", "d15"};

static const char *find_change(const struct frame *f, int flags) {
    (void)flags; /* FPSR's are looked at by test_fpenv.c */
    return f->control == f->control_after ? NULL : "FPCR";
}

#else
#define CAN_CHECK 0
#endif

/* Asked once: hypervisors make CPUID slow. */
static uint64_t vector_level(void) {
    static int known, level;
    if (!known) {
        const uint64_t have = ir_cpu_detect();
        known = 1;
        level = have & IR_CPU_AVX512F ? CLOBBERS_AVX512
                : have & IR_CPU_AVX2  ? CLOBBERS_AVX2
                                      : CLOBBERS_ANYWHERE;
    }
    return (uint64_t)level;
}

int registers_can_check(void) {
    return CAN_CHECK;
}

const char *registers_call(uintptr_t function, const struct registers_args *args, int flags,
                           uint64_t *result) {
#if CAN_CHECK
    const int count = (int)(sizeof kept / sizeof *kept);
    _Static_assert(sizeof kept / sizeof *kept <= KEPT, "room for them");
    struct frame f;
    memset(&f, 0, sizeof f);
    f.function = function;
    f.args = *args;
    for (int i = 0; i < count; i++)
        f.before[i] = UINT64_C(0x0123456789abcdef) * (2 * (uint64_t)i + 1);
    f.control = fp_control() & ~FP_FLAGS;
    f.level = vector_level();
    registers_trampoline(&f);
    *result = f.result;
    for (int i = 0; i < count; i++)
        if (f.after[i] != f.before[i])
            return kept[i];
    return find_change(&f, flags);
#else
    (void)function, (void)args, (void)flags;
    *result = 0;
    return "nothing, for it was not called";
#endif
}

/* ---- what each check has to find ---- */

#if CAN_CHECK
#if defined(__x86_64__)
#define TYPE "@function"
#else
#define TYPE "%function"
#endif
#define CLOBBER(name, code)                                                                        \
    void clobber_##name(void);                                                                     \
    __asm__(".text\n"                                                                              \
            ".globl clobber_" #name "\n"                                                           \
            ".type clobber_" #name ", " TYPE "\n"                                                  \
            "clobber_" #name ":\n" code "\n ret\n"                                                 \
            ".size clobber_" #name ", . - clobber_" #name "\n");
#endif

#if CAN_CHECK && defined(__x86_64__)
CLOBBER(rbx, "incq %rbx")
CLOBBER(rbp, "incq %rbp")
CLOBBER(r12, "movl %r12d, %r12d") /* the lower half alone stays */
CLOBBER(r13, "negq %r13")
CLOBBER(r14, "xorl %r14d, %r14d")
CLOBBER(r15, "decq %r15")
CLOBBER(mxcsr, "pushq $0x7f80\n ldmxcsr (%rsp)\n popq %rax") /* towards zero */
CLOBBER(flags, "pushq $0x1fa0\n ldmxcsr (%rsp)\n popq %rax") /* inexact */
CLOBBER(direction, "std")
CLOBBER(x87_control, "pushq $0x27f\n fldcw (%rsp)\n popq %rax") /* doubles */
CLOBBER(x87_stack, "fld1")
CLOBBER(mmx, "pxor %mm0, %mm0") /* without emms */
CLOBBER(ymm3, "vpcmpeqd %ymm3, %ymm3, %ymm3")
CLOBBER(ymm15, "vpcmpeqd %ymm15, %ymm15, %ymm15")
CLOBBER(zmm7, "vpcmpeqd %ymm8, %ymm8, %ymm8\n vpxor %xmm7, %xmm7, %xmm7\n"
              "vinserti64x4 $1, %ymm8, %zmm7, %zmm7\n vpxor %xmm8, %xmm8, %xmm8")
const struct registers_clobber registers_clobbers[] = {
    {"rbx", clobber_rbx, CLOBBERS_ANYWHERE},
    {"rbp", clobber_rbp, CLOBBERS_ANYWHERE},
    {"r12", clobber_r12, CLOBBERS_ANYWHERE},
    {"r13", clobber_r13, CLOBBERS_ANYWHERE},
    {"r14", clobber_r14, CLOBBERS_ANYWHERE},
    {"r15", clobber_r15, CLOBBERS_ANYWHERE},
    {"MXCSR", clobber_mxcsr, CLOBBERS_ANYWHERE},
    {"exception flags", clobber_flags, CLOBBERS_ANYWHERE},
    {"direction flag", clobber_direction, CLOBBERS_ANYWHERE},
    {"x87 control word", clobber_x87_control, CLOBBERS_ANYWHERE},
    {"x87 stack", clobber_x87_stack, CLOBBERS_ANYWHERE},
    {"x87 stack", clobber_mmx, CLOBBERS_ANYWHERE},
    {"upper part of vector register 3", clobber_ymm3, CLOBBERS_AVX2},
    {"upper part of vector register 15", clobber_ymm15, CLOBBERS_AVX2},
    {"upper part of vector register 7", clobber_zmm7, CLOBBERS_AVX512},
    {NULL, NULL, CLOBBERS_ANYWHERE},
};
#elif CAN_CHECK && defined(__aarch64__)
CLOBBER(x19, "add x19, x19, #1")
CLOBBER(x28, "mov w28, w28") /* the lower half alone stays */
CLOBBER(x29, "mov x29, sp")
CLOBBER(d8, "movi v8.16b, #1")
CLOBBER(d15, "fadd s15, s15, s15")
CLOBBER(fpcr, "mrs x9, fpcr\n eor x9, x9, #0x400000\n msr fpcr, x9") /* towards plus infinity */
const struct registers_clobber registers_clobbers[] = {
    {"x19", clobber_x19, CLOBBERS_ANYWHERE}, {"x28", clobber_x28, CLOBBERS_ANYWHERE},
    {"x29", clobber_x29, CLOBBERS_ANYWHERE}, {"d8", clobber_d8, CLOBBERS_ANYWHERE},
    {"d15", clobber_d15, CLOBBERS_ANYWHERE}, {"FPCR", clobber_fpcr, CLOBBERS_ANYWHERE},
    {NULL, NULL, CLOBBERS_ANYWHERE},
};
#else
const struct registers_clobber registers_clobbers[] = {{NULL, NULL, CLOBBERS_ANYWHERE}};
#endif

int registers_can_clobber(const struct registers_clobber *c) {
    return (uint64_t)c->needs <= vector_level();
}
