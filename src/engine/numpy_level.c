/* SPDX-License-Identifier: MIT */
/* NumPy levels by version. */
#include "engine/numpy_level.h"

#include <stddef.h>

static const uint32_t firsts[] = {
#define ISORAND_NUMPY_LEVEL(ID, name, first, changes) first,
#include "numpy_levels.def"
#undef ISORAND_NUMPY_LEVEL
};
enum { LEVELS = sizeof firsts / sizeof *firsts };

/* A number of at most two digits from *text, moved behind it; -1 where there is none. */
static int number(const char **text) {
    int x = -1;
    for (int digits = 0; **text >= '0' && **text <= '9'; digits++, ++*text) {
        if (digits == 2)
            return -1;
        x = (x < 0 ? 0 : x) * 10 + (**text - '0');
    }
    return x;
}

/* "a1", "b2", "rc1", ".dev0+gabc", "+local" behind a version: PEP 440's, of which the level does
 * not depend. */
static int is_suffix(const char *text) {
    if (!*text)
        return 1;
    if (*text != 'a' && *text != 'b' && *text != 'r' && *text != '.' && *text != '+')
        return 0;
    for (; *text; text++)
        if (!((*text >= '0' && *text <= '9') || (*text >= 'a' && *text <= 'z') || *text == '.' ||
              *text == '+'))
            return 0;
    return 1;
}

uint32_t ir_numpy_level(const char *version) {
    int part[3] = {0, 0, 0};
    for (int i = 0; i < 3; i++) {
        part[i] = number(&version);
        if (part[i] < 0)
            return 0;
        if (*version != '.' || version[1] < '0' || version[1] > '9')
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
