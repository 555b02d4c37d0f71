// A browser whose pages are watched: what they log as an error, and whom they talk to.
// Arguments of every test file: the address of the local cloud, the browser, and a stall that nobody else uses.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after } from 'node:test';
import { chromium } from 'playwright-core';

const [address, executablePath, venueId] = process.argv.slice(2);
const pictures = new URL('../../../../TestResults/page/', import.meta.url).pathname;

export { address, venueId };
export const api = `${address}api/v1/`;
export const venue = await (await fetch(`${api}venues/${venueId}`)).json();
export const site = await (await fetch(`${api}sites/${venue.siteId}`)).json();
export const siteId = venue.siteId;

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
after(() => browser.close());

/** A new visitor, who remembers nothing: a context with a page at a place. */
export async function visit(t, place = '#/', options = {}) {
  const context = await browser.newContext({
    locale: 'en-SG', timezoneId: 'America/New_York', viewport: { width: 1200, height: 850 }, ...options,
  });
  context.setDefaultTimeout(20_000);
  const faults = [];
  watch(context, faults, options.expected ?? /^$/);
  t.after(async () => {
    await context.close();
    assert.deepEqual(faults, []);
  });
  // Keeps a copy of the page for when there is no network: twice the requests, and nothing to most tests.
  if (!options.worker)
    await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
  const page = await context.newPage();
  if (options.prepare)
    await options.prepare(page);
  await page.goto(`${address}${place}`);
  return page;
}

function watch(context, faults, expected) {
  const note = text => expected.test(text) || faults.push(text);
  context.on('weberror', error => note(`error: ${error.error()}`));
  context.on('console', message => ['error', 'warning'].includes(message.type()) && note(`console: ${message.text()}`));
  context.on('request', request => request.url().startsWith(address) || photo(request) || note(`foreign: ${request.url()}`));
}

/** Photos of stalls are in Blob Storage, which is another origin on this machine. */
const photo = request =>
  request.resourceType() === 'image' && /^http:\/\/127\.0\.0\.1:\d+\/devstoreaccount1\/photos\//.test(request.url());

/** Reports a wait as someone else, somewhere else. */
export async function reportElsewhere(minutes) {
  const token = await (await fetch(`${address}identity/token?sub=${crypto.randomUUID()}&role=diner`)).text();
  const response = await fetch(`${api}venues/${venueId}/queue/reports`, {
    method: 'POST', body: JSON.stringify({ waitMinutes: minutes }),
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
  });
  assert.equal(response.status, 202);
}

/** Calls the API with a token. */
export const send = (method, path, token, body) => fetch(`${api}${path}`, {
  method, body: body && JSON.stringify(body),
  headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}`, 'Idempotency-Key': crypto.randomUUID() },
});

/** A key with which the stall speaks for itself. */
export async function partnerKey() {
  const operator = await (await fetch(`${address}identity/token?sub=${crypto.randomUUID()}&role=operator`)).text();
  const { partnerId } = await (await send('POST', 'partners', operator, { name: 'Page' })).json();
  assert.equal((await send('PUT', `partners/${partnerId}/venues/${venueId}`, operator)).status, 200);
  return (await (await send('POST', `partners/${partnerId}/keys`, operator, { use: 'server', venues: [venueId] })).json()).key;
}

/** The card of the stall on a board. */
export const card = page => page.locator(`[data-venue="${venueId}"]`);

/** Keeps a picture for a person to look at. */
export async function picture(page, name, fullPage = true) {
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}${name}.png`, fullPage });
}
