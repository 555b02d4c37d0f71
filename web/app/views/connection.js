// Whether what is shown is live: said in words, and dated as soon as it is not.

import { h, say } from '../dom.js';
import { dayAndTime } from '../format.js';
import { language, t } from '../language.js';

/** A line about the connection: { element, show(connected, knownAt) }; knownAt in milliseconds, null if nothing is known. */
export function connectionLine() {
  const element = h('p', { class: 'connection', role: 'status' });

  function show(connected, knownAt) {
    element.dataset.connected = connected;
    const time = knownAt && dayAndTime(knownAt, language());
    say(element, connected ? t('connected')
      : !time ? t('connecting')
      : t(navigator.onLine ? 'disconnected' : 'offline', { time }));
  }

  return { element, show };
}
