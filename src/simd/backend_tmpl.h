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
    .affine_f64 = kern_affine_f64,
    .affine_f32 = kern_affine_f32,
    .normal_f64 = kern_normal_f64,
    .normal_f32 = kern_normal_f32,
    .exponential_f64 = kern_exponential_f64,
    .exponential_f32 = kern_exponential_f32,
    .compress64 = kern_compress64,
    .compress32 = kern_compress32,
    .lemire32_u64 = kern_lemire32_u64,
    .lemire32_u32 = kern_lemire32_u32,
    .exp_estimate = kern_exp_estimate,
};
