# SPDX-License-Identifier: MIT
"""CPUID dumps as people publish them, and a second opinion on the backend that is chosen for each:
from the manuals' tables, without a look at src/.

Formats: lines of InstLatx64 and AIDA64 ("CPUID 00000007: EAX-EBX-ECX-EDX [SL 00]"), of `cpuid -r`
("0x00000007 0x00: eax=0x... ebx=0x..."), and of libcpuid ("basic_cpuid[7]=EAX EBX ECX EDX")."""
import dataclasses
import re
import subprocess

WORD = r"([0-9A-Fa-f]{8})"
LINES = (
    re.compile(rf"\s*CPUID\s+{WORD}\s*:?\s*{WORD}[- ]{WORD}[- ]{WORD}[- ]{WORD}"
               r"(?:.*?\[SL ([0-9A-Fa-f]+)\])?"),
    re.compile(rf"\s*0x{WORD} (?:0x([0-9a-f]+)): eax=0x{WORD} ebx=0x{WORD} ecx=0x{WORD} edx=0x{WORD}"),
    re.compile(rf"\s*basic_cpuid\[(\d+)\]={WORD} {WORD} {WORD} {WORD}"))

# Systems: what XCR0 may say.  0 is also "cannot be read" (no OSXSAVE).
XCR0 = {0: "nothing", 0x1: "x87", 0x3: "SSE", 0x7: "AVX", 0x27: "AVX and opmask",
        0x67: "all but the upper 16 registers", 0xe3: "AVX-512 without AVX", 0xe7: "AVX-512",
        0x602e7: "AVX-512, protection keys and AMX"}

# Where CPUID says what.  Intel SDM (325462), volume 2A, CPUID, tables 3-8 and 3-10; AMD APM volume 3
# (24594), appendix E.3.2 and E.3.6.  (leaf, sub-leaf), register (0 is EAX), bit.
BITS = {
    "SSE3": ((1, 0), 2, 0), "SSSE3": ((1, 0), 2, 9), "FMA": ((1, 0), 2, 12),
    "SSE4.1": ((1, 0), 2, 19), "SSE4.2": ((1, 0), 2, 20), "POPCNT": ((1, 0), 2, 23),
    "XSAVE": ((1, 0), 2, 26), "OSXSAVE": ((1, 0), 2, 27), "AVX": ((1, 0), 2, 28),
    "F16C": ((1, 0), 2, 29),
    "AVX2": ((7, 0), 1, 5), "BMI2": ((7, 0), 1, 8), "AVX512F": ((7, 0), 1, 16),
    "AVX512DQ": ((7, 0), 1, 17), "AVX512IFMA": ((7, 0), 1, 21), "AVX512CD": ((7, 0), 1, 28),
    "AVX512BW": ((7, 0), 1, 30), "AVX512VL": ((7, 0), 1, 31)}

# What a compiler may use with a backend's flags (cmake/backends.cmake), for gcc and clang together,
# and the bits of XCR0 that SDM volume 1, 14.3 and 15.2, asks for before.
SSE = {"SSE3", "SSSE3", "SSE4.1", "SSE4.2", "POPCNT"}
AVX2 = SSE | {"OSXSAVE", "AVX", "AVX2"}
AVX512 = AVX2 | {"FMA", "F16C", "AVX512F", "AVX512DQ", "AVX512BW", "AVX512VL"}
NEEDS = {"avx512ifma": (AVX512 | {"AVX512IFMA"}, 0xe6), "avx512": (AVX512, 0xe6),
         "avx2fma": (AVX2 | {"FMA", "BMI2"}, 0x6), "avx2": (AVX2, 0x6), "scalar": (set(), 0)}
# Best first; the last is always there.
BACKENDS = list(NEEDS)


@dataclasses.dataclass(frozen=True)
class Cpu:
    """What one logical CPU of a dump says: {(leaf, sub-leaf): (EAX, EBX, ECX, EDX)}."""
    name: str
    leaves: dict

    def leaf(self, leaf, sub=0):
        """Zeros where the dump has none, as for a leaf beyond the last."""
        return self.leaves.get((leaf, sub), (0, 0, 0, 0))

    def registers(self):
        """All that the choice of a backend may depend on."""
        return (*self.leaf(0), self.leaf(1)[0], self.leaf(1)[2], self.leaf(7)[1])

    def features(self):
        """By the manuals; leaf 7 counts where leaf 0 says that there is one."""
        return {name for name, ((leaf, sub), register, bit) in BITS.items()
                if leaf <= self.leaf(0)[0] and self.leaf(leaf, sub)[register] >> bit & 1}

    def is_slow_512(self):
        """Skylake, Cascade Lake and Cooper Lake servers, Cannon Lake (SDM volume 4, table 2-1)."""
        _, b, c, d = self.leaf(0)
        intel = b"".join(x.to_bytes(4, "little") for x in (b, d, c)) == b"GenuineIntel"
        eax = self.leaf(1)[0]
        return intel and eax >> 8 & 15 == 6 and (eax >> 4 & 15 | eax >> 12 & 0xf0) in (0x55, 0x66)

    def safe(self, xcr0):
        """The backends that this CPU can run under a system with that XCR0."""
        have = self.features()
        return [name for name, (features, state) in NEEDS.items()
                if features <= have and xcr0 & state == state]

    def best(self, xcr0):
        """The first of them, but for 512-bit vectors where they are slow."""
        return next(name for name in self.safe(xcr0)
                    if not (self.is_slow_512() and "AVX512F" in NEEDS[name][0]))


def read(text, name):
    """The logical CPUs of a dump, those that differ; each begins with its leaf 0."""
    cpus, seen = [], set()
    for line in text.splitlines():
        for form, pattern in enumerate(LINES):
            match = pattern.match(line)
            if match:
                break
        else:
            continue
        words = list(match.groups())
        sub = words.pop(5 if form == 0 else 1) if form < 2 else None
        leaf, *values = (int(word, 10 if form == 2 and i == 0 else 16)
                         for i, word in enumerate(words))
        if leaf == 0 or not cpus:
            cpus.append(Cpu(name, {}))
        key = leaf, int(sub, 16) if sub else 0
        cpus[-1].leaves.setdefault(key, tuple(values))  # without marks the first is sub-leaf 0
    cpus = [cpu for cpu in cpus if (0, 0) in cpu.leaves]
    return [cpu for cpu in cpus
            if not (cpu.registers() in seen or seen.add(cpu.registers()))]


def read_folder(folder):
    """Of every dump in a folder and those in it."""
    cpus = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            cpus += read(path.read_text(encoding="latin-1"), str(path.relative_to(folder)))
    return cpus


@dataclasses.dataclass(frozen=True)
class Decision:
    """What the library would do."""
    cpu: Cpu
    xcr0: int
    backend: str
    features: str
    by_name: list
    reason: str

    def unsafe(self):
        """Backends that can be had, the chosen one or by name, and would meet an illegal
        instruction or registers that the system does not save."""
        return [name for name in dict.fromkeys([self.backend, *self.by_name])
                if name not in self.cpu.safe(self.xcr0)]


def decide(program, cpus):
    """The library's decisions, by the program `decide`, for each CPU and state of XCR0."""
    cases = [(cpu, xcr0) for cpu in cpus for xcr0 in XCR0]
    rows = []
    for cpu, xcr0 in cases:
        most, b, c, d, eax1, ecx1, ebx7 = cpu.registers()
        rows.append(" ".join(f"{x:x}" for x in (most, b, d, c, eax1, ecx1, ebx7, xcr0)))
    done = subprocess.run([program], input="\n".join(rows), capture_output=True, text=True,
                          check=True)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert len(lines) == len(cases)
    return [Decision(cpu, xcr0, backend, features, by_name.split(","), reason)
            for (cpu, xcr0), (backend, features, by_name, reason) in zip(cases, lines)]
