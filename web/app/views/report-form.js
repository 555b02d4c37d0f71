// What someone at the stall can tell: a guess, the people ahead, or a visit with a timer. Nobody signs in for it.

import { every, now } from '../clock.js';
import { h, replace, say } from '../dom.js';
import { stopwatch } from '../format.js';
import { t } from '../language.js';
import { join, leave, visitAt } from '../queue-timer.js';
import { sendReport } from '../reporter.js';

const minutesOffered = [0, 5, 10, 15, 20, 30, 45];
const peopleOffered = [0, 2, 5, 10, 15, 20, 30];

/** The section to report in. */
export function reportForm(venueId, signal) {
  const answer = h('p', { class: 'answer', role: 'status' });
  const send = sender(venueId, answer);
  return h('section', { class: 'report', 'aria-labelledby': 'report-title' },
    h('h2', { id: 'report-title' }, t('report.title')),
    h('p', null, t('report.lead')),
    number({ name: 'minutes', field: 'waitMinutes', most: 180, offered: minutesOffered, send }),
    number({ name: 'people', field: 'queueLength', most: 999, offered: peopleOffered, send }),
    timer(venueId, send, signal),
    answer);
}

// Sends one report at a time. One that failed on its way is sent again under the same id: it can count only once.
function sender(venueId, answer) {
  let unsure = null;
  return async report => {
    const body = JSON.stringify(report);
    const id = unsure?.body === body ? unsure.id : crypto.randomUUID();
    answer.dataset.kind = 'sending';
    say(answer, t('report.sending'));
    try {
      await sendReport(venueId, report, id);
      unsure = null;
      answer.dataset.kind = 'sent';
      say(answer, t('report.thanks'));
      return true;
    } catch (problem) {
      unsure = { body, id };
      answer.dataset.kind = 'refused';
      say(answer, refusal(problem));
      return false;
    }
  };
}

function refusal({ status, problem }) {
  if (status === 0)
    return t('report.offline');
  if (status === 429)
    return t('report.tooSoon');
  const details = Object.values(problem?.errors ?? {}).flat().join('; ');
  return details ? `${t('report.refused')} (${details})` : t('report.refused');
}

function number({ name, field, most, offered, send }) {
  const id = `report-${name}`;
  const input = h('input', { id, type: 'number', inputmode: 'numeric', min: 0, max: most, step: 1, required: true });
  const button = h('button', { type: 'submit' }, t('report.send'));
  const offer = value => h('button', {
    type: 'button', class: 'chip', 'aria-label': t(`report.${name}.chip`, { n: value }),
    click: () => { input.value = value; input.focus(); },
  }, value);
  return h('form', {
    class: 'question', submit: async event => {
      event.preventDefault();
      button.disabled = true;
      if (await send({ [field]: Number(input.value) }))
        input.value = '';
      button.disabled = false;
    },
  },
  h('label', { for: id }, t(`report.${name}`)),
  h('div', { class: 'chips' }, ...offered.map(offer)),
  h('div', { class: 'entry' }, input, h('span', { 'aria-hidden': 'true' }, t(`report.${name}.unit`)), button));
}

function timer(venueId, send, signal) {
  const element = h('div', { class: 'question', role: 'group', 'aria-labelledby': 'report-timer' });
  const watch = h('span', { class: 'watch', role: 'timer' });

  function show(focus) {
    const visit = visitAt(venueId, now());
    const main = visit
      ? h('button', { type: 'button', click: served }, t('report.served'))
      : h('button', { type: 'button', click: () => { join(venueId, now()); show(true); } }, t('report.joined'));
    replace(element,
      h('p', { id: 'report-timer', class: 'label' }, t('report.timer')),
      h('div', { class: 'entry' }, visit && watch, main,
        visit && h('button', { type: 'button', class: 'quiet', click: () => { leave(); show(true); } }, t('report.left'))));
    tick();
    if (focus)
      main.focus();
  }

  function tick() {
    const visit = visitAt(venueId, now());
    if (visit)
      say(watch, stopwatch(now() - visit.joinedAt));
  }

  async function served() {
    const visit = visitAt(venueId, now());
    const iso = time => new Date(time).toISOString();
    if (visit && await send({ joinedAt: iso(visit.joinedAt), servedAt: iso(now()) }))
      leave();
    show(true);
  }

  show(false);
  every(1, tick, signal);
  return element;
}
