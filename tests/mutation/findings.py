# SPDX-License-Identifier: MIT
"""What tools/mutate tells of the mutants that it has tried: on the terminal, as figures that are kept,
and on the page docs/mutation.md."""
import collections

import accepted
import builds
import provenance
from builds import ROOT

EVIDENCE = ROOT / "docs/evidence/mutation.json"
PAGE = ROOT / "docs/mutation.md"
BEGIN, END = "<!-- written by tools/mutate --write -->", "<!-- until here -->"
COLUMNS = ("mutants", "killed", "argued", "survived")
NAMED = ("id", "file", "function", "code", "rule", "change")


def counts(records):
    result = collections.Counter(record["result"] for record in records)
    reasons = accepted.read()
    argued = [record for record in records
              if record["result"] == "survived" and reasons.is_argued(record)]
    return {"mutants": result["killed"] + result["survived"], "killed": result["killed"],
            "argued": len(argued), "survived": result["survived"] - len(argued),
            "same_code": result["same code"], "do_not_compile": result["does not compile"]}


def table(records, key):
    """{group: {mutants, killed, argued, survived}}."""
    groups = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    found = {group: counts(groups[group]) for group in sorted(groups)}
    return {group: {name: numbers[name] for name in COLUMNS}
            for group, numbers in found.items() if numbers["mutants"]}


def tables(records):
    return {"rules": table(records, lambda record: record["rule"]),
            "rooms": table(records, lambda record: builds.room_of(record["file"]))}


def tell(records):
    """Prints what was found; returns the survivors without a reason."""
    figures, reasons = counts(records), accepted.read()
    for title, rows in tables(records).items():
        print(f"\n{title:12}", *(f"{name:>8}" for name in COLUMNS))
        for group, numbers in rows.items():
            print(f"{group:12}", *(f"{numbers[name]:8}" for name in COLUMNS))
    survivors = [record for record in records if record["result"] == "survived"]
    for record in survivors:
        reason = reasons.reason(record)
        print(f"\n{'accepted' if reason else 'SURVIVED'} {record['id']} "
              f"{record['file']}:{record['line']} {record['function']}\n    {record['code']}\n"
              f"    {record['rule']}: {record['change']}" + f"\n    {reason}" * bool(reason))
    print(f"\n{figures['mutants']} mutants: {figures['killed']} killed, {figures['argued']} accepted "
          f"with a reason, {figures['survived']} survived; besides {figures['same_code']} of the same "
          f"machine code, {figures['do_not_compile']} that do not compile")
    return [record for record in survivors if not reasons.reason(record)]


def write(records, arguments):
    """The figures as JSON, and as the tables of the page."""
    figures = counts(records)
    reasons = accepted.read()
    survivors = sorted((record for record in records if record["result"] == "survived"),
                       key=lambda record: (record["file"], record["line"]))
    fates = collections.Counter(record["by"].split(":")[0]
                                for record in records if record["result"] == "killed")
    provenance.keep(
        EVIDENCE, "mutants of the library's sources made by rule, and those that the tests kill",
        f"tools/mutate --count {arguments.count} --seed {arguments.seed}",
        {f"mutation.{name}": number for name, number in figures.items()},
        sum(record["seconds"] for record in records), **tables(records),
        killed_by=dict(fates.most_common()),
        survivors=[{name: record[name] for name in NAMED} for record in survivors])
    if PAGE.exists():
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        written = page(figures, tables(records), survivors, reasons)
        PAGE.write_text(f"{before}{BEGIN}\n\n{written}\n{END}{after}", encoding="utf-8")


def page(figures, tables_of, survivors, reasons):
    """The part of the page that a run writes."""
    killed = figures["killed"] + figures["argued"]
    share = 100 * killed / max(1, figures["mutants"])
    text = [f"{figures['mutants']} mutants: {figures['killed']} killed, {figures['argued']} survive "
            f"with a reason, {figures['survived']} without: {share:.1f} % killed or argued. "
            f"{figures['same_code']} more were the same machine code, {figures['do_not_compile']} did "
            "not compile.", ""]
    for title, rows in tables_of.items():
        text += [f"| {title[:-1]} | mutants | killed | with a reason | without |",
                 "|---|---|---|---|---|"]
        text += [f"| {name} | " + " | ".join(str(row[column]) for column in COLUMNS) + " |"
                 for name, row in rows.items()] + [""]
    text += ["| survivor | change | reason |", "|---|---|---|"]
    for record in survivors:
        change = record["change"].replace("|", "\\|")
        place = record["function"] or record["code"][:30]
        reason = reasons.reason(record) or "none"
        text += [f"| `{record['file']}`, `{place}` | `{change}` | {reason} |"]
    return "\n".join(text) + "\n"
