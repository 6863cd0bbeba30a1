/* SPDX-License-Identifier: MIT */
/* isorand-mpi fill. */
#ifndef MPI_FILL_H
#define MPI_FILL_H

/* Fills by all ranks of MPI_COMM_WORLD: MPI has been initialised.  'program' and the arguments are
 * those of a subcommand.  The same exit code on all ranks. */
int mpi_fill(const char *program, int argc, char **argv);

#endif
