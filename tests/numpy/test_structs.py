# SPDX-License-Identifier: MIT
"""The structs of isorand_ctypes against those of the header: a C program says where each member is."""
import ctypes
import subprocess

import oracles
from build import ROOT

oracles.module("numpy")
import isorand_ctypes

TYPES = {"EngineInfo": "isorand_engine_info", "TypeInfo": "isorand_type_info",
         "DistInfo": "isorand_dist_info", "Param": "isorand_param",
         "ParamInfo": "isorand_param_info", "ParamArray": "isorand_param_array",
         "Request": "isorand_request", "BackendInfo": "isorand_backend_info",
         "SeedSeqStruct": "isorand_seedseq", "Lcg128": "struct isorand_lcg128",
         "Philox4x64Core": "struct isorand_philox4x64_core",
         "Sfc64Core": "struct isorand_sfc64_core", "Mt19937Core": "struct isorand_mt19937_core",
         "EngineState": "union isorand_engine_state", "RngStruct": "isorand_rng",
         "State": "isorand_state"}


def structs():
    """{name: class} of the module."""
    return {name: found for name, found in vars(isorand_ctypes).items()
            if isinstance(found, type) and found not in (ctypes.Structure, ctypes.Union)
            and issubclass(found, (ctypes.Structure, ctypes.Union))}


def test_structs(tmp_path):
    assert structs().keys() == TYPES.keys()
    rows, wanted = [], []
    for name, found in structs().items():
        rows.append(f'printf("{name} %zu\\n", sizeof({TYPES[name]}));')
        wanted.append(f"{name} {ctypes.sizeof(found)}")
        for member, _ in found._fields_:
            rows.append(f'printf("{name}.{member} %zu %zu\\n", offsetof({TYPES[name]}, {member}), '
                        f"sizeof((({TYPES[name]} *)0)->{member}));")
            place = getattr(found, member)
            wanted.append(f"{name}.{member} {place.offset} {place.size}")
    source, program = tmp_path / "structs.c", tmp_path / "structs"
    source.write_text("#include <isorand/isorand.h>\n#include <stdio.h>\n"
                      "int main(void) {\n" + "\n".join(rows) + "\nreturn 0;\n}\n")
    subprocess.run([oracles.program("cc"), "-I", ROOT / "include", source, "-o", program],
                   check=True, timeout=60)
    printed = subprocess.run([program], capture_output=True, text=True, check=True, timeout=60)
    assert printed.stdout.splitlines() == wanted
