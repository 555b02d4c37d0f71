// Keeps something live: reads it, then hears of its changes through server-sent events, for as long as it is looked at.

import { address, getLive } from './api.js';

const patience = 5000;

/**
 * Follows a resource until the signal ends it. The browser comes back to a lost stream by itself and says what it heard
 * last; where it gives up, everything is read again.
 * @param read the path of what is read first
 * @param stream gives the path of its changes, from what was read
 * @param heard called with what was read
 * @param changed called with the data of each event
 * @param connection called with true when changes are heard of, with false when they no longer are
 * @param failed called with the problem when the first read fails for good
 */
export function follow({ read, stream, heard, changed, connection, failed, signal }) {
  let events = null;
  let again = null;

  const close = () => {
    events?.close();
    events = null;
    clearTimeout(again);
  };

  const retry = () => {
    close();
    connection(false);
    again = setTimeout(start, patience);
  };

  async function start() {
    close();
    try {
      const content = await getLive(read, signal);
      if (signal.aborted)
        return;
      heard(content);
      open(content);
    } catch (problem) {
      if (signal.aborted)
        return;
      if (problem.status === 404 || problem.status === 400)
        failed(problem);
      else
        retry();
    }
  }

  function open(content) {
    close();
    events = new EventSource(address(stream(content)));
    events.addEventListener('open', () => connection(true));
    events.addEventListener('stall', event => changed(JSON.parse(event.data)));
    events.addEventListener('error', () => events?.readyState === EventSource.CLOSED ? retry() : connection(false));
  }

  // An open stream over a network that is gone looks open for minutes.
  window.addEventListener('offline', retry, { signal });
  window.addEventListener('online', start, { signal });
  signal.addEventListener('abort', close);
  return start();
}
