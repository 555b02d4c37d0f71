// What is said when there is nothing to show.

import { h } from '../dom.js';
import { t } from '../language.js';

/** A line that says that something is on its way. */
export const loading = () => h('p', { class: 'notice', role: 'status' }, t('loading'));

/** What went wrong, and what can be done. */
export const problem = (text, retry) => h('div', { class: 'notice problem', role: 'alert' },
  h('p', null, text),
  retry && h('button', { type: 'button', click: retry }, t('tryAgain')));

/** The link to where all centres are. */
export const homeLink = () => h('p', { class: 'back' }, h('a', { href: '#/' }, `← ${t('allCentres')}`));

/** The place that an address names does not exist. */
export function showMissing({ titled }) {
  titled(t('missing'));
  return [homeLink(), h('h1', null, t('missing')), h('p', null, t('missingHelp'))];
}
