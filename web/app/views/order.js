// An order: where it is, what there is to do, and what it costs. It moves by itself.

import { asDiner, json } from '../account.js';
import { h, replace, say } from '../dom.js';
import { clockTime } from '../format.js';
import { language, t, wordFor } from '../language.js';
import { price } from '../money.js';
import { followOrder } from '../order-stream.js';
import { venueAddress } from '../router.js';
import { loading, problem } from './notices.js';
import { promised, refusal } from './order-form.js';

const announcer = document.querySelector('#announcer');
const steps = ['placed', 'paid', 'accepted', 'preparing', 'ready', 'collected'];
// A card is typed in at the provider's own page: this one runs no script of anyone else's, as a form for cards would need.
const ways = [{ method: 'payNow' }, { method: 'card', provider: 'hitpay' }, { method: 'grabPay' }];

/** The page of an order. */
export function showOrder({ id, signal, titled }) {
  const element = h('div', null, loading());
  const connection = h('p', { class: 'connection' });
  const answer = h('p', { class: 'answer', role: 'status' });
  const paying = h('div', { class: 'paying' });
  let state = null;

  followOrder(id, {
    signal,
    connection: is => {
      connection.dataset.connected = is;
      say(connection, is ? t('connected') : t('connecting'));
    },
    changed: order => {
      titled(`${t('order.number', { n: order.number ?? '–' })} · ${wordFor('order.state', order.state)}`);
      if (state !== null && state !== order.state) {
        say(announcer, wordFor('order.state', order.state));
        replace(paying);
      }
      state = order.state;
      show(order);
    },
  }).catch(() => signal.aborted || replace(element, problem(t('missingHelp'))));
  return element;

  function show(order) {
    const at = steps.indexOf(order.state);
    replace(element,
      h('p', { class: 'back' }, h('a', { href: venueAddress(order.venueId), lang: 'en' }, `← ${order.venueName}`)),
      h('h1', null, order.number === null ? t('order.title') : t('order.number', { n: order.number })),
      connection,
      h('section', { class: 'panel', 'data-state': order.state },
        h('p', { class: 'state' }, wordFor('order.state', order.state)),
        order.endedAt === null && h('p', { class: 'ready' }, promised(order.pickUp)),
        order.reason && h('p', null, wordFor('order.reason', order.reason)),
        at >= 0 && h('ol', { class: 'steps' }, ...steps.map((step, i) =>
          h('li', { 'data-done': `${i <= at}`, 'aria-current': i === at && 'step' }, wordFor('order.state', step)))),
        order.state === 'placed' && h('p', null, t('order.payBy', { time: clockTime(order.dueAt, language()) }))),
      order.state === 'placed' && h('section', { class: 'panel' }, h('h2', null, t('order.pay')),
        h('div', { class: 'chips' }, ...ways.map(way =>
          h('button', { type: 'button', click: event => pay(way, event.target) }, wordFor('order.method', way.method)))),
        paying),
      h('section', { class: 'panel' },
        h('ul', { class: 'menu' }, ...order.items.map(line => h('li', { class: 'entry' },
          h('span', { class: 'name', lang: 'en' }, `${line.quantity} × ${line.name}`, line.choices.length > 0 && ` (${line.choices.map(choice => choice.name).join(', ')})`),
          h('span', null, price(line.quantity * line.unitCents, language()))))),
        h('p', { class: 'entry' }, h('span', { class: 'name' }, t('order.total')), h('b', { class: 'total' }, price(order.total.cents, language())))),
      order.canCancel && h('button', { type: 'button', class: 'quiet', click: event => cancel(event.target) }, t('order.cancel')),
      answer);
  }

  async function pay(way, button) {
    button.disabled = true;
    try {
      const started = await (await asDiner(`orders/${id}/payments`, json(way, crypto.randomUUID()))).json();
      replace(paying,
        started.redirectUrl && h('p', null, h('a', { href: started.redirectUrl, rel: 'noreferrer' }, t('order.goPay'))),
        started.payNow && h('p', null, t('order.scan'), h('code', { class: 'code' }, started.payNow)),
        h('p', { class: 'address' }, t('order.waiting')));
      say(answer, '');
    } catch (error) {
      say(answer, refusal(error));
    }
    button.disabled = false;
  }

  async function cancel(button) {
    button.disabled = true;
    try {
      await asDiner(`orders/${id}/cancel`, json());
    } catch (error) {
      say(answer, refusal(error));
      button.disabled = false;
    }
  }
}
