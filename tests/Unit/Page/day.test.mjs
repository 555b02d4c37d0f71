import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayScale, linesOf, niceMost, pastOf, withSeen } from '../../../web/app/day.js';

const noon = Date.parse('2026-11-25T04:00:00Z');
const at = minutes => ({ at: new Date(noon + minutes * 60e3).toISOString() });

test('a day is six to midnight in Singapore, and wider where there is something to show', () => {
  const usual = dayScale(noon, [], [at(15)]);
  assert.deepEqual([usual.from, usual.to].map(time => new Date(time).toISOString()), ['2026-11-24T22:00:00.000Z', '2026-11-25T16:00:00.000Z']);
  const night = dayScale(noon - 10 * 3600e3, [], []);
  assert.ok(night.from <= noon - 10 * 3600e3);
  assert.ok(dayScale(noon, [at(13 * 60)]).to > usual.to);
});

test('hours are named as far as there is room, and lie on the day', () => {
  const scale = dayScale(noon);
  for (const width of [260, 400, 900]) {
    const hours = scale.hours(width);
    assert.ok(hours.length >= 2 && hours.length * 52 <= width, `${hours.length} hours in ${width}`);
    assert.ok(hours.every(time => time >= scale.from && time < scale.to && time % 3600e3 === 0));
  }
});

test('a gap in what is known is a gap in the line', () =>
  assert.deepEqual(linesOf([at(0), at(10), at(31), at(40)]).map(line => line.length), [2, 2]));

test('the scale of minutes is round and holds everything', () =>
  assert.deepEqual([[], [3], [21], [61], [500], [undefined, 5]].map(niceMost), [20, 20, 30, 90, 180, 20]));

test('of what was seen, today stays, each time once and in order', () => {
  const seen = [at(-24 * 60), at(-30), at(-10)];
  assert.deepEqual(withSeen(seen, { ...at(-20), likely: 9 }, noon), [at(-30), { ...at(-20), likely: 9 }, at(-10)]);
  assert.deepEqual(withSeen(seen, { ...at(-10), likely: 9 }, noon), [at(-30), { ...at(-10), likely: 9 }]);
});

test('the day begins with what the API remembers of it, and goes on with what this page saw after that', () => {
  const now = Date.parse('2026-11-25T04:12:00Z');
  const step = (at, shown) => ({ at, shown: { validUntil: '2026-11-25T04:40:00Z', wait: null, ...shown } });
  const history = { stepMinutes: 5, steps: [
    step('2026-11-25T04:00:00Z', { wait: { likely: 3, low: 1, high: 6 } }),
    step('2026-11-25T04:05:00Z', { state: 'paused' }),
    step('2026-11-25T04:05:00Z', { wait: { likely: 9, low: 1, high: 20 }, validUntil: null }),
    step('2026-11-25T04:10:00Z', { wait: { likely: 5, low: 2, high: 9 } }),
  ] };
  const seen = [{ at: '2026-11-25T04:11:00.000Z', likely: 4 }, { at: '2026-11-25T04:12:30.000Z', likely: 7 }];

  assert.deepEqual(pastOf(history, seen, now).map(p => [p.at.slice(11, 19), p.likely]),
    [['04:05:00', 3], ['04:12:00', 5], ['04:12:30', 7]]);
  assert.deepEqual(pastOf({ stepMinutes: 5, steps: [] }, seen, now), seen);
});
