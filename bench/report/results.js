// SPDX-License-Identifier: MIT
// Reads what tools/bench and isorand-bench write, and refuses everything else by one clear line.
import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import Ajv from 'ajv';

const SCHEMA = JSON.parse(readFileSync(new URL('schema.json', import.meta.url), 'utf8'));
const UNITS = {B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30};
// WHO/HOW/OUTPUT/SIZE, and what Google Benchmark may append, as "/real_time" or "/repeats:5".
const NAME = /^([^/]+)\/([^/]+)\/([^/]+)\/(\d+)(B|KiB|MiB|GiB)(?:\/[a-z_]+(?::[\d.]+)?)*$/;

/** What is wrong with a file: the message is one line that names file and place. */
export class BadResults extends Error {}

/** "16 KiB" of 16384. */
export const sizeTitle = (bytes) => {
  const unit = Object.keys(UNITS).findLast((name) => bytes >= UNITS[name]) ?? 'B';
  return `${bytes / UNITS[unit]} ${unit}`;
};

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b), middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function schemaError({instancePath, keyword, message, params}) {
  const place = instancePath.slice(1).replaceAll('/', '.') || 'the whole';
  const value = params.allowedValue ?? params.allowedValues?.join(' or ');
  return `${place} ${message}${value && keyword !== 'pattern' ? `: ${value}` : ''}`;
}

function parse(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadResults(`${path}: cannot be read: ${error.code}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadResults(`${path}: is not JSON, or cut off: ${error.message.split('\n')[0]}`);
  }
}

/** What a row measures. */
function kindOf(who, how, engines) {
  if (who === 'memset') return 'memset';
  if (who === 'numpy') return 'numpy';
  if (!engines.includes(who)) return how === 'next' ? 'other' : 'peer';
  if (/^threads-\d+$/.test(how)) return 'threads';
  return how === 'next' || how === 'inlined' ? 'draw' : 'fill';
}

/** One row of all its rounds, which are rates in bytes per second. */
function makeRow(name, rounds, engines) {
  const [, who, how, output, count, unit] = NAME.exec(name);
  const best = Math.max(...rounds), bytes = count * UNITS[unit];
  return {
    name: `${who}/${how}/${output}/${count}${unit}`, who, how, output, size: `${count} ${unit}`,
    bytes, kind: kindOf(who, how, engines), rounds, best, median: median(rounds),
    spread: 1 - Math.min(...rounds) / best, nanoseconds: bytes / best * 1e9,
  };
}

function backendsOf(context) {
  return context.isorand_backends.split('; ').map((text) => {
    const [name, ...why] = text.split(': ');
    return {name, why: why.join(': '), chosen: name === context.isorand_backend};
  });
}

/** Rounds by row, from entries of one round each or of all. */
function roundsOf(path, benchmarks) {
  const rounds = new Map(), skipped = new Map();
  benchmarks.forEach((entry, index) => {
    const bad = (what) => {
      throw new BadResults(`${path}: benchmarks.${index} (${entry.name}) ${what}`);
    };
    if (entry.run_type === 'aggregate') return;
    const match = NAME.exec(entry.name) ?? bad('has a name that is not WHO/HOW/OUTPUT/SIZE');
    const name = match.slice(1, 5).join('/') + match[5];
    if (entry.error_occurred) {
      skipped.set(name, entry.error_message ?? 'skipped');
    } else if (entry.rounds) {
      if (rounds.has(name)) bad('is there twice');
      if (entry.bytes_per_second !== Math.max(...entry.rounds))
        bad('has a bytes_per_second that is not the best of its rounds');
      if (entry.median !== undefined && entry.median !== median(entry.rounds))
        bad('has a median that is not that of its rounds');
      rounds.set(name, entry.rounds);
    } else {
      const rate = entry.bytes_per_second ?? bad('has no bytes_per_second');
      if (!rounds.has(name)) rounds.set(name, []);
      rounds.get(name).push(rate);
    }
  });
  if (!rounds.size) throw new BadResults(`${path}: benchmarks has no measured row`);
  return {rounds, skipped};
}

/** The results in a file: context, backends, rows by name, skipped rows with reasons. */
export function readResults(path) {
  const data = parse(path);
  if (!data?.context?.isorand_bench)
    throw new BadResults(`${path}: is not of isorand's benchmarks: context.isorand_bench is missing`);
  const ajv = new Ajv({allErrors: false, strict: true});
  if (!ajv.validate(SCHEMA, data))
    throw new BadResults(`${path}: ${schemaError(ajv.errors[0])}`);
  const {context} = data, engines = context.isorand_engines.split(' ');
  const backends = backendsOf(context);
  if (!backends.some((backend) => backend.chosen))
    throw new BadResults(`${path}: context.isorand_backends has no ${context.isorand_backend}`);
  const {rounds, skipped} = roundsOf(path, data.benchmarks);
  const rows = new Map([...rounds].map(([name, list]) => [name, makeRow(name, list, engines)]));
  return {path, stem: basename(path).replace(/\.json$/, ''), data, context, engines, backends, rows, skipped};
}
