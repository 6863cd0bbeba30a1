/* SPDX-License-Identifier: MIT */
/* What no choice of the caller may change: length, place, splitting, backend, saving.  Every engine
 * on every backend against the scalar model, values and final state. */
#include "internal.h"
#include "support/guard.h"
#include "support/harness.h"
#include "support/kinds.h"
#include "support/random.h"

#include <stdio.h>
#include <stdlib.h>

static unsigned char *allocate(size_t nbytes) {
    unsigned char *p = malloc(nbytes ? nbytes : 1);
    CHECK(p != NULL, "malloc(%zu)", nbytes);
    return p;
}

/* A stream somewhere inside a block, in half of the cases with half a word buffered. */
static void start_somewhere(isorand_rng *rng, int engine, struct test_random *r) {
    CHECK(!isorand_seed(rng, engine, test_random_u64(r)), "seed");
    for (uint64_t n = test_random_below(r, 6); n > 0; n--)
        model_u64(rng);
    if (test_random_below(r, 2))
        model_u32(rng);
}

static void check_state(const isorand_rng *got, const isorand_rng *want, const char *what,
                        size_t n) {
    CHECK_BYTES(got, want, sizeof *got, "state after %s of %zu", what, n);
}

/* Every length 0 .. 4 strides + 3, the buffer first flush against a forbidden page behind it, then
 * against one before it. */
static void lengths_of(const struct kind *k, int engine, size_t max, struct test_random *r) {
    struct guarded g = guard_new(max * k->size);
    unsigned char *want = allocate(max * k->size);
    isorand_rng start, model;
    start_somewhere(&start, engine, r);
    model = start;
    kind_reference(k, &model, want, max);
    model = start;
    for (size_t n = 0; n <= max; n++) {
        for (enum guard_side side = GUARD_BEFORE; side <= GUARD_AFTER; side++) {
            isorand_rng rng = start;
            unsigned char *p = guard_place(&g, side, n * k->size, 0);
            kind_fill(k, &rng, p, n);
            CHECK_BYTES(p, want, n * k->size, "%s fill of %zu", k->name, n);
            guard_check(&g, p, n * k->size, k->name);
            if (k->grain == 1)
                check_state(&rng, &model, k->name, n);
        }
        unsigned char value[8];
        kind_reference(k, &model, value, 1); /* keeps pace with n */
    }
    free(want);
    guard_free(&g);
}

static void lengths(const struct test_arg *arg) {
    backend_use(arg->backend);
    struct test_random r = test_random_start(1);
    for (int i = 0; i < kind_count(); i++)
        lengths_of(kind_get(i), arg->engine,
                   kind_get(i)->bulk ? 4 * engine_stride(arg->engine, arg->backend) + 3 : 19, &r);
}

/* Every offset 0 .. 63 for lengths around the stride. */
static void offsets(const struct test_arg *arg) {
    backend_use(arg->backend);
    struct test_random r = test_random_start(2);
    const size_t stride = engine_stride(arg->engine, arg->backend);
    const size_t counts[] = {1, 7, stride, 2 * stride + 5};
    for (int i = 0; i < kind_count(); i++) {
        const struct kind *k = kind_get(i);
        struct guarded g = guard_new(counts[3] * k->size + 64);
        unsigned char *want = allocate(counts[3] * k->size);
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
            const size_t n = k->bulk ? counts[c] : 1 + c;
            isorand_rng start, model;
            start_somewhere(&start, arg->engine, &r);
            model = start;
            kind_reference(k, &model, want, n);
            for (size_t offset = 0; offset < 64; offset += k->bulk ? 1 : 13) {
                isorand_rng rng = start;
                unsigned char *p = guard_place(&g, GUARD_BEFORE, n * k->size, offset);
                kind_fill(k, &rng, p, n);
                CHECK_BYTES(p, want, n * k->size, "%s fill of %zu at offset %zu", k->name, n,
                            offset);
                guard_check(&g, p, n * k->size, k->name);
                check_state(&rng, &model, k->name, n);
            }
        }
        free(want);
        guard_free(&g);
    }
}

/* Some backend that this machine can run. */
static void use_any_backend(struct test_random *r) {
    static const char *names[32]; /* asked for once: CPUID is slow in virtual machines */
    static size_t count;
    if (count == 0)
        for (int b = 0; b < isorand_backend_count(); b++)
            if (backend_usable(b))
                names[count++] = backend_label(b);
    CHECK(isorand_backend_select(names[test_random_below(r, count)]) == 0, "select");
}

static void save_and_load(isorand_rng *rng) {
    unsigned char saved[ISORAND_SAVE_MAX];
    size_t nbytes;
    CHECK(isorand_save(rng, saved, sizeof saved, &nbytes) == 0, "save");
    memset(rng, 0xff, sizeof *rng);
    CHECK(isorand_load(rng, saved, nbytes) == 0, "load");
}

/* One long fill in random pieces; between the pieces other backends, and saving and loading. */
static void chunks(const struct test_arg *arg) {
    struct test_random r = test_random_start(3);
    for (int i = 0; i < kind_count(); i++) {
        const struct kind *k = kind_get(i);
        if (k->grain == 0)
            continue;
        const size_t total = k->bulk ? 30000 : 3000;
        unsigned char *want = allocate(total * k->size), *got = allocate(total * k->size);
        isorand_rng start, model;
        start_somewhere(&start, arg->engine, &r);
        model = start;
        kind_reference(k, &model, want, total);
        for (int round = 0; round < 12; round++) {
            isorand_rng rng = start;
            /* From mostly single values to a few large pieces, longer than the driver's own. */
            const uint64_t bound = UINT64_C(2) << test_random_below(&r, 14);
            backend_use(arg->backend);
            for (size_t done = 0, n; done < total; done += n) {
                n = (size_t)test_random_below(&r, bound) * k->grain;
                n = n < total - done ? n : total - done;
                kind_fill(k, &rng, got + done * k->size, n);
                if (test_random_below(&r, 256) == 0)
                    use_any_backend(&r);
                if (test_random_below(&r, 64) == 0)
                    save_and_load(&rng);
            }
            CHECK_BYTES(got, want, total * k->size, "%s in pieces below %zu", k->name,
                        (size_t)bound * k->grain);
            check_state(&rng, &model, k->name, total);
        }
        free(want);
        free(got);
    }
}

/* A single draw of the library against the model's. */
static void single_draw(isorand_rng *rng, isorand_rng *model, unsigned which) {
    if (which == 0) {
        CHECK(isorand_next_u32(rng) == model_u32(model), "next_u32");
    } else if (which == 1) {
        CHECK(isorand_next_u64(rng) == model_u64(model), "next_u64");
    } else if (which == 2) {
        const float got = isorand_next_f32(rng), want = model_f32(model);
        CHECK_BYTES(&got, &want, sizeof got, "next_f32");
    } else {
        const double got = isorand_next_f64(rng), want = model_f64(model);
        CHECK_BYTES(&got, &want, sizeof got, "next_f64");
    }
}

/* Random sequences of everything that draws, moves or stores. */
static void interleave(const struct test_arg *arg) {
    struct test_random r = test_random_start(4);
    unsigned char want[3000 * 8], got[3000 * 8];
    backend_use(arg->backend);
    for (int sequence = 0; sequence < 60; sequence++) {
        isorand_rng rng, model;
        start_somewhere(&rng, arg->engine, &r);
        model = rng;
        for (int step = 0; step < 50; step++) {
            const uint64_t action = test_random_below(&r, 10);
            if (action < 4) {
                single_draw(&rng, &model, (unsigned)action);
            } else if (action < 8) {
                const struct kind *k = kind_get((int)test_random_below(&r, (uint64_t)kind_count()));
                const size_t n = (size_t)test_random_below(&r, step % 8 ? 40 : 3000);
                kind_reference(k, &model, want, n);
                kind_fill(k, &rng, got, n);
                CHECK_BYTES(got, want, n * k->size, "%s fill of %zu at step %d", k->name, n, step);
            } else if (action == 8) {
                const uint64_t n = test_random_below(&r, 1500);
                CHECK(isorand_skip(&rng, n) == 0, "skip");
                for (uint64_t i = 0; i < n; i++)
                    ir_engine_get(model.engine)->next(&model.state);
            } else {
                save_and_load(&rng);
            }
            check_state(&rng, &model, "step", (size_t)step);
        }
    }
}

/* Registered before any case runs: one row a property. */
static const struct {
    const char *name;
    test_fn *fn;
} properties[] = {
    {"lengths", lengths},
    {"offsets", offsets},
    {"chunks", chunks},
    {"interleave", interleave},
};

int main(int argc, char **argv) {
    printf("# checked: engines");
    for (int e = 1; e <= ISORAND_ENGINE_COUNT; e++)
        printf(" %s", engine_label(e));
    printf(" x backends");
    for (int b = 0; b < isorand_backend_count(); b++) {
        if (!backend_usable(b)) {
            test_add(backend_missing, (struct test_arg){.backend = b}, "backend/%s",
                     backend_label(b));
            continue;
        }
        printf(" %s", backend_label(b));
        for (int e = 1; e <= ISORAND_ENGINE_COUNT; e++)
            for (size_t p = 0; p < sizeof properties / sizeof *properties; p++)
                test_add(properties[p].fn, (struct test_arg){.engine = e, .backend = b}, "%s/%s/%s",
                         engine_label(e), properties[p].name, backend_label(b));
    }
    printf("\n");
    return test_run("invariants", argc, argv);
}
