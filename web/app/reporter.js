// Reports from people who never sign up: this browser gets a device token the first time, and keeps it.

import { ApiProblem, post } from './api.js';
import { forget, read, write } from './storage.js';

const key = 'qnom.device';

/** Sends a report about a venue. Sent again under the same id, it counts once. */
export async function sendReport(venueId, report, reportId) {
  try {
    return await send(venueId, report, reportId, await deviceToken());
  } catch (problem) {
    if (!(problem instanceof ApiProblem) || problem.status !== 401)
      throw problem;
    // A token that is no longer known: become a new device, once.
    forget(key);
    return send(venueId, report, reportId, await deviceToken());
  }
}

const send = (venueId, report, reportId, token) => post(
  `venues/${venueId}/queue/reports`, report, { Authorization: `Bearer ${token}`, 'Idempotency-Key': reportId });

async function deviceToken() {
  const known = read(key);
  if (known)
    return known;
  const { token } = await post('devices', {});
  write(key, token);
  return token;
}
