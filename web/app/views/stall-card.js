// One stall on the board.

import { h } from '../dom.js';
import { t, wordFor } from '../language.js';
import { venueAddress } from '../router.js';
import { waitPanel } from './wait.js';

/** A stall's card: { element, show(reading, at) }. */
export function stallCard(stall) {
  const panel = waitPanel();
  const element = h('li', { class: 'stall', 'data-venue': stall.venueId },
    h('div', { class: 'sign' },
      h('h2', null, h('a', { href: venueAddress(stall.venueId), lang: 'en' }, stall.name)),
      kitchen(stall)),
    panel.element);
  return { element, show: panel.show };
}

/** The kitchen of a stall, and whether we made the stall up. */
export const kitchen = stall => h('p', { class: 'kitchen' }, wordFor('cuisine', stall.cuisine),
  stall.demo && h('span', { class: 'demo' }, t('demo')));
