# SPDX-License-Identifier: MIT
"""The batteries of statistical tests: how each is called, and what its output says.

The rule of passing was fixed before anything was run.  A p-value in [1e-4, 1 - 1e-4] passes, and one
beyond 1e-6 fails.  One between these is looked at again, with another seed and ten times the size, and
fails if it is then beyond 1e-6.  PractRand prints its values with an evaluation that takes their number
into account; "very suspicious" is where that reaches 1e-4, "VERY SUSPICIOUS" 1e-6."""
import re

LEAST, FAILURE = 1e-4, 1e-6
UNITS = {"kilobyte": 10, "megabyte": 20, "gigabyte": 30, "terabyte": 40,
         "kibibyte": 10, "mebibyte": 20, "gibibyte": 30, "tebibyte": 40}

# The evaluations that PractRand prints, and how often one of a report is at least so: its weights
# make that the same for each report, however many results it has.
PRACTRAND = {"unusual": 1e-1, "mildly suspicious": 1e-2, "suspicious": 1e-3,
             "very suspicious": 1e-4, "VERY SUSPICIOUS": 1e-6, "FAIL": 10**-8.5}


def practrand(text):
    """Each report is of all bytes so far; of a size that is printed by "length=", results that are
    flagged, and the number of the others."""
    reports = []
    for block in re.split(r"^(?=length= )", text, flags=re.M)[1:]:
        head = re.match(r"length= [\d.]+ (\w+?)s? \(2\^([\d.]+) bytes\)", block)
        flagged = [{"test": name, "p": p, "evaluation": evaluation.split(" !")[0]}
                   for name, p, evaluation in re.findall(
                       r'^  (\S.*?) +R[=<>] *\S+ +p ?~?= *(\S+) +'
                       r"(unusual|.*?suspicious|VERY SUSPICIOUS|FAIL[ !]*?) *$", block, re.M)]
        clean = re.search(r"(\d+) test result", block)
        lines = re.findall(r"^  \S.* R[=<>].*$", block, re.M)
        if len(lines) != len(flagged) or not (clean or flagged):
            raise ValueError(f"cannot read: {block[:400]}")
        reports.append({"bytes": round(2 ** float(head[2])),
                        "results": len(flagged) + (int(clean[1]) if clean else 0),
                        "flagged": flagged})
    if not reports:
        raise ValueError("no report in PractRand's output")
    flagged = [{"bytes": report["bytes"], **entry} for report in reports for entry in report["flagged"]]
    levels = list(PRACTRAND)
    last = max((levels.index(entry["evaluation"]) for entry in reports[-1]["flagged"]), default=-1)
    failed = (last >= levels.index("VERY SUSPICIOUS")
              or "FAIL" in [entry["evaluation"] for entry in flagged])
    if failed:  # some hundreds of lines that say the same
        flagged = flagged[:3]
    return {"bytes": reports[-1]["bytes"], "reports": len(reports),
            "results": sum(report["results"] for report in reports), "flagged": flagged,
            "verdict": "fails" if failed else
                       "again" if last >= levels.index("very suspicious") else "passes"}


def verdict(values):
    """Of p-values whose small and large ends are both bad."""
    worst = min(min(p, 1 - p) for p in values)
    return "passes" if worst >= LEAST else "again" if worst >= FAILURE else "fails"


def testu01(text):
    values = [(float(p), name) for p, name in re.findall(r"^p-value (\S+) (.*)$", text, re.M)]
    if not values:
        raise ValueError("no p-value in TestU01's output")
    outside = [{"test": name, "p": f"{p:.3g}"} for p, name in values if min(p, 1 - p) < 1e-3]
    return {"results": len(values), "flagged": outside, "p": [p for p, _ in values],
            "verdict": verdict([p for p, _ in values])}


def hwd(text):
    match = re.search(r"^final\np = (\S+)$", text, re.M)
    if not match:
        raise ValueError("no p-value in hwd's output")
    p, size = float(match[1]), float(re.search(r"processed (\S+) bytes", text)[1])
    # One-sided: p is of the largest of many.
    return {"bytes": round(size), "results": 1, "p": [p],
            "flagged": [{"test": "hwd", "p": match[1]}] if p < 1e-3 else [],
            "verdict": "passes" if p >= LEAST else "again" if p >= FAILURE else "fails"}


GIB = 2**30


def size_text(size):
    """In PractRand's way: 64GB is 2^36 bytes."""
    return f"{size // GIB}GB" if size >= GIB else f"{size // 2**20}MB"


class Battery:
    """'of' names the program; 'arguments' are for a stream's bits, for whether it is a control, and for
    the size in bytes; 'sizes' go by the first pattern that the stream's name matches."""

    def __init__(self, name, of, arguments, parse, sizes):
        self.name, self.of, self.parse = name, of, parse
        self.arguments, self.sizes = arguments, sizes

    def size(self, stream):
        """Bytes that the stream is tried with; 0: not by this battery."""
        return next((size for pattern, size in self.sizes if re.fullmatch(pattern, stream)), 0)


# Failures of an engine that have been known for long: controls too.  Its bits are linear over GF(2).
KNOWN = {("one/mt19937", "linearcomp")}

GB = 10**9
BATTERIES = {battery.name: battery for battery in (
    Battery("practrand", "practrand",
            lambda bits, control, size: [f"stdin{bits}", "-tlmin", "1MB" if control else "1GB",
                                         "-tlmax", size_text(size)], practrand,
            [("one/pcg64", 64 * GIB), ("one/.*", 16 * GIB), ("seeds/mt19937", GIB),
             ("xorshift128plus|pcg64-state-high", 4 * GIB), ("[^/]*", GIB), (".*", 4 * GIB)]),
    Battery("smallcrush", "testu01",
            lambda bits, control, size: ["smallcrush", "words"], testu01,
            [("one/.*|children/.*|lcg64.*|randu|pcg64-.*|doubles|xorshift.*", 1)]),
    Battery("reversed", "testu01",
            lambda bits, control, size: ["reversed", "words"], testu01, [("one/.*|lcg64.*|randu", 1)]),
    Battery("linearcomp", "testu01",
            lambda bits, control, size: ["linearcomp", "words"], testu01,
            [("one/.*|xorshift.*", 1)]),
    Battery("hwd", "hwd",
            lambda bits, control, size: [str(size)], hwd,
            [("one/pcg64|xorshift128plus", 100 * GB), ("one/.*", 30 * GB), ("[^/]*", 10 * GB)]),
    Battery("hwd-transitions", "hwd",
            lambda bits, control, size: ["-t", str(size)], hwd,
            [("one/pcg64", 30 * GB), ("one/.*", 10 * GB), ("xorshift.*", 30 * GB)]),
)}
