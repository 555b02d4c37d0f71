// "I have N minutes": where to eat and be back in time.

import { getPage } from '../api.js';
import { h, replace, say } from '../dom.js';
import { favourites } from '../favourites.js';
import { nearOf } from '../here.js';
import { t } from '../language.js';
import { read, write } from '../storage.js';
import { heart, sign } from './hit.js';
import { needs } from './needs.js';
import { homeLink, loading, problem } from './notices.js';
import { placePicker } from './place-picker.js';
import { timeText } from './wait.js';

const breaks = [20, 30, 40, 50, 60, 90];
const paces = { slow: 3.6, usual: 4.8, fast: 5.8 };
const key = 'qnom.lunch';

/** The place where a lunch break is planned. */
export function showLunch({ signal, titled }) {
  titled(t('lunch.title'));
  const before = { minutes: 40, pace: 'usual', ...read(key) };
  let here = null;
  let asked = 0;
  const status = h('p', { class: 'count', role: 'status' });
  const list = h('ol', { class: 'hits advice' });
  const instead = h('div');
  const minutes = h('input', {
    id: 'minutes', type: 'number', inputmode: 'numeric', min: 10, max: 180, step: 5, value: before.minutes, change: ask,
  });
  const pace = h('select', { id: 'pace', change: ask },
    ...Object.keys(paces).map(value => h('option', { value, selected: value === before.pace }, t(`pace.${value}`))));
  const diet = needs(ask);
  const picker = placePicker(place => {
    here = place;
    ask();
  }, signal);
  const chips = breaks.map(value => h('button', {
    type: 'button', class: 'chip', 'aria-label': t('lunch.chip', { n: value }), click: () => {
      minutes.value = value;
      ask();
    },
  }, value));

  async function ask() {
    chips.forEach((chip, index) => chip.setAttribute('aria-pressed', breaks[index] === Number(minutes.value)));
    // Who changes their mind before the answer is here wants the other one.
    const turn = ++asked;
    if (!here || !minutes.checkValidity()) {
      replace(instead);
      return say(status, here ? t('lunch.range') : '');
    }
    write(key, { minutes: Number(minutes.value), pace: pace.value });
    const query = new URLSearchParams({ near: nearOf(here), minutes: minutes.value, walkSpeed: paces[pace.value], limit: 6 });
    if (diet.value().length > 0)
      query.set('diet', diet.value().join(','));
    if (favourites().length > 0)
      query.set('favourites', favourites().join(','));
    replace(list);
    replace(instead, loading());
    try {
      const { content } = await getPage(`recommendations?${query}`, signal);
      if (turn === asked)
        show(content);
    } catch {
      if (!signal.aborted && turn === asked)
        replace(instead, problem(t(navigator.onLine ? 'failed' : 'offlineEmpty'), ask));
    }
  }

  function show({ backBy, recommendations, alternatives }) {
    say(status, recommendations.length > 0 ? t('lunch.back', { time: timeText(backBy) }) : t('lunch.nothing'));
    replace(list, ...recommendations.map(place));
    replace(instead, alternatives.length > 0 && h('section', null, h('h2', null, t('instead.title')),
      h('ul', { class: 'hits' }, ...alternatives.map(({ favouriteName, favouriteWait, instead: other }) =>
        h('li', { class: 'stall hit' },
          h('p', { class: 'packed' }, t('instead.packed', { name: favouriteName, n: favouriteWait.likely })), sign(other), heart(other), why(other))))));
  }

  picker.start();
  ask();
  return [
    homeLink(),
    h('div', { class: 'place' }, h('h1', null, t('lunch.title')), h('p', { class: 'address' }, t('lunch.lead'))),
    picker.element,
    h('div', { class: 'filters' },
      h('div', { class: 'field' }, h('label', { for: 'minutes' }, t('lunch.minutes')), minutes,
        h('div', { class: 'chips', role: 'group', 'aria-label': t('lunch.minutes') }, ...chips)),
      h('label', { class: 'field', for: 'pace' }, t('pace'), pace),
      diet.element),
    status, list, instead,
  ];
}

const place = found => h('li', { class: 'stall hit', 'data-venue': found.venueId }, sign(found), heart(found), why(found));

// The chance as ten marks and in words; the reason says the rest.
function why(found) {
  const tenths = Math.min(9, Math.floor(found.chance * 10 + 1e-9));
  return h('div', { class: 'why', 'data-chance': found.chance >= 0.8 ? 'good' : found.chance >= 0.5 ? 'fair' : 'poor' },
    h('p', { class: 'chance' }, h('b', null, t('chance', { n: tenths })),
      h('span', { class: 'marks', 'aria-hidden': 'true' }, '●'.repeat(tenths), '○'.repeat(10 - tenths))),
    h('p', null, found.why));
}
