/* SPDX-License-Identifier: MIT */
/* Single normals and exponentials: the calls, and what isorand/inline.h calls. */
#include "cpu/fpenv.h"
#include "distribution/few_standard.h"
#include "engine/engine.h"
#include "math/ziggurat_tables.h"

#include <isorand/inline.h>

const struct isorand_ziggurats isorand_ziggurats = {
    ir_normal_layers, ir_exponential_layers, ir_normal_layers_f32, ir_exponential_layers_f32};

double isorand_settle_normal_f64(isorand_rng *rng, uint64_t word) {
    const struct ir_fpenv env = ir_fpenv_enter_inexact();
    const double x = ir_settle_normal_f64(rng, word);
    ir_fpenv_leave_inexact(env);
    return x;
}

float isorand_settle_normal_f32(isorand_rng *rng, uint32_t word) {
    const struct ir_fpenv env = ir_fpenv_enter_inexact();
    const float x = ir_settle_normal_f32(rng, word);
    ir_fpenv_leave_inexact(env);
    return x;
}

double isorand_settle_exponential_f64(isorand_rng *rng, uint64_t word) {
    const struct ir_fpenv env = ir_fpenv_enter_inexact();
    const double x = ir_settle_exponential_f64(rng, word);
    ir_fpenv_leave_inexact(env);
    return x;
}

float isorand_settle_exponential_f32(isorand_rng *rng, uint32_t word) {
    const struct ir_fpenv env = ir_fpenv_enter_inexact();
    const float x = ir_settle_exponential_f32(rng, word);
    ir_fpenv_leave_inexact(env);
    return x;
}

double isorand_next_normal_f64(isorand_rng *rng) {
    if (!ir_engine_of(rng))
        return 0;
    const struct ir_fpenv env = ir_fpenv_enter_inexact();
    const double x = ir_one_normal_f64(rng);
    ir_fpenv_leave_inexact(env);
    return x;
}

float isorand_next_normal_f32(isorand_rng *rng) {
    if (!ir_engine_of(rng))
        return 0;
    const struct ir_fpenv env = ir_fpenv_enter_inexact();
    const float x = ir_one_normal_f32(rng);
    ir_fpenv_leave_inexact(env);
    return x;
}

double isorand_next_exponential_f64(isorand_rng *rng) {
    if (!ir_engine_of(rng))
        return 0;
    const struct ir_fpenv env = ir_fpenv_enter_inexact();
    const double x = ir_one_exponential_f64(rng);
    ir_fpenv_leave_inexact(env);
    return x;
}

float isorand_next_exponential_f32(isorand_rng *rng) {
    if (!ir_engine_of(rng))
        return 0;
    const struct ir_fpenv env = ir_fpenv_enter_inexact();
    const float x = ir_one_exponential_f32(rng);
    ir_fpenv_leave_inexact(env);
    return x;
}
