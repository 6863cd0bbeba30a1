/* SPDX-License-Identifier: MIT */
/* NumPy levels by version. */
#include "engine/numpy_level.h"

#include <string.h>

static const uint32_t firsts[] = {
#define ISORAND_NUMPY_LEVEL(ID, name, first, changes) first,
#include "numpy_levels.def"
#undef ISORAND_NUMPY_LEVEL
};
enum { LEVELS = sizeof firsts / sizeof *firsts };

static int is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* A number of at most two digits from *text, moved behind it; -1 where there is none. */
static int number(const char **text) {
    int x = -1;
    for (int digits = 0; is_digit(**text); digits++, ++*text) {
        if (digits == 2)
            return -1;
        x = (x < 0 ? 0 : x) * 10 + (**text - '0');
    }
    return x;
}

/* Behind 'mark' and the number that follows it, where both are there. */
static const char *behind(const char *text, const char *mark) {
    const size_t n = strlen(mark);
    if (strncmp(text, mark, n) || !is_digit(text[n]))
        return text;
    for (text += n; is_digit(*text);)
        text++;
    return text;
}

/* "a1", "b2", "rc1", ".post1", ".dev0+gabc", "+local" behind a version: PEP 440's, of which the
 * level does not depend. */
static int is_suffix(const char *text) {
    static const char *const marks[] = {"a", "b", "rc", ".post", ".dev"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        text = behind(text, marks[i]);
    if (*text == '+' && text[1])
        for (text++; is_digit(*text) || (*text >= 'a' && *text <= 'z') || *text == '.';)
            text++;
    return *text == 0;
}

uint32_t ir_numpy_level(const char *version) {
    int part[3] = {0, 0, 0};
    for (int i = 0; i < 3; i++) {
        part[i] = number(&version);
        if (part[i] < 0)
            return 0;
        if (*version != '.' || !is_digit(version[1]))
            break;
        if (i < 2)
            version++;
    }
    if (!is_suffix(version))
        return 0;
    const uint32_t code = (uint32_t)(part[0] * 10000 + part[1] * 100 + part[2]);
    uint32_t level = 0;
    for (int i = 0; i < LEVELS && code < IR_NUMPY_END; i++)
        if (code >= firsts[i])
            level = firsts[i];
    return level;
}

int ir_numpy_is_level(uint32_t level) {
    for (int i = 0; i < LEVELS; i++)
        if (level == firsts[i])
            return 1;
    return 0;
}
