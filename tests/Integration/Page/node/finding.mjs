import assert from 'node:assert/strict';
import { test } from 'node:test';
import { card, site, siteId, venue, visit } from './browser.mjs';

test('typing a part of its name finds a centre, and the list opens it', async t => {
  const page = await visit(t);
  await page.getByLabel('Find a hawker centre').fill(site.name.slice(0, 12).toUpperCase());
  await page.getByRole('link', { name: site.name }).first().click();

  await page.getByRole('heading', { level: 1, name: site.name }).waitFor();
  await card(page).waitFor();
  assert.match(page.url(), new RegExp(`#/sites/${siteId}$`));
});

test('what matches nothing is said, and the whole list comes back', async t => {
  const page = await visit(t);
  const box = page.getByLabel('Find a hawker centre');
  await box.fill('zzz');
  await page.getByText('No hawker centre matches “zzz”.').waitFor();
  await box.fill('');
  assert.ok(await page.locator('.centres li').count() > 100);
});

test('a dot on the map opens its centre', async t => {
  const page = await visit(t);
  await page.getByLabel('Find a hawker centre').fill(site.postalCode);
  const dot = page.locator(`.map a[href="#/sites/${siteId}"] circle`);
  const { x, y, width, height } = await dot.boundingBox();
  await page.mouse.click(x + width / 2, y + height / 2);

  await page.getByRole('heading', { level: 1, name: site.name }).waitFor();
});

test('a tap where dots crowd comes closer, and there is a way back', async t => {
  const page = await visit(t);
  const drawing = page.locator('.map svg').first();
  const whole = await drawing.getAttribute('viewBox');
  const { x, y, width, height } = await page.locator('.map a[href="#/sites/maxwell-food-centre"] circle').boundingBox();
  await page.mouse.click(x + width / 2, y + height / 2);
  assert.notEqual(await drawing.getAttribute('viewBox'), whole);
  await page.getByRole('button', { name: 'Whole island' }).click();
  assert.equal(await drawing.getAttribute('viewBox'), whole);
});

test('the keyboard alone leads from the start to a report', async t => {
  const page = await visit(t);
  await page.locator('.centres li').first().waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Skip to the content');
  await page.keyboard.press('Enter');
  // Past the two links to what is near and to lunch, into the search.
  for (let step = 0; step < 3; step++)
    await page.keyboard.press('Tab');
  await page.keyboard.type(site.name);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await card(page).waitFor();
  // The place begins anew: the link back, the order, then the stalls by name.
  await tabTo(page, venue.name);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Are you there?' }).waitFor();
  await tabTo(page, '15');
  await page.keyboard.press('Enter');
  assert.equal(await page.getByLabel('How long is the wait?').inputValue(), '15');
});

test('arrow keys go from dot to dot, and Enter opens one', async t => {
  const page = await visit(t);
  await page.locator('.map a[tabindex="0"]').focus();
  const first = await focusedAddress(page);
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft'])
    await page.keyboard.press(key);
  const there = await focusedAddress(page);
  assert.notEqual(there, first);
  await page.keyboard.press('Enter');
  await page.locator('.place h1').waitFor();
  assert.ok(page.url().endsWith(there));
});

test('a link to what does not exist says so, and leads on', async t => {
  const page = await visit(t, '#/sites/no-such-centre', { expected: /404/ });
  await page.getByText('This place is not known to us.').waitFor();
  await page.getByRole('link', { name: 'All hawker centres' }).click();
  await page.getByLabel('Find a hawker centre').waitFor();
});

const focused = page => page.evaluate(() => document.activeElement.textContent.trim());

const focusedAddress = page => page.evaluate(() => document.activeElement.getAttribute('href'));

async function tabTo(page, text) {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    if (await focused(page) === text)
      return;
  }
  assert.fail(`the Tab key does not lead to ${text}`);
}
