/* SPDX-License-Identifier: MIT */
/* Manifests from elsewhere: lines as they are, or made of the words of real ones.  What is taken is
 * written and read again as the same; what is refused is told in one line. */
#include "verify/manifest.h"
#include "cli/message.h"
#include "fuzz/support/fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

const int fuzz_faults = 2;

enum { TEXT_MAX = 8192 };

/* A file without a place, under a name that can be opened. */
static const char *file_of(const char *text, size_t n) {
    static char path[64];
    static int fd = -1;
    if (fd < 0)
        fd = memfd_create("manifest", 0);
    CHECK(fd >= 0 && !ftruncate(fd, 0) && pwrite(fd, text, n, 0) == (ssize_t)n, "a file");
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    return path;
}

static char *print(const struct manifest *manifest, size_t *n) {
    char *text = NULL, *piece = manifest_head(manifest);
    FILE *out = open_memstream(&text, n);
    CHECK(out, "memory");
    fputs(piece, out);
    free(piece);
    for (size_t i = 0; i < manifest->n; i++) {
        piece = manifest_line(&manifest->entry[i]);
        fputs(piece, out);
        free(piece);
    }
    piece = manifest_tail(manifest);
    fputs(piece, out);
    free(piece);
    fclose(out);
    return text;
}

static void check_entries(const struct manifest *a, const struct manifest *b) {
    CHECK(a->n == b->n && !strcmp(a->numpy, b->numpy), "%zu entries, %zu", a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
        const struct manifest_entry *x = &a->entry[i], *y = &b->entry[i];
        CHECK(x->start.engine == y->start.engine && x->start.seed == y->start.seed &&
                  x->start.carry == y->start.carry && x->start.before == y->start.before &&
                  kind_equal(&x->kind, &y->kind) && x->nbytes == y->nbytes &&
                  !strcmp(x->digest, y->digest),
              "entry %zu", i);
        CHECK(kind_is_planned(&x->kind) && x->nbytes && x->nbytes <= MANIFEST_BYTES_MAX &&
                  x->nbytes % x->kind.size == 0 && strlen(x->digest) == DIGEST_DIGITS,
              "entry %zu", i);
    }
    CHECK(manifest_bytes(a) <= MANIFEST_BYTES_MAX, "bytes");
}

static void read_text(const char *text, size_t n) {
    struct manifest manifest, again;
    fuzz_listen();
    const int code = manifest_read(&manifest, file_of(text, n));
    if (code) {
        if (fuzz_fault(1))
            fail("a second line");
        fuzz_check_said();
        manifest_free(&manifest);
        return;
    }
    CHECK(!*fuzz_said(), "said without need");
    char *printed = print(&manifest, &n);
    fuzz_listen();
    CHECK(!manifest_read(&again, file_of(printed, n)), "what is written is not read");
    (void)fuzz_said();
    if (fuzz_fault(2) && again.n)
        again.entry[0].nbytes ^= 1;
    check_entries(&manifest, &again);
    free(printed);
    manifest_free(&manifest);
    manifest_free(&again);
}

/* ---- lines of the words of real manifests ---- */

static const char *const starts[] = {"0",      "2^32-21", "2^64-1", "2^255-1048576", "2^256-1",
                                     "2^31-5", "2^96-0",  "2^-1",   "2^33",          "1"};
static const char *const counts[] = {
    "0",   "1",   "42",  "18446744073709551615", "65536", "1Mi",
    "4Ti", "0x9", "1e6", "18446744073709551616", "-1",    "4398046511104"};
static const char *const digests[] = {"00112233445566778899aabbccddeeff",
                                      "00112233445566778899aabbccddeefF",
                                      "0123456789abcdef0123456789abcde"};
#define PICK(f, list) (list[fuzz_below(f, sizeof list / sizeof *list)])

static void put_kind(struct fuzz *f, FILE *out) {
    char text[KIND_TEXT_MAX];
    struct kind kind;
    int index = (int)fuzz_below(f, 200);
    while (!kind_at(index, &kind))
        index /= 2;
    if (fuzz_bytes(f, 1) == 255)
        kind.req.param[0].f = fuzz_real(f);
    kind_text(&kind, text);
    fputs(text, out);
}

static void put_entry(struct fuzz *f, FILE *out) {
    const isorand_engine_info *engine = isorand_engine_at((int)fuzz_below(f, 9));
    fprintf(out, "%s ", engine ? engine->name : "pcg63");
    put_kind(f, out);
    fprintf(out, " %s %s ", PICK(f, counts), PICK(f, starts));
    fprintf(out, "%s %s\n", PICK(f, counts), PICK(f, digests));
}

static void compose(struct fuzz *f) {
    char *text = NULL;
    size_t n;
    FILE *out = open_memstream(&text, &n);
    CHECK(out, "memory");
    const unsigned how = (unsigned)fuzz_bytes(f, 1), entries = how % 8;
    fputs(how & 128 ? "isorand-manifest 2\n" : MANIFEST_FORMAT "\n", out);
    if (how & 8)
        fprintf(out, "numpy %s\n", how & 16 ? "2.5" : how & 32 ? "1.24.1" : "3");
    for (unsigned i = 0; i < entries; i++)
        put_entry(f, out);
    fprintf(out, "end %u\n", entries + (how & 64 ? 1 : 0));
    fflush(out);
    const unsigned changes = (unsigned)fuzz_below(f, 4);
    fclose(out);
    for (unsigned i = 0; i < changes; i++)
        text[fuzz_below(f, n)] = (char)fuzz_bytes(f, 1);
    read_text(text, n);
    free(text);
}

void fuzz_one(struct fuzz *f) {
    static char text[TEXT_MAX];
    if (fuzz_bytes(f, 1) & 1) {
        compose(f);
        return;
    }
    size_t n = 0; /* NULs too */
    while (n < sizeof text && f->at < f->end)
        text[n++] = (char)*f->at++;
    read_text(text, n);
}
