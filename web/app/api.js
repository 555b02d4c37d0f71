// The API, as this page needs it. What fails throws an ApiProblem.

import { setClock } from './clock.js';
import { language } from './language.js';
import { nextPage } from './paging.js';

/** Where the API's origin is; empty if it is this page's. */
const origin = document.querySelector('meta[name="qnom-api"]').content;

const base = `${origin}/api/v1`;

/** An answer that is not a success, or none at all: then the status is 0. */
export class ApiProblem extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? problem?.title ?? `status ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/** The address of a resource. */
export const address = path => `${base}/${path}`;

/** Reads a resource. */
export const get = async (path, signal) => (await ask(path, { signal })).json();

/** Reads something live; its answer also sets the clock, so it must come from the API and not from a cache. */
export async function getLive(path, signal) {
  const response = await ask(path, { signal, cache: 'no-store' });
  setClock(response.headers.get('Date'));
  return response.json();
}

/** Reads a page of something live, in the reader's language: { content, next }, the path of the next page or null. */
export async function getPage(path, signal) {
  const response = await ask(path, { signal, cache: 'no-store', headers: { 'Accept-Language': language() } });
  setClock(response.headers.get('Date'));
  return { content: await response.json(), next: nextPage(response.headers.get('Link')) };
}

/** Posts JSON, and gives the answer. */
export const post = async (path, body, headers = {}) => (await ask(path, {
  method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers },
})).json();

/** Every hawker centre, however many pages there are. */
export async function listSites(signal) {
  const sites = [];
  for (let path = 'sites?limit=100'; path;) {
    const response = await ask(path, { signal });
    sites.push(...(await response.json()).sites);
    path = nextPage(response.headers.get('Link'));
  }
  return sites;
}

/** Asks the API; an answer that is no success is an ApiProblem. */
export async function ask(path, options) {
  let response;
  try {
    response = await fetch(address(path), options);
  } catch (error) {
    if (error.name === 'AbortError')
      throw error;
    throw new ApiProblem(0, null);
  }
  if (response.ok)
    return response;
  throw new ApiProblem(response.status, await response.json().catch(() => null));
}
