/* SPDX-License-Identifier: MIT */
/* Entropy from the operating system: getrandom(2), complete or an error. */
#include "seed/seedseq.h"

#include <errno.h>
#include <sys/random.h>
#include <sys/types.h>

int ir_os_entropy(unsigned char *out, size_t n) {
    for (size_t have = 0; have < n;) {
        ssize_t got = getrandom(out + have, n - have, 0);
        if (got > 0)
            have += (size_t)got; /* a signal may have cut the read short */
        else if (got == 0 || errno != EINTR)
            return ISORAND_EOS;
    }
    return 0;
}
