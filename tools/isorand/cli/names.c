/* SPDX-License-Identifier: MIT */
/* The library's registries as lists of names. */
#include "cli/names.h"

#include "cli/command.h"
#include "cli/message.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *small_letters(const char *name) {
    static char small[64];
    const size_t nbytes = strlen(name);
    if (nbytes >= sizeof small)
        return NULL;
    for (size_t i = 0; i <= nbytes; i++)
        small[i] = (char)tolower((unsigned char)name[i]);
    return small;
}

const isorand_engine_info *find_engine(const char *name) {
    name = small_letters(name);
    return name ? isorand_engine_find(name) : NULL;
}

const isorand_type_info *find_type(const char *name) {
    static const char *const also[][2] = {
        {"double", "f64"}, {"float", "f64"}, {"single", "f32"}, {"int", "i64"}, {"bool_", "bool"}};
    name = small_letters(name);
    for (size_t i = 0; name && i < sizeof also / sizeof *also; i++)
        if (!strcmp(name, also[i][0]))
            name = also[i][1];
    return name ? isorand_type_find(name) : NULL;
}

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
        char note[ITEM_NOTE_MAX] = "";
        if (!backend_usable(i, reason))
            snprintf(note, sizeof note, " (not here: %s)", reason);
        refuse_item_note("", backend->name, note);
    }
    refuse_item("", "auto");
}

int refuse_backend(const char *option, const char *value) {
    refuse_start(value, "%s", option);
    refuse_items_backends();
    return refuse_end();
}

int choose_backend(const char *name) {
    if (name)
        return isorand_backend_select(name) ? refuse_backend("--backend", name) : 0;
    if (strcmp(isorand_backend_name(), "none"))
        return 0;
    const char *variable = getenv("ISORAND_BACKEND");
    refuse_backend("ISORAND_BACKEND", variable ? variable : "");
    return CLI_FAILURE;
}
