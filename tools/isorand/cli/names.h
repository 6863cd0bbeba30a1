/* SPDX-License-Identifier: MIT */
/* The library's registries as lists of names. */
#ifndef NAMES_H
#define NAMES_H

#include <isorand/isorand.h>

/* The entry of that number, or NULL: engines count from 1 without gaps. */
const isorand_engine_info *engine_at(int engine);
const isorand_dist_info *dist_of(int dist);

int dist_offers(int dist, int type);

/* "OPTION 'VALUE': accepted are ..." for a name that no entry has; returns CLI_USAGE. */
int refuse_engine(const char *option, const char *value);
int refuse_type(const char *option, const char *value);
int refuse_backend(const char *option, const char *value);

/* Items of a list begun with refuse_start. */
void refuse_items_types_of(int dist);
void refuse_items_backends(void);

#endif
