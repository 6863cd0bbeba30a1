/* SPDX-License-Identifier: MIT */
/* Results as a JSON tree, printed as JSON or as text for people. */
#ifndef REPORT_H
#define REPORT_H

#include <json-c/json.h>
#include <stdint.h>

/* Members and elements; the process ends with a message when there is no memory. */
void put(json_object *object, const char *key, json_object *value);
void append(json_object *array, json_object *value);
json_object *new_object(void);
json_object *new_array(void);
json_object *new_string(const char *text);
json_object *new_bool(int value);
/* A number below 2^53: a 32-bit word, a length, how many there are of something. */
json_object *new_count(size_t value);
/* A number of 64 bits: a string of its digits, whatever its value, because many programs read JSON
 * numbers as doubles. */
json_object *new_u64(uint64_t value);

/* Prints the tree and frees it.  As text a list of objects becomes a table. */
void report_print(json_object *tree, int as_json);
/* The same, its text in at most 80 columns. */
void report_print_narrow(json_object *tree, int as_json);

#endif
