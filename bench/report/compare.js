// SPDX-License-Identifier: MIT
// Two runs, row by row: what became slower or faster by more than noise.
import {BadResults, median} from './results.js';
import {noiseOf} from './quality.js';

// Runs of one build differ by so much even where their rounds agree: in the caches, and in memory,
// which a machine shares with others and lays out anew.
const CACHE_FLOOR = 0.05, MEMORY_FLOOR = 0.25;

// A shared machine is slower at one time than at another.  What programs of others lost, in their
// caches, is not isorand's loss, but no more than this much is put down to the machine.
const MACHINE_DRIFT = 0.05;

const others = (row) => ['numpy', 'peer', 'other', 'memset'].includes(row.kind);

/** The machine's own speed after, of before. */
function drift(before, after, caches) {
  const ratios = [...before.rows.values()].filter((row) => others(row) && row.bytes <= caches && after.rows.has(row.name))
    .map((row) => after.rows.get(row.name).best / row.best);
  return ratios.length < 10 ? 1 : Math.min(1 + MACHINE_DRIFT, Math.max(1 - MACHINE_DRIFT, median(ratios)));
}

/** The rows of both files as {name, before, after, ratio, noise, verdict}; and the drift. */
export function compareRuns(before, after) {
  const common = [...before.rows.values()].filter((row) => after.rows.has(row.name));
  if (!common.length) throw new BadResults(`${after.path}: has no row of ${before.path}`);
  const caches = Math.max(0, ...after.context.caches.map(({size}) => size));
  const machine = drift(before, after, caches);
  const rows = common.map((old) => {
    const now = after.rows.get(old.name);
    const ratio = now.best / old.best, middle = now.median / old.median;
    const noise = Math.max(old.bytes > caches ? MEMORY_FLOOR : CACHE_FLOOR, noiseOf(old), noiseOf(now));
    // Best and middle round have to agree, or it is one lucky or unlucky round.
    const verdict = Math.max(ratio, middle) < machine * (1 - noise) ? 'loss'
      : Math.min(ratio, middle) > machine * (1 + noise) ? 'gain' : 'same';
    return {name: old.name, ours: !others(old), before: old.best, after: now.best, ratio, noise, verdict};
  });
  return {rows, machine};
}

const geometric = (values) => Math.exp(values.reduce((sum, x) => sum + Math.log(x), 0) / values.length);

/** The report in text, and whether isorand's own rows have no loss. */
export function compareText(before, after) {
  const {rows, machine} = compareRuns(before, after);
  const ours = rows.filter((row) => row.ours);
  const lines = [`before: ${before.path}, ${before.context.cpu}, ${before.context.date}`,
    `after:  ${after.path}, ${after.context.cpu}, ${after.context.date}`, ''];
  if (before.context.cpu !== after.context.cpu)
    lines.push('note: the CPUs differ; the ratios compare machines too', '');
  const wrong = [before, after].filter((run) => run.context.verify !== 'equal');
  for (const run of wrong) lines.push(`bits differed: ${run.path}: ${run.context.verify_verdict}`, '');
  const print = (title, chosen) => {
    if (!chosen.length) return;
    const width = Math.max(...chosen.map((row) => row.name.length), 4);
    lines.push(`${title.padEnd(width)}  ${'before'.padStart(9)} ${'after'.padStart(9)}  GB/s  ratio  noise`);
    for (const row of chosen)
      lines.push(`${row.name.padEnd(width)}  ${(row.before / 1e9).toFixed(3).padStart(9)} ` +
        `${(row.after / 1e9).toFixed(3).padStart(9)}       ${row.ratio.toFixed(3)}  ` +
        `${(100 * row.noise).toFixed(1).padStart(4)} %`);
    lines.push('');
  };
  const by = (verdict) => ours.filter((row) => row.verdict === verdict).sort((a, b) => a.ratio - b.ratio);
  print('slower', by('loss'));
  print('faster', by('gain').reverse());
  const gone = [...before.rows.keys()].filter((name) => !after.rows.has(name)).length;
  const fresh = [...after.rows.keys()].filter((name) => !before.rows.has(name)).length;
  lines.push(`the machine: ${machine.toFixed(3)} of before, by the rows of other programs; allowed for`);
  if (ours.length)
    lines.push(`isorand: ${geometric(ours.map((row) => row.ratio)).toFixed(3)} of before in the mean`);
  if (gone || fresh) lines.push(`rows only before: ${gone}, only after: ${fresh}`);
  lines.push(`${ours.length} rows compared: ${by('loss').length} slower beyond noise, ` +
    `${by('gain').length} faster`);
  return {text: lines.join('\n') + '\n', good: !by('loss').length && !wrong.length};
}
