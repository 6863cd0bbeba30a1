/* SPDX-License-Identifier: MIT */
/* Template of a backend: after BACKEND (its name), a vec header and kern headers, this emits the
 * backend's const table, the only symbol that its object exports.  With BACKEND_BASE (the name of
 * another backend) it has the kernels of the kern headers included, and its base has the others;
 * without, it must have all. */
#include "base/is_set.h"
#include "simd/compiled_with.h"
#include "simd/kern.h"

#define CAT_(a, b)    a##b
#define CAT(a, b)     CAT_(a, b)
#define STRING_(x)    #x
#define STRING(x)     STRING_(x)
#define BACKEND_TABLE CAT(ir_backend_, BACKEND)

/* WORDS(engine): its entry, if a kern header here has one.  KERNEL(group, name): the same. */
#define WORDS_0(engine) KERN_NONE
#define WORDS_1(engine) KERN_##engine
#define WORDS(engine)   CAT(WORDS_, IR_IS_SET(HAVE_KERN_##engine))(engine)
#define KERNEL_0(name)  NULL
#define KERNEL_1(name)  kern_##name
#ifdef BACKEND_BASE
extern const struct ir_backend CAT(ir_backend_, BACKEND_BASE);
#define BASE                &CAT(ir_backend_, BACKEND_BASE)
#define KERNEL(group, name) CAT(KERNEL_, IR_IS_SET(HAVE_KERN_##group))(name)
#else
#define BASE                NULL
#define KERNEL(group, name) KERNEL_1(name)
#endif

extern const struct ir_backend BACKEND_TABLE;
const struct ir_backend BACKEND_TABLE = {
    .name = STRING(BACKEND),
    .base = BASE,
    .compiled_with = COMPILED_WITH,
    .words =
        {
#define ISORAND_ENGINE(ID, name) [ISORAND_##ID] = WORDS(name),
#include "engines.def"
#undef ISORAND_ENGINE
        },
#define ISORAND_KERNEL(group, name, type) .name = KERNEL(group, name),
#include "kernels.def"
#undef ISORAND_KERNEL
};
