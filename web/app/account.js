// Who orders. On one machine the development issuer signs anyone in; elsewhere whoever embeds the page hands it a token.

import { ask } from './api.js';
import { forget, read, write } from './storage.js';

const personKey = 'qnom.person';
const tokenKey = 'qnom.token';
const stallKey = id => `qnom.stall.${id}`;
const origin = document.querySelector('meta[name="qnom-api"]').content;

/** Calls the API as the diner; signs in the first time, and once more when the token has run out. */
export async function asDiner(path, options = {}) {
  try {
    return await ask(path, withToken(options, read(tokenKey) ?? await signIn()));
  } catch (problem) {
    if (problem.status !== 401)
      throw problem;
    forget(tokenKey);
    return ask(path, withToken(options, await signIn()));
  }
}

/** Calls the API as a stall, with the key that was entered for it here. */
export const asStall = (venueId, path, options = {}) => ask(path, withToken(options, read(stallKey(venueId))));

/** The key of a stall; null if none was entered here. */
export const keyOf = venueId => read(stallKey(venueId));

/** Keeps the key of a stall in this browser; null forgets it. */
export const keepKey = (venueId, key) => key ? write(stallKey(venueId), key) : forget(stallKey(venueId));

/** What makes a request a JSON one; with a key if it creates something. */
export const json = (body, key) => ({
  method: 'POST', body: body === undefined ? undefined : JSON.stringify(body),
  headers: { 'Content-Type': 'application/json', ...key && { 'Idempotency-Key': key } },
});

async function signIn() {
  const person = read(personKey) ?? crypto.randomUUID();
  write(personKey, person);
  const answer = await fetch(`${origin}/identity/token?sub=${person}&role=diner`).catch(() => null);
  if (!answer?.ok)
    throw Object.assign(new Error('no sign-in'), { status: answer ? 401 : 0, noSignIn: Boolean(answer) });
  const token = await answer.text();
  write(tokenKey, token);
  return token;
}

const withToken = (options, token) => ({ ...options, headers: { ...options.headers, Authorization: `Bearer ${token}` } });
