/* SPDX-License-Identifier: MIT */
/* The library's registries as lists of names. */
#ifndef NAMES_H
#define NAMES_H

#include <isorand/isorand.h>

int dist_offers(const isorand_dist_info *dist, int type);

/* Whether the backend at 'index' of the registry can be used here; the reason why it cannot, or why
 * it is not preferred, goes to 'reason', "" where there is none. */
enum { BACKEND_REASON_MAX = 120 };
int backend_usable(int index, char reason[BACKEND_REASON_MAX]);

/* "OPTION 'VALUE': accepted are ..." for a name that no entry has; returns CLI_USAGE. */
int refuse_engine(const char *option, const char *value);
int refuse_type(const char *option, const char *value);
int refuse_backend(const char *option, const char *value);

/* Items of a list begun with refuse_start. */
void refuse_items_types_of(const isorand_dist_info *dist);
void refuse_items_backends(void);

#endif
