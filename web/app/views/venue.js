// One stall: its wait in full, its day, and what people who are there have to say.

import { get, getLive } from '../api.js';
import { every, now } from '../clock.js';
import { pastOf, withSeen } from '../day.js';
import { h, replace, say } from '../dom.js';
import { percent, startOfDay } from '../format.js';
import { readWait, waitOfStatus } from '../freshness.js';
import { lastKnown, remember } from '../last-known.js';
import { language, t, wordFor } from '../language.js';
import { follow } from '../live.js';
import { orderFormAddress, siteAddress, stallOrdersAddress } from '../router.js';
import { connectionLine } from './connection.js';
import { dayChart } from './day-chart.js';
import { homeLink, loading, problem } from './notices.js';
import { opinions, pictures } from './opinions.js';
import { reportForm } from './report-form.js';
import { kitchen } from './stall-card.js';
import { inWords, timeText, waitPanel } from './wait.js';

const announcer = document.querySelector('#announcer');

/** The page of a stall, from what was known last until the API answers. */
export function showVenue({ id, signal, titled }) {
  const back = h('div', null, homeLink());
  const element = h('div', null, loading());
  const place = `venues/${id}`;
  let stall = null;

  function show(venue, site) {
    if (stall)
      return;
    titled(venue.name);
    replace(back, h('p', { class: 'back' }, h('a', { href: siteAddress(venue.siteId), lang: 'en' }, `← ${site?.name ?? venue.siteId}`)));
    stall = liveStall(id, signal, content => remember(place, { venue, site, ...content }, now()));
    replace(element,
      h('div', { class: 'place' }, h('h1', { lang: 'en' }, venue.name), kitchen(venue), pictures(id, signal)),
      stall.element, opinions(id, signal));
  }

  async function start() {
    const known = lastKnown(place);
    if (known) {
      show(known.content.venue, known.content.site);
      stall.take(known.content.status, known.at, known.content.seen);
    }
    try {
      const venue = await get(`venues/${id}`, signal);
      const { stalls: _, ...site } = await get(`sites/${venue.siteId}`, signal);
      show(venue, site);
    } catch (error) {
      if (signal.aborted)
        return;
      if (error.status === 404)
        return replace(element, problem(t('missingHelp')));
      window.addEventListener('online', start, { signal, once: true });
      if (!known)
        return replace(element, problem(t(navigator.onLine ? 'failed' : 'offlineEmpty'), start));
      return;
    }
    stall.follow();
  }

  start();
  return [back, element];
}

function liveStall(id, signal, keep) {
  const connection = connectionLine();
  const panel = waitPanel();
  const facts = h('dl', { class: 'facts' });
  const record = h('p', { class: 'range' });
  const chart = dayChart(signal);
  const element = h('div', { class: 'venue' },
    h('section', { class: 'now', 'aria-label': t('now') }, connection.element, panel.element, facts, record),
    chart.element,
    ordering(id, signal),
    reportForm(id, signal));

  let status = null;
  let at = null;
  let seen = [];
  let earlier = { steps: [], stepMinutes: 5 };
  let later = [];
  let connected = false;
  let following = false;

  const reading = () => readWait(waitOfStatus(status), now(), connected, at);

  function take(next, known, seenBefore = seen) {
    const before = status && inWords(reading());
    [status, at] = [next, known];
    const current = status.wait && { at: status.updatedAt, ...status.wait };
    seen = current && status.validUntil ? withSeen(seenBefore, current, now()) : seenBefore;
    replace(facts, ...factsOf(status));
    refresh();
    keep({ status, seen });
    draw();
    const words = inWords(reading());
    if (before && words !== before)
      say(announcer, words);
  }

  function draw() {
    const current = status.wait && { ...status.wait, at: new Date(at).toISOString() };
    const will = later.filter(point => Date.parse(point.at) > at);
    chart.show(pastOf(earlier, seen, now()), current ? [current, ...will.length ? will : status.forecast] : []);
  }

  // What was shown before this page was opened; from then on it sees for itself.
  async function lookBack() {
    try {
      const from = encodeURIComponent(new Date(startOfDay(now())).toISOString());
      earlier = await get(`venues/${id}/queue/history?from=${from}&step=5&limit=500`, signal);
      draw();
    } catch {
      // Then the chart begins with what this page has seen.
    }
  }

  // Further ahead than a status looks.
  async function lookAhead() {
    try {
      later = (await get(`venues/${id}/queue/forecast`, signal)).forecast;
      draw();
    } catch {
      // The status has a forecast of its own.
    }
  }

  // How right it was, by visits that were timed; a handful of them says nothing.
  async function lookAtRecord() {
    try {
      const { recent } = await get(`venues/${id}/queue/accuracy`, signal);
      if (recent?.n >= 5)
        say(record, t('record', { n: recent.n, share: percent(recent.within5, language()) }));
    } catch {
      // The wait is shown without it.
    }
  }

  function refresh() {
    if (!status)
      return;
    panel.show(reading(), now());
    facts.hidden = !['live', 'held', 'usual'].includes(reading().kind);
    connection.show(connected, at);
  }

  async function again() {
    try {
      take(await getLive(`venues/${id}/queue`, signal), now());
      await lookAhead();
    } catch {
      // What was known stays, until it ends by itself.
    }
  }

  function start() {
    if (following)
      return;
    following = true;
    follow({
      read: `venues/${id}/queue`,
      stream: () => `venues/${id}/stream`,
      heard: next => {
        take(next, now());
        lookBack();
        lookAtRecord();
        lookAhead();
      },
      changed: again,
      connection: is => {
        connected = is;
        refresh();
        connection.show(connected, at);
      },
      failed: () => replace(element, problem(t('missingHelp'))),
      signal,
    });
    every(60, () => connected && again(), signal);
  }

  every(5, refresh, signal);
  return { element, take, follow: start };
}

// A stall that takes no orders has nothing to say of them.
function ordering(id, signal) {
  const element = h('section', { class: 'ordering', hidden: true });
  get(`venues/${id}/ordering`, signal).then(({ takesOrders }) => {
    element.hidden = !takesOrders;
    replace(element, h('h2', null, t('order.title')), h('p', null, h('a', { href: orderFormAddress(id) }, t('order.here'))),
      h('p', { class: 'address' }, h('a', { href: stallOrdersAddress(id) }, t('stall.title'))));
  }).catch(() => {
    // Offline, or gone: there is nothing to order then.
  });
  return element;
}

function factsOf(status) {
  const fact = (name, ...value) => [h('dt', null, name), h('dd', null, ...value)];
  return [
    status.trend && fact(t('trend'), wordFor('trend', status.trend)),
    status.queueLength !== null && fact(t('queueLength'), String(status.queueLength)),
    status.sources.length > 0 && fact(t('sources'), h('ul', null, ...status.sources.map(source => h('li', null, sourceText(source))))),
  ].filter(Boolean).flat();
}

function sourceText({ kind, count, newest, weight }) {
  const share = new Intl.NumberFormat(language(), { style: 'percent' }).format(weight);
  const name = wordFor('source', kind) || kind;
  return newest ? t('source.counted', { name, n: count, time: timeText(newest), share }) : `${name}: ${share}`;
}
