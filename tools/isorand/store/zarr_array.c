/* SPDX-License-Identifier: MIT */
/* .zarray: what the specification of Zarr, version 2, asks for (zarr-specs, docs/v2/v2.0.rst). */
#include "cli/command.h"
#include "cli/message.h"
#include "cli/report.h"
#include "io/format.h"
#include "store/document.h"

#include <string.h>

static json_object *one_dimension(uint64_t n) {
    json_object *list = new_array();
    append(list, new_count(n));
    return list;
}

/* 0 as a value of the type. */
static json_object *zero_of(int type) {
    switch (isorand_type_get(type)->kind) {
    case 'b':
        return new_bool(0);
    case 'f':
        return json_object_new_double(0);
    default:
        return new_count(0);
    }
}

json_object *zarr_array_of(const struct store *store) {
    char dtype[FORMAT_DTYPE_MAX];
    json_object *array = new_object();
    format_dtype(dtype, store->request->type);
    put(array, "chunks", one_dimension(store->chunk));
    put(array, "compressor", NULL);
    put(array, "dtype", new_string(dtype));
    put(array, "fill_value", zero_of(store->request->type));
    put(array, "filters", NULL);
    put(array, "order", new_string("C"));
    put(array, "shape", one_dimension(store->count));
    put(array, "zarr_format", new_count(2));
    return array;
}

/* For a message: of the lists of one length the length. */
static const char *text_of(json_object *value) {
    if (json_object_is_type(value, json_type_array) && json_object_array_length(value) == 1)
        value = json_object_array_get_idx(value, 0);
    return value ? json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN) : "null";
}

static const char *words_of(const char *key) {
    return !strcmp(key, "chunks")  ? "chunks of length"
           : !strcmp(key, "shape") ? "an array of length"
                                   : key;
}

int zarr_array_compare(const struct store *store, json_object *theirs, json_object *ours) {
    json_object_object_foreach(ours, key, value) {
        json_object *other = NULL;
        if (!strcmp(key, "fill_value") || /* of chunks that are missing */
            (json_object_object_get_ex(theirs, key, &other) && json_object_equal(other, value)))
            continue;
        return fail("%s: this store holds %s %s, not %s", store->path, words_of(key),
                    shown(text_of(other)), shown(text_of(value)));
    }
    return CLI_OK;
}
