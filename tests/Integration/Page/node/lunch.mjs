// Looking around and planning a lunch break.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, picture, reportElsewhere, site, venueId, visit } from './browser.mjs';

const [longitude, latitude] = site.location.coordinates;
const at = { geolocation: { latitude, longitude }, permissions: ['geolocation'] };
const hit = page => page.locator(`.hits [data-venue="${venueId}"]`).first();

await reportElsewhere(15);

// The list is made from a read model that events reach a moment later.
for (let tries = 0; tries < 100; tries++) {
  const { hits } = await (await fetch(`${api}venues?near=${latitude},${longitude}&radius=300&maxWait=180&limit=50`)).json();
  if (hits.some(hit => hit.venueId === venueId))
    break;
  await new Promise(resolve => setTimeout(resolve, 100));
}

test('who lets the page know where they are sees what is around, with its waits', async t => {
  const page = await visit(t, '#/', at);
  await page.getByRole('link', { name: 'Near me' }).click();
  await page.getByText('Say where you are to begin.').waitFor();
  await page.getByRole('button', { name: 'Use where I am' }).click();
  await page.getByLabel('Order').selectOption('distance');

  await hit(page).locator('.minutes').waitFor();
  await page.getByText('Around where you are').waitFor();
  await picture(page, 'near-found');
});

test('without a position a centre is chosen by name, and is remembered', async t => {
  const page = await visit(t, '#/near');
  await page.getByRole('button', { name: 'Use where I am' }).click();
  await page.getByText('Your device did not say where you are.').waitFor();
  await page.getByLabel('Or near a hawker centre').fill(site.name);
  await page.getByRole('button', { name: site.name }).first().click();
  await page.locator('.hit').first().waitFor();

  await page.goto(new URL('#/lunch', page.url()).href);
  await page.getByText(`Around ${site.name}`).waitFor();
});

test('so many minutes lead to places with a chance and a reason, and another number to others', async t => {
  const page = await visit(t, '#/lunch', at);
  await page.getByRole('button', { name: 'Use where I am' }).click();
  const first = page.locator('.advice .hit').first();
  await first.getByText(/\d in 10 chance to be back in time/).waitFor();
  assert.match(await first.locator('.why').innerText(), /\d+ min walk, .*wait.*, back by \d\d:\d\d with \d in 10 chance/);
  await picture(page, 'lunch-found');

  const asked = page.waitForRequest(/recommendations\?.*minutes=90/);
  await page.getByRole('button', { name: '90 minutes in all' }).click();
  await asked;
  await page.getByRole('spinbutton', { name: 'Minutes I have' }).fill('9');
  await page.getByRole('spinbutton', { name: 'Minutes I have' }).press('Enter');
  await page.getByText('Between 10 and 180 minutes.').waitFor();
});

test('what one may not eat is not shown: some stalls here are halal, none of them vegan', async t => {
  const page = await visit(t, '#/lunch', at);
  await page.getByRole('button', { name: 'Use where I am' }).click();
  await page.locator('.advice .hit').first().waitFor();
  await page.getByLabel('Halal (certified)').check();
  await page.getByText(/^halal, .* min walk/).first().waitFor();
  assert.ok((await page.locator('.advice .why > p:last-child').allInnerTexts()).every(why => why.startsWith('halal, ')));
  await page.getByLabel('Vegan', { exact: true }).check();

  await page.getByText('Nothing around here will do in that time.').waitFor();
  assert.equal(await page.locator('.hit').count(), 0);
  await page.reload();
  assert.equal(await page.getByLabel('Halal (certified)').isChecked(), true);
});

test('a favourite is kept on the device and told to the next question', async t => {
  const page = await visit(t, '#/lunch', at);
  await page.getByRole('button', { name: 'Use where I am' }).click();
  const heart = page.locator('.advice .hit .heart').first();
  await heart.click();
  assert.equal(await heart.getAttribute('aria-pressed'), 'true');

  const asked = page.waitForRequest(/recommendations\?.*favourites=/);
  await page.getByLabel('How I walk').selectOption('fast');
  assert.match((await asked).url(), /walkSpeed=5\.8/);
  await page.getByText('one of your favourites').first().waitFor();
});
