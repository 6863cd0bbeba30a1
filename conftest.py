# SPDX-License-Identifier: MIT
"""The options of the Python tests; their fixtures are in tests/conftest.py."""
import os
import pathlib

ROOT = pathlib.Path(__file__).parent


def pytest_addoption(parser):
    group = parser.getgroup("isorand")
    group.addoption("--build", metavar="DIR",
                    default=os.environ.get("ISORAND_TEST_BUILD", ROOT / "build/release"),
                    help="the build to test (ISORAND_TEST_BUILD, or build/release)")
    group.addoption("--emulator", metavar="COMMAND", default="",
                    help="what runs the programs of a cross build, with its arguments")
