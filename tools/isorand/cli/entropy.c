/* SPDX-License-Identifier: MIT */
/* Seeds and spawn keys written on the command line. */
#include "cli/entropy.h"

#include "cli/message.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int parse_words(const char *option, const char *text, struct word_list *list) {
    *list = (struct word_list){NULL, 0, 0, 0};
    if (!text)
        return 0;
    const size_t capacity = strlen(text);
    uint32_t *words = calloc(capacity + 1, sizeof *words);
    if (!words)
        return fail("out of memory");
    if (isorand_seed_words(text, words, capacity, &list->nwords)) {
        free(words);
        return refuse(option, text,
                      "expected decimal or 0x integers of any length, >= 0, and lists of them "
                      "with commas");
    }
    list->words = words;
    list->nintegers = 1;
    for (const char *p = text; (p = strchr(p, ',')) != NULL; p++) {
        list->is_list = 1;
        list->nintegers += p[1] != '\0';
    }
    return 0;
}

int os_seed(char text[OS_SEED_MAX], int as_list) {
    isorand_seedseq ss;
    uint32_t e[4];
    const int error = isorand_seedseq_from_os(&ss, e);
    if (error)
        return fail("%s", isorand_strerror(error));
    snprintf(text, OS_SEED_MAX,
             as_list ? "0x%08" PRIx32 ",0x%08" PRIx32 ",0x%08" PRIx32 ",0x%08" PRIx32
                     : "0x%08" PRIx32 "%08" PRIx32 "%08" PRIx32 "%08" PRIx32,
             e[3], e[2], e[1], e[0]);
    return 0;
}

int open_seedseq(isorand_seedseq *ss, const char *seed, const char *key, size_t pool_size) {
    struct word_list entropy, spawn_key;
    int code = parse_words("--seed", seed, &entropy);
    if (code)
        return code;
    code = parse_words("--spawn-key", key, &spawn_key);
    if (!code) {
        const int error = isorand_seedseq_init_pool(ss, entropy.words, entropy.nwords,
                                                    spawn_key.words, spawn_key.nwords, pool_size);
        if (error)
            code = fail("%s", isorand_strerror(error));
        free(spawn_key.words);
    }
    free(entropy.words);
    return code;
}
