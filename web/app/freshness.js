// What may be said of a wait at a time: the rules of the API (StallWait.At), held here as well, since a page stays open and
// is looked at offline. A frozen number is worse than none.

/** What is usual at this time of the week says nothing about another: so long it may be kept, in milliseconds. */
export const usualHolds = 15 * 60 * 1000;

/**
 * Reads a wait at a time.
 * @param wait as on the board; null if nobody has ever said anything
 * @param at the time in milliseconds
 * @param connected whether changes would be heard of
 * @param receivedAt when the wait came, in milliseconds
 * @returns its kind: live, held (true when last heard of, and not ended since), usual, open, closed, paused, ended, unknown
 *   or never; only live, held and usual have minutes
 */
export function readWait(wait, at, connected, receivedAt = at) {
  if (!wait)
    return { kind: 'never' };
  const { state, level, likely, low, high, confidence, updatedAt, until, reason, opensAt } = wait;
  if (wait.validUntil && Date.parse(wait.validUntil) <= at)
    return likely == null && state !== 'open' ? { kind: 'unknown', updatedAt } : { kind: 'ended', endedAt: wait.validUntil, updatedAt };
  if (state === 'closed' || state === 'paused')
    return { kind: state, until, reason, opensAt, updatedAt };
  if (state !== 'open')
    return { kind: 'unknown', updatedAt };
  if (likely == null)
    return { kind: 'open', updatedAt };
  const minutes = { level, likely, low, high, confidence, updatedAt };
  if (wait.live)
    return { kind: connected ? 'live' : 'held', ...minutes };
  return at - receivedAt < usualHolds ? { kind: 'usual', ...minutes } : { kind: 'ended', endedAt: null, updatedAt };
}

/** The status of a venue's queue in the form of a wait on the board. */
export const waitOfStatus = status => ({
  ...status.wait,
  state: status.state,
  live: Boolean(status.wait && status.validUntil),
  level: status.level,
  confidence: status.confidence,
  updatedAt: status.updatedAt,
  validUntil: status.validUntil,
  until: status.until,
  reason: status.reason,
  opensAt: status.opensAt,
});

/** How sure an estimate is, in three steps. */
export const sureness = confidence => confidence >= 0.65 ? 'sure' : confidence >= 0.4 ? 'fairly' : 'rough';

/** Whether a reading has minutes to show. */
export const hasMinutes = reading => ['live', 'held', 'usual', 'found'].includes(reading.kind);

/** Stalls with minutes first, shortest first; then what is open; then the rest; by name where nothing else tells. */
export function compareReadings(a, b) {
  const rank = reading => hasMinutes(reading) ? 0 : reading.kind === 'open' ? 1 : reading.kind === 'closed' ? 3 : 2;
  return rank(a) - rank(b) || (a.likely ?? 0) - (b.likely ?? 0);
}
