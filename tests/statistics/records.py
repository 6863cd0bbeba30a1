# SPDX-License-Identifier: MIT
"""What is kept of the runs, in docs/evidence: statistics.json has a record for each stream and
battery and the avalanches, distributions.json one for each distribution, type and parameters."""
import json
import pathlib

from batteries import PRACTRAND
from provenance import about

EVIDENCE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "evidence"
ROWS = {"statistics.json": "runs", "distributions.json": "rows"}


def load(name, folder=EVIDENCE):
    path = folder / name
    if path.exists():
        return json.loads(path.read_text(encoding="utf-8"))
    return {ROWS[name]: []} | ({"avalanche": []} if name == "statistics.json" else {})


def save(name, data, folder=EVIDENCE):
    """A line for each row, so that a changed row is a changed line.  The figures are made anew."""
    key = ROWS[name]
    data = (HEADS[name] | about() | {"seconds": round(sum(row["seconds"] for row in data[key])),
                                     "figures": FIGURES[name](data)}
            | {more: data[more] for more in ("avalanche",) if more in data} | {key: data[key]})
    parts = []
    for member, value in data.items():
        if member in ("avalanche", key):
            rows = ",\n".join("  " + json.dumps(row) for row in value)
            parts.append(f" {json.dumps(member)}: [\n{rows}\n ]" if value else f" {json.dumps(member)}: []")
        else:
            parts.append(f" {json.dumps(member)}: {json.dumps(value)}")
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / (name + ".part")
    part.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")
    part.rename(folder / name)


def put(name, row, same, folder=EVIDENCE):
    """The row in place of the one that agrees with it in the members 'same', or behind the last."""
    data = load(name, folder)
    rows = data[ROWS[name]]
    at = next((i for i, old in enumerate(rows) if all(old.get(member) == row.get(member) for member in same)),
              len(rows))
    rows[at:at + 1] = [row]
    save(name, data, folder)


# ---- figures ----

def expected_flags(run):
    """How many results a run should flag though nothing is wrong."""
    if run["battery"] == "practrand":
        return PRACTRAND["unusual"] * run["reports"]
    return run["results"] * (1e-3 if run["battery"].startswith("hwd") else 2e-3)


def battery_figures(data):
    found = {}
    streams = [run for run in data["runs"] if run["group"] == "stream"
               and not run.get("known")]
    controls = [run for run in data["runs"] if run["group"] == "control" or run.get("known")]
    found["statistics.streams"] = len({run["stream"] for run in streams})
    found["statistics.practrand_bytes"] = sum(run["bytes"] for run in streams
                                              if run["battery"] == "practrand")
    found["statistics.hwd_bytes"] = sum(run["bytes"] for run in streams if run["battery"][:3] == "hwd")
    found["statistics.results"] = sum(run["results"] for run in streams)
    found["statistics.flagged"] = sum(len(run["flagged"]) for run in streams)
    found["statistics.flagged_expected"] = round(sum(map(expected_flags, streams)), 1)
    found["statistics.failed"] = sum(run["verdict"] != "passes" for run in streams)
    names = {run["stream"] for run in controls}
    failed = {run["stream"] for run in controls if run["verdict"] == "fails"}
    found["statistics.controls"] = len(names)
    found["statistics.controls_failed"] = len(failed)
    rows = data.get("avalanche", [])
    for name in dict.fromkeys(row["name"] for row in rows):
        mine = [row for row in rows if row["name"] == name]
        passing = [row for row in mine if row["p"] >= 1e-4]
        if len(mine) > 1:
            bad = [row["rounds"] for row in mine if row not in passing]
            found[f"avalanche.{name}.first_round"] = max(bad, default=0) + 1
        found[f"avalanche.{name}.worst_z"] = mine[-1]["z"]
    return found


def distribution_figures(data):
    rows = [row for row in data["rows"] if "fault" not in row]
    planted = [row for row in data["rows"] if "fault" in row]
    values = [p for row in rows if "known" not in row for p in row["p"].values()]
    return {"distributions.outputs": len({(row["dist"], row["type"]) for row in rows}),
            "distributions.draws": sum(row["draws"] for row in rows),
            "distributions.faults_planted": len(planted),
            "distributions.faults_found": sum(row["verdict"] == "fails" for row in planted),
            "distributions.values": len(values),
            "distributions.smallest": min(values, default=1),
            "distributions.largest": max(values, default=0),
            "distributions.outside": sum(not 1e-3 <= p <= 1 - 1e-3 for p in values),
            "distributions.outside_expected": round(2e-3 * len(values), 1),
            "distributions.failed": sum(row["verdict"] != "passes" and "known" not in row
                                        for row in rows)}


FIGURES = {"statistics.json": battery_figures, "distributions.json": distribution_figures}
HEADS = {
    "statistics.json": {
        "what": "streams of every engine, and bad ones as controls, under PractRand, TestU01 and hwd",
        "command": "tools/statistics --practrand PROGRAM --testu01 FOLDER --hwd PROGRAM; "
                   "tools/statistics --avalanche 100000"},
    "distributions.json": {
        "what": "every distribution against its cumulative function",
        "command": "tools/statistics --distributions 1e9"},
}
