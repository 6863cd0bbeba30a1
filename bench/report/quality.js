// SPDX-License-Identifier: MIT
// How far a number, and a whole run, can be trusted.
import {median} from './results.js';

/** How far the median of the rounds is below the best: what one gets on a usual try. */
export const noiseOf = (row) => 1 - row.median / row.best;

const ROW_NOISE = 0.15;      // above it a row is suspicious
const OVER_MEMSET = 1.25;    // nothing fills a buffer so much faster than memset
const GOOD = {noise: 0.03, share: 0.02}, FAIR = {noise: 0.06, share: 0.1};

/** Why a row is suspicious; "" where it is not. */
export function suspicion(row, rows) {
  const memset = rows.get(`memset/libc/bytes/${row.size.replace(' ', '')}`);
  if (memset && row !== memset && row.kind !== 'threads' && row.best > OVER_MEMSET * memset.best)
    return 'faster than memset';
  if (row.rounds.length > 2 && noiseOf(row) > ROW_NOISE)
    return `median ${Math.round(100 * noiseOf(row))} % below the best`;
  return '';
}

/** {grade: good, fair, noisy, emulated or wrong; reasons; noise; share of suspicious rows; ranked}. */
export function qualityOf({context, rows}) {
  const all = [...rows.values()];
  const noise = median(all.map(noiseOf));
  const suspicious = new Map();
  for (const row of all) {
    const why = suspicion(row, rows);
    if (why) suspicious.set(row.name, why);
  }
  const share = suspicious.size / all.length, rounds = Math.min(...all.map((row) => row.rounds.length));
  const load = Math.max(...(context.load_avg ?? [0]).slice(0, 1)) / context.num_cpus;
  const percent = (x) => `${(100 * x).toFixed(1)} %`;
  const reasons = [`the median of the typical row is ${percent(noise)} below its best`,
    `${suspicious.size} of ${all.length} rows are suspicious`];
  let grade = noise <= GOOD.noise && share <= GOOD.share ? 'good'
    : noise <= FAIR.noise && share <= FAIR.share ? 'fair' : 'noisy';
  const worse = (reason, to) => {
    reasons.push(reason);
    if (to === 'noisy' || grade === 'good') grade = to;
  };
  if (rounds < 3) worse(`only ${rounds} round${rounds > 1 ? 's' : ''} of some row`, 'noisy');
  if (load > 1) worse(`load of ${load.toFixed(1)} for each CPU when it began`, 'fair');
  if (context.cpu_scaling_enabled) worse('the clock was free to change', 'fair');
  if (context.emulator !== 'no') {
    reasons.unshift(`run by ${context.emulator}`);
    grade = 'emulated';
  }
  if (context.verify !== 'equal') {
    reasons.unshift('bits differed');
    grade = 'wrong';
  }
  return {grade, reasons, noise, suspicious, share, ranked: grade === 'good' || grade === 'fair'};
}
