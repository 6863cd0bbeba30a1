/* SPDX-License-Identifier: MIT */
/* The library's registries as lists of names. */
#include "cli/names.h"

#include "cli/message.h"

#include <stdio.h>

int dist_offers(const isorand_dist_info *dist, int type) {
    return (int)(dist->types >> type & 1);
}

int backend_usable(int index, char reason[BACKEND_REASON_MAX]) {
    *reason = '\0';
    return isorand_backend_status(index, reason, BACKEND_REASON_MAX) >= ISORAND_BACKEND_USABLE;
}

int refuse_engine(const char *option, const char *value) {
    const isorand_engine_info *engine;
    refuse_start(value, "%s", option);
    for (int i = 0; (engine = isorand_engine_at(i)) != NULL; i++) {
        refuse_item("", engine->name);
        if (engine->alias)
            refuse_item("", engine->alias);
    }
    return refuse_end();
}

int refuse_type(const char *option, const char *value) {
    const isorand_type_info *type;
    refuse_start(value, "%s", option);
    for (int i = 0; (type = isorand_type_at(i)) != NULL; i++)
        refuse_item("", type->name);
    return refuse_end();
}

void refuse_items_types_of(const isorand_dist_info *dist) {
    const isorand_type_info *type;
    for (int i = 0; (type = isorand_type_at(i)) != NULL; i++)
        if (dist_offers(dist, type->number))
            refuse_item("", type->name);
}

void refuse_items_backends(void) {
    const isorand_backend_info *backend;
    char reason[BACKEND_REASON_MAX];
    for (int i = 0; (backend = isorand_backend_at(i)) != NULL; i++) {
        refuse_item("", backend->name);
        if (!backend_usable(i, reason))
            fprintf(stderr, " (not here: %s)", reason);
    }
    refuse_item("", "auto");
}

int refuse_backend(const char *option, const char *value) {
    refuse_start(value, "%s", option);
    refuse_items_backends();
    return refuse_end();
}
