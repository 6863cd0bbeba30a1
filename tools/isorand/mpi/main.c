/* SPDX-License-Identifier: MIT */
/* The command line tool isorand-mpi: `isorand fill` by the ranks of MPI. */
#include "cli/command.h"
#include "cli/message.h"
#include "cli/process.h"
#include "mpi/fill.h"

#include <isorand/isorand.h>
#include <mpi.h>
#include <stdio.h>
#include <string.h>

static void print_help(void) {
    printf("isorand-mpi %s: isorand fill by the ranks of MPI, with the same bytes\n\n"
           "Usage: mpirun -n R isorand-mpi fill --count N --out FILE [OPTION]...\n\n"
           "The options are those of isorand fill, but for --first, --index, --chunks and --part;\n"
           "the file is of format npy or raw, lies where all ranks can write, and appears under\n"
           "its name when complete.  --threads is for each rank.\n\n"
           "  isorand-mpi fill --help  the options\n"
           "  isorand-mpi --version    the version\n\n"
           "Exit codes: 0 success, 1 failure, 2 wrong usage.\n",
           isorand_version());
}

static int run(int rank, int argc, char **argv) {
    if (argc > 1 && !strcmp(argv[1], "fill"))
        return mpi_fill(argv[0], argc - 1, argv + 1);
    if (argc > 1 && (!strcmp(argv[1], "--version") || !strcmp(argv[1], "-V")))
        return rank ? 0 : (printf("isorand-mpi %s\n", isorand_version()), CLI_OK);
    if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
        return rank ? 0 : (print_help(), CLI_OK);
    if (rank)
        return CLI_USAGE;
    refuse_start(argv[1], "command");
    refuse_item("", "fill");
    refuse_item("", "--help");
    refuse_item("", "--version");
    return refuse_end();
}

int main(int argc, char **argv) {
    int rank, provided;
    process_begin();
    if (MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided))
        return fail("MPI does not start");
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    const int code = process_end(run(rank, argc, argv));
    MPI_Finalize();
    return code;
}
