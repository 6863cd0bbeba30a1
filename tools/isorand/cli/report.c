/* SPDX-License-Identifier: MIT */
/* Results as a JSON tree, printed as JSON or as text for people. */
#include "cli/report.h"

#include "cli/command.h"
#include "cli/message.h"

#include <inttypes.h>
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

json_object *new_count(size_t value) {
    return checked(json_object_new_uint64(value));
}

json_object *new_u64(uint64_t value) {
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRIu64, value);
    return new_string(digits);
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

/* ---- as text of 80 columns ---- */

enum { COLUMNS = 80 };

/* Prints the text from column 'at' on; further lines begin at column 'indent'. */
static void print_wrapped(const char *text, size_t at, size_t indent) {
    for (const char *word = text; *word;) {
        const size_t nbytes = strcspn(word, " ");
        if (word > text && at + 1 + nbytes > COLUMNS) {
            printf("\n%*s", (int)indent, "");
            at = indent;
        } else if (word > text) {
            putchar(' ');
            at++;
        }
        printf("%.*s", (int)nbytes, word);
        at += nbytes;
        word += nbytes + (word[nbytes] == ' ');
    }
    putchar('\n');
}

/* Each row as a block: its first member, and beside it "key: value", a line for each other. */
static void print_blocks(json_object *table) {
    enum { GAP = 2 };
    for (size_t row = 0; row < json_object_array_length(table); row++) {
        size_t indent = 0;
        int nlines = 0;
        json_object_object_foreach(json_object_array_get_idx(table, row), key, value) {
            char *text = value_text(value), *line = NULL;
            if (!indent) {
                indent = GAP + (size_t)column_width(table, key) + GAP;
                printf("  %-*s", (int)indent - GAP, text);
            } else if (strcmp(text, "-") != 0) { /* nothing to say */
                if (asprintf(&line, "%s: %s", key, text) < 0)
                    exit(fail("out of memory"));
                printf("%*s", nlines++ ? (int)indent : 0, "");
                print_wrapped(line, indent, indent + GAP);
                free(line);
            }
            free(text);
        }
        if (!nlines)
            putchar('\n');
    }
}

static int is_wide(json_object *table) {
    int width = 0;
    json_object_object_foreach(json_object_array_get_idx(table, 0), key, value) {
        (void)value;
        width += 2 + column_width(table, key);
    }
    return width > COLUMNS;
}

static void print_text(json_object *tree, int narrow) {
    json_object_object_foreach(tree, key, value) {
        if (is_table(value)) {
            printf("%s:\n", key);
            if (narrow && is_wide(value))
                print_blocks(value);
            else
                print_table(value);
            continue;
        }
        char *text = value_text(value);
        printf("%s: ", key);
        if (narrow)
            print_wrapped(text, strlen(key) + 2, 2);
        else
            puts(text);
        free(text);
    }
}

static void print_tree(json_object *tree, int as_json, int narrow) {
    if (as_json)
        puts(json_object_to_json_string_ext(tree, JSON_C_TO_STRING_PRETTY |
                                                      JSON_C_TO_STRING_SPACED |
                                                      JSON_C_TO_STRING_NOSLASHESCAPE));
    else
        print_text(tree, narrow);
    json_object_put(tree);
}

void report_print(json_object *tree, int as_json) {
    print_tree(tree, as_json, 0);
}

void report_print_narrow(json_object *tree, int as_json) {
    print_tree(tree, as_json, 1);
}
