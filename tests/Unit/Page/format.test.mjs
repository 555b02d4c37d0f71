import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ago, clockTime, dayAndTime, shortTime, startOfDay, stopwatch } from '../../../web/app/format.js';

const noon = Date.parse('2026-11-25T04:00:00Z');

test('times are Singapore\'s, wherever the reader is', () => {
  assert.equal(clockTime('2026-11-25T16:05:00Z', 'en'), '00:05');
  assert.match(dayAndTime('2026-11-25T16:05:00Z', 'en'), /26/);
  assert.equal(startOfDay(Date.parse('2026-11-25T15:59:59Z')), Date.parse('2026-11-24T16:00:00Z'));
  assert.equal(startOfDay(Date.parse('2026-11-25T16:00:00Z')), Date.parse('2026-11-25T16:00:00Z'));
});

test('a time of another day comes with its day', () => {
  assert.equal(shortTime('2026-11-25T05:00:00Z', noon, 'en'), '13:00');
  assert.match(shortTime('2026-11-24T05:00:00Z', noon, 'en'), /24.*13:00/);
});

test('an age is told in the reader\'s language and never ahead of itself', () => {
  assert.equal(ago('2026-11-25T03:59:30Z', noon, 'en'), null);
  assert.equal(ago('2026-11-25T03:58:01Z', noon, 'en'), '1 minute ago');
  assert.equal(ago('2026-11-25T01:00:00Z', noon, 'zh-Hans'), '3小时前');
  assert.equal(ago('2026-11-25T03:50:00Z', noon, 'ms'), '10 minit lalu');
  assert.match(ago('2026-11-23T03:50:00Z', noon, 'ta'), /2 நாட்க/);
});

test('a stopwatch counts minutes and seconds and never below zero', () =>
  assert.deepEqual([-1, 59_999, 65_000, 3_600_000].map(stopwatch), ['0:00', '0:59', '1:05', '60:00']));
