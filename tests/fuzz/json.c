/* SPDX-License-Identifier: MIT */
/* The JSON documents of a Zarr store that isorand continues: any bytes, or its own documents with
 * some of them changed.  They are only read: the store is taken, or refused in one line. */
#include "cli/message.h"
#include "cli/report.h"
#include "fuzz/support/fuzz.h"
#include "store/document.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const int fuzz_faults = 2;

enum { DOCUMENT_MAX = 4096 };

/* ---- a directory in memory ---- */

static const char *directory(void) {
    static char path[64];
    if (!*path)
        snprintf(path, sizeof path, "%s/isorand-fuzz-%d.zarr",
                 access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm", (int)getpid());
    return path;
}

static const char *name_of(const char *file) {
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", directory(), file);
    return path;
}

static void put_file(const char *file, const char *text, size_t n) {
    FILE *out = fopen(name_of(file), "w");
    CHECK(out && fwrite(text, 1, n, out) == n && !fclose(out), "a file");
}

static size_t get_file(const char *file, char *text) {
    FILE *in = fopen(name_of(file), "r");
    CHECK(in, "the file is gone");
    const size_t n = fread(text, 1, DOCUMENT_MAX + 64, in);
    fclose(in);
    return n;
}

static void remove_all(void) {
    remove(name_of(".zattrs"));
    remove(name_of(".zarray"));
    remove(directory());
}

/* ---- documents ---- */

struct document {
    char text[DOCUMENT_MAX + 1];
    size_t n;
    int altered;
};

static void print(struct document *d, json_object *object) {
    const char *text = json_object_to_json_string_ext(object, JSON_C_TO_STRING_PRETTY |
                                                                  JSON_C_TO_STRING_NOSLASHESCAPE);
    d->n = strlen(text);
    CHECK(d->n < DOCUMENT_MAX - 64, "room");
    memcpy(d->text, text, d->n);
    d->text[d->n] = '\0';
    d->altered = 0;
    json_object_put(object);
}

/* Bytes changed, taken away and put in. */
static void alter(struct fuzz *f, struct document *d) {
    for (unsigned changes = (unsigned)fuzz_below(f, 6); changes && d->n; changes--) {
        const size_t at = (size_t)fuzz_below(f, d->n), m = (size_t)fuzz_below(f, 12);
        const unsigned how = (unsigned)fuzz_bytes(f, 1);
        if (how % 4 == 0) {
            d->text[at] = (char)fuzz_bytes(f, 1);
        } else if (how % 4 == 1) {
            const size_t left = d->n - at, gone = m < left ? m : left;
            memmove(d->text + at, d->text + at + gone, left - gone);
            d->n -= gone;
        } else if (how % 4 == 2) { /* a piece of itself */
            const size_t from = (size_t)fuzz_below(f, d->n), left = d->n - from;
            memmove(d->text + (at < from ? at : from), d->text + from, left < m ? left : m);
        } else if (how & 128) {
            d->n = at;
        } else { /* another digit */
            const size_t digit = at + strcspn(d->text + at, "0123456789");
            if (digit < d->n)
                d->text[digit] = (char)('0' + how % 10);
        }
        d->altered = 1;
    }
}

/* ---- what a document says ---- */

static json_object *member(json_object *object, const char *key) {
    json_object *value = NULL;
    json_object_object_get_ex(object, key, &value);
    return value;
}

/* Whatever the documents have been made of: they are of this array. */
static void check_meaning(const struct document *attributes, const struct document *array,
                          const struct store *store, const isorand_rng *rng) {
    static const char *const keys[] = {"chunks", "compressor", "dtype",      "filters",
                                       "order",  "shape",      "zarr_format"};
    json_object *theirs = json_tokener_parse(attributes->text), *ours = origin_of(store, rng);
    json_object *origin = member(theirs, "isorand"), *params = member(origin, "parameters");
    CHECK(json_object_equal(member(origin, "dist"), member(ours, "dist")) &&
              json_object_equal(member(origin, "type"), member(ours, "type")) &&
              json_object_equal(member(origin, "stream"), member(ours, "stream")),
          "another array is taken: %s", attributes->text);
    const isorand_param_info *param;
    for (int p = 0; (param = isorand_dist_param(store->request->dist, p)) != NULL; p++)
        CHECK(json_object_equal(member(params, param->name),
                                member(member(ours, "parameters"), param->name)),
              "another %s is taken: %s", param->name, attributes->text);
    json_object_put(theirs);
    json_object_put(ours);
    theirs = json_tokener_parse(array->text);
    ours = zarr_array_of(store);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        CHECK(json_object_equal(member(theirs, keys[i]), member(ours, keys[i])),
              "another %s is taken: %s", keys[i], array->text);
    json_object_put(theirs);
    json_object_put(ours);
}

static void any(struct fuzz *f, struct document *d) {
    d->n = 0;
    d->altered = 1;
    while (d->n < DOCUMENT_MAX && f->at < f->end)
        d->text[d->n++] = (char)*f->at++;
}

void fuzz_one(struct fuzz *f) {
    static struct document attributes, array;
    static char before[DOCUMENT_MAX + 64];
    static struct fill_args args;
    const isorand_rng rng = fuzz_rng(f);
    isorand_request request = fuzz_request(f);
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    if (isorand_request_check(&request, NULL))
        CHECK(!isorand_request_init(&request, ISORAND_UNIFORM, ISORAND_F64), "request");
    if (!args.n)
        CHECK(!fill_args_rows(&args), "rows");
    const struct store store = {.path = (char *)(uintptr_t)directory(),
                                .request = &request,
                                .count = 1 + fuzz_below(f, 1000),
                                .chunk = 1 + fuzz_below(f, 100),
                                .parts = 1,
                                .seed = "42",
                                .args = &args};
    remove_all();
    CHECK(!mkdir(directory(), 0700), "%s", directory());
    json_object *all = new_object();
    put(all, "isorand", origin_of(&store, &rng));
    print(&attributes, all);
    print(&array, zarr_array_of(&store));
    if (how & 1)
        alter(f, &attributes);
    if (how & 2)
        alter(f, &array);
    if (how & 4)
        any(f, how & 8 ? &attributes : &array);
    attributes.text[attributes.n] = array.text[array.n] = '\0';
    put_file(".zattrs", attributes.text, attributes.n);
    put_file(".zarray", array.text, array.n);
    fuzz_listen();
    const int code = store_open(&store, &rng);
    if (code) {
        if (fuzz_fault(1))
            fail("a second line");
        fuzz_check_said();
    } else {
        CHECK(!*fuzz_said(), "said without need");
        check_meaning(&attributes, &array, &store, &rng);
    }
    CHECK(!code || attributes.altered || array.altered, "its own documents are refused");
    size_t n = get_file(".zattrs", before);
    if (fuzz_fault(2))
        n--;
    CHECK(n == attributes.n && !memcmp(before, attributes.text, n), ".zattrs was written");
    n = get_file(".zarray", before);
    CHECK(n == array.n && !memcmp(before, array.text, n), ".zarray was written");
    remove_all();
}
