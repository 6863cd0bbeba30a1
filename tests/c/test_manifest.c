/* SPDX-License-Identifier: MIT */
/* Every usable backend against the digests of tests/vectors/manifest.txt, in the streams that an
 * emulated CPU can make in time; `isorand verify --manifest` checks the long ones too. */
#include "support/backends.h"
#include "verify/manifest.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 1 << 20 };

static struct manifest manifest;

static void digests(const struct test_arg *arg) {
    int compared = 0;
    backend_activate(arg->backend);
    for (size_t i = 0; i < manifest.n; i++) {
        const struct manifest_entry *e = &manifest.entry[i];
        char digest[DIGEST_DIGITS + 1];
        if (e->start.engine != arg->engine || e->nbytes > LONGEST)
            continue;
        CHECK(!digest_stream(&e->start, &e->kind, e->nbytes, digest, NULL, 0), "line %zu", e->line);
        CHECK(!strcmp(digest, e->digest), "line %zu: got %s, wanted %s", e->line, digest,
              e->digest);
        compared++;
    }
    CHECK(compared > 0, "no entry for this engine");
}

int main(int argc, char **argv) {
    isorand_backend_select("scalar"); /* what the manifest's parameters are checked by */
    if (manifest_read(&manifest, TEST_VECTORS_DIR "/manifest.txt"))
        return EXIT_FAILURE;
    for (int b = 0; b < backend_selectable_count(); b++)
        for (int e = 1; backend_runs(b) && e <= IR_ENGINE_COUNT; e++)
            test_add(digests, (struct test_arg){.engine = e, .backend = b}, "manifest/%s/%s",
                     backend_label(b), engine_label(e));
    const int status =
        backends_report(test_run("manifest", argc, argv), backend_selectable_count());
    manifest_free(&manifest);
    return status;
}
