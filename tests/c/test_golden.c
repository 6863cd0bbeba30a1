/* SPDX-License-Identifier: MIT */
/* Every engine against its golden values, tests/vectors/ENGINE.txt, on every usable backend. */
#include "support/backends.h"
#include "support/evidence.h"
#include "support/script.h"

#include <string.h>

static void replay(const struct test_arg *arg) {
    static int cases;
    int played = 0;
    for (int b = 0; b < backend_selectable_count(); b++)
        if (backend_usable(b)) {
            backend_activate(b);
            script_replay(arg->data, arg->engine);
            played++;
        }
    CHECK(played > 0, "no backend is usable");
    evidence_count("golden.cases", 1);
    if (cases++ == 0)
        evidence_count("golden.backends", (uint64_t)played);
}

static void no_vectors(const struct test_arg *arg) {
    test_fail(__FILE__, __LINE__, "no golden values", "tests/vectors/%s.txt is missing or empty",
              (const char *)arg->data);
}

static void add_file(const char *name, int engine) {
    size_t nlines, nscripts = 0;
    const struct vector_line *lines = vectors_read(name, &nlines);
    const char *source = nlines && !strncmp(lines[0].text, "source ", 7) ? lines[0].text + 7 : "?";
    const struct script *scripts = lines ? scripts_split(lines, nlines, &nscripts) : NULL;
    for (size_t i = 0; i < nscripts; i++)
        test_add(replay, (struct test_arg){.engine = engine, .data = &scripts[i]}, "%s/%s/%s", name,
                 scripts[i].name, source);
    if (nscripts == 0)
        test_add(no_vectors, (struct test_arg){.data = name}, "%s/vectors", name);
}

int main(int argc, char **argv) {
    add_file("seedseq", 0);
    for (int e = 1; e <= IR_ENGINE_COUNT; e++)
        add_file(engine_label(e), e);
    return backends_report(test_run("golden", argc, argv), backend_selectable_count());
}
