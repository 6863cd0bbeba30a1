// SPDX-License-Identifier: MIT
// Looks at a page of tools/report in headless Chromium as a reader would, and prints what it saw as
// JSON; test_report.py judges.  Usage: browser.js CHROMIUM PAGE
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';

const [executablePath, path] = process.argv.slice(2);
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const url = pathToFileURL(path).href;
const browser = await chromium.launch({executablePath, args: ['--no-sandbox']});

/** A page that notes what goes wrong and what it asks of the network. */
async function open(options = {}) {
  const context = await browser.newContext({viewport: {width: 1400, height: 900}, bypassCSP: true, ...options});
  const page = await context.newPage(), errors = [], requests = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => request.url() !== url && requests.push(request.url()));
  await page.goto(url);
  return {page, errors, requests};
}

/** Scrolls through all, so that every chart is drawn. */
async function drawAll(page) {
  await page.evaluate(async () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    for (const plot of document.querySelectorAll('.plot')) {
      plot.scrollIntoView();
      for (let i = 0; i < 200 && !('ready' in plot.dataset); i++)
        await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
    scrollTo(0, 0);
  });
}

/** The texts of a table's shown rows, its head first. */
const cells = (page, id) => page.$eval(`#${id} table`, (table) => [...table.rows].filter((row) => !row.hidden)
  .map((row) => [...row.cells].map((cell) => cell.textContent)));

/** Values of a column as the page sorts by them. */
const column = (page, id, number) => page.$$eval(`#${id} tbody tr`, (rows, index) =>
  rows.map((row) => row.cells[index].dataset.v ?? row.cells[index].textContent), number);

async function interactive() {
  const {page, errors, requests} = await open();
  const drawn = await page.locator('.plot').count();
  await drawAll(page);
  const seen = {errors, requests, plots: drawn,
    ready: await page.locator('.plot[data-ready] svg:not([data-drawn])').count(),
    ids: await page.$$eval('[id]', (all) => all.map(({id}) => id)),
    overflow: {}};
  for (const width of [1400, 400]) {
    await page.setViewportSize({width, height: 900});
    seen.overflow[width] = await page.evaluate(() => document.documentElement.scrollWidth);
  }
  await page.setViewportSize({width: 1400, height: 900});

  // A point's tooltip.
  const mark = page.locator('.plot').first().locator('.mark-rect path').first();
  await mark.scrollIntoViewIfNeeded();
  await mark.hover();
  seen.tooltip = await page.locator('#vg-tooltip-element.visible').innerText({timeout: 5000}).catch(() => '');
  await page.mouse.move(1, 1);

  // By keyboard alone: sort twice, filter, choose a kind, the theme.
  const best = page.locator('#rows thead button', {hasText: 'Best GB/s'});
  const index = await best.evaluate((button) => button.closest('th').cellIndex);
  seen.sorted = [];
  for (let i = 0; i < 2; i++) {
    await best.focus();
    await page.keyboard.press('Enter');
    seen.sorted.push({how: await best.evaluate((button) => button.closest('th').getAttribute('aria-sort')),
      values: await column(page, 'rows', index)});
  }
  await page.locator('#rows input').focus();
  await page.keyboard.type('pcg64 normal-f64');
  seen.filtered = await cells(page, 'rows');
  seen.count = await page.locator('#rows output').first().innerText();
  await page.locator('#rows input').fill('');
  await page.locator('#rows select').selectOption('memset');
  seen.memset = await cells(page, 'rows');
  await page.locator('#rows select').selectOption('');
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => { window.copied = text; }}});
  });
  seen.copied = {};
  for (const format of ['Markdown', 'CSV']) {
    await page.locator('[id^=heat-u64] button', {hasText: format}).first().focus();
    await page.keyboard.press('Enter');
    seen.copied[format] = await page.evaluate(() => window.copied);
  }
  seen.themes = [];
  for (let i = 0; i < 3; i++) {
    await page.locator('#theme').focus();
    await page.keyboard.press('Enter');
    seen.themes.push({name: await page.locator('#theme').innerText(),
      paper: await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
      ink: await page.$eval('.plot text', (text) => getComputedStyle(text).fill)});
  }
  return seen;
}

async function accessible(colorScheme) {
  const {page} = await open({colorScheme});
  await drawAll(page);
  await page.evaluate(AXE);
  // Of the long table a few rows, which are like the others.
  const {violations} = await page.evaluate(() => window.axe.run(
    {exclude: [['#rows tbody tr:not(.suspicious):nth-child(n + 4)'], ['details.raw pre']]}, {resultTypes: ['violations']}));
  return violations.map(({id, impact, help, nodes}) => ({id, impact, help,
    nodes: nodes.slice(0, 3).map(({html}) => html.slice(0, 200))}));
}

async function withoutScripts() {
  const {page, errors} = await open({javaScriptEnabled: false, viewport: {width: 400, height: 900}});
  return {errors, overflow: await page.evaluate(() => document.documentElement.scrollWidth),
    drawn: await page.locator('.plot svg[data-drawn]').count(), buttons: await page.locator('button').count(),
    visible: await page.locator('section:has(h2:visible)').count(),
    width: await page.locator('.plot svg').first().evaluate((svg) => svg.getBoundingClientRect().width),
    raw: await page.locator('details.raw pre').first().textContent()};
}

const seen = {interactive: await interactive(), light: await accessible('light'), dark: await accessible('dark'),
  withoutScripts: await withoutScripts()};
await browser.close();
process.stdout.write(JSON.stringify(seen));
