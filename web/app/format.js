// Times as people read them: Singapore's, in the reader's language.

const zone = 'Asia/Singapore';

// English as it is written in Singapore: the day before the month.
const locale = language => language === 'en' ? 'en-SG' : language;

/** The time of day, as 12:05. */
export const clockTime = (time, language) =>
  new Intl.DateTimeFormat(locale(language), { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(time));

/** Day and time, as Mon, 23 Nov, 12:05. */
export const dayAndTime = (time, language) => new Intl.DateTimeFormat(locale(language), {
  timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
}).format(new Date(time));

/** The time if it is today in Singapore, else with its day. */
export const shortTime = (time, at, language) =>
  sameDay(time, at) ? clockTime(time, language) : dayAndTime(time, language);

/** How long ago, in the largest unit that fits; null for less than a minute. */
export function ago(time, at, language) {
  const seconds = (at - Date.parse(time)) / 1000;
  if (seconds < 60)
    return null;
  const [count, unit] = seconds < 3600 ? [seconds / 60, 'minute'] : seconds < 86400 ? [seconds / 3600, 'hour'] : [seconds / 86400, 'day'];
  return new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(-Math.floor(count), unit);
}

/** A duration as 4:05. */
export function stopwatch(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A share as 38%. */
export const percent = (share, language) => new Intl.NumberFormat(language, { style: 'percent' }).format(share);

/** When the day of a time began in Singapore, which has no daylight saving. */
export const startOfDay = time => Math.floor((time + 8 * 3600e3) / 86400e3) * 86400e3 - 8 * 3600e3;

const sameDay = (one, other) => startOfDay(new Date(one).getTime()) === startOfDay(new Date(other).getTime());
