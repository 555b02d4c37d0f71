// The scales of a day's chart.

import { startOfDay } from './format.js';

const hour = 3600e3;
// Bins further apart than this are not joined: in between nobody knew.
const gap = 20 * 60e3;

/** The hours that a chart shows: six in the morning to midnight, wider where there is something to show. */
export function dayScale(now, ...series) {
  const day = startOfDay(now);
  const times = series.flat().map(point => Date.parse(point.at)).concat(now);
  const from = Math.min(day + 6 * hour, Math.floor(Math.min(...times) / hour) * hour);
  const to = Math.max(day + 24 * hour, Math.ceil(Math.max(...times) / hour) * hour);
  return {
    from,
    to,
    /** Full hours to be named, as many as fit a width in pixels. */
    hours(width) {
      const step = [2, 3, 4, 6, 12].find(hours => (to - from) / hour / hours * 52 <= width - 40) ?? 12;
      const all = [];
      for (let time = Math.ceil((from - day) / hour / step) * step * hour + day; time < to; time += step * hour)
        all.push(time);
      return all;
    },
  };
}

/** A round number of minutes that all fit under, at least 20. */
export function niceMost(minutes) {
  const most = Math.max(0, ...minutes.filter(Number.isFinite));
  return [20, 30, 40, 60, 90, 120].find(nice => most <= nice) ?? 180;
}

/**
 * The waits of a day that this page has seen itself, with one more: of the day of a time only, one per time, in order.
 * @param point { at, likely, low, high }, at as an ISO time
 */
export const withSeen = (seen, point, now) => [
  ...seen.filter(known => known.at !== point.at && Date.parse(known.at) >= startOfDay(now)), point,
].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));

/**
 * What was live on a day: as the API remembers it, and after that as this page has seen it.
 * @param history steps of so many minutes, each with what was shown at its end
 */
export function pastOf({ steps, stepMinutes }, seen, now) {
  const past = steps.filter(({ shown }) => shown.wait && shown.validUntil).map(({ at, shown }) => (
    { ...shown.wait, at: new Date(Math.min(Date.parse(at) + stepMinutes * 60e3, now)).toISOString() }));
  const last = past.length ? Date.parse(past.at(-1).at) : -Infinity;
  return [...past, ...seen.filter(point => Date.parse(point.at) > last)];
}

/** Points in lines, broken where too long nothing was known. */
export function linesOf(points) {
  const lines = [];
  for (const point of points) {
    const line = lines.at(-1);
    if (line && Date.parse(point.at) - Date.parse(line.at(-1).at) <= gap)
      line.push(point);
    else
      lines.push([point]);
  }
  return lines;
}
