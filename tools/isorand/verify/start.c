/* SPDX-License-Identifier: MIT */
/* Starts streams from a seed or just before a counter's carry. */
#include "verify/start.h"

#include "cli/numbers.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* 2^carry - before as a 256-bit number, least significant word first. */
static void distance(const struct start *start, uint64_t delta[4]) {
    const unsigned word = start->carry / 64, bit = start->carry % 64;
    memset(delta, 0, 4 * sizeof *delta);
    delta[word] = UINT64_C(1) << bit;
    uint64_t borrow = start->before;
    for (int i = 0; i < 4; i++) {
        const uint64_t old = delta[i];
        delta[i] -= borrow;
        borrow = old < borrow;
    }
}

static int set_sfc64_counter(const uint64_t delta[4], isorand_rng *rng) {
    isorand_state state;
    if (delta[1] || delta[2] || delta[3])
        return ISORAND_ENOTSUP;
    const int error = isorand_get_state(rng, &state);
    if (error)
        return error;
    state.fields.sfc64.w = delta[0];
    return isorand_set_state(rng, &state);
}

int start_rng(const struct start *start, isorand_rng *rng) {
    uint64_t delta[4];
    int error = isorand_seed(rng, start->engine, start->seed);
    if (!error)
        error = isorand_set_numpy(rng, start->numpy);
    if (error || !start->carry)
        return error;
    distance(start, delta);
    return start->engine == ISORAND_SFC64 ? set_sfc64_counter(delta, rng)
                                          : isorand_advance_wide(rng, delta);
}

/* Each carry between the words of the Philox counters (4 x 32 and 4 x 64 bits); those of one
 * engine are ordinary starting points of the others. */
unsigned start_carry_at(int index) {
    static const unsigned carries[] = {32, 64, 96, 128, 192, 0};
    return carries[index];
}

void start_text(const struct start *start, char text[START_TEXT_MAX]) {
    if (start->carry)
        snprintf(text, START_TEXT_MAX, "2^%u-%" PRIu64, start->carry, start->before);
    else
        strcpy(text, "0");
}

int start_parse(const char *text, struct start *start) {
    char copy[START_TEXT_MAX];
    uint64_t carry, before;
    start->carry = 0;
    start->before = 0;
    if (!strcmp(text, "0"))
        return 0;
    if (strncmp(text, "2^", 2) || strlen(text) >= sizeof copy)
        return -1;
    strcpy(copy, text);
    char *minus = strchr(copy, '-');
    if (!minus)
        return -1;
    *minus = '\0';
    if (parse_count(copy + 2, &carry) || parse_count(minus + 1, &before) || carry < 32 ||
        carry > START_CARRY_MAX || before < 1 || before > START_BEFORE_MAX)
        return -1;
    start->carry = (unsigned)carry;
    start->before = before;
    return 0;
}
