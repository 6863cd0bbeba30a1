/* SPDX-License-Identifier: MIT */
/* Backends and CPU features: the public calls. */
#include "simd/backend.h"
#include "cpu/features.h"

const isorand_backend_info *isorand_backend_at(int index) {
    const struct ir_backend_row *row = ir_backend_row(index);
    return row ? &row->info : NULL;
}

int isorand_backend_status(int index, char *reason, size_t size) {
    const struct ir_backend_row *row = ir_backend_row(index);
    return row ? ir_backend_status(row, ir_cpu_detect(), reason, size) : ISORAND_EINVAL;
}

const char *isorand_backend_name(void) {
    return ir_backend_name();
}

int isorand_backend_select(const char *name) {
    return ir_backend_select(name);
}

const char *isorand_cpu_feature(int index, int *present) {
    const char *name = ir_cpu_feature_name(index);
    if (present)
        *present = name && (ir_cpu_detect() >> index & 1);
    return name;
}
