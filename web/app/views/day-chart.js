// The day of a stall: what its wait was, and what it is likely to be.

import { now } from '../clock.js';
import { dayScale, linesOf, niceMost } from '../day.js';
import { h, replace, svg } from '../dom.js';
import { t } from '../language.js';
import { timeText } from './wait.js';

const height = 220;
const margin = { left: 34, right: 10, top: 12, bottom: 26 };

/** The section with the chart: { element, show(was, will) }. */
export function dayChart(signal) {
  const drawing = h('div', { class: 'drawing' });
  const table = h('tbody');
  const empty = h('p', { class: 'notice' }, t('day.empty'));
  const rest = h('div', null,
    h('p', { class: 'legend', 'aria-hidden': 'true' },
      h('span', { class: 'key was' }, t('day.was')), h('span', { class: 'key will' }, t('day.will')), h('span', { class: 'key spread' }, t('day.spread'))),
    h('details', null, h('summary', null, t('day.table')),
      h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('day.table') }, h('table', null,
        h('thead', null, h('tr', null, ...['time', 'minutes', 'from', 'to'].map(name => h('th', { scope: 'col' }, t(`day.${name}`))))),
        table))));
  const element = h('section', { class: 'day', 'aria-labelledby': 'day-title' }, h('h2', { id: 'day-title' }, t('day.title')), drawing, rest, empty);
  let day = { was: [], will: [] };

  function draw() {
    const nothing = day.was.length + day.will.length === 0;
    [drawing.hidden, rest.hidden, empty.hidden] = [nothing, nothing, !nothing];
    if (nothing)
      return;
    replace(drawing, picture(day, Math.max(260, drawing.clientWidth || 320)));
    replace(table, ...rows(day));
  }

  function show(was, will) {
    day = { was, will };
    draw();
  }

  const sizes = new ResizeObserver(draw);
  sizes.observe(element);
  signal.addEventListener('abort', () => sizes.disconnect());
  return { element, show };
}

function picture({ was, will }, width) {
  const at = now();
  const scale = dayScale(at, was, will);
  const most = niceMost([...was.map(p => p.likely), ...will.map(p => p.high)]);
  const x = time => margin.left + (time - scale.from) / (scale.to - scale.from) * (width - margin.left - margin.right);
  const y = minutes => height - margin.bottom - Math.min(minutes, most) / most * (height - margin.top - margin.bottom);
  const point = p => `${x(Date.parse(p.at)).toFixed(1)},${y(p.likely).toFixed(1)}`;
  const edge = name => p => `${x(Date.parse(p.at)).toFixed(1)},${y(p[name]).toFixed(1)}`;
  const hours = scale.hours(width);

  return svg('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': inWords(was, will) },
    ...[0, most / 2, most].flatMap(minutes => [
      svg('line', { class: 'grid', x1: margin.left, x2: width - margin.right, y1: y(minutes), y2: y(minutes) }),
      svg('text', { class: 'tick', x: margin.left - 6, y: y(minutes) + 4, 'text-anchor': 'end' }, minutes),
    ]),
    ...hours.map(time => svg('text', { class: 'tick', x: x(time), y: height - 8, 'text-anchor': 'middle' }, timeText(time))),
    will.length > 1 && svg('polygon', { class: 'spread', points: [...will.map(edge('high')), ...will.map(edge('low')).reverse()].join(' ') }),
    ...linesOf(was).map(line => line.length > 1
      ? svg('polyline', { class: 'was', points: line.map(point).join(' ') })
      : svg('circle', { class: 'was', cx: x(Date.parse(line[0].at)), cy: y(line[0].likely), r: 3 })),
    svg('polyline', { class: 'will', points: will.map(point).join(' ') }),
    ...will.length <= 4 ? will.map(p => svg('circle', { class: 'will', cx: x(Date.parse(p.at)), cy: y(p.likely), r: 3.5 })) : [],
    svg('line', { class: 'now', x1: x(at), x2: x(at), y1: margin.top, y2: height - margin.bottom }),
    svg('text', { class: 'tick', x: x(at) + 4, y: margin.top + 2, 'text-anchor': x(at) > width - 90 ? 'end' : 'start' }, t('now')));
}

function inWords(was, will) {
  const last = was.at(-1);
  return [
    t('day.title'),
    last && t('day.lastWas', { time: timeText(last.at), n: last.likely }),
    ...will.slice(0, 4).map(p => t('day.willBe', { time: timeText(p.at), n: p.likely })),
  ].filter(Boolean).join('. ');
}

const rows = ({ was, will }) => [...was.map(p => [p, 'was']), ...will.map(p => [p, 'will'])].map(([p, kind]) =>
  h('tr', { class: kind }, h('th', { scope: 'row' }, timeText(p.at)), h('td', null, p.likely), h('td', null, p.low ?? '–'), h('td', null, p.high ?? '–')));
