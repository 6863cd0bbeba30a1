# SPDX-License-Identifier: MIT
"""Fixtures of all Python tests."""
import os
import random
import shlex

import pytest

import build
import oracles

pytest.register_assert_rewrite("command")
from command import Command  # noqa: E402
from failing import environment_of  # noqa: E402


def pytest_configure():
    # One for all processes of the session.
    os.environ.setdefault("ISORAND_TEST_SEED", str(random.SystemRandom().getrandbits(48)))


def pytest_report_header():
    return f"ISORAND_TEST_SEED={os.environ['ISORAND_TEST_SEED']}"


def pytest_runtest_setup(item):
    if item.get_closest_marker("numpy"):
        oracles.module("numpy")


def pytest_terminal_summary(terminalreporter):
    """Prints what the tests noted."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, text in getattr(report, "user_properties", []):
                if name == "note" and report.when == "call":
                    terminalreporter.write_line(f"{report.nodeid.split('::')[-1]}: {text}")


@pytest.fixture
def note(record_property):
    """note(TEXT) says what a test has seen; tools/test repeats it when it begins with "checked"."""
    return lambda text: record_property("note", text)


@pytest.fixture(scope="session")
def build_folder(pytestconfig):
    return build.built(pytestconfig).parent


@pytest.fixture(scope="session")
def library_path(pytestconfig):
    """The shared library."""
    return build.built(pytestconfig, "libisorand.so")


@pytest.fixture(scope="session")
def emulator(pytestconfig):
    return shlex.split(pytestconfig.getoption("emulator"))


@pytest.fixture(scope="session")
def command(pytestconfig):
    """The command line tool."""
    return Command(build.built(pytestconfig, "isorand"))


@pytest.fixture(scope="session")
def altered_command(build_folder):
    """The tool with a constant of the kernels altered (ISORAND_TEST_MUTANTS in CMake)."""
    path = build_folder / "tests/isorand_mutant"
    if not path.exists():
        oracles.missing("this build has no altered kernels")
    return Command(path)


@pytest.fixture(scope="session")
def failing(tmp_path_factory):
    """failing(CALLS, ERROR): an environment in which the C library's CALLS fail with ERROR."""
    return environment_of(tmp_path_factory.mktemp("failing"))
