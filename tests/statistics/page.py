# SPDX-License-Identifier: MIT
"""The tables of docs/statistics.md, from docs/evidence."""
import pathlib
import re

import records
from batteries import PRACTRAND

FILE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "statistics.md"
KINDS = {"one": "one stream", "children": "8192 spawned children, a word of each in turn",
         "jumped": "1024 jumped states, a word of each in turn",
         "seeds": "the first 8 words of seeds 0, 1, 2, ..."}


def size(n):
    """2^36 as 64 GiB, 10^11 as 100 GB."""
    for unit, step in (("iB", 1024), ("B", 1000)):
        for power, letter in ((4, "T"), (3, "G"), (2, "M")):
            if n % step**power == 0 and n >= step**power:
                return f"{n // step**power} {letter}{unit}"
    for power, letter in ((4, "T"), (3, "G"), (2, "M")):
        if n >= 1000**power:
            return f"{n / 1000**power:.3g} {letter}B"
    return f"{n} bytes"


def number(x):
    return f"{x:.2g}" if x < 10 else f"{x:.0f}"


def table(head, rows):
    aligned = ["--:" if cell.startswith(">") else "---" for cell in head]
    lines = [[cell.lstrip(">") for cell in head], aligned, *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def practrand_cells(run):
    if not run:
        return ["-", "-"]
    if run["verdict"] == "fails":
        return [f"**fails** at {size(run['bytes'])}", "-"]
    flags = f"{len(run['flagged'])} ({number(records.expected_flags(run))})"
    return [f"{size(run['bytes'])}, {run['results']} results", flags]


def testu01_cell(of_stream):
    parts = []
    for battery in ("smallcrush", "reversed", "linearcomp"):
        run = of_stream.get(battery)
        if run:
            bad = sum(min(p, 1 - p) < 1e-6 for p in run["p"])
            said = (f"**{bad} of {run['results']} fail**" if bad else
                    f"{run['results']} of {run['results']}")
            parts.append(said + {"smallcrush": "", "reversed": " reversed",
                                 "linearcomp": " LinearComp"}[battery])
    return ", ".join(parts) or "-"


def hwd_cell(of_stream):
    parts = []
    for battery, text in (("hwd", ""), ("hwd-transitions", " -t")):
        if run := of_stream.get(battery):
            p = f"{run['p'][0]:.2g}"
            p = f"**{p}**" if run["verdict"] == "fails" else p
            parts.append(f"{p} at {size(run['bytes'])}{text}")
    return ", ".join(parts) or "-"


def streams(data):
    rows, by = [], {}
    for run in data["runs"]:
        by.setdefault(run["stream"], {})[run["battery"]] = run
    engines = [name.split("/")[1] for name in by if name.startswith("one/")]
    order = {name: at for at, name in enumerate(["pcg64", *engines])}

    def line(name, title):
        mine = by[name]
        return [title, *practrand_cells(mine.get("practrand")), testu01_cell(mine), hwd_cell(mine)]

    for kind, text in KINDS.items():
        names = sorted((name for name in by if name.startswith(kind + "/")),
                       key=lambda name: order.get(name.split("/")[1], 99))
        if names:
            rows.append([f"**{text}**", "", "", "", ""])
            rows += [line(name, name.split("/")[1]) for name in names]
    controls = {run["stream"]: run.get("text", run["stream"]) for run in data["runs"]
                if run["group"] == "control"}
    rows.append(["**controls**", "", "", "", ""])
    rows += [line(name, text) for name, text in sorted(controls.items())]
    return table(["stream", "PractRand", ">flagged (expected)", "TestU01", "hwd"], rows)


def flagged(data):
    rows = []
    for run in data["runs"]:
        if run["group"] == "control" or run["verdict"] == "fails":
            continue
        for flag in run["flagged"]:
            last = "bytes" in flag and flag["bytes"] == run["bytes"]
            where = (size(flag["bytes"]) if "bytes" in flag else "")
            rows.append([f"`{run['stream']}`", run["battery"], f"`{flag['test']}`", where, flag["p"],
                         flag.get("evaluation", ""), "the last size" if last else
                         f"not flagged at {size(run['bytes'])}" if "bytes" in flag and not any(
                             f["test"] == flag["test"] and f["bytes"] > flag["bytes"]
                             for f in run["flagged"]) else ""])
    if not rows:
        return "Nothing was flagged."
    return table(["stream", "battery", "result", "at", "p", "evaluation", "later"], rows)


def levels(data):
    runs = [run for run in data["runs"] if run["group"] == "stream" and run["battery"] == "practrand"]
    reports = sum(run["reports"] for run in runs)
    seen = [list(PRACTRAND).index(flag["evaluation"]) for run in runs for flag in run["flagged"]]
    rows = [[name + ("" if name == "FAIL" else " or worse"), sum(level >= at for level in seen),
             number(p * reports)]
            for at, (name, p) in enumerate(PRACTRAND.items())]
    other = [run for run in data["runs"] if run["group"] == "stream"
             and run["battery"] != "practrand" and run["verdict"] != "fails"]
    rows.append(["TestU01 and hwd: p beyond 1e-3", sum(len(run["flagged"]) for run in other),
                 number(sum(map(records.expected_flags, other)))])
    results = sum(run["results"] for run in runs)
    return (f"PractRand made {reports} reports with {results} results of the streams above.\n\n"
            + table(["evaluation", ">seen", ">expected"], rows))


def avalanche(data):
    rows, by = [], {}
    for row in data["avalanche"]:
        by.setdefault(row["name"], []).append(row)
    for name, mine in by.items():
        bad = [row for row in mine if row["p"] < 1e-4]
        first = max((row["rounds"] for row in bad), default=None)
        last = mine[-1]
        rows.append([name, last["pairs"],
                     f"{bad[-1]['rounds']}: {bad[-1]['z']}" if bad else "-",
                     f"{first + 1}: {mine[[r['rounds'] for r in mine].index(first + 1)]['z']}"
                     if first else "-", f"{last['rounds']}: {last['z']}" if len(mine) > 1 else last["z"],
                     f"{last['p']:.2g}"])
    bases = data["avalanche"][0]["bases"] if data["avalanche"] else 0
    return f"{bases:,} bases for each flipped bit.\n\n" + table(
        ["function", ">pairs of bits", ">last that fails: largest z", ">first that passes",
         ">as used", ">p of that"], rows)


def p_range(rows):
    """How many p-values, and how far they reach to either end."""
    values = [p for row in rows for p in row["p"].values()]
    return [len(values), f"{min(values):.2g}", f"{1 - max(values):.2g}"]


def distributions(data):
    rows, by = [], {}
    for row in data["rows"]:
        by.setdefault((row["dist"], row.get("fault")), []).append(row)
    for (dist, fault), mine in sorted(by.items(), key=lambda item: item[0][1] is not None):
        draws = sum(row["draws"] for row in mine)
        types = " ".join(dict.fromkeys(row["type"] for row in mine))
        sets = len({tuple(row["params"]) for row in mine}) if not dist.endswith("integers") else 1
        said = {row["verdict"] for row in mine}
        known = "".join(f": {row['known']}" for row in mine if "known" in row)
        rows.append([f"`{dist}`" + (f", {fault}" if fault else ""), types, sets, f"{draws / 1e9:.3g}",
                     *p_range(mine), "**fails**" + known if "fails" in said else "passes"])
    figures = records.distribution_figures(data)
    text = (f"{figures['distributions.outputs']} pairs of distribution and type, "
            f"{figures['distributions.draws'] / 1e9:.4g} x 10^9 draws, {figures['distributions.values']} "
            f"p-values; beyond 1e-3 at either end {figures['distributions.outside']}, expected "
            f"{figures['distributions.outside_expected']}. The last rows are planted faults.\n\n")
    return text + table(["distribution", "types", ">sets", ">10^9 draws", ">p-values", ">smallest",
                         ">1 - largest", ""], rows)


def fill(text, folder=records.EVIDENCE):
    """The page with its tables made anew: what is between "<!-- table NAME -->" and "<!-- end -->"."""
    runs = records.load("statistics.json", folder)
    draws = records.load("distributions.json", folder)
    made = {"streams": streams(runs), "flagged": flagged(runs), "levels": levels(runs),
            "avalanche": avalanche(runs), "distributions": distributions(draws)}
    for name, content in made.items():
        pattern = rf"(<!-- table {name} -->\n).*?(<!-- end -->)"
        if not re.search(pattern, text, re.S):
            raise ValueError(f"docs/statistics.md has no place for the table {name}")
        text = re.sub(pattern, lambda match: match[1] + content + "\n" + match[2], text, flags=re.S)
    return text


def write(path=FILE, folder=records.EVIDENCE):
    path.write_text(fill(path.read_text(encoding="utf-8"), folder), encoding="utf-8")
