// SPDX-License-Identifier: MIT
// Looks at pages of the site in headless Chromium as a reader would, from files, and prints what it
// saw as JSON; test_site.py judges.  Usage: browser.js CHROMIUM SITE URL WORD PAGE... -- PAGE...
// The pages before "--" are looked at closely; at URL the site is served.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';

const [executablePath, folder, served, word, ...pages] = process.argv.slice(2);
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const root = pathToFileURL(`${folder}/`).href;
const browser = await chromium.launch({executablePath, args: ['--no-sandbox']});
const closely = pages.indexOf('--');

/** A page that notes what goes wrong, and what it asks of others. */
async function open(options = {}, home = root) {
  const context = await browser.newContext({viewport: {width: 1400, height: 900}, bypassCSP: true, ...options});
  const page = await context.newPage(), errors = [], requests = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith('data:')) requests.push(request.url());
  });
  return {page, errors, requests};
}

/** Errors, requests and widths of all pages. */
async function all() {
  const {page, errors, requests} = await open(), overflow = {};
  for (const name of pages.filter((entry) => entry !== '--')) {
    await page.goto(root + name);
    for (const width of [1400, 400]) {
      await page.setViewportSize({width, height: 900});
      const found = await page.evaluate(() => document.documentElement.scrollWidth);
      if (found > width) overflow[`${name} at ${width}`] = found;
    }
  }
  return {errors, requests, overflow};
}

async function accessible(colorScheme) {
  const found = [];
  for (const name of pages.slice(0, closely)) {
    const {page} = await open({colorScheme});
    await page.goto(root + name);
    await page.evaluate(AXE);
    // Of long tables and lists a few rows, which are like the others.
    const {violations} = await page.evaluate(() => window.axe.run(
      {exclude: [['tbody tr:nth-child(n + 4)'], ['article section > dl:nth-of-type(n + 6)']]},
      {resultTypes: ['violations']}));
    found.push(...violations.map(({id, impact, nodes}) => ({name, id, impact,
      nodes: nodes.slice(0, 3).map(({html}) => html.slice(0, 200))})));
    await page.context().close();
  }
  return found;
}

/** Types a word into the search of the first page, and follows the first answer. */
async function search(home) {
  const {page, errors, requests} = await open({}, home);
  await page.goto(home + pages[0]);
  await page.locator('.sidebar-search').fill(word);
  await page.keyboard.press('Enter');
  const answer = page.locator('ul.search li a').first();
  await answer.waitFor();
  await page.locator('#search-results p.search-summary').waitFor();
  const answers = await page.locator('ul.search li > a').allInnerTexts();
  await answer.click();
  await page.waitForLoadState();
  return {errors, requests, answers, url: page.url().slice(home.length), text: await page.locator('article').innerText()};
}

/** The theme's button, by keyboard. */
async function themes() {
  const {page} = await open({colorScheme: 'light'}), seen = [];
  await page.goto(root + pages[0]);
  for (let i = 0; i < 3; i++) {
    await page.locator('.theme-toggle-content button').focus();
    await page.keyboard.press('Enter');
    seen.push(await page.evaluate(() => ({name: document.body.dataset.theme,
      paper: getComputedStyle(document.body).backgroundColor,
      pictures: [...document.querySelectorAll('img.only-light, img.only-dark')].filter((image) => image.offsetWidth).length})));
  }
  return seen;
}

const seen = {all: await all(), light: await accessible('light'), dark: await accessible('dark'),
  search: await search(served), fromFiles: await search(root), themes: await themes()};
await browser.close();
process.stdout.write(JSON.stringify(seen));
