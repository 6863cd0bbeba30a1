// SPDX-License-Identifier: MIT
// What rows say beside each other: within a run, and of several runs.
import {qualityOf} from './quality.js';

const compact = (row) => row.size.replace(' ', '');

/** The rows that a row is compared with, where they are: scalar, numpy, memset, peer. */
export function beside({rows}, row) {
  const tail = `${row.output}/${compact(row)}`;
  const peers = [...rows.values()].filter((other) => other.kind === 'peer' &&
    other.output === row.output && other.bytes === row.bytes);
  return {
    scalar: rows.get(`${row.who}/scalar/${tail}`),
    numpy: rows.get(`numpy/${row.who}/${tail}`),
    memset: rows.get(`memset/libc/bytes/${compact(row)}`),
    peer: peers.sort((a, b) => b.best - a.best)[0],
  };
}

/** How many times the other's rate; undefined where there is none. */
export const ratio = (row, other) => row && other && row.best / other.best;

/** A fill on the backend that the library chooses. */
export const chosen = (run, engine, output, size) =>
  run.rows.get(`${engine}/${run.context.isorand_backend}/${output}/${size}`);

/** Outputs of fills of an engine at a size, in the file's order. */
export const outputsOf = (run, engine, bytes) => [...new Set([...run.rows.values()].filter((row) =>
  row.kind === 'fill' && row.who === engine && row.bytes === bytes).map((row) => row.output))];

/** Backends that have a row, the most preferred first. */
export const backendsWithRows = (run) => run.backends.map(({name}) => name).filter((name) =>
  [...run.rows.values()].some((row) => row.kind === 'fill' && row.how === name));

/** "Intel Core i5-4590" of "Intel(R) Core(TM) i5-4590 CPU @ 3.30GHz". */
const cleaned = (cpu) => cpu.replace(/\((R|TM|tm)\)/g, '').replace(/ (CPU|Processor)?\s*@.*$/, '').replace(/\s+/g, ' ').trim();

const geometricMean = (values) =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** Gives each run a label, its quality and, where it takes part, its rank by the geometric mean of
 * the fills on chosen backends that all of these runs have and none doubts. */
export function rankRuns(runs) {
  for (const run of runs) {
    const same = runs.filter((other) => other.context.cpu === run.context.cpu);
    run.label = cleaned(run.context.cpu) + (same.length > 1 ? ` (${run.stem})` : '');
    run.quality = qualityOf(run);
  }
  const ranked = runs.filter((run) => run.quality.ranked);
  const keysOf = (run) => [...run.rows.values()].filter((row) => row.kind === 'fill' &&
    row.how === run.context.isorand_backend && !run.quality.suspicious.has(row.name))
    .map((row) => `${row.who}/${row.output}/${compact(row)}`);
  const basket = ranked.map(keysOf).reduce((left, keys) =>
    left ? left.filter((key) => keys.includes(key)) : keys, undefined) ?? [];
  for (const run of ranked)
    run.score = basket.length ? geometricMean(basket.map((key) => {
      const [engine, output, size] = key.split('/');
      return chosen(run, engine, output, size).best;
    })) : 0;
  ranked.sort((a, b) => b.score - a.score).forEach((run, index) => { run.rank = index + 1; });
  return {ranked, basket};
}
