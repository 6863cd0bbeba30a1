# SPDX-License-Identifier: MIT
"""The examples of examples/mpi print what NumPy computes, by any number of ranks."""
import pytest

from build import ROOT, built
from mpi import Ranks, cached
from programs import run as run_program

np = pytest.importorskip("numpy")


@pytest.fixture(autouse=True)
def needs_mpi(pytestconfig):
    if not (built(pytestconfig).parent / "examples/mpi_pi").exists():
        pytest.skip("this build has no MPI")


@pytest.fixture
def printed(pytestconfig):
    """printed(N, NAME) runs an example by N ranks; its lines."""
    ranks = Ranks(built(pytestconfig))

    def run(n, name):
        _, out = ranks.run(n, built(pytestconfig, f"examples/mpi_{name}"))
        return out.decode().splitlines()
    return run


@pytest.mark.numpy
@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_pi(printed, n):
    inside = 0
    for child in np.random.SeedSequence(42).spawn(n):
        rng = np.random.default_rng(child)
        for _ in range(100):
            x, y = rng.random(10000), rng.random(10000)
            inside += int((x * x + y * y < 1).sum())
    assert printed(n, "pi") == [f"{n} ranks: pi is about {4.0 * inside / 1000000 / n:.17g}"]


@pytest.mark.numpy
@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_global_array(printed, n):
    rng = np.random.default_rng(42)
    far = int((rng.standard_normal(1000003) ** 2 > 9).sum())
    then = " ".join(f"{x:.17g}" for x in rng.random(2))
    assert printed(n, "global_array") == [f"beyond 3 sigma: {far}", f"then {then}"]


def test_component(pytestconfig, build_folder, tmp_path):
    """An installed package has isorand::mpi, and isorand-mpi."""
    cache = built(pytestconfig)
    run_program("cmake", "--install", build_folder, "--prefix", tmp_path / "prefix")
    run_program("cmake", "-S", "tests/project/mpi_consumer", "-B", tmp_path / "build",
                f"-DCMAKE_PREFIX_PATH={tmp_path / 'prefix'}",
                f"-DSOURCE={ROOT / 'examples/mpi/pi.c'}",
                f"-DMPI_C_COMPILER={cached(cache, 'MPI_C_COMPILER')}")
    run_program("cmake", "--build", tmp_path / "build")
    ranks = Ranks(cache)
    _, out = ranks.run(2, tmp_path / "build/program")
    assert out.startswith(b"2 ranks: pi is about 3.14")
    if cached(cache, "ISORAND_BUILD_TOOLS") == "ON":
        _, out = ranks.run(1, tmp_path / "prefix/bin/isorand-mpi", "--version")
        assert out.startswith(b"isorand-mpi ")
