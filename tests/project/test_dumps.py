# SPDX-License-Identifier: MIT
"""The choice of a backend on CPUs of CPUID dumps, under systems of every kind: never one that the CPU
could not run, judged by the manuals' tables, and never less than the best."""
import dataclasses
import itertools
import re

import pytest

import cpuid_dumps
import evidence
from build import ROOT, built
from programs import run

FOLDER = ROOT / "tests/vectors/cpuid"
CPUS = cpuid_dumps.read_folder(FOLDER)
# What each chooses under a system that saves all registers.
CHOICE = {
    "prescott": "scalar", "bonnell": "scalar", "nehalem": "scalar", "sandy-bridge": "scalar",
    "haswell": "avx2fma", "haswell-limited": "scalar", "skylake-x": "avx2fma",
    "knights-landing": "avx2fma", "ice-lake-server": "avx512ifma", "ice-lake-no-xsave": "scalar",
    "alder-lake": "avx2fma", "sapphire-rapids": "avx512ifma", "eden-x4": "avx2", "zen2": "avx2fma",
    "zen4": "avx512ifma", "zen5": "avx512ifma"}


@pytest.fixture(name="decider", scope="module")
def fixture_decider(pytestconfig):
    return built(pytestconfig, "tests/decide")


def test_a_dump_has_the_features_of_its_heading():
    for path in FOLDER.iterdir():
        text = path.read_text(encoding="ascii")
        [cpu] = cpuid_dumps.read(text, path.stem)
        named = re.search("^# features (.*)$", text, re.M)[1].split()
        assert named == [name for name, (leaf, register, bit) in cpuid_dumps.BITS.items()
                         if cpu.leaf(*leaf)[register] >> bit & 1], path


def test_choice(decider):
    found = {d.cpu.name.removesuffix(".txt"): d.backend
             for d in cpuid_dumps.decide(decider, CPUS) if d.xcr0 == 0xe7}
    assert found == CHOICE


def test_every_state(decider):
    decisions = cpuid_dumps.decide(decider, CPUS)
    assert len(decisions) == len(CHOICE) * 9
    for d in decisions:
        assert d.backend == d.cpu.best(d.xcr0), d
    evidence.count("dispatch.decisions", len(decisions))
    evidence.count("dispatch.unsafe", sum(bool(d.unsafe()) for d in decisions))
    assert not [d for d in decisions if d.unsafe()]


def hide(cpu, names):
    """The CPU without these features."""
    leaves = {key: list(words) for key, words in cpu.leaves.items()}
    for name in names:
        leaf, register, bit = cpuid_dumps.BITS[name]
        if leaf in leaves:
            leaves[leaf][register] &= ~(1 << bit)
    return cpuid_dumps.Cpu(f"{cpu.name} without {' and '.join(names)}",
                           {key: tuple(words) for key, words in leaves.items()})


def test_hidden_features(decider):
    """Of what decides, hypervisors may hide any one or two."""
    names = ["OSXSAVE", "AVX", "FMA", "AVX2", "BMI2", "AVX512F", "AVX512DQ", "AVX512BW",
             "AVX512VL", "AVX512IFMA"]
    pairs = [[name] for name in names] + list(itertools.combinations(names, 2))
    decisions = cpuid_dumps.decide(decider, [hide(cpu, pair) for cpu in CPUS for pair in pairs])
    for d in decisions:
        assert not d.unsafe() and d.backend == d.cpu.best(d.xcr0), d
    evidence.count("dispatch.hidden", len(decisions))


@pytest.mark.parametrize("backend, xcr0, cpu", [
    ("avx2", 0x3, "haswell"), ("avx2", 0x7, "sandy-bridge"), ("avx2fma", 0x7, "eden-x4"),
    ("avx2", 0x7, "haswell-limited"), ("avx2", 0x7, "ice-lake-no-xsave"),
    ("avx512", 0x67, "zen4"), ("avx512", 0xe3, "zen4"), ("avx512", 0xe7, "knights-landing"),
    ("avx512ifma", 0xe7, "skylake-x")])
def test_unsafe_choices_are_found(backend, xcr0, cpu):
    [cpu] = [c for c in CPUS if c.name == cpu + ".txt"]
    good = cpuid_dumps.Decision(cpu, xcr0, "scalar", "-", ["scalar"], "")
    assert good.unsafe() == []
    assert dataclasses.replace(good, backend=backend).unsafe() == [backend]
    assert dataclasses.replace(good, by_name=["scalar", backend]).unsafe() == [backend]


def test_formats():
    """The same CPU in the three formats, and two logical CPUs that differ."""
    [want] = [cpu for cpu in CPUS if cpu.name == "skylake-x.txt"]
    leaves = [(leaf, *words) for (leaf, _), words in want.leaves.items()]
    raw = "CPU 0:\n" + "".join(
        "   0x{:08x} 0x00: eax=0x{:08x} ebx=0x{:08x} ecx=0x{:08x} edx=0x{:08x}\n".format(*row)
        for row in leaves) + "   0x00000007 0x01: eax=0x1 ebx=0x00000000 ecx=0x0 edx=0x0\n"
    libcpuid = "".join("basic_cpuid[{:d}]={:08x} {:08x} {:08x} {:08x}\n".format(*row)
                       for row in leaves)
    text = (FOLDER / "skylake-x.txt").read_text(encoding="ascii")
    for dump in raw, libcpuid, text, text + text:
        [cpu] = cpuid_dumps.read(dump, "x")
        assert cpu.leaves == want.leaves
    assert len(cpuid_dumps.read(text + text.replace("[SL 00]", "").replace("0005065", "0005066"),
                                "x")) == 2


def test_the_tool(decider, tmp_path):
    out = run(ROOT / "tools/dispatch", "--decider", decider, "--json", tmp_path / "x.json", FOLDER)
    lines = out.splitlines()
    assert len(lines) == 9 * len(CHOICE) + 1
    assert ("knights-landing.txt XCR0=0xe7: avx2fma (avx512ifma: this CPU or its system lacks "
            "avx512dq, avx512bw, avx512vl, avx512ifma; avx512: this CPU or its system lacks "
            "avx512dq, avx512bw, avx512vl)") in lines
    assert "decisions: 144, unsafe: 0, not the best: 0" in lines[-1]
    assert '"dispatch.decisions": 144' in (tmp_path / "x.json").read_text(encoding="utf-8")
