/* SPDX-License-Identifier: MIT */
/* What is said of an output that is complete. */
#include "fill/summary.h"

#include "cli/message.h"
#include "fill/stats.h"
#include "io/hash.h"

#include <inttypes.h>
#include <stdlib.h>

int summary_parse(const struct fill_args *args, uint64_t nvalues, int endless) {
    static const enum fill_option options[] = {FILL_DIGEST, FILL_STATS, FILL_PLOT};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (endless && args->value[options[i]]) {
            refuse_start(NULL, "--%s", args->row[options[i]].name);
            return refuse_reason("needs an end: does not go with --count inf");
        }
    if (args->value[FILL_PLOT] && !nvalues)
        return refuse("--plot", args->value[FILL_PLOT], "needs values: does not go with --count 0");
    return 0;
}

int summary_open(struct summary *summary, const struct fill_args *args, const isorand_request *req,
                 uint64_t nvalues) {
    const char *plot = args->value[FILL_PLOT];
    const int digest = args->value[FILL_DIGEST] != NULL, stats = args->value[FILL_STATS] != NULL;
    summary->size = isorand_type_get(req->type)->bytes;
    if (digest)
        summary->hash = hash_new();
    if (stats)
        summary->stats = malloc(sizeof *summary->stats);
    if (digest > !!summary->hash || stats > !!summary->stats)
        return fail("out of memory");
    if (stats)
        stats_open(summary->stats, req, nvalues);
    return plot ? plot_start(&summary->plot, plot, req, nvalues) : 0;
}

void summary_add_values(struct summary *summary, const unsigned char *values, size_t n) {
    if (summary->stats)
        stats_add(summary->stats, values, n);
    if (summary->plot.pid)
        plot_add(&summary->plot, values, n * summary->size);
}

void summary_add_bytes(struct summary *summary, const void *bytes, size_t nbytes) {
    if (summary->hash)
        hash_add(summary->hash, bytes, nbytes);
    summary->nbytes += nbytes;
}

int summary_print(struct summary *summary) {
    char text[HASH_DIGITS + 1];
    if (summary->stats)
        stats_print(summary->stats);
    if (summary->hash) {
        hash_text(summary->hash, text);
        fprintf(stderr, "isorand: XXH3-128 %s of %" PRIu64 " bytes\n", text, summary->nbytes);
    }
    return plot_end(&summary->plot, 1);
}

void summary_free(struct summary *summary) {
    if (summary->hash)
        hash_free(summary->hash);
    free(summary->stats);
    plot_end(&summary->plot, 0); /* where the output failed, else it has ended */
    *summary = (struct summary){.hash = NULL};
}
