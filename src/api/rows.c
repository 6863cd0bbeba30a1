/* SPDX-License-Identifier: MIT */
/* Rows of the registries: the public calls. */
#include "distribution/dist.h"

#include <string.h>

static int same(const char *name, const char *other) {
    return name && other && !strcmp(name, other);
}

const isorand_engine_info *isorand_engine_at(int index) {
    return index >= 0 && index < IR_ENGINE_COUNT ? &ir_engines[index + 1]->info : NULL;
}

const isorand_engine_info *isorand_engine_get(int engine) {
    return isorand_engine_at(engine > 0 ? engine - 1 : -1);
}

const isorand_engine_info *isorand_engine_find(const char *name) {
    const isorand_engine_info *row;
    for (int i = 0; (row = isorand_engine_at(i)) != NULL; i++)
        if (same(row->name, name) || same(row->alias, name))
            return row;
    return NULL;
}

const isorand_type_info *isorand_type_at(int index) {
    return ir_type_at(index);
}

const isorand_type_info *isorand_type_get(int type) {
    return ir_type_get(type);
}

const isorand_type_info *isorand_type_find(const char *name) {
    const isorand_type_info *row;
    for (int i = 0; (row = ir_type_at(i)) != NULL; i++)
        if (same(row->name, name) || same(row->numpy, name))
            return row;
    return NULL;
}

const isorand_dist_info *isorand_dist_at(int index) {
    return ir_dist_at(index);
}

const isorand_dist_info *isorand_dist_get(int dist) {
    return ir_dist_get(dist);
}

const isorand_dist_info *isorand_dist_find(const char *name) {
    const isorand_dist_info *row;
    for (int i = 0; (row = ir_dist_at(i)) != NULL; i++)
        if (same(row->name, name))
            return row;
    return NULL;
}

const isorand_param_info *isorand_dist_param(int dist, int index) {
    return ir_dist_param(dist, index);
}
