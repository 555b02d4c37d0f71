import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareReadings, hasMinutes, readWait, sureness, usualHolds, waitOfStatus } from '../../../web/app/freshness.js';

const noon = Date.parse('2026-11-25T04:00:00Z');
const iso = minutes => new Date(noon + minutes * 60e3).toISOString();
const wait = changes => ({
  state: 'open', live: true, level: 'moderate', likely: 14, low: 9, high: 21, confidence: 0.62, updatedAt: iso(-2), validUntil: iso(28), ...changes,
});

test('a wait that holds is live as long as changes are heard of, and held when they are not', () => {
  assert.equal(readWait(wait(), noon, true).kind, 'live');
  assert.equal(readWait(wait(), noon, false).kind, 'held');
});

test('past validUntil there are no minutes, connected or not', () => {
  for (const connected of [true, false])
    for (const minutes of [28, 28.1, 600]) {
      const reading = readWait(wait(), noon + minutes * 60e3, connected);
      assert.equal(reading.kind, 'ended');
      assert.equal(reading.likely, undefined);
      assert.ok(!hasMinutes(reading));
    }
  assert.equal(readWait(wait(), noon + 27.9 * 60e3, true).kind, 'live');
});

test('a closed or paused stall has no minutes, whatever else is said, and says until when', () => {
  for (const state of ['closed', 'paused']) {
    const reading = readWait(wait({ state, until: iso(60), validUntil: iso(60) }), noon, true);
    assert.deepEqual([reading.kind, reading.until, reading.likely], [state, iso(60), undefined]);
    assert.equal(readWait(wait({ state, likely: null, validUntil: iso(-1) }), noon, true).kind, 'unknown');
    assert.equal(readWait(wait({ state, validUntil: null }), noon, true).kind, state);
  }
});

test('never, unknown and open without a wait are three different things', () => {
  assert.equal(readWait(null, noon, true).kind, 'never');
  assert.equal(readWait(wait({ state: 'unknown', live: false, likely: null, validUntil: null }), noon, true).kind, 'unknown');
  assert.equal(readWait(wait({ live: false, likely: null }), noon, true).kind, 'open');
});

test('what is usual now is not kept for a later time', () => {
  const usual = wait({ live: false, validUntil: null });
  assert.equal(readWait(usual, noon, true, noon - usualHolds + 1).kind, 'usual');
  assert.equal(readWait(usual, noon, true, noon - usualHolds).kind, 'ended');
});

test('a state that this page does not know has no minutes', () =>
  assert.ok(!hasMinutes(readWait(wait({ state: 'flooded' }), noon, true))));

test('a status is live only if it has a wait that holds', () => {
  const status = { state: 'open', level: 'low', wait: { likely: 4, low: 1, high: 9 }, confidence: 0.5, updatedAt: iso(-1), validUntil: iso(9) };
  assert.equal(readWait(waitOfStatus(status), noon, true).kind, 'live');
  assert.equal(readWait(waitOfStatus({ ...status, validUntil: null }), noon, true).kind, 'usual');
  assert.equal(readWait(waitOfStatus({ ...status, wait: null }), noon, true).kind, 'open');
});

test('the shortest wait comes first and what is closed last', () => {
  const kinds = [wait({ likely: 30 }), wait({ state: 'closed' }), null, wait({ likely: 3 })].map(w => readWait(w, noon, true));
  assert.deepEqual(kinds.sort(compareReadings).map(r => r.likely ?? r.kind), [3, 30, 'never', 'closed']);
});

test('sureness has three steps', () =>
  assert.deepEqual([0.3, 0.4, 0.65].map(sureness), ['rough', 'fairly', 'sure']));
