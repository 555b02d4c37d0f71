// What the page showed last, dated, for when there is no network. The oldest places make room for new ones.

import { read, write } from './storage.js';

const key = 'qnom.last';
const mostPlaces = 20;

/** Remembers what was known of a place at a time in milliseconds. */
export function remember(place, content, at) {
  const { [place]: _, ...others } = read(key) ?? {};
  const kept = Object.entries(others).sort((a, b) => b[1].at - a[1].at).slice(0, mostPlaces - 1);
  write(key, Object.fromEntries([[place, { at, content }], ...kept]));
}

/** What was last known of a place, as { at, content }; null if nothing. */
export const lastKnown = place => (read(key) ?? {})[place] ?? null;
