// Verifies requests, given as JSON, with the official package of Standard Webhooks: by each of two secrets, and with a
// changed body by none. Prints which of them is right for each request.
import { Webhook } from 'standardwebhooks';

// The package compares times with the clock, and what was sent may be of another time: the clock is set to it.
const now = Date.now;

function verifies(secret, headers, body) {
  Date.now = () => Number(headers['webhook-timestamp']) * 1000;
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  } finally {
    Date.now = now;
  }
}

const results = JSON.parse(process.argv[2]).map(({ Headers, Body, secrets }) => {
  const headers = Object.fromEntries(Object.entries(Headers).map(([name, value]) => [name.toLowerCase(), value]));
  if (secrets.some((secret) => verifies(secret, headers, Body + ' '))) {
    throw new Error('A changed body was accepted.');
  }
  return ['old', 'new'].map((name, place) => (verifies(secrets[place], headers, Body) ? name : '-')).join();
});
console.log(results.join(' '));
