// Where a person looks from: where they stand, if they let us know, or a hawker centre that they chose. It stays on this device.

import { read, write } from './storage.js';

const key = 'qnom.here';

/** The place that was chosen last, as { name, latitude, longitude }; null if none was. Where someone stood is not kept. */
export const lastHere = () => read(key);

/** The place of a centre, which is remembered. */
export function hereAt(site) {
  const [longitude, latitude] = site.location.coordinates;
  const here = { name: site.name, latitude, longitude };
  write(key, here);
  return here;
}

/** Where the person stands, to about ten metres; rejects if they or the device will not say. */
export const hereNow = () => new Promise((resolve, reject) => navigator.geolocation
  ? navigator.geolocation.getCurrentPosition(
    ({ coords }) => resolve({ name: null, latitude: round(coords.latitude), longitude: round(coords.longitude) }),
    reject, { timeout: 10_000, maximumAge: 60_000 })
  : reject(new Error('no geolocation')));

/** A place as the API's `near` wants it. */
export const nearOf = here => `${here.latitude},${here.longitude}`;

const round = degrees => Math.round(degrees * 1e4) / 1e4;
