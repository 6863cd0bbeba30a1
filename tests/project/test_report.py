# SPDX-License-Identifier: MIT
"""tools/report: the page says what the JSON says, a browser can use it, wrong files are refused, and
losses of speed are found.  Expected numbers are computed here from the JSON alone."""
import copy
import html.parser
import json
import re
import shutil
import statistics
import subprocess
import sys

import pytest

import oracles
from browser import look
from build import ROOT
from programs import run

MACHINES = sorted((ROOT / "docs/machines").glob("*.json"))
SAMPLE = ROOT / "docs/machines/amd-epyc-zen5.json"
UNITS = {"B": 1, "KiB": 2**10, "MiB": 2**20}
PARTS = ["summary", "verdict", "backends-engines", "sizes", "values", "threads", "side-by-side",
         "noise", "how"]


@pytest.fixture(scope="module", autouse=True)
def node():
    for name in "node", "npm":
        oracles.program(name)


def report(*arguments):
    return subprocess.run([ROOT / "tools/report", *map(str, arguments)], capture_output=True,
                          text=True, check=False, timeout=250)


def write(path, data):
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def scaled(entry, factor):
    rounds = [factor * rate for rate in entry["rounds"]]
    return {**entry, "rounds": rounds, "bytes_per_second": max(rounds),
            "median": statistics.median(rounds), "spread": 1 - min(rounds) / max(rounds)}


@pytest.fixture(scope="module")
def sample():
    return json.loads(SAMPLE.read_text(encoding="utf-8"))


@pytest.fixture
def changed(sample, tmp_path):
    """changed(NAME, KEY=VALUE...) writes the sample with another context and, by edit=FUNCTION of
    an entry, other rows."""
    def make(name, edit=lambda entry: entry, **context):
        entries = [edit(entry) if "rounds" in entry else entry for entry in sample["benchmarks"]]
        return write(tmp_path / f"{name}.json", {
            "context": {**sample["context"], **context},
            "benchmarks": [entry for entry in entries if entry]})
    return make


# ---- reading a page ----

class Page(html.parser.HTMLParser):
    """Tables by id, as rows of (text, value to sort by, class); ids, links; text outside of scripts."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.ids, self.links, self.text = {}, [], [], ""
        self.table = self.cell = None
        self.quiet = 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        self.links += [attrs[name] for name in ("src", "href", "action") if name in attrs]
        if tag == "div" and "data" in attrs.get("class", "").split():
            self.table = self.tables.setdefault(attrs["id"], [])
        elif tag == "tr":
            self.table.append([])
        elif tag in ("td", "th"):
            self.cell = ["", attrs.get("data-v"), attrs.get("class", "")]
            self.table[-1].append(self.cell)
        elif tag in ("script", "style"):
            self.quiet += 1

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.cell = None
        elif tag in ("script", "style"):
            self.quiet -= 1

    def handle_data(self, data):
        if self.cell is not None:
            self.cell[0] += data
        if not self.quiet:
            self.text += data

    def rows(self, table):
        """Its rows as {head: cell}."""
        head, *rows = self.tables[table]
        return [{name[0]: cell for name, cell in zip(head, row, strict=True)} for row in rows]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """made(FILES...): the page of these files."""
    def make(*files):
        path = tmp_path_factory.mktemp("page") / "page.html"
        done = report(*files, "-o", path)
        assert done.returncode == 0, done.stderr
        return path
    return make


@pytest.fixture(scope="module")
def page(made):
    return Page(made(SAMPLE).read_text(encoding="utf-8"))


def measured(data):
    """{name: entry} of the rows that were measured."""
    return {entry["name"]: entry for entry in data["benchmarks"] if "rounds" in entry}


def shown(text):
    """The number of a cell."""
    return float(re.sub("[,×% ]|GB/s", "", text))


def about(text, value):
    """Whether a cell shows the value, to the digits that it has."""
    digits = re.sub(r"^-?0\.0*|[.,×% ]", "", text)
    return shown(text) == pytest.approx(value, rel=0.51 * 10 ** (1 - len(digits)), abs=0.051)


# ---- the page ----

def test_page_needs_nothing_else(made):
    text = made(SAMPLE).read_text(encoding="utf-8")
    links = Page(text).links
    assert len(links) >= len(PARTS) and all(link.startswith("#") for link in links)
    assert "default-src 'none'" in text # and a browser asks for nothing, see below


def test_parts_come_in_order(page):
    assert [name for name in page.ids if name in PARTS] == PARTS


def test_every_row_is_on_the_page(page, sample):
    rows = page.rows("rows")
    wanted = measured(sample)
    found = {"/".join([row["Engine"][0], row["By"][0], row["Output"][0],
                       row["Buffer"][0].replace(" ", "")]): row for row in rows}
    assert set(found) == set(wanted) and len(rows) == len(wanted) > 500
    for name, row in found.items():
        rounds = wanted[name]["rounds"]
        who, _, output, size = name.split("/")
        count, unit = re.fullmatch(r"(\d+)(\w+)", size).groups()
        best, middle = max(rounds), statistics.median(rounds)
        spread, noise = 1 - min(rounds) / best, 1 - middle / best
        nanoseconds = int(count) * UNITS[unit] / best * 1e9
        for head, value, scale in [
                ("Best GB/s", best, 1e9), ("Median", middle, 1e9), ("Spread", spread, 0.01),
                ("Noise", noise, 0.01), ("Rounds", len(rounds), 1), ("ns", nanoseconds, 1)]:
            text, exact, _ = row[head]
            assert float(exact) == pytest.approx(value, rel=1e-12, abs=1e-15), (name, head)
            assert about(text, value / scale), (name, head, text, value / scale)
        ours = who in sample["context"]["isorand_engines"].split()
        for head, other in [("× scalar", f"{who}/scalar/{output}/{size}"),
                            ("× NumPy", f"numpy/{who}/{output}/{size}"),
                            ("× memset", f"memset/libc/bytes/{size}")]:
            if ours and other in wanted:
                assert float(row[head][1]) == pytest.approx(best / max(wanted[other]["rounds"]))
                assert about(row[head][0], best / max(wanted[other]["rounds"])), (name, head)
            else:
                assert row[head][0] == "–", (name, head)


def test_headline(page, sample):
    wanted, backend = measured(sample), sample["context"]["isorand_backend"]

    def best(name):
        return wanted[f"{name}/16KiB"]["bytes_per_second"]
    ours = best(f"pcg64/{backend}/u64")
    found = re.search(r"pcg64 words ([\d.]+) GB/s: ([\d.]+) × scalar, ([\d.]+) × NumPy, (\d+) % of memset",
                      page.text)
    for text, value in zip(found.groups(), [
            ours / 1e9, ours / best("pcg64/scalar/u64"), ours / best("numpy/pcg64/u64"),
            100 * ours / best("memset/libc/bytes")], strict=True):
        assert about(text, value)
    assert f"Backend {backend}" in page.text
    assert sample["context"]["verify_verdict"] in page.text
    assert sample["context"]["verify_digest"] in page.text


def test_heat_table(page, sample):
    wanted = measured(sample)
    rows, seen = page.rows("heat-u64-0"), 0
    assert [row["Engine"][0] for row in rows] == sample["context"]["isorand_engines"].split()
    for row in rows:
        for backend, (text, value, _) in row.items():
            if backend == "Engine" or text == "–":
                continue
            best = wanted[f"{row['Engine'][0]}/{backend}/u64/16KiB"]["bytes_per_second"]
            scalar = wanted[f"{row['Engine'][0]}/scalar/u64/16KiB"]["bytes_per_second"]
            rate, times = text.split()
            assert float(value) == best and about(rate, best / 1e9) and about(times, best / scalar)
            seen += 1
    assert seen >= 16


def test_charts_hold_the_numbers(made, sample):
    """The panels of sizes: each engine, backend and size, NumPy and memset."""
    text = made(SAMPLE).read_text(encoding="utf-8")
    specs = json.loads(re.search(r'<script type="application/json" id="charts">(.*?)</script>',
                                 text)[1])
    seen = {}
    for spec in specs:
        if found := re.match(r"GB/s of 64-bit words of (\w+) by size", spec["description"]):
            values = spec["layer"][-1]["data"]["values"]
            seen[found[1]] = {(row["name"], row["size"]): row["rate"] * 1e9 for row in values}
    wanted = {engine: {} for engine in sample["context"]["isorand_engines"].split()}
    for name, entry in measured(sample).items():
        who, how, output, size = name.split("/")
        count, unit = re.fullmatch(r"(\d+)(\w+)", size).groups()
        nbytes = int(count) * UNITS[unit]
        for engine, rates in wanted.items():
            if (who, output) == (engine, "u64") and f"{how}: " in sample["context"]["isorand_backends"]:
                rates[how, nbytes] = entry["bytes_per_second"]
            elif (who, how, output) == ("numpy", engine, "u64") or who == "memset":
                rates[who, nbytes] = entry["bytes_per_second"]
    assert list(seen) == list(wanted)
    for engine, rates in wanted.items():
        assert seen[engine] == pytest.approx(rates), engine
        assert len(rates) > 30
    assert text.count("<figure") == len(specs) == text.count('data-drawn="before"')


def test_raw_rounds_are_read_too(sample, tmp_path, made):
    """As Google Benchmark writes them with repetitions: one entry a round, aggregates, "/real_time"."""
    entries = []
    for name, entry in measured(sample).items():
        if not re.match(r"(pcg64|numpy|memset)/.*/(u64|bytes|f64)/(16KiB|64MiB)$", name):
            continue
        name += "/real_time" if "threads" in name else ""
        entries += [{"name": name, "run_name": name, "run_type": "iteration", "cpu_time": 1.0,
                     "bytes_per_second": rate} for rate in entry["rounds"]]
        entries.append({"name": f"{name}_median", "run_type": "aggregate", "bytes_per_second": 1.0})
    raw = write(tmp_path / "raw.json", {"context": sample["context"], "benchmarks": entries})
    kept = {entry["name"].removesuffix("/real_time") for entry in entries}
    merged = write(tmp_path / "merged.json", {"context": sample["context"], "benchmarks": [
        entry for name, entry in measured(sample).items() if name in kept]})
    pages = [Page(made(path).read_text(encoding="utf-8")) for path in (raw, merged)]
    assert len(pages[0].tables["rows"]) == len(kept) - sum("_median" in name for name in kept) + 1
    assert pages[0].tables["rows"] == pages[1].tables["rows"]


# ---- several machines ----

def test_ranks(changed, made):
    """The faster is first; emulated, noisy and wrong runs have no rank, and wrong ones no speed."""
    def noisy(entry):
        return {**entry, "rounds": (r := [entry["bytes_per_second"]] + 4 * [
            0.7 * entry["bytes_per_second"]]), "median": statistics.median(r), "spread": 0.3}
    files = [
        changed("slow", lambda entry: scaled(entry, 0.5), cpu="Slow(R) CPU @ 2GHz", load_avg=[0.1]),
        changed("fast", lambda entry: scaled(entry, 2), cpu="Fast CPU"),
        changed("emulated", lambda entry: scaled(entry, 3), cpu="Emulated", emulator="qemu-x"),
        changed("noisy", noisy, cpu="Noisy"),
        changed("wrong", lambda entry: scaled(entry, 4), cpu="Wrong", verify="different",
                verify_verdict="3 values differ", verify_digest="sha256:other")]
    seen = Page(made(*files).read_text(encoding="utf-8"))
    quality = {row["Run"][0]: (row["Flag"][0], row["Rank"][0]) for row in seen.rows("quality")}
    assert list(quality) == ["Fast CPU", "Slow", "Emulated", "Noisy", "Wrong"]
    assert [rank for _, rank in quality.values()] == ["1", "2", *3 * ["not ranked"]]
    assert [quality[name][0] for name in ("Emulated", "Noisy", "Wrong")] == [
        "emulated", "noisy run", "wrong bits"]
    assert {row["Machine"][0] for row in seen.rows("rows")} == set(quality) - {"Wrong"}
    assert "1st of 2 machines" in seen.text and "The digests differ" in seen.text
    assert "Bits differ on Wrong: 3 values differ" in seen.text
    facts = {row["Fact"][0]: row for row in seen.rows("facts")}
    assert facts["Emulator"]["Emulated"][0] == "qemu-x"
    # The fastest of the ranked is marked in each line, not the fastest of all.
    lines = [row for row in seen.rows("machines") if "most" in "".join(cell[2] for cell in row.values())]
    assert len(lines) > 10
    for row in lines:
        assert [name for name, cell in row.items() if "most" in cell[2]] == ["Fast CPU"]
        assert float(row["Fast CPU"][1]) < float(row["Emulated"][1])


def test_suspicious_rows_are_marked(changed, made, sample):
    backend = sample["context"]["isorand_backend"]
    name = f"pcg64/{backend}/u64/16KiB"

    def edit(entry):
        if entry["name"] != name:
            return entry
        rounds = [entry["bytes_per_second"]] + 4 * [0.5 * entry["bytes_per_second"]]
        return {**entry, "rounds": rounds, "median": statistics.median(rounds)}
    seen = Page(made(changed("odd", edit)).read_text(encoding="utf-8"))
    notes = {(row["Engine"][0], row["By"][0], row["Output"][0], row["Buffer"][0]): row["Note"][0]
             for row in seen.rows("rows")}
    assert notes["pcg64", backend, "u64", "16 KiB"] == "median 50 % below the best"


# ---- files that are not results ----

def broken():
    def without(key):
        return lambda data: data["context"].pop(key)

    def set_first(**values):
        return lambda data: data["benchmarks"][0].update(values)
    return {
        "of another program": (lambda data: data.update(context={"executable": "x"}), "isorand_bench"),
        "a newer version": (lambda data: data["context"].update(isorand_bench="2"),
                            "context.isorand_bench must be equal to constant: 1"),
        "no verdict": (without("verify"), "context must have required property 'verify'"),
        "an odd verdict": (lambda data: data["context"].update(verify="maybe"), "context.verify"),
        "no backends": (lambda data: data["context"].update(isorand_backends="?"),
                        "context.isorand_backends"),
        "an unknown backend": (lambda data: data["context"].update(isorand_backend="vax"),
                               "context.isorand_backends has no vax"),
        "no rows": (lambda data: data.update(benchmarks=[]), "benchmarks must NOT have fewer"),
        "a rate of 0": (set_first(bytes_per_second=0), "benchmarks.0.bytes_per_second must be > 0"),
        "a text for a rate": (set_first(rounds=["1"]), "benchmarks.0.rounds.0 must be number"),
        "a name": (set_first(name="pcg64/u64"), "(pcg64/u64) has a name that is not"),
        "a best": (set_first(bytes_per_second=1.5), "bytes_per_second that is not the best"),
        "a median": (set_first(median=1.5), "median that is not that of its rounds"),
        "twice": (lambda data: data["benchmarks"].append(data["benchmarks"][0]), "is there twice"),
        "a list": (None, "isorand_bench"),
    }


@pytest.mark.parametrize("what", broken())
def test_wrong_results_are_refused(sample, tmp_path, what):
    edit, message = broken()[what]
    data = copy.deepcopy(sample)
    if edit:
        edit(data)
    refused(write(tmp_path / "bad.json", data if edit else [data]), tmp_path, message)


@pytest.mark.parametrize("content", [b"", b"{", b"\x00\xff\xfe", b"<html>", b"null", b"3"])
def test_what_is_no_json_is_refused(tmp_path, content):
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    refused(path, tmp_path, "bad.json: is no")


def test_truncated_results_are_refused(tmp_path):
    text = SAMPLE.read_bytes()
    path = tmp_path / "cut.json"
    for part in 0.1, 0.5, 0.9999:
        path.write_bytes(text[:int(part * len(text))])
        refused(path, tmp_path, "cut.json: is not JSON, or cut off")


def test_missing_file_is_refused(tmp_path):
    refused(tmp_path / "none.json", tmp_path, "none.json: cannot be read")


def refused(path, folder, message):
    """One line that names the file, status 2, and an old page is left as it was."""
    page = folder / "page.html"
    page.write_text("old", encoding="utf-8")
    done = report(SAMPLE, path, "-o", page)
    assert done.returncode == 2
    assert done.stderr.startswith(f"tools/report: {path}: ") and message in done.stderr
    assert done.stderr.count("\n") == 1 and done.stdout == ""
    assert page.read_text(encoding="utf-8") == "old"


def test_nothing_is_written_of_wrong_results(tmp_path):
    for arguments in [["-o", tmp_path / "page.html"], ["--chart", tmp_path / "chart"]]:
        assert report(tmp_path / "none.json", *arguments).returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [
    [], ["-o", "page.html"], ["--compare", SAMPLE], ["--what"], [SAMPLE, "-o"], [SAMPLE],
    ["--compare", SAMPLE, SAMPLE, "-o", "page.html"], [SAMPLE, SAMPLE, "-o", "page.html"]], ids=str)
def test_wrong_usage(arguments):
    done = report(*arguments)
    assert done.returncode == 2 and "usage: tools/report" in done.stderr


# ---- comparing ----

def test_a_run_equals_itself():
    done = report("--compare", SAMPLE, SAMPLE)
    assert done.returncode == 0
    assert re.search(r"^[1-9]\d+ rows compared: 0 slower beyond noise, 0 faster$", done.stdout, re.M)


def test_planted_loss_is_found(changed, sample):
    """10 % of one row, of all rows, and of NumPy's, which is no loss of isorand's."""
    name = f"pcg64/{sample['context']['isorand_backend']}/u64/16KiB"

    def loss(chosen, factor=0.9):
        return lambda entry: scaled(entry, factor) if chosen(entry["name"]) else entry
    one = report("--compare", SAMPLE, changed("one", loss(lambda row: row == name)))
    assert one.returncode == 1 and "1 slower beyond noise, 0 faster" in one.stdout
    assert re.search(rf"^{name} .* 0\.900 ", one.stdout, re.M)
    every = report("--compare", SAMPLE, changed("every", loss(lambda row: True)))
    assert every.returncode == 1
    count, lost = map(int, re.search(r"(\d+) rows compared: (\d+) slower", every.stdout).groups())
    assert lost > 0.8 * count
    other = report("--compare", SAMPLE, changed("other", loss(lambda row: row.startswith("numpy/"))))
    assert other.returncode == 0 and " 0 slower" in other.stdout
    gain = report("--compare", SAMPLE, changed("gain", loss(lambda row: row == name, 1.1)))
    assert gain.returncode == 0 and "0 slower beyond noise, 1 faster" in gain.stdout


def test_a_loss_within_noise_is_none(changed, sample):
    name = f"pcg64/{sample['context']['isorand_backend']}/u64/16KiB"

    def rounds(*factors):
        def edit(entry):
            if entry["name"] != name:
                return entry
            rates = [factor * 1e10 for factor in factors]
            return {**entry, "rounds": rates, "bytes_per_second": max(rates),
                    "median": statistics.median(rates)}
        return edit
    before = changed("before", rounds(1, 0.88, 0.87, 0.86, 0.85))
    assert report("--compare", before, changed("after", rounds(0.9, 0.88, 0.87, 0.86, 0.85))
                  ).returncode == 0
    assert report("--compare", before, changed("after", rounds(0.8, 0.7, 0.7, 0.7, 0.7))
                  ).returncode == 1


def test_wrong_bits_are_a_loss(changed):
    done = report("--compare", SAMPLE, changed("wrong", verify="different", verify_verdict="bad"))
    assert done.returncode == 1 and "bits differed" in done.stdout


def test_nothing_in_common(changed):
    path = changed("none", lambda entry: {**entry, "name": f"x{entry['name']}"})
    done = report("--compare", SAMPLE, path)
    assert done.returncode == 2 and "has no row of" in done.stderr


# ---- what is committed ----

@pytest.mark.parametrize("path", MACHINES, ids=lambda path: path.stem)
def test_gallery(made, path):
    data = json.loads(path.read_text(encoding="utf-8"))
    assert Page(made(path).read_text(encoding="utf-8")).tables["rows"]
    assert data["context"]["verify"] == "equal" and "host_name" not in data["context"]
    table = (ROOT / "docs/machines/README.md").read_text(encoding="utf-8")
    assert f"[{path.name}]({path.name})" in table and data["context"]["cpu"] in table


def test_chart_of_readme(tmp_path):
    """The command that README.md names makes the committed pictures."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = re.search(r"tools/report --chart (\S+) (docs/machines/\S+\.json)", readme)
    name, source = command.groups()
    done = report("--chart", tmp_path / "speed", ROOT / source)
    assert done.returncode == 0, done.stderr
    for theme in "light", "dark":
        committed = (ROOT / f"{name}-{theme}.svg").read_text(encoding="utf-8")
        assert (tmp_path / f"speed-{theme}.svg").read_text(encoding="utf-8") == committed
        assert f"{name}-{theme}.svg" in readme
        assert "var(" not in committed


def test_merging_rounds(tmp_path):
    """Programs' rounds become one file that tools/report reads, without the machine's name."""
    ours = {"executable": "/home/me/isorand_bench", "host_name": "secret", "compiler": "GNU 12",
            "flags": "-O3", "isorand_bench": "1", "isorand_version": "0.1.0",
            "isorand_backend": "avx2", "isorand_backends": "avx2: chosen; scalar: can run",
            "isorand_engines": "pcg64", "cpu": "CPU", "cpu_features": "avx2", "emulator": "no",
            "hypervisor": "none", "date": "2026-01-01T00:00:00", "num_cpus": 2, "caches": [],
            "load_avg": [0.5], "clock_ghz": "3.0"}
    theirs = {"executable": "peers_bench", "host_name": "secret", "compiler": "Clang 14",
              "flags": "-O2"}
    files = []
    for i, (a, b) in enumerate([(3e9, 1e9), (4e9, 2e9), (2e9, 1e9)]):
        for name, context, rows in [
                ("isorand", ours, [("pcg64/avx2/u64/16KiB", a), ("pcg64/threads-2/u64/64MiB/real_time", a)]),
                ("peers", theirs, [("std/mt19937_64/u64/16KiB", b)])]:
            files.append(write(tmp_path / f"{name}.{i}.json", {"context": context, "benchmarks": [
                *({"name": row, "bytes_per_second": rate, "cpu_time": 1.0, "real_time": 2.0}
                  for row, rate in rows),
                *([{"name": "pcg64/neon/u64/16KiB", "error_occurred": True,
                    "error_message": "no neon"}] if name == "isorand" else [])]}))
    out = tmp_path / "bench.json"
    printed = run(sys.executable, "bench/merge.py", "--out", out, "--context", "verify=equal",
                  "--context", "verify_verdict=all equal", "--context", "verify_digest=x:1", *files)
    assert "skipped, 1 rows: neon: no neon" in printed
    text = out.read_text(encoding="utf-8")
    data = json.loads(text)
    assert "secret" not in text and "/home" not in text
    assert data["context"]["peers"] == "peers_bench Clang 14 -O2"
    rows = measured(data)
    assert rows["pcg64/avx2/u64/16KiB"] == {
        "name": "pcg64/avx2/u64/16KiB", "bytes_per_second": 4e9, "median": 3e9, "spread": 0.5,
        "rounds": [3e9, 4e9, 2e9]}
    assert set(rows) == {"pcg64/avx2/u64/16KiB", "pcg64/threads-2/u64/64MiB",
                         "std/mt19937_64/u64/16KiB"}
    assert report(out, "-o", tmp_path / "page.html").returncode == 0


# ---- in a browser ----

@pytest.fixture(scope="module")
def small(tmp_path_factory, sample):
    """Two machines of few rows: what a browser does with them is as much as with many."""
    folder = tmp_path_factory.mktemp("small")
    kept = re.compile(r"(pcg64|mt19937|sfc64x32|numpy/pcg64|numpy/mt19937|memset|boost)/.*/(16KiB|64MiB|64B|8B)$")
    rows = [entry for name, entry in measured(sample).items() if kept.match(name)]
    return [write(folder / "first.json", {**sample, "benchmarks": rows}),
            write(folder / "second.json", {
                "context": {**sample["context"], "cpu": "Other CPU"},
                "benchmarks": [scaled(entry, 0.8) for entry in rows]})]


@pytest.fixture(scope="module")
def browser(made, small):
    """What tests/project/report/browser.js saw on a page of the small runs."""
    return look(ROOT / "tests/project/report/browser.js", made(*small))


def test_browser_finds_no_fault(browser):
    seen = browser["interactive"]
    assert seen["errors"] == [] and seen["requests"] == []
    assert len(seen["ids"]) == len(set(seen["ids"]))


def test_browser_draws_every_chart(browser):
    seen = browser["interactive"]
    assert seen["ready"] == seen["plots"] >= 10
    assert "64-bit words" in seen["tooltip"] and "GB/s" in seen["tooltip"]


@pytest.mark.parametrize("width", ["1400", "400"])
def test_browser_fits(browser, width):
    assert browser["interactive"]["overflow"][width] <= int(width)


def test_browser_sorts(browser, small):
    rates = sorted(entry["bytes_per_second"] for path in small
                   for entry in json.loads(path.read_text(encoding="utf-8"))["benchmarks"])
    down, up = browser["interactive"]["sorted"]
    assert (down["how"], up["how"]) == ("descending", "ascending")
    assert [float(value) for value in up["values"]] == pytest.approx(rates)
    assert [float(value) for value in down["values"]] == pytest.approx(rates[::-1])


def test_browser_filters(browser, small):
    seen = browser["interactive"]
    names = [entry["name"].split("/") for path in small
             for entry in json.loads(path.read_text(encoding="utf-8"))["benchmarks"]]
    wanted = [name for name in names if "pcg64" in "/".join(name) and "normal-f64" in "/".join(name)]
    assert len(seen["filtered"]) - 1 == len(wanted) > 2
    assert seen["count"] == f"{len(wanted)} of {len(names)} rows"
    assert len(seen["memset"]) - 1 == sum(name[0] == "memset" for name in names) > 0


def test_browser_copies(browser):
    copied = browser["interactive"]["copied"]
    markdown = [[cell.strip() for cell in line.strip("|").split("|")]
                for line in copied["Markdown"].splitlines()]
    csv = [line.split(",") for line in copied["CSV"].splitlines()]
    assert markdown[0] == csv[0] and csv[0][:2] == ["Engine", "scalar"]
    assert markdown[2:] == csv[1:] and len(csv) > 3
    assert set("".join(markdown[1])) == {"-"}


def test_browser_changes_themes(browser):
    light, dark, auto = browser["interactive"]["themes"]
    assert [theme["name"] for theme in (light, dark, auto)] == [
        "Theme: light", "Theme: dark", "Theme: auto"]
    assert light["paper"] != dark["paper"] and light["ink"] != dark["ink"]
    assert auto["paper"] == light["paper"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_browser_finds_page_accessible(browser, theme):
    assert browser[theme] == []


def test_browser_without_javascript(browser, small):
    seen = browser["withoutScripts"]
    assert seen["errors"] == [] and seen["overflow"] <= 400
    assert seen["drawn"] == browser["interactive"]["plots"] and seen["buttons"] == 0
    assert seen["visible"] == len(PARTS) and 300 < seen["width"] <= 400
    assert json.loads(seen["raw"]) == json.loads(small[0].read_text(encoding="utf-8"))
