/* SPDX-License-Identifier: MIT */
/* Monte Carlo by MPI: a stream for each rank, SeedSequence(42).spawn(size)[rank]. */
#include "../common.h"

#include <isorand/mpi.h>

enum { PAIRS = 1000000, BLOCK = 10000 };

int main(int argc, char **argv) {
    isorand_mpi mpi;
    isorand_seedseq root;
    isorand_rng rng;
    static double x[BLOCK], y[BLOCK];
    long long inside = 0, all = 0;
    MPI_Init(&argc, &argv);
    MUST(isorand_mpi_start(&mpi, MPI_COMM_WORLD, NULL));
    MUST(isorand_seedseq_from_u64(&root, 42));
    MUST(isorand_mpi_init(&mpi, &rng, ISORAND_PCG64, &root)); /* default_rng(child) */

    for (int done = 0; done < PAIRS; done += BLOCK) {
        MUST(isorand_fill_f64(&rng, x, BLOCK));
        MUST(isorand_fill_f64(&rng, y, BLOCK));
        for (int i = 0; i < BLOCK; i++)
            inside += x[i] * x[i] + y[i] * y[i] < 1;
    }
    MPI_Reduce(&inside, &all, 1, MPI_LONG_LONG, MPI_SUM, 0, mpi.comm);
    if (mpi.rank == 0)
        printf("%d ranks: pi is about %.17g\n", mpi.size, 4.0 * (double)all / PAIRS / mpi.size);

    MUST(isorand_mpi_stop(&mpi));
    MPI_Finalize();
    return finish();
}
