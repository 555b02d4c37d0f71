import assert from 'node:assert/strict';
import { test } from 'node:test';
import { card, picture, reportElsewhere, siteId, venueId, visit } from './browser.mjs';

// What a browser says of a network that is gone.
const expected = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/;

const elsewhere = ['newton-food-centre', 'maxwell-food-centre'].find(id => id !== siteId);

async function goOffline(page) {
  await page.evaluate(async () => {
    const worker = await navigator.serviceWorker.ready;
    if (worker.active.state !== 'activated')
      await new Promise(resolve => worker.active.addEventListener('statechange', resolve));
  });
  await page.context().setOffline(true);
}

test('offline, a reload shows the last board, dated and not live', async t => {
  await reportElsewhere(15);
  const page = await visit(t, `#/sites/${siteId}`, { expected, worker: true });
  await page.getByText('Live: changes show by themselves').waitFor();
  await card(page).locator('[data-kind="live"] .minutes').waitFor();
  const minutes = await card(page).locator('.minutes b').textContent();
  await goOffline(page);
  await page.reload();

  await page.getByText(/You are offline\. Last known at \w+, \d+ \w+,? \d\d:\d\d/).waitFor();
  await card(page).getByText(/Not live · as known at \d\d:\d\d/).waitFor();
  assert.equal(await card(page).locator('.minutes b').textContent(), minutes);
  assert.equal(await page.locator('[data-kind="live"], [data-connected="true"]').count(), 0);
  await picture(page, 'offline');
});

test('offline, a wait that has run out is not shown, though it was remembered', async t => {
  await reportElsewhere(15);
  const page = await visit(t, `#/sites/${siteId}`, { expected, worker: true });
  await card(page).locator('[data-kind="live"] .minutes').waitFor();
  await goOffline(page);
  await page.clock.install({ time: Date.now() + 3 * 3600e3 });
  await page.reload();

  await card(page).getByText(/The last known wait ran out at/).waitFor();
  assert.equal(await page.locator('.minutes').count(), 0);
});

test('back online, the board is live again by itself', async t => {
  const page = await visit(t, `#/sites/${siteId}`, { expected, worker: true });
  await page.getByText('Live: changes show by themselves').waitFor();
  await goOffline(page);
  await page.getByText(/You are offline/).waitFor();
  await page.context().setOffline(false);
  await page.getByText('Live: changes show by themselves').waitFor();
});

test('offline, the list of centres and a stall that was seen are there, and what was not is said so', async t => {
  const page = await visit(t, '#/', { expected, worker: true });
  await page.locator('.centres li').first().waitFor();
  await page.goto(new URL(`#/venues/${venueId}`, page.url()).href);
  await page.getByText('Live: changes show by themselves').waitFor();
  await goOffline(page);
  await page.reload();
  await page.getByText(/You are offline/).waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
  // The browser itself may still have the list, which is no less true offline.
  await page.goto(new URL('#/', page.url()).href);
  await page.locator('.centres li').first().waitFor();
  assert.ok(await page.locator('.centres li').count() > 100);
  await page.goto(new URL(`#/sites/${elsewhere}`, page.url()).href);
  await page.getByText('You are offline, and this has not been opened here before.').waitFor();
});
