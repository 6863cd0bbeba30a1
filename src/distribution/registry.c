/* SPDX-License-Identifier: MIT */
/* The distribution and type registries, and the plan of a request. */
#include "distribution/dist.h"

#include <string.h>

/* ---- the rows ---- */

enum { PARAMS_IN_USE = 3 };
_Static_assert((int)PARAMS_IN_USE <= (int)ISORAND_PARAMS_MAX, "a request has room for them");

#define ISORAND_RANGE(ID, kind, text, nan, condition) static const char range_##ID[] = text;
#include "ranges.def"
#undef ISORAND_RANGE

enum range {
    RANGE_UNUSED,
#define ISORAND_RANGE(ID, kind, text, nan, condition) RANGE_##ID,
#include "ranges.def"
#undef ISORAND_RANGE
};

/* A parameter with the range that it is checked against. */
struct param_row {
    isorand_param_info info;
    enum range range;
};

struct ir_dist_row {
    isorand_dist_info info;
    const struct ir_family *family;
    const struct ir_dist *dist;
    struct param_row param[PARAMS_IN_USE];
};

/* How many parameters each row names: NPARAMS_ID. */
#define REAL(name, value, RANGE) 0
#define INT(name, value, RANGE)  0
#define BOUND(name, value)       0
#define FLAG(name)               0
#define NONE                     0
#define PARAMS(...)              sizeof((const char[]){__VA_ARGS__})
enum {
#define ISORAND_DIST(ID, number, FAMILY, name, types, typed, reference, params)                    \
    NPARAMS_##ID = params,
#define ISORAND_DIST_BOTH(ID, number, legacy_number, name, TYPE, call, params)                     \
    NPARAMS_##ID = params,
#include "dists.def"
#undef ISORAND_DIST
#undef ISORAND_DIST_BOTH
};
#undef REAL
#undef INT
#undef BOUND
#undef FLAG
#undef NONE
#undef PARAMS

/* clang-format off */
#define REAL(name, value, RANGE) {{#name, 'f', range_##RANGE, {.f = value}}, RANGE_##RANGE}
#define INT(name, value, RANGE)  {{#name, 'i', range_##RANGE, {.i = value}}, RANGE_##RANGE}
#define BOUND(name, value)       INT(name, value, OF_TYPE)
#define FLAG(name)               {{#name, 'b', range_FLAG, {.i = 0}}, RANGE_FLAG}
#define NONE                     {{{NULL, 0, NULL, {.i = 0}}, RANGE_UNUSED}}
#define PARAMS(...)              {__VA_ARGS__}
#define T(TYPE)                  (1u << ISORAND_##TYPE)
#define INTEGER_TYPES                                                                              \
    (T(U8) | T(U16) | T(U32) | T(U64) | T(I8) | T(I16) | T(I32) | T(I64) | T(BOOL))
#define FAMILY_GENERATOR         &ir_family_generator
#define FAMILY_RANDOMSTATE       &ir_family_randomstate
static const struct ir_dist_row dists[] = {
#define ISORAND_DIST(ID, number, FAMILY, name, types, typed, reference, params)                    \
    {{number, #name, ISORAND_##FAMILY, reference, types, NPARAMS_##ID},                            \
     FAMILY_##FAMILY, &ir_dist_##name, params},
#define ISORAND_DIST_BOTH(ID, number, legacy_number, name, TYPE, call, params)                     \
    {{number, #name, ISORAND_GENERATOR, "Generator." call, T(TYPE), NPARAMS_##ID},                 \
     FAMILY_GENERATOR, &ir_dist_##name, params},                                                   \
    {{legacy_number, "legacy_" #name, ISORAND_RANDOMSTATE, "RandomState." call, T(TYPE),           \
      NPARAMS_##ID}, FAMILY_RANDOMSTATE, &ir_dist_##name, params},
#include "dists.def"
#undef ISORAND_DIST
#undef ISORAND_DIST_BOTH
};
/* clang-format on */
enum { DISTS = sizeof dists / sizeof *dists };

/* The row of each number, plus one; 0 where there is none. */
enum {
#define ISORAND_DIST(ID, number, FAMILY, name, types, typed, reference, params) ROW_##ID,
#define ISORAND_DIST_BOTH(ID, number, legacy_number, name, TYPE, call, params)                     \
    ROW_##ID, ROW_LEGACY_##ID,
#include "dists.def"
#undef ISORAND_DIST
#undef ISORAND_DIST_BOTH
};
static const unsigned char row_of[] = {
#define ISORAND_DIST(ID, number, FAMILY, name, types, typed, reference, params)                    \
    [ISORAND_##ID] = ROW_##ID + 1,
#define ISORAND_DIST_BOTH(ID, number, legacy_number, name, TYPE, call, params)                     \
    [ISORAND_##ID] = ROW_##ID + 1, [ISORAND_LEGACY_##ID] = ROW_LEGACY_##ID + 1,
#include "dists.def"
#undef ISORAND_DIST
#undef ISORAND_DIST_BOTH
};
enum { NUMBERS = sizeof row_of };

static const isorand_type_info types[] = {
#define ISORAND_TYPE(ID, name, ctype, kind, numpy)                                                 \
    {ISORAND_##ID, #name, numpy, sizeof(ctype), kind},
#include "types.def"
#undef ISORAND_TYPE
};
enum { TYPES = sizeof types / sizeof *types };

static const struct ir_dist_row *get(int dist) {
    return dist >= 1 && dist < NUMBERS && row_of[dist] ? &dists[row_of[dist] - 1] : NULL;
}

const isorand_dist_info *ir_dist_at(int index) {
    return index >= 0 && index < DISTS ? &dists[index].info : NULL;
}

const isorand_dist_info *ir_dist_get(int dist) {
    const struct ir_dist_row *row = get(dist);
    return row ? &row->info : NULL;
}

const isorand_param_info *ir_dist_param(int dist, int index) {
    const struct ir_dist_row *row = get(dist);
    return row && index >= 0 && (unsigned)index < row->info.nparams ? &row->param[index].info
                                                                    : NULL;
}

const isorand_type_info *ir_type_at(int index) {
    return index >= 0 && index < TYPES ? &types[index] : NULL;
}

const isorand_type_info *ir_type_get(int type) {
    return type > 0 ? ir_type_at(type - 1) : NULL;
}

/* ---- plans ---- */

#define VALUE_f const double x = param.f
#define VALUE_i const int64_t x = param.i
#define VALUE_b const int64_t x = param.i

static int in_range(enum range range, isorand_param param) {
    switch (range) {
#define ISORAND_RANGE(ID, kind, text, nan, condition)                                              \
    case RANGE_##ID: {                                                                             \
        VALUE_##kind;                                                                              \
        return (condition);                                                                        \
    }
#include "ranges.def"
#undef ISORAND_RANGE
    default:
        return 1;
    }
}

static int takes_nan(enum range range) {
    switch (range) {
#define ISORAND_RANGE(ID, kind, text, nan, condition)                                              \
    case RANGE_##ID:                                                                               \
        return nan;
#include "ranges.def"
#undef ISORAND_RANGE
    default:
        return 0;
    }
}

static int is_nan(const struct param_row *row, isorand_param param) {
    return row->info.kind == 'f' && param.f != param.f;
}

double ir_nan_of(const struct ir_plan *plan, const isorand_param *param) {
    for (unsigned i = 0; i < plan->row->info.nparams; i++)
        if (is_nan(&plan->row->param[i], param[i]))
            return param[i].f;
    return ir_nan();
}

int ir_plan_begin(struct ir_plan *plan, const isorand_request *request, uint32_t numpy) {
    const struct ir_dist_row *row = get(request->dist);
    const isorand_type_info *type = ir_type_get(request->type);
    if (!row || !type || request->flags & ~(unsigned)ISORAND_NAN_ALLOWED)
        return ISORAND_EINVAL;
    if (!(row->info.types >> type->number & 1))
        return ISORAND_ENOTSUP;
    plan->dist = row->dist;
    plan->family = row->family;
    plan->row = row;
    plan->type = type->number;
    plan->bytes = type->bytes;
    plan->flags = request->flags;
    plan->numpy = numpy;
    memcpy(plan->param, request->param, sizeof plan->param);
    return 0;
}

int ir_plan_prepare(struct ir_plan *plan, int *culprit) {
    const struct ir_dist_row *row = plan->row;
    int nans = 0;
    *culprit = -1;
    for (unsigned i = 0; i < row->info.nparams; i++) {
        const int nan = is_nan(&row->param[i], plan->param[i]);
        if (nan ? !(plan->flags & ISORAND_NAN_ALLOWED && takes_nan(row->param[i].range))
                : !in_range(row->param[i].range, plan->param[i])) {
            *culprit = (int)i;
            return ISORAND_EINVAL;
        }
        nans |= nan;
    }
    plan->nan = nans ? ir_nan_of(plan, plan->param) : ir_nan();
    return plan->dist->prepare ? plan->dist->prepare(plan, culprit) : 0;
}

int ir_prepare(struct ir_plan *plan, const isorand_request *request, uint32_t numpy, int *culprit) {
    *culprit = -1;
    const int error = ir_plan_begin(plan, request, numpy);
    return error ? error : ir_plan_prepare(plan, culprit);
}
