// SPDX-License-Identifier: MIT
// The page: nine parts, each whole without JavaScript.
import {readFileSync} from 'node:fs';
import {cssVariables, colourOf} from './theme.js';
import {backendsWithRows, beside, chosen, rankRuns, ratio} from './ratios.js';
import {sizeTitle} from './results.js';
import {noiseOf} from './quality.js';
import * as charts from './charts.js';

const local = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
const ESCAPES = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};
const esc = (text) => String(text).replace(/[&<>"]/g, (c) => ESCAPES[c]);
const GB = 1e9;
const LIBRARIES = ['vega', 'vega-lite', 'vega-embed'];

/** Three digits that count. */
const digits = (x) => x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x >= 0.1 ? x.toFixed(2) : x.toPrecision(2);
const times = (x) => `${digits(x)}×`;
const percent = (x) => `${(100 * x).toFixed(1)} %`;
const ordinal = (n) => `${n}${['th', 'st', 'nd', 'rd'][n % 100 >> 3 === 1 && n % 100 < 14 ? 0 : n % 10] ?? 'th'}`;
const join = (words) => words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

// ---- tables ----

/** A cell: a text, or {text, value: to sort by, html, className}. */
function cell(content, head) {
  const {text, html, value, className} = typeof content === 'object' && content ? content : {text: content ?? ''};
  const attributes = (value === undefined ? '' : ` data-v="${value}"`) + (className ? ` class="${className}"` : '');
  return head ? `<th scope="row"${attributes}>${html ?? esc(text)}</th>` : `<td${attributes}>${html ?? esc(text)}</td>`;
}
const NONE = {text: '–', className: 'none'}, NO_NUMBER = {text: '–', className: 'n none'};
const numberCell = (text, value) => ({text, value, className: 'n'});
const rateCell = (row) => row ? numberCell(digits(row.best / GB), row.best) : NO_NUMBER;
const timesCell = (x) => x ? numberCell(times(x), x) : NO_NUMBER;

/** A table that scrolls alone, and can be sorted and copied with JavaScript. */
function table(id, caption, heads, rows, {filter = false, sortable = true, attributes = () => ''} = {}) {
  const th = (head) => `<th scope="col"${head.startsWith('#') ? ' class="n"' : ''}>${esc(head.replace(/^#/, ''))}</th>`;
  return `<div class="data" id="${id}"${filter ? ' data-filter' : ''}${sortable ? ' data-sort' : ''}>
<div class="scroll" tabindex="0" role="region" aria-label="${esc(caption)}"><table>
<caption>${esc(caption)}</caption>
<thead><tr>${heads.map(th).join('')}</tr></thead>
<tbody>
${rows.map((row, index) => `<tr${attributes(index)}>${row.map((content, column) => cell(content, column === 0)).join('')}</tr>`).join('\n')}
</tbody></table></div></div>`;
}

// ---- charts ----

/** Collects specifications; each is drawn now, and again by the page where it can. */
class Charts {
  specs = [];

  async figure(title, spec) {
    if (!spec) return '';
    const id = `chart-${this.specs.push(spec)}`;
    // Names that the page's own drawings, which count from one again, do not have.
    const svg = (await charts.drawSvg(spec)).replace(/<svg /, '<svg data-drawn="before" ')
      .replace(/\bclip(\d+)\b/g, `${id}-clip$1`);
    return `<figure class="chart"><figcaption>${esc(title)}</figcaption><div class="plot" id="${id}">${svg}</div></figure>`;
  }
}

const panels = (figures) => figures.some(Boolean) ? `<div class="panels">${figures.join('\n')}</div>` : '';

/** A legend outside of charts that share it: lines, or the shapes of points. */
function legend(names, {labels = {}, shapes} = {}) {
  const dashed = ['avx512', 'avx2', 'memset'];
  const key = (name, index) => shapes ? `<span class="shape" aria-hidden="true" style="--key: ${colourOf(name, index)}">${shapes[index]}</span>`
    : `<span class="key${dashed.includes(name) ? ' dashed' : ''}" style="--key: ${colourOf(name, index)}"></span>`;
  return `<ul class="legend">${names.map((name, index) =>
    `<li>${key(name, index)}${esc(labels[name] ?? name)}</li>`).join('')}</ul>`;
}

/** What a caption adds where there are several runs. */
const of = (run) => run.alone ? '' : ` (${run.label})`;

/** A part of the page for each run, the first open. */
const perRun = async (runs, make) => runs.length === 1 ? make(runs[0]) :
  (await Promise.all(runs.map(async (run, index) => `<details${index ? '' : ' open'} class="run"><summary>${esc(run.label)}</summary>
${await make(run)}</details>`))).join('\n');

// ---- 1. headline ----

const why = (run) => run.backends.find(({chosen: is}) => is).why.replace(/^chosen,? ?/, '') || 'chosen';

function sentence(run) {
  const row = chosen(run, 'pcg64', 'u64', '16KiB');
  if (!row) return `<p>This run has no words of pcg64 in 16 KiB on ${esc(run.context.isorand_backend)}.</p>`;
  const {scalar, numpy, memset} = beside(run, row);
  const parts = [
    scalar && scalar !== row && `${digits(ratio(row, scalar))} × scalar`,
    numpy && `${digits(ratio(row, numpy))} × NumPy`,
    memset && `${Math.round(100 * ratio(row, memset))} % of memset`,
  ].filter(Boolean);
  return `<p class="lead">pcg64 words <b class="big" data-v="${row.best}">${digits(row.best / GB)}</b> GB/s${parts.length ? `: ${parts.join(', ')}` : ''}.</p>`;
}

function place(run, ranked) {
  if (run.quality.grade === 'emulated') return `emulated by ${run.context.emulator}: not ranked`;
  if (run.quality.grade === 'wrong') return 'bits differed: not ranked';
  if (!run.rank) return 'too noisy to rank';
  return ranked.length > 1 ? `${ordinal(run.rank)} of ${ranked.length} machines` : 'the only machine ranked';
}

const GRADES = {good: 'quiet run', fair: 'fair run', noisy: 'noisy run', emulated: 'emulated', wrong: 'wrong bits'};
const flag = ({quality}) => `<span class="flag ${quality.grade}">${GRADES[quality.grade]}</span>`;

function card(run, ranked) {
  const {context} = run;
  return `<article class="card"><h3>${esc(run.label)}</h3>
${run.shown ? sentence(run) : '<p>Its backends did not give equal bits: no speed is shown.</p>'}
<p class="small">Backend <b>${esc(context.isorand_backend)}</b>, ${esc(why(run))}.</p>
<p class="small">${flag(run)} ${esc(place(run, ranked))}</p></article>`;
}

async function headline(runs, shown, {ranked, basket}, drawn) {
  const fact = ranked.length > 1
    ? `<p class="small">Rank by the geometric mean over ${basket.length} fills that all ranked machines have.</p>` : '';
  const figures = [], several = runs.length > 1;
  const top = Math.max(...ranked.map(charts.speedTop));
  for (const run of several ? ranked.slice(0, 6) : shown)
    figures.push(await drawn.figure(several ? run.label : 'pcg64 in 16 KiB', charts.speedChart(run, several ? 190 : 250, top)));
  const cards = runs.map((run) => card(run, ranked)).join('');
  return !several ? `<div class="beside even"><div>${cards}</div>${figures.join('')}</div>`
    : `<div class="cards">${cards}</div>${fact}<h3>pcg64 in 16 KiB</h3>${panels(figures)}`;
}

// ---- 2. verdict ----

function verdict(runs) {
  const lines = runs.map((run) => {
    const {context} = run, equal = context.verify === 'equal';
    return `<div class="verdict ${equal ? 'good' : 'bad'}"><p><b>${equal ? '✓ Equal bits' : '✗ Bits differ'}</b>${runs.length > 1 ? ` on ${esc(run.label)}` : ''}: ${esc(context.verify_verdict)}</p>
<p class="small">Digest of short streams: <code>${esc(context.verify_digest)}</code></p></div>`;
  });
  const digests = new Set(runs.map((run) => run.context.verify_digest));
  const versions = new Set(runs.map((run) => run.context.isorand_version));
  if (runs.length > 1)
    lines.push(`<p>${digests.size === 1 ? `All ${runs.length} runs have the same digest: the machines made the same bits.`
      : versions.size > 1 ? 'The digests are of different versions of isorand, and cannot be compared.'
        : '<b class="bad-text">The digests differ: these machines did not make the same bits.</b>'}</p>`);
  lines.push('<p class="small">Before it measured, each run compared every backend that its CPU can run with the plain ' +
    'definitions of engines and distributions. The digest is the same on every machine that makes the same streams.</p>');
  const heads = ['Backend', ...runs.map((run) => run.label)];
  const names = [...new Set(runs.flatMap((run) => run.backends.map(({name}) => name)))];
  lines.push(table('backends', 'Backends, and why each was chosen or not', heads, names.map((name) => [name,
    ...runs.map((run) => run.backends.find((backend) => backend.name === name)?.why ?? 'unknown to this version')]), {sortable: false}));
  return lines.join('\n');
}

// ---- 3. heat table ----

/** How hot: 0 at scalar's speed and below, 1 at sixteen times. */
const heat = (x) => Math.max(0, Math.min(1, Math.log2(x || 1) / 4)).toFixed(2);

function heatTable(run, output) {
  const backends = [...backendsWithRows(run)].reverse();
  const body = run.engines.map((engine) => {
    const scalar = run.rows.get(`${engine}/scalar/${output}/16KiB`);
    return [engine, ...backends.map((backend) => {
      const row = run.rows.get(`${engine}/${backend}/${output}/16KiB`);
      if (!row) return NO_NUMBER;
      const x = ratio(row, scalar);
      return {value: row.best, className: 'heat',
        html: `<span style="--h: ${heat(x)}"><b>${digits(row.best / GB)}</b> <small>${x ? times(x) : ''}</small></span>`};
    })];
  });
  if (body.every((row) => row.slice(1).every((content) => content === NO_NUMBER))) return '';
  return table(`heat-${output}-${run.index}`, `${charts.outputTitle(output)}, 16 KiB: GB/s, and how many times scalar${of(run)}`,
    ['Engine', ...backends.map((backend) => `#${backend}`)], body);
}

const heatTables = (shown) => perRun(shown, (run) => ['u64', 'f64', 'f32', 'u32', 'bytes'].map((output, index) => {
  const made = heatTable(run, output);
  return !made || index === 0 ? made : `<details><summary>${charts.outputTitle(output)}</summary>${made}</details>`;
}).join('\n') || '<p>No fills of 16 KiB in this run.</p>');

// ---- 4. sizes ----

const sizes = (shown, drawn) => perRun(shown, async (run) => {
  const figures = [];
  for (const engine of run.engines) figures.push(await drawn.figure(engine, charts.sizeChart(run, engine)));
  if (!figures.some(Boolean)) return '<p>No 64-bit words in this run.</p>';
  const caches = run.context.caches.filter(({type}) => type !== 'Instruction')
    .map(({level, size}) => `L${level} ${sizeTitle(size)}`);
  const bytes = [...new Set([...run.rows.values()].filter((row) => row.kind === 'fill' && row.output === 'u64').map((row) => row.bytes))].sort((a, b) => a - b);
  const line = (name, find) => [name, ...bytes.map((n) => rateCell(find(sizeTitle(n).replace(' ', ''))))];
  const rows = [...run.engines.map((engine) => line(engine, (size) => chosen(run, engine, 'u64', size))),
    line('memset', (size) => run.rows.get(`memset/libc/bytes/${size}`))];
  return legend(charts.sizeSeries(run), {labels: {numpy: 'NumPy'}}) +
    `<p class="small">Dotted lines mark the caches: ${esc(join(caches))}.</p>` + panels(figures) +
    table(`sizes-${run.index}`, `64-bit words on ${run.context.isorand_backend}, GB/s by size of the buffer${of(run)}`,
      ['Engine', ...bytes.map((n) => `#${sizeTitle(n)}`)], rows);
});

// ---- 5. values ----

const values = (shown, drawn) => perRun(shown, async (run) => {
  const rows = charts.valueRows(run), backend = run.context.isorand_backend;
  if (!rows.length) return '<p>No fills of pcg64 in 16 KiB or 1 MiB in this run.</p>';
  const count = charts.drawnValues(run).length, compared = rows.filter(({numpy}) => numpy).length;
  const figure = await drawn.figure('pcg64, times the rate of NumPy', charts.valuesChart(run));
  const body = rows.map(({row, scalar, numpy, peer}) => [charts.outputTitle(row.output), rateCell(row),
    timesCell(ratio(row, scalar)), timesCell(ratio(row, numpy)), timesCell(ratio(row, peer)),
    peer ? {text: `${peer.who}/${peer.how}`, className: 'wrap'} : NONE]);
  const draws = [...run.rows.values()].filter((row) => row.kind === 'draw' && row.how === 'next').map((row) => {
    const inlined = run.rows.get(row.name.replace('/next/', '/inlined/'));
    const other = [...run.rows.values()].filter((r) => r.kind === 'peer' && r.output === row.output && r.bytes === row.bytes)
      .sort((a, b) => b.best - a.best)[0];
    const ns = (r) => r ? numberCell(r.nanoseconds.toFixed(2), r.nanoseconds) : NO_NUMBER;
    return [`${row.who} ${charts.outputTitle(row.output)}`, ns(inlined), ns(row), ns(other), other ? `${other.who}/${other.how}` : NONE];
  });
  return `<div class="beside"><div>${legend([backend, 'scalar', 'peer'], {labels: {peer: 'best other library'}, shapes: '●■◆'})}${figure}
<p class="small">Rates of ${esc(run.label)}; the line at 1 is NumPy${run.context.numpy_version ? ` ${esc(run.context.numpy_version)}` : ''}.
${count < compared ? `Drawn are ${count} outputs, of default parameters; the table has all.` : ''}</p></div>
${table(`values-${run.index}`, `pcg64 on ${backend} in ${rows[0].row.size}, and ratios in the same run${of(run)}`,
    ['Output', '#GB/s', '#× scalar', '#× NumPy', '#× other', 'other library'], body)}</div>` +
    (draws.length ? `<details><summary>Single draws</summary>${table(`draws-${run.index}`, `Single draws, nanoseconds each${of(run)}`,
      ['Draw', '#inlined', '#called', '#other', 'which'], draws)}</details>` : '');
});

// ---- 6. threads ----

const threads = (shown, drawn) => perRun(shown, async (run) => {
  const rows = run.engines.flatMap((engine) => charts.threadRows(run, engine));
  if (!rows.length) return '<p>No fills by threads in this run.</p>';
  const figures = [];
  for (const engine of run.engines) figures.push(await drawn.figure(engine, charts.threadsChart(run, engine)));
  return panels(figures) + table(`threads-${run.index}`, `Fills by threads on ${run.context.isorand_backend}, elapsed time; this machine has ${run.context.num_cpus} CPUs${of(run)}`,
    ['Engine', 'Output', '#Buffer', '#Threads', '#GB/s', '#× one'], rows.map(({row, threads: n, speedUp}) => [row.who,
      charts.outputTitle(row.output), numberCell(row.size, row.bytes), numberCell(n, n), rateCell(row), timesCell(speedUp)]));
});

// ---- 7. machines ----

const FACTS = [
  ['CPU features', (c) => c.cpu_features], ['Caches', (c) => c.caches.map(({level, type, size}) => `L${level} ${type.toLowerCase()} ${sizeTitle(size)}`).join(', ')],
  ['CPUs', (c) => c.num_cpus], ['Clock', (c) => c.clock_ghz && `${Number(c.clock_ghz).toFixed(2)} GHz`], ['Governor', (c) => c.governor],
  ['Microcode', (c) => c.microcode], ['Hypervisor', (c) => c.hypervisor?.replace(/^KVMKVMKVM$/, 'KVM')], ['Emulator', (c) => c.emulator],
  ['Kernel', (c) => c.kernel], ['Load before, after', (c) => [c.load_avg, c.load_avg_end].filter(Boolean).map((load) => Number(load[0]).toFixed(1)).join(', ')],
  ['isorand', (c) => c.isorand_version], ['Backend', (c) => c.isorand_backend], ['Compiler', (c) => `${c.compiler} ${c.flags.trim()}`],
  ['Other libraries', (c) => c.peers], ['Absent', (c) => c.absent || 'none'], ['NumPy', (c) => c.numpy_version],
  ['Python', (c) => c.python_version], ['Date', (c) => c.date],
];

async function machines(runs, shown, drawn) {
  const facts = table('facts', 'The machines', ['Fact', ...runs.map((run) => run.label)],
    FACTS.map(([name, get]) => [name, ...runs.map((run) => get(run.context) || NONE)]), {sortable: false});
  const keys = [...new Map(shown.flatMap((run) => [
    ...run.engines.map((engine) => [engine, 'u64']), ...charts.valueRows(run).map(({row}) => ['pcg64', row.output])])
    .map((key) => [key.join('/'), key])).values()];
  const cells = ([engine, output]) => {
    const rows = shown.map((run) => chosen(run, engine, output, '16KiB'));
    const ranked = rows.filter((row, i) => row && shown[i].quality.ranked && !shown[i].quality.suspicious.has(row.name));
    const most = ranked.length > 1 ? Math.max(...ranked.map((row) => row.best)) : NaN;
    return [`${engine} ${charts.outputTitle(output)}`, ...rows.map((row, index) => {
      if (!row) return NO_NUMBER;
      const {scalar, numpy} = beside(shown[index], row);
      const within = [ratio(row, scalar), ratio(row, numpy)].map((x) => x ? times(x) : '–').join(' · ');
      return {value: row.best, className: row.best === most ? 'n most' : 'n',
        html: `<b>${digits(row.best / GB)}</b> <small>${within}</small>`};
    })];
  };
  const body = keys.map(cells).filter((row) => row.slice(1).some((content) => content !== NO_NUMBER));
  const heads = ['16 KiB, chosen backend', ...shown.map((run) => `#${run.label}`)];
  const figure = await drawn.figure('64-bit words in 16 KiB, chosen backend', charts.machinesChart(shown));
  return `${runs.length > 1 ? '<p>Rates compare machines; ratios hold within one machine.</p>'
    : '<p>One machine was given. <code>tools/report A.json B.json -o page.html</code> puts several side by side.</p>'}
<div class="beside">${figure}${body.length ? table('machines', 'GB/s, and within the machine: times scalar · times NumPy', heads, body) : ''}</div>${facts}`;
}

// ---- 8. noise ----

const KINDS = {fill: 'fills', draw: 'single draws', threads: 'threads', numpy: 'NumPy', peer: 'other libraries', other: 'other libraries', memset: 'memset'};

async function noise(runs, shown, drawn) {
  const quality = table('quality', 'Quality of each run', ['Run', 'Flag', 'Rank', 'Why'], runs.map((run) => [run.label,
    {html: flag(run)}, run.rank ?? 'not ranked', run.quality.reasons.join('; ')]), {sortable: runs.length > 1});
  const figures = [];
  for (const run of shown) figures.push(await drawn.figure(runs.length > 1 ? run.label : 'How many rows, by noise', charts.noiseChart(run)));
  const several = runs.length > 1;
  const rows = shown.flatMap((run) => [...run.rows.values()].map((row) => ({run, row, why: run.quality.suspicious.get(row.name)})));
  const suspicious = rows.filter(({why: reason}) => reason);
  const doubts = suspicious.length ? `<p>${suspicious.length} of ${rows.length} rows are suspicious. They are shown, marked, and left out of ranks.</p>`
    : '<p>No row is suspicious.</p>';
  const all = table('rows', 'Every row: rates of its rounds, and ratios to scalar, NumPy and memset in the same run',
    [...(several ? ['Machine'] : []), 'Engine', 'By', 'Output', '#Buffer', '#Best GB/s', '#Median', '#Spread', '#Noise', '#Rounds', '#ns', '#× scalar', '#× NumPy', '#× memset', 'Note'],
    rows.map(({run, row, why: reason}) => {
      const other = ['fill', 'threads', 'draw'].includes(row.kind) ? beside(run, row) : {};
      return [...(several ? [run.label] : []), row.who, row.how, row.output, numberCell(row.size, row.bytes),
        rateCell(row), numberCell(digits(row.median / GB), row.median), numberCell(percent(row.spread), row.spread),
        numberCell(percent(noiseOf(row)), noiseOf(row)), numberCell(row.rounds.length, row.rounds.length),
        numberCell(row.nanoseconds < 1000 ? digits(row.nanoseconds) : Math.round(row.nanoseconds).toLocaleString('en'), row.nanoseconds),
        timesCell(ratio(row, other.scalar)), timesCell(ratio(row, other.numpy)), timesCell(ratio(row, other.memset)), reason ?? ''];
    }), {filter: true, attributes: (i) => ` data-kind="${KINDS[rows[i].row.kind]}"${rows[i].why ? ' class="suspicious"' : ''}`});
  const skipped = shown.flatMap((run) => {
    const reasons = new Map();
    for (const [name, reason] of run.skipped) {
      const text = `${name.split('/')[1]}: ${reason}`;
      reasons.set(text, (reasons.get(text) ?? 0) + 1);
    }
    return [...reasons].map(([text, count]) => `<li>${count} rows of ${esc(run.label)} were skipped: ${esc(text)}</li>`);
  });
  return `${quality}<p class="small">Spread is how far the worst round is below the best, noise how far the median is. A run is quiet
when its typical row has up to 3 % of noise and at most 2 % of rows are suspicious, fair up to 6 % and 10 %; noisy and emulated runs are not ranked.</p>
${panels(figures)}${doubts}${all}${skipped.length ? `<ul class="small">${skipped.join('')}</ul>` : ''}`;
}

// ---- 9. how ----

function how(runs) {
  const raw = (run) => run.shown ? readFileSync(run.path, 'utf8') : JSON.stringify({context: run.context, benchmarks: []}, null, 1);
  return `<ol>
<li>Each machine: <code>${esc(runs[0].context.command ?? 'isorand-bench')}</code>, which verifies, measures in rounds that take turns, and writes one JSON file.</li>
<li>This page: <code>tools/report ${esc(runs.map((run) => `${run.stem}.json`).join(' '))} -o page.html</code></li>
<li>Before and after a change: <code>tools/report --compare before.json after.json</code></li></ol>
<p>GB/s is 10<sup>9</sup> bytes of output a second: of CPU time, by threads of elapsed time; best of all rounds. Ratios are best to best, within one run.
The charts are drawn by ${join(LIBRARIES.map((name) => `${name} ${JSON.parse(local(`node_modules/${name}/package.json`)).version}`))}.</p>
${table('runs', 'How each run was made', ['Run', 'Command', 'Compiler and flags', 'Date'], runs.map((run) => [run.label,
    run.context.command || NONE, `${run.context.compiler} ${run.context.flags.trim()}`, run.context.date]), {sortable: false})}
${runs.map((run) => `<details class="raw"><summary>Raw JSON: ${esc(run.stem)}.json</summary><pre tabindex="0" id="raw-${run.index}">${esc(raw(run).trim())}</pre></details>`).join('\n')}`;
}

// ---- the whole ----

const script = (text) => `<script>${text.replace(/<\/script/gi, '<\\/script')}</script>`;
const jsonScript = (id, data) => `<script type="application/json" id="${id}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;

export async function makePage(runs) {
  const ranks = rankRuns(runs);
  // The best first, then those without a rank.
  runs = [...runs].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0);
  runs.forEach((run, index) => Object.assign(run, {index, alone: runs.length === 1, shown: run.context.verify === 'equal'}));
  const shown = runs.filter((run) => run.shown), drawn = new Charts();
  const parts = [
    ['summary', 'Summary', '', await headline(runs, shown, ranks, drawn)],
    ['verdict', 'Are the bits equal?', '', verdict(runs)],
    ['backends-engines', 'Engines and backends', 'The stronger a cell’s colour, the more SIMD gains over the scalar backend.', await heatTables(shown)],
    ['sizes', 'From 64 bytes to 64 MiB', 'How the rate of 64-bit words grows with the buffer, and where memory becomes the limit.', await sizes(shown, drawn)],
    ['values', 'Distributions', 'Against NumPy and other libraries, measured in the same run.', await values(shown, drawn)],
    ['threads', 'Threads', 'The same bytes by several threads; the dotted line is a perfect speed-up.', await threads(shown, drawn)],
    ['side-by-side', 'Machines side by side', '', await machines(runs, shown, drawn)],
    ['noise', 'Noise', 'What the numbers are worth.', await noise(runs, shown, drawn)],
    ['how', 'How it was made', '', how(runs)],
  ];
  const title = runs.length === 1 ? `isorand on ${runs[0].label}` : `isorand on ${runs.length} machines`;
  const when = [...new Set(runs.map((run) => run.context.date.slice(0, 10)))];
  const library = (name) => script(`/* ${name}\n${local(`node_modules/${name}/LICENSE`)}*/\n` +
    local(`node_modules/${name}/build/${name}.min.js`));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'; img-src data:">
<title>${esc(title)}</title>
<style>
:root { color-scheme: light; ${cssVariables('light')} }
@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { color-scheme: dark; ${cssVariables('dark')} } }
:root[data-theme=dark] { color-scheme: dark; ${cssVariables('dark')} }
@media print { :root:root:root { color-scheme: light; ${cssVariables('light')} } }
${local('page.css')}
</style>
</head>
<body>
<header>
<h1>${esc(title)}</h1>
<p class="small">Random numbers that are the same on every CPU, and how fast they come. isorand ${esc([...new Set(runs.map((run) => run.context.isorand_version))].join(', '))}, measured on ${esc(when.join(', '))}.</p>
<nav aria-label="Parts of this page"><ol>${parts.map(([id, name]) => `<li><a href="#${id}">${name}</a></li>`).join('')}</ol></nav>
</header>
<main>
${parts.map(([id, name, lead, body]) => `<section id="${id}" aria-labelledby="h-${id}"><h2 id="h-${id}">${name}</h2>${lead && `<p>${lead}</p>`}
${body}</section>`).join('\n')}
</main>
${jsonScript('charts', drawn.specs)}
${LIBRARIES.map(library).join('\n')}
${script(local('client.js'))}
</body>
</html>
`;
}
