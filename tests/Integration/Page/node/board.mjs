import assert from 'node:assert/strict';
import { test } from 'node:test';
import { card, partnerKey, picture, reportElsewhere, send, site, siteId, venueId, visit } from './browser.mjs';

const iso = minutes => new Date(Date.now() + minutes * 60e3).toISOString();
const wait = changes => ({
  state: 'open', live: true, level: 'moderate', likely: 14, low: 9, high: 21, confidence: 0.62, updatedAt: iso(-3), validUntil: iso(20), ...changes,
});

// A board that the API could answer, with a stream that is silent.
const boardOf = waits => async page => {
  await page.route('**/board', route => route.fulfill({ json: { siteId, change: 1, stalls: site.stalls.map((stall, i) => ({ ...stall, wait: waits[i] ?? null })) } }));
  await page.route('**/stream*', route => route.fulfill({ contentType: 'text/event-stream', body: 'retry: 3600000\n\n' }));
};

test('a report sent on one page moves the wait on another, without a reload', async t => {
  const board = await visit(t, `#/sites/${siteId}`);
  await board.getByText('Live: changes show by themselves').waitFor();
  await card(board).getByText('Be the first to report').waitFor();
  await board.evaluate(() => { window.notReloaded = true; });

  const stall = await visit(t, `#/venues/${venueId}`);
  await stall.getByText('Nobody has written about this stall yet.').waitFor();
  await stall.getByRole('button', { name: '20 minutes' }).click();
  await stall.locator('form', { has: stall.getByLabel('How long is the wait?') }).getByRole('button', { name: 'Send' }).click();
  await stall.getByText('Thank you!').waitFor();

  await card(board).locator('[data-kind="live"] .minutes').waitFor();
  await card(board).getByText(/Live · updated just now/).waitFor();
  await card(board).getByText(/\d+ to \d+ min · .* \(\d+%\)/).waitFor();
  assert.match(await board.locator('#announcer').textContent(), /: about \d+ min$/);
  assert.equal(await board.evaluate(() => window.notReloaded), true);
  // The page that it was sent from, too.
  await stall.locator('.now [data-kind="live"] .minutes').waitFor();
  await picture(board, 'board-after-a-report');
  await picture(stall, 'stall-after-a-report');
});

test('a second report moves the wait on', async t => {
  const board = await visit(t, `#/sites/${siteId}`);
  const minutes = card(board).locator('.minutes b');
  await minutes.waitFor();
  const before = Number(await minutes.textContent());
  await reportElsewhere(120);
  await board.waitForFunction(
    ([id, was]) => Number(document.querySelector(`[data-venue="${id}"] .minutes b`)?.textContent) > was, [venueId, before]);
});

test('a closed or paused stall shows no minutes, whatever else it says', async t => {
  const page = await visit(t, `#/sites/${siteId}`, { prepare: boardOf([
    wait({ state: 'closed', until: iso(600), validUntil: iso(600) }), wait({ state: 'paused', until: iso(15), validUntil: iso(15) }), wait()]) });
  await page.getByText(/Closed until/).waitFor();
  await page.getByText(/Taking a break until \d\d:\d\d/).waitFor();
  assert.equal(await page.locator('.minutes').count(), 1);
  await picture(page, 'closed');
});

test('a reason that this page is too old to know is left out, and nothing else is', async t => {
  const page = await visit(t, `#/sites/${siteId}`, { prepare: boardOf([wait({ state: 'closed', until: iso(600), validUntil: iso(600), reason: 'eclipse' }), wait()]) });
  await page.getByText(/Closed until/).waitFor();
  await page.locator('.minutes').waitFor();
});

test('what a stall says of itself shows at once: closed, sold out, paused, open again', async t => {
  const key = await partnerKey();
  const notice = async body => assert.equal((await send('PUT', `venues/${venueId}/queue`, key, body)).status, 200);
  const [board, stall] = [await visit(t, `#/sites/${siteId}`), await visit(t, `#/venues/${venueId}`)];
  const shows = async text => {
    for (const place of [card(board), stall.locator('.now')])
      await place.getByText(text).first().waitFor();
    for (const place of [card(board), stall.locator('.now')])
      assert.equal(await place.locator('.minutes').count(), 0);
  };
  await board.getByText('Live: changes show by themselves').waitFor();
  await stall.getByText('Live: changes show by themselves').waitFor();

  await notice({ state: 'closed' });
  await shows(/Closed until/);
  await stall.locator('.now').getByText('The stall says so').waitFor();
  await notice({ soldOut: true });
  await stall.locator('.now').getByText('Sold out').waitFor();
  await picture(stall, 'stall-sold-out');
  await notice({ state: 'paused', until: iso(20) });
  await shows(/Taking a break until \d\d:\d\d/);
  await notice({ state: 'open', waitMinutes: 10 });
  await card(board).locator('[data-kind="live"] .minutes').waitFor();
  await stall.locator('.now [data-kind="live"] .minutes').waitFor();
});

test('past validUntil no number is left, though the page stays open', async t => {
  const page = await visit(t, `#/sites/${siteId}`, { prepare: async page => {
    await page.clock.install();
    await boardOf([wait()])(page);
  } });
  await page.locator('.minutes').waitFor();
  await page.clock.fastForward('21:00');
  await page.getByText(/The last known wait ran out at/).waitFor();
  assert.equal(await page.locator('.minutes, .band svg').count(), 0);
});

test('a timed visit survives a reload and is reported as it was', async t => {
  let sent = null;
  const page = await visit(t, `#/venues/${venueId}`, { prepare: async page => {
    await page.route('**/devices', route => route.fulfill({ status: 201, json: { token: 'qd_x' } }));
    await page.route('**/queue/reports', route => {
      sent = route.request().postDataJSON();
      return route.fulfill({ status: 202, json: {} });
    });
  } });
  await page.getByRole('button', { name: 'I’m in the queue' }).click();
  await page.reload();
  await page.getByRole('timer').waitFor();
  await page.getByRole('button', { name: 'I’ve got my food' }).click();
  await page.getByText('Thank you!').waitFor();
  assert.deepEqual(Object.keys(sent), ['joinedAt', 'servedAt']);
  assert.ok(Date.parse(sent.servedAt) >= Date.parse(sent.joinedAt));
  await page.getByRole('button', { name: 'I’m in the queue' }).waitFor();
});

test('a refusal is said in words, and what was typed stays', async t => {
  const page = await visit(t, `#/venues/${venueId}`, { expected: /429/, prepare: async page => {
    await page.route('**/devices', route => route.fulfill({ status: 201, json: { token: 'qd_x' } }));
    await page.route('**/queue/reports', route => route.fulfill({ status: 429, json: { title: 'Too many' } }));
  } });
  await page.getByLabel('How many people are ahead?').fill('7');
  await page.keyboard.press('Enter');
  await page.getByText('You have just reported.').waitFor();
  assert.equal(await page.getByLabel('How many people are ahead?').inputValue(), '7');
});
