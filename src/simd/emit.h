/* SPDX-License-Identifier: MIT */
/* The store of a kernel that converts as it stores, for the vec headers whose vectors of 32-bit and
 * of 64-bit lanes are one type; over the operations that they have defined before. */
#ifndef IR_EMIT_H
#define IR_EMIT_H

#define VEC_FUSED /* kernels convert as they store */

/* Two 32-bit lanes as a 64-bit one. */
static inline v64 v64_of_v32(v32 a) {
    return a;
}

/* Stores words as they are or as what 'form' says; a vector holds them in the order of memory. */
static inline void v64_emit(void *p, v64 x, enum ir_form form) {
    if (form == IR_F64)
        x = v64_unit_f64(x);
    else if (form == IR_F32)
        x = v32_unit_f32(x);
    v64_store(p, x);
}

#endif
