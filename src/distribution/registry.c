/* SPDX-License-Identifier: MIT */
/* The distribution and type registries, and the generic fill on top of them. */
#include "cpu/fpenv.h"
#include "distribution/dist.h"

struct dist_row {
    int number; /* enum isorand_dist */
    isorand_dist_info info;
    ir_dist_fn *fill;
};

/* Initialisers of isorand_param_info, which clang-format would break into five lines each. */
/* clang-format off */
#define T(TYPE)             (1u << ISORAND_##TYPE)
#define NONE                {{NULL, 0, {0}}}
#define PARAMS(...)         {__VA_ARGS__}
#define REAL(name, initial) {#name, 'f', {.f = initial}}
#define INT(name, initial)  {#name, 'i', {.i = initial}}
#define FLAG(name)          {#name, 'b', {.i = 0}}
/* clang-format on */
static const struct dist_row dists[] = {
#define ISORAND_DIST(ID, name_, types_, equals_, params)                                           \
    {ISORAND_##ID, {#name_, equals_, types_, 0, params}, ir_dist_##name_},
#define ISORAND_DIST_BOTH(ID, name_, TYPE, equals_, params)                                        \
    {ISORAND_##ID, {#name_, "Generator." equals_, T(TYPE), 0, params}, ir_dist_##name_},           \
        {ISORAND_LEGACY_##ID,                                                                      \
         {"legacy_" #name_, "RandomState." equals_, T(TYPE), 0, params},                           \
         ir_dist_##name_},
#include "dists.def"
#undef ISORAND_DIST
#undef ISORAND_DIST_BOTH
};
enum { DISTS = sizeof dists / sizeof *dists };

/* The row of each number, plus one; 0 where there is none. */
enum {
#define ISORAND_DIST(ID, name, types, equals, params)     ROW_##ID,
#define ISORAND_DIST_BOTH(ID, name, TYPE, equals, params) ROW_##ID, ROW_LEGACY_##ID,
#include "dists.def"
#undef ISORAND_DIST
#undef ISORAND_DIST_BOTH
};
static const unsigned char row_of[ISORAND_DIST_MAX + 1] = {
#define ISORAND_DIST(ID, name, types, equals, params) [ISORAND_##ID] = ROW_##ID + 1,
#define ISORAND_DIST_BOTH(ID, name, TYPE, equals, params)                                          \
    [ISORAND_##ID] = ROW_##ID + 1, [ISORAND_LEGACY_##ID] = ROW_LEGACY_##ID + 1,
#include "dists.def"
#undef ISORAND_DIST
#undef ISORAND_DIST_BOTH
};

static const struct {
    const char *name;
    size_t size;
} types[ISORAND_TYPE_COUNT + 1] = {
    [ISORAND_U8] = {"u8", 1},   [ISORAND_U16] = {"u16", 2},  [ISORAND_U32] = {"u32", 4},
    [ISORAND_U64] = {"u64", 8}, [ISORAND_I8] = {"i8", 1},    [ISORAND_I16] = {"i16", 2},
    [ISORAND_I32] = {"i32", 4}, [ISORAND_I64] = {"i64", 8},  [ISORAND_F32] = {"f32", 4},
    [ISORAND_F64] = {"f64", 8}, [ISORAND_BOOL] = {"bool", 1}};

static const struct dist_row *dist_get(int dist) {
    return dist >= 1 && dist <= ISORAND_DIST_MAX && row_of[dist] ? &dists[row_of[dist] - 1] : NULL;
}

int isorand_dist_count(void) {
    return DISTS;
}

int isorand_dist_at(int index) {
    return index >= 0 && index < DISTS ? dists[index].number : ISORAND_EINVAL;
}

int isorand_dist_describe(int dist, isorand_dist_info *info) {
    const struct dist_row *row = dist_get(dist);
    if (!row || !info)
        return ISORAND_EINVAL;
    *info = row->info;
    while (info->nparams < ISORAND_PARAMS_MAX && info->param[info->nparams].name)
        info->nparams++;
    return 0;
}

int isorand_dist_from_name(const char *name) {
    for (int i = 0; name && i < DISTS; i++)
        if (!strcmp(name, dists[i].info.name))
            return dists[i].number;
    return ISORAND_EINVAL;
}

const char *isorand_type_name(int type) {
    return type >= 1 && type <= ISORAND_TYPE_COUNT ? types[type].name : NULL;
}

size_t isorand_type_size(int type) {
    return type >= 1 && type <= ISORAND_TYPE_COUNT ? types[type].size : 0;
}

int isorand_type_from_name(const char *name) {
    for (int i = 1; name && i <= ISORAND_TYPE_COUNT; i++)
        if (!strcmp(name, types[i].name))
            return i;
    return ISORAND_EINVAL;
}

static int supported(const struct dist_row *row, int type) {
    return type >= 1 && type <= ISORAND_TYPE_COUNT && (row->info.types >> type & 1);
}

int isorand_request_init(isorand_request *req, int dist, int type) {
    const struct dist_row *row = dist_get(dist);
    if (!req || !row || !isorand_type_name(type))
        return ISORAND_EINVAL;
    if (!supported(row, type))
        return ISORAND_ENOTSUP;
    *req = (isorand_request){.dist = dist, .type = type};
    for (int i = 0; i < ISORAND_PARAMS_MAX; i++)
        req->param[i] = row->info.param[i].initial;
    return 0;
}

int isorand_fill(isorand_rng *rng, const isorand_request *req, void *out, size_t n) {
    const struct dist_row *row = req ? dist_get(req->dist) : NULL;
    const struct ir_backend *b;
    if (!row || !isorand_type_name(req->type))
        return ISORAND_EINVAL;
    if (!supported(row, req->type))
        return ISORAND_ENOTSUP;
    int error = ir_fill_check(rng, out, n, types[req->type].size, &b);
    if (error)
        return error;
    const struct ir_fpenv env = ir_fpenv_enter();
    error = row->fill(b, rng, req, out, n);
    ir_fpenv_leave(env);
    return error;
}
