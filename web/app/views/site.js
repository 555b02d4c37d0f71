// A hawker centre's live board.

import { get } from '../api.js';
import { every, now } from '../clock.js';
import { h, replace, say } from '../dom.js';
import { compareReadings, readWait } from '../freshness.js';
import { lastKnown, remember } from '../last-known.js';
import { t } from '../language.js';
import { follow } from '../live.js';
import { read, write } from '../storage.js';
import { connectionLine } from './connection.js';
import { homeLink, loading, problem } from './notices.js';
import { stallCard } from './stall-card.js';
import { inWords } from './wait.js';

const orderKey = 'qnom.order';
const announcer = document.querySelector('#announcer');

/** The board of a site, from what was known last until the API answers. */
export function showSite({ id, signal, titled }) {
  const head = h('div', { class: 'place' });
  const board = liveBoard(signal);
  const element = h('div', null, loading());
  const place = `sites/${id}`;
  let following = false;

  function show(site) {
    titled(site.name);
    replace(head,
      h('h1', { lang: 'en' }, site.name),
      h('p', { class: 'address' }, h('span', { lang: 'en' }, `${site.address}, Singapore ${site.postalCode}`)),
      site.status !== 'open' && h('p', { class: 'notice' }, t(`site.${site.status}`)));
    if (!board.element.isConnected)
      replace(element, head, board.element);
  }

  const keepWith = site => board.keep = (stalls, at) => remember(place, { site, stalls }, at);

  async function start() {
    const known = lastKnown(place);
    if (known) {
      show(known.content.site);
      board.take(known.content.stalls, known.at);
    }
    try {
      const { stalls, ...site } = await get(`sites/${id}`, signal);
      show(site);
      keepWith(site);
    } catch (error) {
      if (signal.aborted)
        return;
      if (error.status === 404)
        return replace(element, problem(t('missingHelp')));
      if (!known) {
        window.addEventListener('online', start, { signal, once: true });
        return replace(element, problem(t(navigator.onLine ? 'failed' : 'offlineEmpty'), start));
      }
      keepWith(known.content.site);
    }
    if (following)
      return;
    following = true;
    follow({
      read: `sites/${id}/board`,
      stream: content => `sites/${id}/stream?since=${content.change}`,
      heard: content => board.take(content.stalls, now()),
      changed: board.change,
      connection: board.connect,
      failed: () => replace(element, problem(t('missingHelp'))),
      signal,
    });
  }

  start();
  return [homeLink(), element];
}

function liveBoard(signal) {
  const connection = connectionLine();
  const list = h('ul', { class: 'board', 'aria-label': t('board') });
  const empty = h('p', { class: 'notice', hidden: true }, t('noStalls'));
  const order = h('select', { id: 'order', change: sort },
    h('option', { value: 'name' }, t('order.name')), h('option', { value: 'wait' }, t('order.wait')));
  const element = h('section', { 'aria-label': t('board') },
    h('div', { class: 'bar' }, connection.element, h('label', { for: 'order' }, t('order'), ' ', order)),
    list, empty);
  order.value = read(orderKey) === 'wait' ? 'wait' : 'name';

  const cards = new Map();
  let connected = false;
  let knownAt = null;

  const self = { element, take, change, connect, keep: () => { } };

  const reading = ({ stall, at }) => readWait(stall.wait, now(), connected, at);

  function take(stalls, at) {
    knownAt = at;
    for (const stall of stalls)
      put(stall, at);
    const ids = new Set(stalls.map(stall => stall.venueId));
    for (const [id, entry] of cards)
      if (!ids.has(id)) {
        entry.card.element.remove();
        cards.delete(id);
      }
    empty.hidden = cards.size > 0;
    refresh();
    arrange();
    keepAll();
  }

  function put(stall, at) {
    const entry = cards.get(stall.venueId) ?? { card: stallCard(stall) };
    Object.assign(entry, { stall, at });
    cards.set(stall.venueId, entry);
    return entry;
  }

  function change(stall) {
    knownAt = now();
    const before = cards.get(stall.venueId);
    const said = before && inWords(reading(before));
    const entry = put(stall, knownAt);
    entry.card.show(reading(entry), now());
    const words = inWords(reading(entry));
    if (words !== said)
      say(announcer, `${stall.name}: ${words}`);
    // A card that has just moved away under a finger or from under the focus is a nuisance: new ones only are put in.
    if (!before)
      arrange();
    entry.card.element.classList.remove('moved');
    requestAnimationFrame(() => entry.card.element.classList.add('moved'));
    keepAll();
  }

  function connect(is) {
    connected = is;
    if (is)
      knownAt = now();
    refresh();
  }

  function refresh() {
    connection.show(connected, knownAt);
    for (const entry of cards.values())
      entry.card.show(reading(entry), now());
  }

  function sort() {
    write(orderKey, order.value);
    arrange();
  }

  function arrange() {
    const byName = (a, b) => a.stall.name.localeCompare(b.stall.name);
    const sorted = [...cards.values()].sort((a, b) =>
      (order.value === 'wait' ? compareReadings(reading(a), reading(b)) : 0) || byName(a, b));
    if (sorted.some((entry, index) => list.children[index] !== entry.card.element))
      list.append(...sorted.map(entry => entry.card.element));
  }

  const keepAll = () => self.keep([...cards.values()].map(entry => entry.stall), knownAt);

  every(5, () => {
    if (connected)
      knownAt = now();
    refresh();
  }, signal);
  // What was seen until the last moment is what is dated later.
  every(30, () => connected && keepAll(), signal);
  window.addEventListener('pagehide', () => connected && keepAll(), { signal });
  return self;
}
