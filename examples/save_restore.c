/* SPDX-License-Identifier: MIT */
/* Checkpoints: a stream is saved to a file in the middle of a run, and goes on from there. */
#include "common.h"

static void write_checkpoint(FILE *file, const isorand_rng *rng) {
    unsigned char bytes[ISORAND_SAVE_MAX];
    size_t nbytes;
    MUST(isorand_save(rng, bytes, sizeof bytes, &nbytes));
    if (fwrite(bytes, 1, nbytes, file) != nbytes || fflush(file))
        fail("checkpoint", "cannot be written");
}

static void read_checkpoint(FILE *file, isorand_rng *rng) {
    unsigned char bytes[ISORAND_SAVE_MAX];
    rewind(file);
    const size_t nbytes = fread(bytes, 1, sizeof bytes, file);
    if (ferror(file))
        fail("checkpoint", "cannot be read");
    MUST(isorand_load(rng, bytes, nbytes)); /* refuses a damaged file */
}

typedef int fill_normal(isorand_rng *rng, double *out, size_t n, double loc, double scale);

static void demonstrate(const char *name, isorand_rng *rng, fill_normal *normal) {
    double x[5];
    FILE *file = tmpfile();
    if (!file)
        fail("checkpoint", "cannot be created");

    printf("%s\n", name);
    MUST(normal(rng, x, 5, 0, 1));
    print_values("before", x, 5);
    write_checkpoint(file, rng);
    MUST(normal(rng, x, 5, 0, 1));
    print_values("after", x, 5);

    isorand_rng restored;
    read_checkpoint(file, &restored);
    MUST(normal(&restored, x, 5, 0, 1));
    print_values("restored", x, 5);
    if (fclose(file))
        fail("checkpoint", "cannot be closed");
}

int main(void) {
    isorand_rng rng;
    MUST(isorand_seed(&rng, ISORAND_PCG64, 42));
    demonstrate("default_rng(42)", &rng, isorand_fill_normal_f64);
    /* np.random makes normals in pairs: after five of them the sixth is part of the state. */
    MUST(isorand_seed_legacy(&rng, 42));
    demonstrate("np.random.seed(42)", &rng, isorand_fill_legacy_normal_f64);
    return finish();
}
