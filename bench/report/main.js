// SPDX-License-Identifier: MIT
// The command line of tools/report.
import {writeFileSync} from 'node:fs';
import {BadResults, readResults} from './results.js';
import {compareText} from './compare.js';

const USAGE = `usage: tools/report A.json [B.json ...] -o PAGE.html
       tools/report --compare BEFORE.json AFTER.json
       tools/report --chart NAME A.json

Makes one page of what tools/bench measured on one machine or several: no network, no other file.
  -o FILE      the page
  --compare    prints what became slower or faster by more than noise; exit code 1 when isorand did
               become slower, 2 when a file cannot be used
  --chart NAME writes the chart of README.md, NAME-light.svg and NAME-dark.svg
`;

class BadUsage extends Error {}

function parseArguments(words) {
  const args = {files: []};
  for (let i = 0; i < words.length; i++) {
    const value = () => words[++i] ?? (() => { throw new BadUsage(`${words[i - 1]} needs a value`); })();
    if (words[i] === '-o') args.out = value();
    else if (words[i] === '--chart') args.chart = value();
    else if (words[i] === '--compare') args.compare = true;
    else if (words[i] === '--help' || words[i] === '-h') args.help = true;
    else if (words[i].startsWith('-')) throw new BadUsage(`unknown option ${words[i]}`);
    else args.files.push(words[i]);
  }
  if (args.help) return args;
  const modes = [args.out, args.compare, args.chart].filter((mode) => mode !== undefined).length;
  const wanted = args.compare ? 2 : args.chart ? 1 : undefined;
  if (modes !== 1 || !args.files.length || wanted && args.files.length !== wanted)
    throw new BadUsage('one of -o, --compare and --chart, and its files');
  if (new Set(args.files).size < args.files.length && !args.compare)
    throw new BadUsage('a file is named twice');
  return args;
}

async function main(words) {
  const args = parseArguments(words);
  if (args.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const runs = args.files.map(readResults);
  if (args.compare) {
    const {text, good} = compareText(...runs);
    process.stdout.write(text);
    return good ? 0 : 1;
  }
  // Only now: comparing needs no charts.
  if (args.chart) {
    const {readmeChart} = await import('./charts.js');
    for (const [theme, svg] of Object.entries(await readmeChart(runs[0])))
      writeFileSync(`${args.chart}-${theme}.svg`, svg);
  } else {
    const {makePage} = await import('./page.js');
    const page = await makePage(runs);
    writeFileSync(args.out, page);
    process.stderr.write(`${args.out}: ${(page.length / 2 ** 20).toFixed(1)} MiB\n`);
  }
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const known = error instanceof BadResults || error instanceof BadUsage || error.code;
  if (!known) throw error;
  process.stderr.write(`tools/report: ${error.message}\n` +
    (error instanceof BadUsage ? `\n${USAGE}` : ''));
  process.exitCode = 2;
}
