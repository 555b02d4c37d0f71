// Near me: what there is around a place, with its waits now.

import { getPage } from '../api.js';
import { now } from '../clock.js';
import { h, replace, say } from '../dom.js';
import { nearOf } from '../here.js';
import { t } from '../language.js';
import { heart, sign } from './hit.js';
import { needs } from './needs.js';
import { homeLink, loading, problem } from './notices.js';
import { picture } from './opinions.js';
import { placePicker } from './place-picker.js';
import { waitPanel } from './wait.js';

const radius = 1500;

/** The place where one looks around. */
export function showNear({ signal, titled }) {
  titled(t('near.title'));
  let here = null;
  let asked = 0;
  const list = h('ul', { class: 'hits' });
  const count = h('p', { class: 'count', role: 'status' });
  const more = h('div', { class: 'more' });
  const open = h('input', { type: 'checkbox', change: search });
  const order = h('select', { id: 'sort', change: search },
    ...['best', 'wait', 'distance', 'rating'].map(value => h('option', { value }, t(`sort.${value}`))));
  const diet = needs(search);
  const picker = placePicker(place => {
    here = place;
    search();
  }, signal);

  function search() {
    if (!here)
      return;
    const query = new URLSearchParams({ near: nearOf(here), radius, sort: order.value, limit: 20 });
    if (open.checked)
      query.set('open', 'now');
    if (diet.value().length > 0)
      query.set('diet', diet.value().join(','));
    replace(list);
    load(`venues?${query}`);
  }

  async function load(path) {
    // Who changes their mind before the answer is here wants the other one.
    const turn = ++asked;
    replace(more, loading());
    try {
      const { content, next } = await getPage(path, signal);
      if (turn !== asked)
        return;
      list.append(...content.hits.map(hit));
      say(count, t('near.count', { n: content.matches }));
      replace(more, next && h('button', { type: 'button', class: 'quiet', click: () => load(next) }, t('more')));
    } catch {
      if (!signal.aborted && turn === asked)
        replace(more, problem(t(navigator.onLine ? 'failed' : 'offlineEmpty'), () => load(path)));
    }
  }

  picker.start();
  return [
    homeLink(),
    h('div', { class: 'place' }, h('h1', null, t('near.title')), h('p', { class: 'address' }, t('near.lead'))),
    picker.element,
    h('div', { class: 'filters' }, diet.element,
      h('label', { class: 'tick' }, open, t('near.open')),
      h('label', { class: 'field', for: 'sort' }, t('order'), order)),
    count, list, more,
  ];
}

function hit(found) {
  const panel = waitPanel();
  panel.show(reading(found), now());
  return h('li', { class: 'stall hit', 'data-venue': found.venueId },
    found.photo && picture([found.photo], ''), sign(found), heart(found), panel.element);
}

// What a search says of a wait, in the form that every wait is read in.
function reading({ state, wait, opensAt, openNow }) {
  if (state === 'closed' || state === 'paused')
    return { kind: state, opensAt };
  if (wait)
    return { kind: 'found', ...wait, level: wait.likely < 8 ? 'low' : wait.likely < 20 ? 'moderate' : 'high' };
  return { kind: openNow ? 'open' : 'unknown' };
}
