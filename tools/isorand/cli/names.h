/* SPDX-License-Identifier: MIT */
/* The library's registries as lists of names. */
#ifndef NAMES_H
#define NAMES_H

#include <isorand/isorand.h>

/* Names as NumPy and as the library write them, in capitals or not; NULL: none. */
const isorand_engine_info *find_engine(const char *name);
const isorand_type_info *find_type(const char *name);
/* The name in small letters; NULL when it is longer than any.  It lasts until the next call. */
const char *small_letters(const char *name);

int dist_offers(const isorand_dist_info *dist, int type);

/* Whether the backend at 'index' of the registry can be used here; the reason why it cannot, or why
 * it is not preferred, goes to 'reason', "" where there is none. */
enum { BACKEND_REASON_MAX = 120 };
int backend_usable(int index, char reason[BACKEND_REASON_MAX]);

/* "OPTION 'VALUE': expected one of ..." for a name that no entry has; returns CLI_USAGE. */
int refuse_engine(const char *option, const char *value);
int refuse_type(const char *option, const char *value);
int refuse_backend(const char *option, const char *value);

/* Chooses the backend of that name, or where it is NULL that of ISORAND_BACKEND, which is then
 * known to be usable.  0 or an exit code after a message. */
int choose_backend(const char *name);

/* Items of a list begun with refuse_start. */
void refuse_items_types_of(const isorand_dist_info *dist);
void refuse_items_backends(void);

#endif
