# SPDX-License-Identifier: MIT
"""Programs under mpiexec, as tests run them."""
import os
import re
import subprocess

from command import ENVIRONMENT

# As root, and more ranks than CPUs.
MPI_ENVIRONMENT = {**ENVIRONMENT, "OMPI_ALLOW_RUN_AS_ROOT": "1",
                   "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1",
                   "OMPI_MCA_mpi_yield_when_idle": "1",
                   "PRTE_MCA_rmaps_default_mapping_policy": ":oversubscribe"}


def cached(cache, name):
    """A variable of CMakeCache.txt, or None."""
    found = re.search(f"^{name}:[A-Z]+=(.*)$", cache.read_text(encoding="utf-8"), re.M)
    return found and found[1]


class Ranks:
    def __init__(self, cache):
        self.mpiexec = cached(cache, "MPIEXEC_EXECUTABLE")

    def start(self, n, *line, **options):
        """A running program of n ranks, in a session of its own."""
        return subprocess.Popen([self.mpiexec, "-n", str(n), *map(str, line)],
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, start_new_session=True,
                                env=MPI_ENVIRONMENT, **options)

    def run(self, n, *line, fails=False, **options):
        """Its lines on stderr, without those of mpiexec, and what it printed; it must end."""
        with self.start(n, *line, **options) as process:
            try:
                out, text = process.communicate(timeout=100)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                raise
        assert (process.returncode != 0) == fails, text
        return [line for line in text.decode().splitlines() if line.startswith("isorand")], out
