/* SPDX-License-Identifier: MIT */
/* isorand seed: a SeedSequence laid open, as NumPy shows it. */
#include "cli/command.h"
#include "cli/entropy.h"
#include "cli/message.h"
#include "cli/numbers.h"
#include "cli/options.h"
#include "cli/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIST_MAX = 1000000 }; /* of --words and --spawn: a report that still fits into memory */

enum { SEED, SPAWN_KEY, SPAWN, WORDS, POOL_SIZE, JSON, ROWS };
static const struct option_row rows[ROWS] = {
    [SEED] = {"seed", "S",
              "decimal or 0x integer of any length, or a list of them with commas;\n"
              "default: 128 bits from the system"},
    [SPAWN_KEY] = {"spawn-key", "I,J,..", "the spawn key (I, J, ...)"},
    [SPAWN] = {"spawn", "N", "also show the first N children"},
    [WORDS] = {"words", "K", "length of the generated states; default 4"},
    [POOL_SIZE] = {"pool-size", "P", "4 to 32; default 4"},
    [JSON] = {"json", NULL,
              "print JSON, with the names of NumPy's attributes.  Integers that can be 2^32\n"
              "or more are strings of digits; entropy is a list when S is one"}};

/* What was asked for, beside the SeedSequence itself. */
struct view {
    json_object *entropy, *spawn_key;
    size_t nwords;
};

/* The decimal digits of words[0 .. n), least significant first, which are used up; to be freed. */
static char *decimal(uint32_t *words, size_t n) {
    enum { GROUP = 9, BASE = 1000000000 }; /* digits split off at a time */
    const size_t room = 10 * n + GROUP;    /* a word is less than 10^10 */
    char *text = malloc(room + 1);
    if (!text)
        exit(fail("out of memory"));
    char *p = text + room;
    *p = '\0';
    while (n) {
        uint64_t rest = 0;
        for (size_t i = n; i-- > 0;) {
            rest = rest << 32 | words[i];
            words[i] = (uint32_t)(rest / BASE);
            rest %= BASE;
        }
        for (int i = 0; i < GROUP; i++, rest /= 10)
            *--p = (char)('0' + rest % 10);
        while (n && !words[n - 1])
            n--;
    }
    p += strspn(p, "0");
    p -= !*p; /* the number 0 */
    memmove(text, p, strlen(p) + 1);
    return text;
}

/* The integers of a text that parse_words has accepted, as a JSON list. */
static json_object *integers(const char *text) {
    json_object *list = new_array();
    char *copy = text ? strdup(text) : NULL, *rest = NULL;
    if (text && !copy)
        exit(fail("out of memory"));
    for (char *p = copy ? strtok_r(copy, ",", &rest) : NULL; p; p = strtok_r(NULL, ",", &rest)) {
        struct word_list one;
        const int code = parse_words("integer", p, &one);
        if (code)
            exit(code);
        char *digits = decimal(one.words, one.nwords);
        append(list, new_string(digits));
        free(digits);
        free(one.words);
    }
    free(copy);
    return list;
}

static json_object *pool_of(const isorand_seedseq *ss) {
    json_object *list = new_array();
    for (uint32_t i = 0; i < ss->pool_size; i++)
        append(list, new_count(ss->pool[i]));
    return list;
}

static void put_states(json_object *object, const isorand_seedseq *ss, size_t n) {
    uint32_t *u32 = malloc((n + 1) * sizeof *u32);
    uint64_t *u64 = malloc((n + 1) * sizeof *u64);
    if (!u32 || !u64)
        exit(fail("out of memory"));
    isorand_seedseq_generate_u32(ss, u32, n);
    isorand_seedseq_generate_u64(ss, u64, n);
    json_object *list32 = new_array(), *list64 = new_array();
    for (size_t i = 0; i < n; i++) {
        append(list32, new_count(u32[i]));
        append(list64, new_u64(u64[i]));
    }
    put(object, "generate_state_u32", list32);
    put(object, "generate_state_u64", list64);
    free(u32);
    free(u64);
}

static json_object *describe(const struct view *view, const isorand_seedseq *ss,
                             json_object *spawn_key) {
    json_object *object = new_object();
    put(object, "entropy", json_object_get(view->entropy));
    put(object, "spawn_key", spawn_key);
    put(object, "pool_size", new_count(ss->pool_size));
    put(object, "n_children_spawned", new_u64(ss->n_spawned));
    put(object, "pool", pool_of(ss));
    put_states(object, ss, view->nwords);
    return object;
}

/* The parent's spawn key with 'index' behind it. */
static json_object *child_key(const struct view *view, uint64_t index) {
    json_object *key = new_array();
    for (size_t i = 0; i < json_object_array_length(view->spawn_key); i++)
        append(key, json_object_get(json_object_array_get_idx(view->spawn_key, i)));
    append(key, new_u64(index));
    return key;
}

static json_object *report(const struct view *view, isorand_seedseq *ss, uint64_t nchildren) {
    json_object *children = new_array();
    for (uint64_t i = 0; i < nchildren; i++) {
        isorand_seedseq child;
        isorand_seedseq_spawn(ss, &child, 1);
        append(children, describe(view, &child, child_key(view, i)));
    }
    json_object *tree = describe(view, ss, json_object_get(view->spawn_key));
    put(tree, "children", children);
    return tree;
}

static int help(void) {
    printf("Usage: isorand seed [OPTION]...\n"
           "Shows np.random.SeedSequence(S, spawn_key=(I, J, ...), pool_size=P): its pool, the\n"
           "states that it generates, and its children.\n\nOptions:\n");
    options_print(rows, ROWS);
    return CLI_OK;
}

int cmd_seed(const char *program, int argc, char **argv) {
    const char *value[ROWS];
    uint64_t nchildren = 0, nwords = 4, pool_size = ISORAND_POOL_SIZE;
    char system_seed[OS_SEED_MAX];
    isorand_seedseq ss;
    (void)program;
    int code = options_parse(rows, ROWS, argc, argv, value);
    if (code == OPTIONS_HELP)
        return help();
    if (!code)
        code = count_option("--spawn", value[SPAWN], LIST_MAX, &nchildren);
    if (!code)
        code = count_option("--words", value[WORDS], LIST_MAX, &nwords);
    if (!code)
        code = count_option("--pool-size", value[POOL_SIZE], UINT64_MAX, &pool_size);
    if (!code && (pool_size < ISORAND_POOL_SIZE || pool_size > ISORAND_POOL_SIZE_MAX))
        code = refuse("--pool-size", value[POOL_SIZE], "expected %d to %d", ISORAND_POOL_SIZE,
                      ISORAND_POOL_SIZE_MAX);
    if (!code && !value[SEED]) {
        code = os_seed(system_seed, 0);
        value[SEED] = system_seed;
    }
    if (!code)
        code = open_seedseq(&ss, value[SEED], value[SPAWN_KEY], (size_t)pool_size);
    if (code)
        return code;
    struct view view = {integers(value[SEED]), integers(value[SPAWN_KEY]), (size_t)nwords};
    if (!strchr(value[SEED], ',')) { /* one integer is not a list */
        json_object *list = view.entropy;
        view.entropy = json_object_get(json_object_array_get_idx(list, 0));
        json_object_put(list);
    }
    report_print(report(&view, &ss, nchildren), value[JSON] != NULL);
    json_object_put(view.entropy);
    json_object_put(view.spawn_key);
    return CLI_OK;
}
