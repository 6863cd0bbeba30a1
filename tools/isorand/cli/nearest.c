/* SPDX-License-Identifier: MIT */
/* Which of some names somebody may have meant: Damerau's and Levenshtein's distance. */
#include "cli/nearest.h"

#include <string.h>
#include <strings.h>

enum { LENGTH_MAX = 40 }; /* no name is longer */

static int differ(char a, char b) {
    return strncasecmp(&a, &b, 1) != 0;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

size_t distance_between(const char *written, const char *item) {
    const size_t n = strlen(written), m = strlen(item);
    size_t d[LENGTH_MAX + 1][LENGTH_MAX + 1];
    if (n > 1 && n < m && !strncasecmp(written, item, n))
        return 1;
    if (n > LENGTH_MAX || m > LENGTH_MAX)
        return LENGTH_MAX;
    for (size_t i = 0; i <= n; i++)
        for (size_t j = 0; j <= m; j++) {
            if (!i || !j) {
                d[i][j] = i + j;
                continue;
            }
            const int other = differ(written[i - 1], item[j - 1]);
            d[i][j] = least(least(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (size_t)other);
            if (i > 1 && j > 1 && other && !differ(written[i - 1], item[j - 2]) &&
                !differ(written[i - 2], item[j - 1]))
                d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[n][m];
}

size_t distance_max(const char *written) {
    const size_t n = strlen(written);
    return n < 2 ? 0 : n < 6 ? 1 : n / 3;
}
