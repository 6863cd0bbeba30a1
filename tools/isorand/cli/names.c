/* SPDX-License-Identifier: MIT */
/* The library's registries as lists of names. */
#include "cli/names.h"

#include "cli/message.h"

#include <stdio.h>

const isorand_engine_info *engine_at(int engine) {
    static isorand_engine_info info;
    return isorand_engine_describe(engine, &info) ? NULL : &info;
}

const isorand_dist_info *dist_of(int dist) {
    static isorand_dist_info info;
    return isorand_dist_describe(dist, &info) ? NULL : &info;
}

int dist_offers(int dist, int type) {
    const isorand_dist_info *info = dist_of(dist);
    return info && (info->types >> type & 1);
}

int refuse_engine(const char *option, const char *value) {
    const isorand_engine_info *info;
    refuse_start(value, "%s", option);
    for (int i = 1; (info = engine_at(i)) != NULL; i++) {
        refuse_item("", info->name);
        if (info->alias)
            refuse_item("", info->alias);
    }
    return refuse_end();
}

int refuse_type(const char *option, const char *value) {
    refuse_start(value, "%s", option);
    for (int i = 1; isorand_type_name(i); i++)
        refuse_item("", isorand_type_name(i));
    return refuse_end();
}

void refuse_items_types_of(int dist) {
    for (int i = 1; isorand_type_name(i); i++)
        if (dist_offers(dist, i))
            refuse_item("", isorand_type_name(i));
}

void refuse_items_backends(void) {
    isorand_backend_info info;
    for (int i = 0; !isorand_backend_describe(i, &info); i++) {
        refuse_item("", info.name);
        if (!info.usable)
            fprintf(stderr, " (not here: %s)", info.why_not);
    }
    refuse_item("", "auto");
}

int refuse_backend(const char *option, const char *value) {
    refuse_start(value, "%s", option);
    refuse_items_backends();
    return refuse_end();
}
