/* SPDX-License-Identifier: MIT */
/* The typed calls isorand_fill_NAME_TYPE, made from the rows of dists.def. */
#include "distribution/dist.h"

/* Parameters as pairs (kind, name), from which SIGNATURE and VALUE make what C wants. */
#define NONE                (nothing, unused)
#define REAL(name, initial) (real, name)
#define INT(name, initial)  (integer, name)
#define UINT(name)          (natural, name)
#define FLAG(name)          (flag, name)
#define PARAMS(...)         __VA_ARGS__

#define SIGNATURE_nothing(name)
#define SIGNATURE_real(name)    , double name
#define SIGNATURE_integer(name) , int64_t name
#define SIGNATURE_natural(name) , uint64_t name
#define SIGNATURE_flag(name)    , int name

#define VALUE_nothing(name)                                                                        \
    { 0 }
#define VALUE_real(name)                                                                           \
    { .f = name }
#define VALUE_integer(name)                                                                        \
    { .i = name }
#define VALUE_natural(name)                                                                        \
    { .u = name }
#define VALUE_flag(name)                                                                           \
    { .i = name }

/* OP applied to each of one to three pairs. */
#define CAT_(a, b)         a##b
#define CAT(a, b)          CAT_(a, b)
#define STRIP(...)         __VA_ARGS__
#define CALL_(op, kind, x) op##_##kind(x)
#define CALL(...)          CALL_(__VA_ARGS__)
#define APPLY(op, pair)    CALL(op, STRIP pair)
/* clang-format off */
#define SIGNATURES_1(a)       APPLY(SIGNATURE, a)
#define SIGNATURES_2(a, b)    SIGNATURES_1(a) SIGNATURES_1(b)
#define SIGNATURES_3(a, b, c) SIGNATURES_2(a, b) SIGNATURES_1(c)
#define VALUES_1(a)           APPLY(VALUE, a)
#define VALUES_2(a, b)        VALUES_1(a), VALUES_1(b)
#define VALUES_3(a, b, c)     VALUES_2(a, b), VALUES_1(c)
/* clang-format on */
#define COUNT_(a, b, c, n, ...) n
#define COUNT(...)              COUNT_(__VA_ARGS__, 3, 2, 1, 0)
#define SIGNATURES(...)         CAT(SIGNATURES_, COUNT(__VA_ARGS__))(__VA_ARGS__)
#define VALUES(...)             CAT(VALUES_, COUNT(__VA_ARGS__))(__VA_ARGS__)

#define C_U8   u8, uint8_t
#define C_U16  u16, uint16_t
#define C_U32  u32, uint32_t
#define C_U64  u64, uint64_t
#define C_I8   i8, int8_t
#define C_I16  i16, int16_t
#define C_I32  i32, int32_t
#define C_I64  i64, int64_t
#define C_F32  f32, float
#define C_F64  f64, double
#define C_BOOL bool, uint8_t

#define DEFINE_(ID, name, TYPE, suffix, ctype, ...)                                                \
    int isorand_fill_##name##_##suffix(isorand_rng *rng, ctype *out,                               \
                                       size_t count SIGNATURES(__VA_ARGS__)) {                     \
        const isorand_request req = {                                                              \
            .dist = ISORAND_##ID, .type = ISORAND_##TYPE, .param = {VALUES(__VA_ARGS__)}};         \
        return isorand_fill(rng, &req, out, count);                                                \
    }
#define DEFINE(...)                DEFINE_(__VA_ARGS__)
#define TYPED(ID, name, TYPE, ...) DEFINE(ID, name, TYPE, C_##TYPE, __VA_ARGS__)

/* Rows of several types follow below. */
#define ISORAND_DIST(ID, name, types, equals, params)
#define ISORAND_DIST_BOTH(ID, name, TYPE, equals, params)                                          \
    TYPED(ID, name, TYPE, params) TYPED(LEGACY_##ID, legacy_##name, TYPE, params)
#include "dists.def"
#undef ISORAND_DIST
#undef ISORAND_DIST_BOTH

#define SCALE     PARAMS(REAL(scale, ))
#define LOC_SCALE PARAMS(REAL(loc, ), REAL(scale, ))
#define LOW_HIGH  PARAMS(REAL(low, ), REAL(high, ))
TYPED(UNIFORM, uniform, F64, LOW_HIGH)
TYPED(NORMAL, normal, F64, LOC_SCALE)
TYPED(NORMAL, normal, F32, LOC_SCALE)
TYPED(EXPONENTIAL, exponential, F64, SCALE)
TYPED(EXPONENTIAL, exponential, F32, SCALE)
TYPED(EXPONENTIAL_INV, exponential_inv, F64, SCALE)
TYPED(EXPONENTIAL_INV, exponential_inv, F32, SCALE)
TYPED(STANDARD_GAMMA, standard_gamma, F64, PARAMS(REAL(shape, )))
TYPED(STANDARD_GAMMA, standard_gamma, F32, PARAMS(REAL(shape, )))
TYPED(LEGACY_UNIFORM, legacy_uniform, F64, LOW_HIGH)
TYPED(LEGACY_NORMAL, legacy_normal, F64, LOC_SCALE)
TYPED(LEGACY_EXPONENTIAL, legacy_exponential, F64, SCALE)

#define BOUNDS(TYPE)                                                                               \
    TYPED(INTEGERS, integers, TYPE, PARAMS(INT(low, ), INT(high, ), FLAG(closed)))                 \
    TYPED(LEGACY_INTEGERS, legacy_integers, TYPE, PARAMS(INT(low, ), INT(high, )))
BOUNDS(U8)
BOUNDS(U16)
BOUNDS(U32)
TYPED(INTEGERS, integers, U64, PARAMS(UINT(low), UINT(high), FLAG(closed)))
TYPED(LEGACY_INTEGERS, legacy_integers, U64, PARAMS(UINT(low), UINT(high)))
BOUNDS(I8)
BOUNDS(I16)
BOUNDS(I32)
BOUNDS(I64)
BOUNDS(BOOL)
