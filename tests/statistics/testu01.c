/* SPDX-License-Identifier: MIT */
/* statistics_testu01 BATTERY NAME: gives the 32-bit words of standard input to a battery of the
 * TestU01 that is installed here.  tools/statistics compiles and runs it; nothing else needs it.
 *
 *   smallcrush   the 10 tests of SmallCrush
 *   reversed     the same, with the bits of each word in reverse order
 *   linearcomp   the two LinearComp tests of Crush alone */
#include <bbattery.h>
#include <swrite.h>
#include <unif01.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned int next(void) {
    static unsigned int words[4096];
    static size_t have, at;
    if (at == have) {
        have = fread(words, sizeof *words, sizeof words / sizeof *words, stdin);
        at = 0;
        if (!have) {
            fprintf(stderr, "statistics_testu01: the input ended\n");
            exit(1);
        }
    }
    return words[at++];
}

static unsigned int reversed(void) {
    unsigned int word = next(), turned = 0;
    for (int bit = 0; bit < 32; bit++, word >>= 1)
        turned = turned << 1 | (word & 1);
    return turned;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: statistics_testu01 smallcrush|reversed|linearcomp NAME\n");
        return 2;
    }
    unif01_Gen *gen =
        unif01_CreateExternGenBits(argv[2], strcmp(argv[1], "reversed") ? next : reversed);
    swrite_Basic = FALSE; /* the summary alone */
    if (!strcmp(argv[1], "linearcomp")) {
        int repeat[1 + 96] = {0};
        repeat[71] = repeat[72] = 1;
        bbattery_RepeatCrush(gen, repeat);
    } else {
        bbattery_SmallCrush(gen);
    }
    for (int i = 0; i < bbattery_NTests; i++)
        printf("p-value %.6g %s\n", bbattery_pVal[i], bbattery_TestNames[i]);
    unif01_DeleteExternGenBits(gen);
    return 0;
}
