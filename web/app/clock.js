// The API's time. A phone whose clock is wrong must not show a wait that has ended.

let ahead = 0;

/** Takes the time from an answer that came from the API just now; another origin's may not be readable. */
export function setClock(dateHeader, here = Date.now()) {
  const there = Date.parse(dateHeader ?? '');
  // The header counts whole seconds, and a request takes time: a small difference is none.
  if (!Number.isNaN(there))
    ahead = Math.abs(there - here) < 5000 ? 0 : there - here;
}

/** Now, in milliseconds since 1970, by the API's clock. */
export const now = () => Date.now() + ahead;

/** Calls back every so many seconds until the signal ends it. */
export function every(seconds, callback, signal) {
  const timer = setInterval(callback, seconds * 1000);
  signal.addEventListener('abort', () => clearInterval(timer));
}
