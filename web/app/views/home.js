// Find a hawker centre: by typing, in the list, or on the map.

import { listSites } from '../api.js';
import { now } from '../clock.js';
import { h, replace, say } from '../dom.js';
import { dayAndTime } from '../format.js';
import { lastKnown, remember } from '../last-known.js';
import { language, t } from '../language.js';
import { siteAddress } from '../router.js';
import { matching } from '../search.js';
import { centreMap } from './map.js';
import { loading, problem } from './notices.js';

const place = 'sites';

/** The first thing a person sees. */
export function showHome({ signal }) {
  const results = h('div', { class: 'results' }, loading());
  load(results, signal);
  return [
    h('section', { class: 'hero' }, h('h1', null, t('home.title')), h('p', null, t('home.lead')),
      h('nav', { class: 'ways', 'aria-label': t('home.ways') },
        h('a', { href: '#/near' }, t('near.title')), h('a', { href: '#/lunch' }, t('lunch.link')))),
    results,
  ];
}

async function load(results, signal) {
  try {
    const sites = await listSites(signal);
    remember(place, sites, now());
    replace(results, finder(sites, null));
  } catch (error) {
    if (signal.aborted)
      return;
    const known = lastKnown(place);
    replace(results, known
      ? finder(known.content, known.at)
      : problem(t(navigator.onLine ? 'failed' : 'offlineEmpty'), () => {
        replace(results, loading());
        load(results, signal);
      }));
  }
}

function finder(sites, knownAt) {
  const list = h('ul', { class: 'centres' });
  const count = h('p', { class: 'count', role: 'status' });
  const map = centreMap(sites);
  const box = h('input', {
    id: 'search', type: 'search', autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'search', placeholder: t('search.hint'),
    input: find,
  });

  function find() {
    const found = matching(sites, box.value);
    replace(list, ...found.map(centre));
    say(count, found.length === 0 ? t('search.none', { typed: box.value.trim() }) : t('search.count', { n: found.length }));
    map.show(found, box.value.trim() !== '');
  }

  find();
  return [
    knownAt && h('p', { class: 'connection', 'data-connected': 'false' }, t('offline', { time: dayAndTime(knownAt, language()) })),
    h('search', { class: 'search' }, h('label', { for: 'search' }, t('search.label')), box),
    h('div', { class: 'found' },
      h('section', { 'aria-label': t('list') }, count, list),
      map.element),
  ].filter(Boolean);
}

const centre = site => h('li', null,
  h('a', { href: siteAddress(site.siteId) },
    h('b', { lang: 'en' }, site.name),
    h('span', { lang: 'en' }, site.address),
    h('span', { class: 'stalls' }, site.status === 'open' ? t('stalls', { n: site.cookedFoodStalls }) : t(`site.${site.status}`))));
