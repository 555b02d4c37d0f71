// A stall's orders: what is to be done next, the oldest first, with a button for it.

import { asStall, json, keepKey, keyOf } from '../account.js';
import { every } from '../clock.js';
import { h, replace, say } from '../dom.js';
import { clockTime } from '../format.js';
import { language, t, wordFor } from '../language.js';
import { price } from '../money.js';
import { venueAddress } from '../router.js';
import { loading } from './notices.js';
import { refusal } from './order-form.js';

const announcer = document.querySelector('#announcer');
const moves = { paid: ['accept'], accepted: ['prepare', 'ready'], preparing: ['ready'], ready: ['collected'] };
const pauses = ['halfHour', 'hour', 'today'];
const reasons = ['soldOut', 'tooBusy', 'closing', 'other'];

/** The page for the counter. */
export function showStallOrders({ id, signal, titled }) {
  const element = h('div', null, loading());
  const answer = h('p', { class: 'answer', role: 'status' });
  const list = h('ul', { class: 'menu orders' });
  const pausing = h('div', { class: 'chips' });
  let seen = null;
  titled(t('stall.title'));
  keyOf(id) ? open() : askForKey();
  every(5, () => keyOf(id) && refresh(), signal);
  return element;

  function askForKey(refused) {
    const input = h('input', { id: 'stall-key', type: 'password', autocomplete: 'off', required: true });
    replace(element,
      h('h1', null, t('stall.title')),
      h('form', { class: 'question', submit: event => { event.preventDefault(); keepKey(id, input.value.trim()); open(); } },
        h('label', { for: 'stall-key' }, t('stall.key')), h('div', { class: 'entry' }, input, h('button', { type: 'submit' }, t('stall.open')))),
      refused && h('p', { class: 'answer', role: 'alert' }, t('stall.refused')));
  }

  function open() {
    replace(element,
      h('p', { class: 'back' }, h('a', { href: venueAddress(id), lang: 'en' }, `← ${id}`)),
      h('h1', null, t('stall.title')), h('section', { class: 'panel' }, pausing), list, answer);
    refresh();
  }

  async function refresh() {
    try {
      const [orders, ordering] = await Promise.all([
        asStall(id, `venues/${id}/orders?show=open&limit=100`, { signal, cache: 'no-store' }).then(found => found.json()),
        asStall(id, `venues/${id}/ordering`, { signal, cache: 'no-store' }).then(found => found.json())]);
      show(orders.orders.toReversed(), ordering);
    } catch (error) {
      if (signal.aborted)
        return;
      if (error.status === 401 || error.status === 403) {
        keepKey(id, null);
        askForKey(true);
      } else {
        say(answer, t('report.offline'));
      }
    }
  }

  function show(orders, ordering) {
    // What is the same stays as it is: a button that is being pressed must not move.
    const now = JSON.stringify([orders, ordering]);
    if (now === seen)
      return;
    const fresh = seen !== null && orders.filter(order => order.state === 'paid' && !seen.includes(order.orderId));
    seen = now;
    if (fresh && fresh.length > 0)
      say(announcer, t('stall.fresh', { n: fresh.map(order => order.number).join(', ') }));
    replace(list, ...orders.map(card), orders.length === 0 && h('li', { class: 'notice' }, t('stall.none')));
    replace(pausing, ordering.pausedUntil
      ? [h('span', null, t('stall.paused', { time: clockTime(ordering.pausedUntil, language()) })), h('button', { type: 'button', click: () => act('DELETE', 'ordering/pause') }, t('stall.resume'))]
      : [h('span', null, t('stall.pause')), ...pauses.map(length =>
        h('button', { type: 'button', class: 'chip', click: () => act('PUT', 'ordering/pause', { for: length }) }, wordFor('stall.pause', length)))]);
  }

  function card(order) {
    const reason = h('select', { 'aria-label': t('stall.reason', { n: order.number }) }, ...reasons.map(word => h('option', { value: word }, wordFor('order.reason', word))));
    const move = (action, body) => () => act('POST', `orders/${order.orderId}/${action}`, body);
    return h('li', { class: 'panel', 'data-order': order.orderId, 'data-state': order.state },
      h('div', { class: 'entry' }, h('b', { class: 'number' }, `#${order.number}`), h('span', { class: 'name' }, wordFor('order.state', order.state)),
        h('span', null, clockTime(order.pickUp.about, language())), h('span', null, price(order.total.cents, language()))),
      h('ul', null, ...order.items.map(line => h('li', { lang: 'en' }, `${line.quantity} × ${line.name}`,
        line.choices.length > 0 && ` (${line.choices.map(choice => choice.name).join(', ')})`, line.note && h('em', null, ` – ${line.note}`)))),
      h('div', { class: 'entry' },
        ...(moves[order.state] ?? []).map((action, i) => h('button', {
          type: 'button', class: i > 0 && 'quiet', click: move(action, action === 'accept' ? {} : undefined),
        }, wordFor('stall.do', action))),
        ['placed', 'paid', 'accepted', 'preparing'].includes(order.state) && [reason,
          h('button', { type: 'button', class: 'quiet', click: () => move('reject', { reason: reason.value })() }, t('stall.do.reject'))]));
  }

  async function act(method, path, body) {
    try {
      await asStall(id, `venues/${id}/${path}`, { ...json(body), method });
      say(answer, '');
    } catch (error) {
      say(answer, refusal(error));
    }
    await refresh();
    // The list follows the order, and may be a moment behind it.
    setTimeout(refresh, 800);
  }
}
