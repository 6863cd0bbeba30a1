/* SPDX-License-Identifier: MIT */
/* Entropy from the operating system: getrandom(2), complete or an error. */
#include "internal.h"

#include <errno.h>
#include <sys/random.h>
#include <sys/types.h>

int isorand_seedseq_from_os(isorand_seedseq *ss, uint32_t entropy[4]) {
    if (!ss || !entropy)
        return ISORAND_EINVAL;
    unsigned char bytes[16];
    for (size_t have = 0; have < sizeof bytes;) {
        ssize_t got = getrandom(bytes + have, sizeof bytes - have, 0);
        if (got > 0)
            have += (size_t)got; /* a signal may have cut the read short */
        else if (got == 0 || errno != EINTR)
            return ISORAND_EOS;
    }
    uint32_t words[4];
    for (size_t i = 0; i < 4; i++)
        words[i] = ir_get32le(bytes + 4 * i);
    /* The words stand for one integer; as in NumPy it is assembled without leading zero words. */
    size_t n = 4;
    while (n > 1 && words[n - 1] == 0)
        n--;
    memcpy(entropy, words, sizeof words);
    return isorand_seedseq_init(ss, words, n, NULL, 0);
}
