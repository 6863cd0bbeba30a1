/* SPDX-License-Identifier: MIT */
/* One array by MPI: each rank makes its slice of default_rng(42).standard_normal(N), the same
 * values whatever the number of ranks. */
#include "../common.h"

#include <isorand/mpi.h>

enum { N = 1000003 };

int main(int argc, char **argv) {
    isorand_mpi mpi;
    isorand_rng rng;
    isorand_request normal;
    uint64_t first;
    long long far = 0, all = 0;
    MPI_Init(&argc, &argv);
    MUST(isorand_mpi_start(&mpi, MPI_COMM_WORLD, NULL));
    MUST(isorand_seed(&rng, ISORAND_PCG64, 42)); /* on all ranks */
    MUST(isorand_request_init(&normal, ISORAND_NORMAL, ISORAND_F64));

    const size_t count = isorand_mpi_slice(&mpi, N, &first);
    double *z = allocate(count + 1, sizeof *z);
    MUST(isorand_mpi_fill(&mpi, &rng, &normal, z, count)); /* z[i] is number first + i */
    for (size_t i = 0; i < count; i++)
        far += z[i] * z[i] > 9;
    free(z);
    MPI_Reduce(&far, &all, 1, MPI_LONG_LONG, MPI_SUM, 0, mpi.comm);

    double next[2]; /* all ranks' streams stand behind the array */
    MUST(isorand_fill_f64(&rng, next, 2));
    if (mpi.rank == 0) {
        printf("beyond 3 sigma: %lld\n", all);
        print_values("then", next, 2);
    }

    MUST(isorand_mpi_stop(&mpi));
    MPI_Finalize();
    return finish();
}
