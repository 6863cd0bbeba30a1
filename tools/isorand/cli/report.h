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
json_object *new_uint(uint64_t value);
/* A number given by its decimal digits, of any length. */
json_object *new_number(const char *digits);

/* Prints the tree and frees it.  As text a list of objects becomes a table. */
void report_print(json_object *tree, int as_json);

#endif
