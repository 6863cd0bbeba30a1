// SPDX-License-Identifier: MIT
// The charts, as Vega-Lite specifications that page and Node draw alike.  Each is small enough for
// a telephone; the page lays several side by side.
import {parse, View} from 'vega';
import {compile} from 'vega-lite';
import {COLOURS, FONT, colourOf, withColours} from './theme.js';
import {backendsWithRows, beside, chosen, outputsOf, ratio} from './ratios.js';
import {noiseOf} from './quality.js';

const WIDTH = 280, LABEL_WIDTH = 85;
const GB = 1e9;
const SIZE_LABEL = "datum.value < 1024 ? datum.value + ' B' : datum.value < 1048576 ? " +
  "datum.value / 1024 + ' KiB' : datum.value / 1048576 + ' MiB'";

export const CONFIG = {
  background: 'transparent', font: FONT, padding: 4,
  view: {stroke: null},
  axis: {
    labelColor: 'var(--muted)', titleColor: 'var(--muted)', titleFontWeight: 'normal',
    labelFontSize: 11, titleFontSize: 11, gridColor: 'var(--line)', domainColor: 'var(--line)',
    tickColor: 'var(--line)', titlePadding: 8, labelLimit: 300, labelPadding: 5, tickSize: 4,
  },
  legend: {labelColor: 'var(--ink)', titleColor: 'var(--muted)', labelFontSize: 11, symbolSize: 80},
  text: {color: 'var(--ink)', fontSize: 11},
  rule: {color: 'var(--muted)'},
  line: {strokeWidth: 2, strokeJoin: 'round'},
  point: {filled: true, size: 36, opacity: 1},
};

const lite = (spec) => ({$schema: 'https://vega.github.io/schema/vega-lite/v6.json', config: CONFIG, ...spec});

/** The colour scale of series by their names. */
const colours = (names) => ({domain: names, range: names.map((name, index) => colourOf(name, index))});

const rate = (title) => ({field: 'rate', type: 'quantitative', title, format: '.3~g'});

const OUTPUT_TITLES = {
  u64: '64-bit words', u32: '32-bit words', f64: 'uniform f64', f32: 'uniform f32', bytes: 'bytes',
};
export const outputTitle = (output) =>
  OUTPUT_TITLES[output] ?? output.replace(/-(\w+)$/, ' $1');

/** Rates of the chosen backend, the scalar one and NumPy, for pcg64 in 16 KiB; the axis goes to the
 * best rate or 'top', which several charts may share. */
export function speedChart(run, width = WIDTH, top = 0) {
  const wanted = ['u64', 'f64', 'f32', 'normal-f64', 'exponential-f64', 'integers-i64', 'lognormal-f64',
    'standard_gamma(2.5)-f64'];
  const backend = run.context.isorand_backend, names = [backend, 'scalar', 'numpy'];
  const data = [];
  for (const output of wanted) {
    const row = chosen(run, 'pcg64', output, '16KiB');
    if (!row) continue;
    const {scalar, numpy} = beside(run, row);
    for (const [name, other] of [[backend, row], ['scalar', scalar], ['numpy', numpy]])
      if (other && !data.some((d) => d.output === outputTitle(output) && d.name === name))
        data.push({output: outputTitle(output), name, rate: other.best / GB,
          label: other === row && numpy ? `${ratio(row, numpy).toFixed(1)} × NumPy` : ''});
  }
  if (!data.length) return null;
  const y = {field: 'output', type: 'nominal', sort: null, title: null,
    axis: {ticks: false, domain: false, grid: false, labelColor: 'var(--ink)', labelPadding: 8}};
  const yOffset = {field: 'name', type: 'nominal', sort: names};
  top = Math.max(top, ...data.map((d) => d.rate));
  return lite({
    title: null, width, height: {step: 12}, data: {values: data},
    description: `Rates of pcg64 in buffers of 16 KiB on ${run.label}: ${data.map((d) =>
      `${d.output} ${d.name} ${d.rate.toPrecision(3)} GB/s`).join(', ')}`,
    encoding: {y, yOffset, x: {...rate('GB/s'), scale: {domain: [0, top * width / (width - LABEL_WIDTH)], nice: false}, axis: {tickCount: 5}}},
    layer: [
      {mark: {type: 'bar', cornerRadiusEnd: 2}, encoding: {
        color: {field: 'name', type: 'nominal', scale: colours(names), sort: names,
          legend: {title: null, orient: 'top', labelExpr: "datum.label === 'numpy' ? 'NumPy' : datum.label"}},
        tooltip: [{field: 'output'}, {field: 'name', title: 'by'}, rate('GB/s')]}},
      {mark: {type: 'text', align: 'left', dx: 5, color: 'var(--muted)', aria: false},
        encoding: {text: {field: 'label'}}},
    ],
  });
}

/** The largest rate in speedChart. */
export const speedTop = (run) => Math.max(0, ...(speedChart(run)?.data.values ?? []).map((d) => d.rate));

/** The names of the lines in size panels: backends, NumPy, memset. */
export const sizeSeries = (run) => [...backendsWithRows(run), 'numpy', 'memset'];

const sizeData = (run, engine) => [...run.rows.values()].filter((row) =>
  row.kind === 'fill' && row.who === engine && row.output === 'u64' ||
  row.kind === 'numpy' && row.how === engine && row.output === 'u64' || row.kind === 'memset')
  .map((row) => ({name: row.kind === 'fill' ? row.how : row.who, size: row.bytes, rate: row.best / GB}));

/** The range of rates of the size panels of a run, for one scale. */
function sizeRange(run) {
  const rates = run.engines.flatMap((engine) => sizeData(run, engine)).map((d) => d.rate);
  return [Math.min(...rates) * 0.8, Math.max(...rates) * 1.2];
}

/** Words of an engine by size of the buffer: every backend, NumPy and memset, with the caches. */
export function sizeChart(run, engine) {
  const data = sizeData(run, engine);
  if (!data.some(({name}) => name !== 'memset' && name !== 'numpy')) return null;
  const names = sizeSeries(run);
  const caches = run.context.caches.filter(({type}) => type !== 'Instruction')
    .map(({level, size}) => ({size, label: `L${level}`}));
  const sizes = data.map((d) => d.size);
  const x = {field: 'size', type: 'quantitative', title: 'buffer',
    scale: {type: 'log', base: 2, domain: [Math.min(...sizes), Math.max(...sizes)], nice: false},
    axis: {values: [64, 1024, 16384, 262144, 4194304, 67108864], labelExpr: SIZE_LABEL, labelFlush: false, labelFontSize: 10, grid: false}};
  const dashed = names.filter((name) => ['avx512', 'avx2', 'memset'].includes(name));
  return lite({
    width: WIDTH, height: 210,
    description: `GB/s of 64-bit words of ${engine} by size of the buffer on ${run.label}; the tables below hold the numbers`,
    layer: [
      {data: {values: caches}, mark: {type: 'rule', strokeDash: [2, 3], aria: false}, encoding: {x}},
      {data: {values: caches}, mark: {type: 'text', align: 'right', dx: -3, baseline: 'bottom', color: 'var(--muted)', fontSize: 10},
        encoding: {x, y: {value: 206}, text: {field: 'label'}}},
      {data: {values: data}, mark: {type: 'line', point: true},
        encoding: {
          x, y: {...rate('GB/s'), scale: {type: 'log', domain: sizeRange(run), nice: false},
            axis: {values: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300], format: '~g'}},
          color: {field: 'name', type: 'nominal', scale: colours(names), legend: null},
          strokeDash: {condition: {test: {field: 'name', oneOf: dashed}, value: [4, 3]}, value: [1, 0]},
          tooltip: [{field: 'name', title: 'series'}, {field: 'size', title: 'bytes', format: ','}, rate('GB/s')],
        }},
    ],
  });
}

/** The outputs that are compared with NumPy and others: of pcg64 in 16 KiB, or the size it has. */
export function valueRows(run) {
  const bytes = [16384, 1 << 20].find((size) => outputsOf(run, 'pcg64', size).length);
  return outputsOf(run, 'pcg64', bytes ?? 0).map((output) => {
    const row = [...run.rows.values()].find((r) => r.kind === 'fill' && r.who === 'pcg64' &&
      r.how === run.context.isorand_backend && r.output === output && r.bytes === bytes);
    return row && {row, ...beside(run, row)};
  }).filter(Boolean);
}

const MOST_VALUES = 40;

/** The rows that are drawn: where there are many, those of default parameters, and Generator's. */
export function drawnValues(run) {
  let rows = valueRows(run).filter(({numpy}) => numpy);
  for (const left of ['(', 'legacy_'])
    if (rows.length > MOST_VALUES) rows = rows.filter(({row}) => !row.output.includes(left));
  return rows.sort((a, b) => ratio(b.row, b.numpy) - ratio(a.row, a.numpy));
}

/** How many times NumPy's rate: the chosen backend, the scalar one, the best other library. */
export function valuesChart(run) {
  const rows = drawnValues(run);
  if (!rows.length) return null;
  const backend = run.context.isorand_backend, names = [backend, 'scalar', 'peer'];
  const data = rows.flatMap(({row, scalar, numpy, peer}) => [[backend, row], ['scalar', scalar], ['peer', peer]]
    .filter(([name, other], index) => other && (index === 0 || name !== backend))
    .map(([name, other]) => ({output: outputTitle(row.output), name, ratio: ratio(other, numpy),
      who: name === 'peer' ? `${other.who}/${other.how}` : name})));
  const y = {field: 'output', type: 'nominal', sort: null, title: null,
    axis: {grid: true, gridColor: 'var(--line)', ticks: false, domain: false, labelColor: 'var(--ink)'}};
  const x = {field: 'ratio', type: 'quantitative', title: 'times the rate of NumPy', format: '.3~g',
    scale: {type: 'log', nice: false, domain: [Math.min(0.5, ...data.map((d) => d.ratio)) * 0.8, Math.max(...data.map((d) => d.ratio)) * 1.2]},
    axis: {values: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100], labelExpr: "datum.label + '×'", format: '~g', grid: false}};
  return lite({
    width: 210, height: {step: 20}, data: {values: data},
    description: `How many times as fast as NumPy, pcg64 on ${run.label}: ${data.filter((d) =>
      d.name === backend).map((d) => `${d.output} ${d.ratio.toPrecision(3)}`).join(', ')}`,
    layer: [
      {data: {values: [{ratio: 1}]}, mark: {type: 'rule', color: 'var(--numpy)', strokeWidth: 2, aria: false}, encoding: {x}},
      {mark: {type: 'point', size: 70}, encoding: {x, y,
        color: {field: 'name', type: 'nominal', scale: colours(names), sort: names, legend: null},
        shape: {field: 'name', type: 'nominal', scale: {domain: names, range: ['circle', 'square', 'diamond']}, legend: null},
        tooltip: [{field: 'output'}, {field: 'who', title: 'by'}, {field: 'ratio', title: 'times NumPy', format: '.3~g'}]}},
    ],
  });
}

/** Rows of fills by threads, by engine. */
export const threadRows = (run, engine) => [...run.rows.values()].filter((row) =>
  row.kind === 'threads' && row.who === engine).map((row) => {
  const threads = Number(row.how.slice('threads-'.length));
  const one = run.rows.get(row.name.replace(/threads-\d+/, 'threads-1'));
  return {row, threads, speedUp: ratio(row, one)};
});

/** Speed-up by threads, of an engine's outputs in the largest buffers. */
export function threadsChart(run, engine) {
  const all = threadRows(run, engine).filter(({speedUp}) => speedUp);
  const largest = Math.max(...all.map(({row}) => row.bytes));
  const rows = all.filter(({row}) => row.bytes === largest);
  const most = Math.max(...rows.map(({threads}) => threads));
  if (!rows.length || most < 2) return null;
  const names = [...new Set(rows.map(({row}) => outputTitle(row.output)))];
  const counts = [...new Set(rows.map(({threads}) => threads))];
  const x = {field: 'threads', type: 'quantitative', title: 'threads', scale: {nice: false, domain: [1, most], padding: 8},
    axis: {values: counts.length > 6 ? undefined : counts, format: 'd', grid: false}};
  const y = {field: 'speedUp', type: 'quantitative', title: 'times one thread', scale: {zero: true}};
  return lite({
    width: WIDTH, height: 170,
    description: `Speed-up by threads of ${engine} on ${run.label}: ${rows.map(({row, threads, speedUp}) =>
      `${outputTitle(row.output)} ${threads}: ${speedUp.toFixed(2)}`).join(', ')}`,
    layer: [
      {data: {values: [{threads: 1, speedUp: 1}, {threads: most, speedUp: most}]},
        mark: {type: 'line', strokeDash: [2, 3], color: 'var(--muted)', strokeWidth: 1, aria: false}, encoding: {x, y}},
      {data: {values: rows.map(({row, threads, speedUp}) => ({name: outputTitle(row.output), threads, speedUp}))},
        mark: {type: 'line', point: true}, encoding: {x, y,
          color: {field: 'name', type: 'nominal', sort: names, scale: colours(names), legend: {title: null, orient: 'bottom', columns: 2}},
          tooltip: [{field: 'name', title: 'output'}, {field: 'threads'}, {field: 'speedUp', title: 'times one', format: '.2f'}]}},
    ],
  });
}

/** Words of every engine on the chosen backend of each machine, by {label, colour name}. */
export function machinesChart(runs) {
  const names = runs.map((run) => run.label);
  const data = runs.flatMap((run) => run.engines.map((engine) => ({engine, name: run.label,
    backend: run.context.isorand_backend, rate: chosen(run, engine, 'u64', '16KiB')?.best / GB}))).filter((d) => d.rate);
  if (!data.length) return null;
  return lite({
    width: WIDTH, height: {step: runs.length > 1 ? 11 : 18}, data: {values: data},
    description: `64-bit words in 16 KiB on the chosen backend: ${data.map((d) =>
      `${d.engine} on ${d.name} ${d.rate.toPrecision(3)} GB/s`).join(', ')}`,
    mark: {type: 'bar', cornerRadiusEnd: 2},
    encoding: {
      y: {field: 'engine', type: 'nominal', sort: null, title: null,
        axis: {ticks: false, domain: false, labelColor: 'var(--ink)'}},
      ...(runs.length > 1 && {yOffset: {field: 'name', type: 'nominal', sort: names}}),
      x: rate('GB/s'),
      color: {field: 'name', type: 'nominal', sort: names, scale: {domain: names, range: names.map((_, index) => colourOf('', index))},
        legend: runs.length > 1 ? {title: null, orient: 'bottom', columns: 1, labelLimit: 260} : null},
      tooltip: [{field: 'engine'}, {field: 'name', title: 'machine'}, {field: 'backend'}, rate('GB/s')],
    },
  });
}

/** How many rows of a run have how much noise. */
export function noiseChart(run) {
  const values = [...run.rows.values()].map((row) => ({noise: Math.min(noiseOf(row), 0.3)}));
  return lite({
    width: WIDTH, height: 120, data: {values},
    description: `Rows of ${run.label} by how far the median is below the best; ` +
      `the typical row ${(100 * run.quality.noise).toFixed(1)} %`,
    mark: {type: 'bar', color: 'var(--accent)'},
    encoding: {
      x: {field: 'noise', type: 'quantitative', bin: {step: 0.01, extent: [0, 0.3]}, title: 'median below the best',
        axis: {format: '.0%', values: [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3], grid: false}},
      y: {aggregate: 'count', type: 'quantitative', title: 'rows', axis: {tickCount: 4}},
      tooltip: [{field: 'noise', bin: {step: 0.01, extent: [0, 0.3]}, title: 'noise', format: '.0%'}, {aggregate: 'count', title: 'rows'}],
    },
  });
}

/** A drawing of a specification; its colours are still variables. */
export async function drawSvg(spec) {
  const view = new View(parse(compile(spec).spec), {renderer: 'none'});
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** The chart of README.md, {light, dark}. */
export async function readmeChart(run) {
  run.label = run.context.cpu;
  const spec = speedChart(run, 460);
  if (!spec) throw Object.assign(new Error(`${run.path}: has no fills of pcg64 in 16 KiB`), {code: 'CHART'});
  const svg = await drawSvg(spec);
  return Object.fromEntries(['light', 'dark'].map((theme) => [theme, withColours(svg, theme) + '\n']));
}
