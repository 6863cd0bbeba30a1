/* SPDX-License-Identifier: MIT */
/* Results as a JSON tree, printed as JSON or as text for people. */
#include "cli/report.h"

#include "cli/command.h"
#include "cli/message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static json_object *checked(json_object *value) {
    if (!value)
        exit(fail("out of memory"));
    return value;
}

void put(json_object *object, const char *key, json_object *value) {
    if (json_object_object_add(object, key, value))
        exit(fail("out of memory"));
}

void append(json_object *array, json_object *value) {
    if (json_object_array_add(array, value))
        exit(fail("out of memory"));
}

json_object *new_object(void) {
    return checked(json_object_new_object());
}

json_object *new_array(void) {
    return checked(json_object_new_array());
}

json_object *new_string(const char *text) {
    return text ? checked(json_object_new_string(text)) : NULL;
}

json_object *new_bool(int value) {
    return checked(json_object_new_boolean(value != 0));
}

json_object *new_uint(uint64_t value) {
    return checked(json_object_new_uint64(value));
}

json_object *new_number(const char *digits) {
    return checked(json_object_new_double_s(0, digits));
}

/* ---- as text ---- */

/* One value on one line, the elements of a list separated by spaces; a string to be freed. */
static char *value_text(json_object *value) {
    char *text = NULL;
    size_t nbytes;
    FILE *out = open_memstream(&text, &nbytes);
    if (!out)
        exit(fail("out of memory"));
    const int is_array = json_object_is_type(value, json_type_array);
    const size_t n = is_array ? json_object_array_length(value) : 0;
    for (size_t i = 0; i < n; i++)
        fprintf(out, "%s%s", i ? " " : "",
                json_object_get_string(json_object_array_get_idx(value, i)));
    if (json_object_is_type(value, json_type_boolean))
        fputs(json_object_get_boolean(value) ? "yes" : "no", out);
    else if (!is_array || !n)
        fputs(value && !is_array ? json_object_get_string(value) : "-", out);
    if (fclose(out) || !text)
        exit(fail("out of memory"));
    return text;
}

static int is_table(json_object *value) {
    return json_object_is_type(value, json_type_array) && json_object_array_length(value) &&
           json_object_is_type(json_object_array_get_idx(value, 0), json_type_object);
}

/* The text of a cell; the heading for row 0. */
static char *cell_text(json_object *table, size_t row, const char *key) {
    return row ? value_text(json_object_object_get(json_object_array_get_idx(table, row - 1), key))
               : strdup(key);
}

static int column_width(json_object *table, const char *key) {
    size_t width = 0;
    for (size_t row = 0; row <= json_object_array_length(table); row++) {
        char *text = cell_text(table, row, key);
        width = text && strlen(text) > width ? strlen(text) : width;
        free(text);
    }
    return (int)width;
}

/* The columns are the keys of the first row. */
static void print_table(json_object *table) {
    enum { COLUMNS_MAX = 16 };
    int width[COLUMNS_MAX] = {0};
    json_object *first = json_object_array_get_idx(table, 0);
    int column = 0;
    json_object_object_foreach(first, key, value) {
        (void)value;
        if (column < COLUMNS_MAX)
            width[column++] = column_width(table, key);
    }
    for (size_t row = 0; row <= json_object_array_length(table); row++) {
        column = 0;
        json_object_object_foreach(first, name, member) {
            (void)member;
            char *text = cell_text(table, row, name);
            const int last = ++column == json_object_object_length(first);
            printf("  %-*s", last || column > COLUMNS_MAX ? 0 : width[column - 1],
                   text ? text : "");
            free(text);
        }
        putchar('\n');
    }
}

static void print_text(json_object *tree) {
    json_object_object_foreach(tree, key, value) {
        if (is_table(value)) {
            printf("%s:\n", key);
            print_table(value);
        } else {
            char *text = value_text(value);
            printf("%s: %s\n", key, text);
            free(text);
        }
    }
}

void report_print(json_object *tree, int as_json) {
    if (as_json)
        puts(json_object_to_json_string_ext(tree, JSON_C_TO_STRING_PRETTY |
                                                      JSON_C_TO_STRING_SPACED |
                                                      JSON_C_TO_STRING_NOSLASHESCAPE));
    else
        print_text(tree);
    json_object_put(tree);
}
