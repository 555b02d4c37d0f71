// For everyone: in four languages, light and dark, on a phone, with a screen reader.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { card, picture, reportElsewhere, site, siteId, venueId, visit } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const places = { home: '#/', near: '#/near', lunch: '#/lunch', board: `#/sites/${siteId}`, stall: `#/venues/${venueId}`, missing: '#/nowhere' };
const ready = { home: '.centres li', near: '.hit', lunch: '.hit', board: '.minutes', stall: '.drawing svg', missing: 'h1' };
const phone = { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const languages = { en: 'en-SG', 'zh-Hans': 'zh-CN', ms: 'ms-MY', ta: 'ta-IN' };

await reportElsewhere(15);

// Whoever has been here before is there again: at the stall's centre.
const here = { name: site.name, latitude: site.location.coordinates[1], longitude: site.location.coordinates[0] };
const prepare = page => page.addInitScript(here => localStorage.setItem('qnom.here', JSON.stringify(here)), here);

const open = async (t, name, options) => {
  const page = await visit(t, places[name], { prepare, ...options });
  await page.locator(ready[name]).first().waitFor();
  return page;
};

// One visit goes from place to place: a new browser context for each would take most of the time.
async function* tour(t, options) {
  const page = await open(t, 'home', options);
  for (const name of Object.keys(places)) {
    await page.goto(new URL(places[name], page.url()).href);
    await page.locator(ready[name]).first().waitFor();
    yield [page, name];
  }
}

for (const colorScheme of ['light', 'dark'])
  test(`axe finds nothing that keeps people out: ${colorScheme}`, async t => {
    const found = [];
    for await (const [page, name] of tour(t, { colorScheme, reducedMotion: 'reduce' })) {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
      await picture(page, `${name}-${colorScheme}`, name !== 'home');
      found.push(...violations.map(v => `${name}: ${v.impact} ${v.id}: ${v.nodes.map(n => n.html).slice(0, 3)}`));
    }
    assert.deepEqual(found, []);
  });

for (const [tag, locale] of Object.entries(languages))
  test(`nothing is cut or wider than a small phone: ${tag}`, async t => {
    for await (const [page, name] of tour(t, { ...phone, locale })) {
      assert.equal(await page.evaluate(() => document.documentElement.lang), tag);
      const cut = await page.evaluate(() => [...document.querySelectorAll('main *, header *, footer *')]
        .filter(e => e.checkVisibility() && !e.closest('svg, .unseen, .skip, .scroll') && e.getBoundingClientRect().right > innerWidth + 0.5)
        .map(e => e.outerHTML.slice(0, 120)));
      await picture(page, `${name}-${tag}-phone`, name !== 'home');
      assert.deepEqual(cut, [], name);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, name);
    }
  });

test('the language changes text, lang and title, and is remembered', async t => {
  const page = await open(t, 'home');
  await page.getByLabel('Language').selectOption('ta');
  await page.getByRole('heading', { level: 1, name: 'வரிசை எவ்வளவு நீளம்?' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'ta');
  await page.getByLabel('மொழி').selectOption('zh-Hans');
  await page.getByRole('heading', { level: 1, name: '现在要排多久？' }).waitFor();
  assert.match(await page.title(), /少排队/);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: '现在要排多久？' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-Hans');
  await page.goto(new URL(places.board, page.url()).href);
  await card(page).getByText(/约? ?\d+ 至 \d+ 分钟/).waitFor();
});

test('a page in motion stands still for who asks for that', async t => {
  const page = await open(t, 'board', { reducedMotion: 'reduce' });
  await card(page).evaluate(element => element.classList.add('moved'));
  assert.equal(await card(page).evaluate(element => getComputedStyle(element).animationName), 'none');
});
