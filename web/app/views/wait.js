// A wait in words and as a band: minutes, range, how sure, how fresh. Changed in place, so that nothing jumps.

import { h, replace, say, svg } from '../dom.js';
import { hasMinutes, sureness } from '../freshness.js';
import { ago, clockTime, percent, shortTime } from '../format.js';
import { language, t, wordFor } from '../language.js';

const scaleMinutes = 60;

/** A panel that shows a reading: { element, show(reading, at) }. */
export function waitPanel() {
  const headline = h('p', { class: 'headline' });
  const band = h('div', { class: 'band', 'aria-hidden': 'true' });
  const range = h('p', { class: 'range' });
  const fresh = h('p', { class: 'fresh' });
  const element = h('div', { class: 'wait' }, headline, band, range, fresh);
  let shown = null;

  function show(reading, at) {
    element.dataset.kind = reading.kind;
    element.dataset.level = (hasMinutes(reading) && reading.level) || 'none';
    const look = JSON.stringify([reading, language()]);
    if (look !== shown) {
      replace(headline, ...headlineOf(reading));
      replace(band, hasMinutes(reading) && drawBand(reading));
      say(range, hasMinutes(reading) ? rangeText(reading) : '');
      shown = look;
    }
    say(fresh, freshText(reading, at));
  }

  return { element, show };
}

/** A reading in one sentence, for those who are told of changes. */
export const inWords = reading => hasMinutes(reading) ? t('aboutMinutes', { n: reading.likely }) : stateText(reading);

/** What a reading without minutes says. */
function stateText(reading) {
  const until = reading.until ?? reading.opensAt;
  switch (reading.kind) {
    case 'closed': return until ? t('closedUntil', { time: shortTime(until, Date.now(), language()) }) : t('closed');
    case 'paused': return until ? t('pausedUntil', { time: shortTime(until, Date.now(), language()) }) : t('paused');
    case 'open': return t('openUnknown');
    case 'ended': return t('ended');
    default: return t('unknown');
  }
}

function headlineOf(reading) {
  if (!hasMinutes(reading))
    return [h('span', { class: 'state' }, stateText(reading))];
  return [
    h('span', { class: 'minutes' }, h('b', null, reading.likely), ` ${t('min')}`),
    reading.level && h('span', { class: 'level' }, bars(reading.level), wordFor('level', reading.level)),
  ];
}

const rangeText = reading => [
  t('range', { low: reading.low, high: reading.high }),
  reading.confidence !== undefined && `${t(`sure.${sureness(reading.confidence)}`)} (${percent(reading.confidence, language())})`,
].filter(Boolean).join(' · ');

function freshText(reading, at) {
  const updated = reading.updatedAt && (ago(reading.updatedAt, at, language()) ?? t('justNow'));
  switch (reading.kind) {
    case 'live': return t('fresh.live', { updated });
    case 'held': return t('fresh.held', { time: shortTime(reading.updatedAt, at, language()) });
    case 'found': return t('fresh.found', { time: shortTime(reading.validUntil, at, language()) });
    case 'usual': return t('fresh.usual');
    case 'ended': return reading.endedAt ? t('fresh.ended', { time: shortTime(reading.endedAt, at, language()) }) : t('fresh.unknown');
    case 'closed':
    case 'paused': return wordFor('reason', reading.reason);
    case 'open': return t('fresh.none');
    case 'never': return t('fresh.never');
    default: return updated ? t('fresh.last', { updated }) : t('fresh.unknown');
  }
}

// One, two or three bars: the level does not hang on its colour.
const bars = level => svg('svg', { class: 'bars', viewBox: '0 0 14 12', width: 14, height: 12, 'aria-hidden': 'true' },
  ...['low', 'moderate', 'high'].map((step, index, steps) => svg('rect', {
    x: index * 5, y: 8 - index * 4, width: 4, height: 4 + index * 4, rx: 1,
    class: index <= steps.indexOf(level) ? 'on' : 'off',
  })));

function drawBand({ likely, low, high }) {
  const place = minutes => Math.min(minutes, scaleMinutes) / scaleMinutes * 100;
  return svg('svg', { viewBox: '0 0 100 8', preserveAspectRatio: 'none' },
    svg('rect', { class: 'track', width: 100, height: 8 }),
    svg('rect', { class: 'spread', x: place(low), width: Math.max(1, place(high) - place(low)), height: 8 }),
    svg('rect', { class: 'likely', x: Math.max(0, Math.min(98.6, place(likely) - 0.7)), width: 1.4, height: 8 }));
}

/** The time of day in the reader's language. */
export const timeText = time => clockTime(time, language());
