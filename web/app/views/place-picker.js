// Says where one is: the device's own place, or a hawker centre by name.

import { listSites } from '../api.js';
import { h, replace, say } from '../dom.js';
import { hereAt, hereNow, lastHere } from '../here.js';
import { t } from '../language.js';
import { matching } from '../search.js';

const mostMatches = 5;

/** A picker: { element, start() } calls `chosen` with the last place at the start, and with each that is chosen. */
export function placePicker(chosen, signal) {
  let sites = null;
  const where = h('p', { class: 'where', role: 'status' });
  const matches = h('ul', { class: 'matches' });
  const box = h('input', {
    id: 'place', type: 'search', autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'search', placeholder: t('search.hint'), input: find,
  });
  const locate = h('button', { type: 'button', click: useDevice }, t('here.use'));
  const element = h('section', { class: 'picker', 'aria-label': t('here.label') },
    locate,
    h('div', { class: 'search' }, h('label', { for: 'place' }, t('here.or')), box, matches),
    where);

  async function find() {
    try {
      sites ??= await listSites(signal);
    } catch {
      if (!signal.aborted)
        say(where, t('failed'));
      return;
    }
    const found = box.value.trim() === '' ? [] : matching(sites, box.value).slice(0, mostMatches);
    replace(matches, ...found.map(site => h('li', null,
      h('button', { type: 'button', class: 'chip', lang: 'en', click: () => choose(hereAt(site)) }, site.name))));
    if (box.value.trim() !== '' && found.length === 0)
      say(where, t('search.none', { typed: box.value.trim() }));
  }

  async function useDevice() {
    locate.disabled = true;
    try {
      const here = await hereNow();
      if (!signal.aborted)
        choose(here);
    } catch {
      say(where, t('here.refused'));
    } finally {
      locate.disabled = false;
    }
  }

  function choose(here) {
    box.value = '';
    replace(matches);
    say(where, here.name ? t('here.near', { place: here.name }) : t('here.yours'));
    chosen(here);
  }

  return {
    element,
    start() {
      const here = lastHere();
      if (here)
        choose(here);
      else
        say(where, t('here.none'));
    },
  };
}
