/* SPDX-License-Identifier: MIT */
/* The JSON documents of a store: .zattrs, where the array comes from, and .zarray, how it lies. The
 * first decides what a store is; each is written once, by whoever comes first. */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "store/store.h"

/* The name of a file of the store, to be freed. */
char *store_file(const struct store *store, const char *name);

/* Makes the directory and the documents, or compares those that are there with what is asked for.
 * 0 or an exit code after a message. */
int store_open(const struct store *store, const isorand_rng *rng);

/* Where the array comes from. */
struct json_object *origin_of(const struct store *store, const isorand_rng *rng);
/* 0, or an exit code after a message that names the first difference. */
int origin_compare(const struct store *store, struct json_object *theirs, struct json_object *ours);

/* What Zarr wants to know. */
struct json_object *zarr_array_of(const struct store *store);
int zarr_array_compare(const struct store *store, struct json_object *theirs,
                       struct json_object *ours);

#endif
