/* SPDX-License-Identifier: MIT */
/* Values over chosen words, at thresholds, against those of NumPy in tests/vectors/words.txt, on
 * every backend, emulated ones too: each as one fill, and singly by the definition. */
#include "base/bytes.h"
#include "distribution/dist.h"
#include "support/backends.h"
#include "support/evidence.h"
#include "support/model.h"
#include "support/script.h"
#include "support/vectors.h"
#include "words/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUES_MAX = 200, KEY = 624 };

struct words_case {
    isorand_request request;
    struct ir_plan plan;
    isorand_rng rng;
    size_t size;
    uint64_t n, crc, follows;
};

/* NAME TYPE and the parameters, up to the colon. */
static void read_request(const char **text, struct words_case *c) {
    char name[40], type[8], value[40];
    CHECK(vector_word(text, name, sizeof name) && vector_word(text, type, sizeof type), "names");
    const isorand_dist_info *dist = isorand_dist_find(name);
    const isorand_type_info *info = isorand_type_find(type);
    CHECK(dist && info, "%s %s", name, type);
    CHECK(!isorand_request_init(&c->request, dist->number, info->number), "%s %s", name, type);
    c->size = info->bytes;
    CHECK(vector_decimal(text, &c->n) && c->n <= VALUES_MAX && vector_hex(text, &c->crc) &&
              vector_hex(text, &c->follows),
          "%s %s: numbers", name, type);
    for (int i = 0; vector_word(text, value, sizeof value) && strcmp(value, ":"); i++)
        if (isorand_dist_param(dist->number, i)->kind == 'f')
            c->request.param[i].f = strtod(value, NULL);
        else
            c->request.param[i].i = strtoll(value, NULL, 10);
}

static void read_words(const char *text, struct words_case *c) {
    static uint32_t words[KEY];
    uint64_t word;
    size_t n = 0;
    while (n < KEY && vector_hex(&text, &word))
        words[n++] = model_untempered((uint32_t)word);
    CHECK(n > 0, "no words");
    CHECK(!isorand_seed(&c->rng, ISORAND_MT19937, 0), "seed");
    for (size_t i = 0; i < KEY; i++)
        c->rng.state.mt19937.key[i] = words[i % n];
    c->rng.state.mt19937.pos = 0;
}

static struct words_case case_of(const char *text) {
    struct words_case c;
    int culprit;
    read_request(&text, &c);
    read_words(text, &c);
    CHECK(!isorand_set_numpy(&c.rng, "1.24"), "level");
    CHECK(!ir_prepare(&c.plan, &c.request, c.rng.numpy, &culprit), "parameter %d", culprit);
    return c;
}

static void check(const struct words_case *c, const struct ir_backend *b, const char *text) {
    unsigned char got[8 * VALUES_MAX], le[8];
    isorand_rng rng = c->rng;
    struct ir_reader r;
    ir_reader_begin(&r, b, &rng);
    const size_t n = b ? ir_plan_fill(&r, &c->plan, got, (size_t)c->n)
                       : ir_plan_define(&r, &c->plan, got, (size_t)c->n);
    ir_reader_finish(&r);
    uint32_t crc = 0;
    for (size_t i = 0; i < n; i++) {
        if (c->size == 8)
            ir_put64le(le, ir_get64(got + 8 * i));
        else
            ir_put32le(le, ir_get32(got + 4 * i));
        crc = test_crc32(crc, le, c->size);
    }
    CHECK(crc == c->crc, "%s: CRC-32 %08lx of %.60s", b ? b->name : "definition",
          (unsigned long)crc, text);
    CHECK(isorand_next_u32(&rng) == c->follows, "%s: stream position after %.60s",
          b ? b->name : "definition", text);
}

static const struct vector_line *lines;
static size_t nlines;

static void replay(const struct test_arg *arg) {
    const struct ir_backend *b = backend_use(arg);
    for (size_t i = 0; i < nlines; i++) {
        const struct words_case c = case_of(lines[i].text);
        check(&c, b, lines[i].text);
        check(&c, NULL, lines[i].text);
        evidence_count("words.values", c.n);
    }
    CHECK(nlines > 300, "%zu cases", nlines);
}

int main(int argc, char **argv) {
    lines = vectors_read("words", &nlines);
    for (int b = 0; b < backend_count(); b++)
        if (backend_runs(b))
            test_add(replay, (struct test_arg){.backend = b}, "words/%s", backend_label(b));
    return backends_report(test_run("words", argc, argv), backend_count());
}
