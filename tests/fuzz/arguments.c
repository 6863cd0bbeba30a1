/* SPDX-License-Identifier: MIT */
/* The arguments of `isorand fill`: options and values of the lists that the command knows, and any
 * text.  What is refused is told in one line; what is taken is a request that the library carries
 * out, and whose text is taken for the same one again. */
#include "cli/command.h"
#include "cli/entropy.h"
#include "cli/message.h"
#include "cli/names.h"
#include "fill/bounds.h"
#include "fill/fill.h"
#include "fill/output.h"
#include "fuzz/support/fuzz.h"
#include "store/store.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

const int fuzz_faults = 2;

enum { WORDS_MAX = 24, WORD_MAX = 64 };

struct words {
    char text[WORDS_MAX][WORD_MAX];
    char *argv[WORDS_MAX + 1];
    int argc;
};

static const char *const texts[] = {"0",       "1",
                                    "2",       "-1",
                                    "0.5",     "1e3",
                                    "0x10",    "inf",
                                    "1,2,3",   "7,",
                                    "nan",     "1e-300",
                                    "64Ki",    "a.zarr",
                                    "-",       "raw",
                                    "default", "auto",
                                    "1/4",     "18446744073709551616",
                                    "",        "text",
                                    "1e300",   "-0.0",
                                    "256",     "-9223372036854775808"};
enum { TEXTS = sizeof texts / sizeof *texts };

/* Any text up to a NUL byte. */
static void put_any(struct fuzz *f, char *out, size_t size) {
    size_t n = 0;
    while (n + 1 < size && f->at < f->end && *f->at)
        out[n++] = (char)*f->at++;
    f->at += f->at < f->end;
    out[n] = '\0';
}

static void put_value(struct fuzz *f, char *out, size_t size) {
    const unsigned how = (unsigned)fuzz_bytes(f, 1);
    const char *text = NULL;
    if (how % 8 < 3)
        text = texts[fuzz_below(f, TEXTS)];
    else if (how % 8 == 3 && isorand_dist_at((int)(how >> 3)))
        text = isorand_dist_at((int)fuzz_below(f, 60))->name;
    else if (how % 8 == 4)
        text = isorand_type_at((int)fuzz_below(f, 11))->name;
    else if (how % 8 == 5)
        text = isorand_engine_at((int)fuzz_below(f, 8))->name;
    if (how % 8 == 6)
        snprintf(out, size, "%.17g", fuzz_real(f));
    else if (how % 8 == 7 && how & 8)
        snprintf(out, size, "%lld", (long long)fuzz_integer(f));
    else if (text)
        snprintf(out, size, "%s", text);
    else
        put_any(f, out, size);
}

static void compose(struct fuzz *f, struct words *w, const struct fill_args *args) {
    w->argc = 0;
    strcpy(w->text[w->argc++], "fill");
    while (w->argc < WORDS_MAX && f->at < f->end) {
        const unsigned how = (unsigned)fuzz_bytes(f, 1);
        const struct option_row *row = &args->row[fuzz_below(f, (uint64_t)args->n)];
        char *const word = w->text[w->argc++];
        if (how == 255) {
            put_any(f, word, WORD_MAX);
            continue;
        }
        snprintf(word, WORD_MAX, "--%s", row->name);
        if (!row->arg && how < 200)
            continue;
        if (how & 1 || w->argc == WORDS_MAX) {
            const size_t n = strlen(word);
            word[n] = '=';
            put_value(f, word + n + 1, WORD_MAX - n - 1);
        } else {
            put_value(f, w->text[w->argc++], WORD_MAX);
        }
    }
    for (int i = 0; i < w->argc; i++)
        w->argv[i] = w->text[i];
    w->argv[w->argc] = NULL;
}

/* Words apart where blanks are. */
static void split(struct words *w, char *text) {
    w->argc = 0;
    w->argv[w->argc++] = "fill";
    for (char *word = strtok(text, " "); word && w->argc < WORDS_MAX; word = strtok(NULL, " "))
        w->argv[w->argc++] = word;
    w->argv[w->argc] = NULL;
}

static int parse(struct words *w, struct fill_args *args) {
    optind = 0; /* getopt begins anew, with the next call */
    (void)getopt(1, w->argv, "");
    return fill_args_parse(args, w->argc, w->argv);
}

static void check_again(const isorand_request *request) {
    struct words w;
    struct fill_args args;
    isorand_request again;
    if (bounds_wanted(request->dist)) /* of more than 63 bits, and closed ones are others */
        return;
    for (int p = 0; isorand_dist_param(request->dist, p); p++)
        if (!fill_takes_param(request->dist, request->type, p)) /* the text says 0 and 1 */
            return;
    CHECK(!*fuzz_said(), "said without need: %s", fuzz_said());
    char *text = fill_request_text(request);
    split(&w, text);
    fuzz_listen();
    const int code = parse(&w, &args);
    CHECK(!code && !fill_request(&args, &again), "%s", fuzz_said());
    (void)fuzz_said();
    if (fuzz_fault(1))
        again.type++;
    CHECK(fill_same_request(request, &again), "read back otherwise");
    free(text);
}

/* Steps that no engine takes in a moment. */
static int is_far(const struct fill_args *args) {
    const char *far[] = {args->value[FILL_SKIP], args->value[FILL_JUMP]};
    for (int i = 0; i < 2; i++)
        if (far[i] && (strlen(far[i]) > (i ? 2 : 4) || strpbrk(far[i], "eEkKMGTx")))
            return 1;
    return 0;
}

static int carry_out(const struct fill_args *args) {
    isorand_request request;
    isorand_rng rng;
    struct store store = {0};
    const struct format *format;
    uint64_t count = 0;
    int endless = 0;
    int code = fill_request(args, &request);
    if (code)
        return code;
    code = fill_request_check(args, &request);
    CHECK(!code == !isorand_request_check(&request, NULL), "a request that the library refuses");
    if (!code)
        check_again(&request), fuzz_listen();
    if (!code)
        code = fill_count(args, &request, &count, &endless);
    if (!code && store_is_wanted(args))
        code = store_parse(&store, args, &request, count, endless);
    else if (!code)
        code = fill_format(args, args->value[FILL_OUT] ? args->value[FILL_OUT] : "-", endless,
                           &format);
    free(store.path);
    if (!code)
        code = choose_backend(args->value[FILL_BACKEND]);
    if (!code && !is_far(args))
        code = fill_start(args, args->value[FILL_SEED] ? args->value[FILL_SEED] : "1", &rng);
    if (!code && !is_far(args)) {
        unsigned char values[8 * 4];
        CHECK(!isorand_fill(&rng, &request, values, fuzz_affordable(&rng, &request, 4)), "fill");
    }
    return code;
}

void fuzz_one(struct fuzz *f) {
    static struct fill_args names;
    static struct words w;
    struct fill_args args;
    if (!names.n)
        CHECK(!fill_args_rows(&names), "rows");
    compose(f, &w, &names);
    fuzz_listen();
    int code = parse(&w, &args);
    if (!code)
        code = carry_out(&args);
    if (code == OPTIONS_HELP || !code) {
        CHECK(!*fuzz_said(), "said without need: %s", fuzz_said());
        return;
    }
    if (fuzz_fault(2))
        fail("a second line");
    CHECK(code == CLI_USAGE || code == CLI_FAILURE, "code %d", code);
    fuzz_check_said();
}
