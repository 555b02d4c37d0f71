// Ordering at a stall: the menu, the cart with the time it would be ready, and then the order itself.

import { asDiner, json } from '../account.js';
import { get } from '../api.js';
import { every } from '../clock.js';
import { h, replace, say } from '../dom.js';
import { clockTime } from '../format.js';
import { language, t, wordFor } from '../language.js';
import { price } from '../money.js';
import { orderAddress, venueAddress } from '../router.js';
import { loading, problem } from './notices.js';

/** The page on which an order is put together. */
export function showOrderForm({ id, signal, titled }) {
  const element = h('div', null, loading());
  start();
  return element;

  async function start() {
    try {
      const [venue, menu, times] = await Promise.all([
        get(`venues/${id}`, signal), get(`venues/${id}/menu`, signal), get(`venues/${id}/pick-up-times`, signal)]);
      titled(venue.name);
      replace(element,
        h('p', { class: 'back' }, h('a', { href: venueAddress(id), lang: 'en' }, `← ${venue.name}`)),
        h('h1', null, t('order.title')),
        menu.items.length === 0 || times.state === 'off' ? h('p', { class: 'notice' }, t('order.off')) : form(id, menu, times, signal));
    } catch (error) {
      if (!signal.aborted)
        replace(element, problem(t(error.status === 404 ? 'missingHelp' : 'failed'), error.status === 404 ? undefined : start));
    }
  }
}

function form(venueId, menu, times, signal) {
  const ready = h('p', { class: 'ready', 'aria-live': 'polite' });
  const total = h('b', { class: 'total' });
  const answer = h('p', { class: 'answer', role: 'status' });
  const order = h('button', { type: 'submit' }, t('order.place'));
  const when = h('select', { id: 'order-when' });
  const rows = menu.items.map(item => dish(item, refresh));
  let key = crypto.randomUUID();
  let sent = null;

  function refresh() {
    const cents = rows.reduce((sum, row) => sum + row.cents(), 0);
    say(total, price(cents, language()));
    order.disabled = cents === 0 || times.state !== 'open' || times.times.length === 0;
  }

  function showTimes() {
    const chosen = when.value;
    const [soonest] = times.times;
    say(ready, times.state !== 'open' ? t(`order.${times.state}`) : soonest ? promised(soonest) : t('order.noPlace'));
    replace(when, h('option', { value: '' }, t('order.soonest')),
      ...times.times.slice(1).map(time => h('option', { value: time.about }, t('order.about', { time: clockTime(time.about, language()) }))));
    when.value = [...when.options].some(option => option.value === chosen) ? chosen : '';
    refresh();
  }

  async function place(event) {
    event.preventDefault();
    const cart = { venueId, items: rows.flatMap(row => row.items()), pickUpAt: when.value || null };
    // The same cart sent again is the same order; another one is another.
    if (sent !== null && sent !== JSON.stringify(cart))
      key = crypto.randomUUID();
    sent = JSON.stringify(cart);
    order.disabled = true;
    say(answer, t('report.sending'));
    try {
      const { orderId } = await (await asDiner('orders', json(cart, key))).json();
      await asDiner(`orders/${orderId}/place`, json());
      location.hash = orderAddress(orderId);
    } catch (error) {
      answer.dataset.kind = 'refused';
      say(answer, refusal(error, cart));
      key = crypto.randomUUID();
      refresh();
    }
  }

  every(30, async () => {
    times = await get(`venues/${venueId}/pick-up-times`, signal).catch(() => times);
    showTimes();
  }, signal);
  showTimes();
  return h('form', { class: 'order', submit: place },
    ready,
    h('ul', { class: 'menu' }, ...rows.map(row => row.element)),
    h('div', { class: 'question' }, h('label', { for: 'order-when' }, t('order.when')), when),
    h('div', { class: 'entry' }, h('span', null, `${t('order.total')} `, total), order),
    answer);
}

/** A promise in words: about 12:25, 12:20 to 12:32. */
export const promised = time => t('order.promise', {
  about: clockTime(time.about, language()), earliest: clockTime(time.earliest, language()), latest: clockTime(time.latest, language()),
});

/** Why something was refused, in the reader's words. */
export function refusal({ status, problem, noSignIn }, cart) {
  const kind = (problem?.type ?? '').split('/').at(-1);
  if (noSignIn)
    return t('order.noSignIn');
  if (kind === 'price-changed') {
    const changes = Object.entries(problem.errors).map(([at, [must]]) => {
      const item = cart?.items[at.split('/')[2]]?.itemId;
      return `${item ?? ''} ${price(Number(must.match(/\d+/)?.[0]), language())}`.trim();
    });
    return t('order.price-changed', { changes: changes.join('; ') });
  }
  return status === 0 ? t('report.offline') : wordFor('order', kind) || t('order.refused');
}

function dish(item, changed) {
  const count = h('input', { type: 'number', min: 0, max: 20, value: 0, inputmode: 'numeric', 'aria-label': t('order.count', { name: item.name }), disabled: item.soldOut, input: changed });
  const options = item.options.map(option => choices(item, option, changed));
  const unit = () => item.price.cents + options.reduce((sum, option) => sum + option.cents(), 0);
  const quantity = () => Math.max(0, Math.trunc(Number(count.value) || 0));
  return {
    element: h('li', { class: 'dish', 'data-item': item.itemId },
      h('div', { class: 'entry' },
        h('span', { class: 'name' }, item.name, item.soldOut && h('span', { class: 'demo' }, t('reason.soldOut'))),
        h('span', null, price(item.price.cents, language())), count),
      item.description && h('p', { class: 'address' }, item.description),
      ...options.map(option => option.element)),
    cents: () => quantity() * unit(),
    items: () => quantity() === 0 ? [] : [{
      itemId: item.itemId, quantity: quantity(), unitCents: unit(),
      choices: Object.fromEntries(options.filter(option => option.ids().length > 0).map(option => [option.id, option.ids()])),
    }],
  };
}

// One of several is a list; several of several are boxes to tick.
function choices(item, option, changed) {
  const label = choice => choice.extra.cents > 0 ? `${choice.name} +${price(choice.extra.cents, language())}` : choice.name;
  const centsOf = ids => option.choices.filter(choice => ids.includes(choice.choiceId)).reduce((sum, choice) => sum + choice.extra.cents, 0);
  const name = `${item.itemId}-${option.optionId}`;
  if (option.most === 1) {
    const select = h('select', { id: name, change: changed },
      option.least === 0 && h('option', { value: '' }, '–'),
      ...option.choices.map(choice => h('option', { value: choice.choiceId }, label(choice))));
    const ids = () => [select.value].filter(Boolean);
    return { id: option.optionId, element: h('div', { class: 'entry' }, h('label', { for: name }, option.name), select), ids, cents: () => centsOf(ids()) };
  }
  const boxes = option.choices.map(choice => h('input', { type: 'checkbox', value: choice.choiceId, change: changed }));
  const ids = () => boxes.filter(box => box.checked).map(box => box.value);
  return {
    id: option.optionId,
    element: h('fieldset', { class: 'entry' }, h('legend', null, option.name), ...option.choices.map((choice, i) => h('label', null, boxes[i], ` ${label(choice)}`))),
    ids, cents: () => centsOf(ids()),
  };
}
