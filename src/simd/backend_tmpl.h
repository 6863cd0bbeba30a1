/* SPDX-License-Identifier: MIT */
/* Template of a backend: after BACKEND (its name) and a vec header, this emits the backend's const
 * table, the only symbol that its object exports. */
#include "simd/compiled_with.h"
#include "simd/kernels.h"

#define CAT_(a, b) a##b
#define CAT(a, b)  CAT_(a, b)
#define STRING_(x) #x
#define STRING(x)  STRING_(x)

extern const struct ir_backend CAT(ir_backend_, BACKEND);
const struct ir_backend CAT(ir_backend_, BACKEND) = {
    .name = STRING(BACKEND),
    .compiled_with = COMPILED_WITH,
    .words =
        {
#define ISORAND_ENGINE(ID, name, bits, block) [ISORAND_##ID] = KERN_##name,
#include "engines.def"
#undef ISORAND_ENGINE
        },
    .f64_from_u64 = kern_f64_from_u64,
    .f64_from_mt = kern_f64_from_mt,
    .f32_from_u32 = kern_f32_from_u32,
    .swap_halves = kern_swap_halves,
};
