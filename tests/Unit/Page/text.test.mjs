import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { matchLanguage } from '../../../web/app/language.js';
import en from '../../../web/app/text/en.js';
import ms from '../../../web/app/text/ms.js';
import ta from '../../../web/app/text/ta.js';
import zh from '../../../web/app/text/zh-Hans.js';

const web = new URL('../../../web/', import.meta.url);
const others = { ms, ta, zh };
const names = text => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1]).sort();
const files = readdirSync(web, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  .map(entry => `${entry.parentPath ?? entry.path}/${entry.name}`.replace(/\/+/g, '/').slice(web.pathname.length));

test('every language says everything, with the same values in it', () => {
  for (const [language, text] of Object.entries(others)) {
    assert.deepEqual(Object.keys(text), Object.keys(en), language);
    for (const key of Object.keys(en))
      assert.deepEqual(names(text[key]), names(en[key]), `${language}: ${key}`);
  }
});

test('nothing was left in English', () => {
  // Names, and a unit that Malay shares.
  const same = new Set(['min', 'cuisine.peranakan', 'report.minutes.unit']);
  for (const [language, text] of Object.entries(others))
    assert.deepEqual(Object.keys(en).filter(key => text[key] === en[key] && !same.has(key)), [], language);
  for (const key of Object.keys(en)) {
    assert.match(zh[key].replace(/\{\w+\}/g, '汉'), /\p{Script=Han}/u, key);
    assert.match(ta[key].replace(/\{\w+\}/g, 'த'), /\p{Script=Tamil}/u, key);
  }
});

test('every text that the page asks for is there', () => {
  for (const file of files.filter(name => /\.(js|html)$/.test(name))) {
    const source = readFileSync(new URL(file, web), 'utf8');
    for (const [, key] of source.matchAll(/(?:\bt\('|data-text=")([\w.]+)['"]/g))
      assert.ok(key in en, `${file}: ${key}`);
  }
});

test('the reader\'s first language that the page speaks is taken', () => {
  assert.equal(matchLanguage(['fr', 'zh-CN', 'en']), 'zh-Hans');
  assert.equal(matchLanguage(['ta-IN']), 'ta');
  assert.equal(matchLanguage(['MS']), 'ms');
  assert.equal(matchLanguage(['fr']), 'en');
});

test('every file of the page is kept for when there is no network', () => {
  const worker = readFileSync(new URL('worker.js', web), 'utf8');
  const kept = [...worker.matchAll(/^ {2}'(.*)',$/gm)].map(match => match[1]);
  assert.deepEqual(kept.slice(1).sort(), files.filter(file => !['index.html', 'worker.js'].includes(file)).sort());
  assert.equal(kept[0], './');
});
