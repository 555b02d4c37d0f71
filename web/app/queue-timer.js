// "I'm in the queue" … "I've got my food": a timed visit, which survives that the phone is put away or the page reloaded.

import { forget, read, write } from './storage.js';

const key = 'qnom.visit';
// What the API believes of a visit at most.
const longest = 180 * 60 * 1000;

/** Starts the visit; any other ends without a report. */
export const join = (venueId, at) => write(key, { venueId, joinedAt: at });

/** The visit that is under way at a venue, as { venueId, joinedAt }; null if there is none that can still be believed. */
export function visitAt(venueId, at) {
  const visit = read(key);
  return visit?.venueId === venueId && at - visit.joinedAt <= longest ? visit : null;
}

/** Ends the visit. */
export const leave = () => forget(key);
