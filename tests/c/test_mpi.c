/* SPDX-License-Identifier: MIT */
/* One array by the ranks of MPI, under mpiexec: every rank makes the serial fill too, and compares
 * its slice and the final state; errors that all ranks get; a stream for each rank.  With an
 * argument of 2 or more each rank has so many threads. */
#include "support/evidence.h"
#include "support/kinds.h"
#include "support/sweep.h"

#include <isorand/mpi.h>
#include <isorand/threads.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUES = 30000 };

static unsigned char got[8 * VALUES], want[8 * VALUES];
static isorand_mpi mpi;

/* The same on all ranks, so that none of them waits for one that has left the case. */
static int all(int truth) {
    return isorand_mpi_agree(&mpi, truth) != 0;
}

/* How many of 'n' elements each rank makes, and where its first one is. */
static size_t slice(size_t n, int how, uint64_t *first) {
    if (how == 0)
        return isorand_mpi_slice(&mpi, n, first);
    if (how == 1) { /* all of them the last rank */
        *first = 0;
        return mpi.rank == mpi.size - 1 ? n : 0;
    }
    struct test_random r = test_random_start(67);
    size_t begin = 0, count = 0;
    for (int rank = 0; rank <= mpi.rank; rank++) {
        begin += count;
        count = rank == mpi.size - 1 ? n - begin : (size_t)test_random_below(&r, n - begin + 1);
    }
    *first = begin;
    return count;
}

static void fills(const struct test_arg *arg) {
    struct test_random r = test_random_start(68);
    static const size_t lengths[] = {VALUES, 1, VALUES, 8192, 0, VALUES, 17, 1000, 8191, VALUES};
    int bad = 0;
    for (int i = 0; i < kind_count() && bad < 5; i++) {
        const struct kind *k = kind_get(i);
        /* Waiting ranks take time where there are more of them than CPUs. */
        if (mpi.size > 2 && !k->bulk && i % 4 != arg->engine % 4)
            continue;
        const isorand_rng start = sweep_start(arg->engine, &r);
        isorand_rng rng = start, after = start;
        const size_t n = lengths[test_random_below(&r, 10)];
        uint64_t first;
        const size_t count = slice(n, i % 3, &first);
        memset(got, 0x5a, sizeof got);
        const int error = isorand_mpi_fill(&mpi, &rng, &k->request, got, count);
        kind_fill(k, NULL, &after, want, n);
        if (!all(!error && !memcmp(got, want + first * k->size, count * k->size) &&
                 (count == VALUES || got[count * k->size] == 0x5a) &&
                 !memcmp(&rng, &after, sizeof rng))) {
            if (mpi.rank == 0)
                printf("# %s, %zu values: %s\n", k->name, n, isorand_strerror(error));
            bad++;
        } else if (mpi.rank == 0) {
            evidence_count("mpi.fills", 1);
        }
    }
    CHECK(bad == 0, "%d fills", bad);
}

/* One after the other, as long arrays are made. */
static void pieces(const struct test_arg *arg) {
    const isorand_request gamma = {
        .dist = ISORAND_GAMMA, .type = ISORAND_F64, .param = {{.f = 2.5}, {.f = 1}}};
    isorand_rng rng, after;
    int good = 1;
    isorand_seed(&rng, arg->engine, 7);
    after = rng;
    for (size_t done = 0, n = 1; done + n <= VALUES; done += n, n = n * 2 + 1) {
        uint64_t first;
        const size_t count = isorand_mpi_slice(&mpi, n, &first);
        good &= !isorand_mpi_fill(&mpi, &rng, &gamma, got, count);
        good &= !isorand_fill(&after, &gamma, want, n);
        good &= !memcmp(got, want + 8 * first, 8 * count) && !memcmp(&rng, &after, sizeof rng);
    }
    CHECK(all(good), "pieces");
}

static void errors(const struct test_arg *arg) {
    const isorand_request normal = {.dist = ISORAND_NORMAL, .type = ISORAND_F64, .param[1].f = 1};
    const isorand_request bad = {.dist = ISORAND_NORMAL, .type = ISORAND_F64, .param[1].f = -1};
    int good = 1;
    (void)arg;
    for (int culprit = 0; culprit < mpi.size; culprit++) {
        const int is = mpi.rank == culprit;
        isorand_rng rng, kept;
        isorand_seed(&rng, ISORAND_PCG64, 7);
        kept = rng;
        memset(got, 0x5a, sizeof got);
        good &= isorand_mpi_fill(&mpi, &rng, is ? &bad : &normal, got, 100) == ISORAND_EINVAL;
        good &= isorand_mpi_fill(&mpi, &rng, is ? NULL : &normal, got, 100) == ISORAND_EINVAL;
        good &= isorand_mpi_fill(&mpi, &rng, &normal, is ? NULL : got, 100) == ISORAND_EINVAL;
        good &= isorand_mpi_fill(&mpi, &rng, &normal, got, is ? SIZE_MAX / 4 : 1) == ISORAND_ERANGE;
        good &= isorand_mpi_init(&mpi, is ? NULL : &rng, ISORAND_PCG64, NULL) == ISORAND_EINVAL;
        good &= !memcmp(&rng, &kept, sizeof rng);
        if (is && mpi.size > 1) {
            isorand_skip(&rng, 1);
            kept = rng;
        }
        const int differ = isorand_mpi_fill(&mpi, &rng, &normal, got, 100);
        good &= differ == (mpi.size > 1 ? ISORAND_EINVAL : 0);
        if (mpi.size > 1)
            good &= !memcmp(&rng, &kept, sizeof rng) && got[0] == 0x5a && got[799] == 0x5a;
        good &= isorand_mpi_agree(&mpi, is ? -3 : 0) == -3;
    }
    CHECK(all(good), "errors");
}

/* np.random.SeedSequence(12345).spawn(size)[rank], and the next ones of the same. */
static void streams(const struct test_arg *arg) {
    isorand_seedseq root, same, child;
    isorand_rng rng, own;
    int good = 1;
    isorand_seedseq_from_u64(&same, 12345);
    memset(&root, 0, sizeof root);
    if (mpi.rank == 0)
        root = same;
    for (int round = 0; round < 2; round++) {
        const uint64_t index = (uint64_t)(round * mpi.size + mpi.rank);
        good &= !isorand_mpi_init(&mpi, &rng, arg->engine, &root);
        good &= !isorand_seedseq_child(&same, index, &child);
        good &= !isorand_init(&own, arg->engine, &child) && !memcmp(&rng, &own, sizeof rng);
        good &= root.n_spawned == (uint64_t)((round + 1) * mpi.size);
    }
    const isorand_rng kept = rng;
    good &= isorand_mpi_init(&mpi, &rng, 99, &root) == ISORAND_EINVAL;
    good &= !memcmp(&rng, &kept, sizeof rng) && root.n_spawned == (uint64_t)(2 * mpi.size);
    CHECK(all(good), "streams");
}

int main(int argc, char **argv) {
    const isorand_engine_info *e;
    isorand_pool pool;
    int provided;
    const unsigned threads = argc > 1 ? (unsigned)atoi(argv[1]) : 1;
    if (MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided) ||
        isorand_pool_start(&pool, threads) ||
        isorand_mpi_start(&mpi, MPI_COMM_WORLD, threads > 1 ? &pool.executor : NULL))
        return 1;
    if (mpi.rank && !freopen("/dev/null", "w", stdout)) /* rank 0 reports */
        return 1;
    for (int i = 0; (e = isorand_engine_at(i)) != NULL; i++) {
        const struct test_arg arg = {.engine = e->number};
        test_add(fills, arg, "%s/fills", e->name);
        test_add(pieces, arg, "%s/pieces", e->name);
        test_add(streams, arg, "%s/streams", e->name);
    }
    test_add(errors, (struct test_arg){0}, "errors");
    const int code = test_run("mpi", 1, argv);
    isorand_mpi_stop(&mpi);
    isorand_pool_stop(&pool);
    MPI_Finalize();
    return code;
}
