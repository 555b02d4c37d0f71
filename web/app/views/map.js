// The map: a dot per centre where it is. A tap where dots crowd comes closer; arrow keys go from dot to dot.

import { h, replace, say, svg } from '../dom.js';
import { closer, frame, mapSize, near, outline, project, toward } from '../geometry.js';
import { t } from '../language.js';
import { siteAddress } from '../router.js';

// As far from a dot as a finger may be, and as close as the map comes, in CSS pixels and in map units.
const reach = 22;
const closest = 40;

/** The map of sites: { element, show(sites, zoom) }. */
export function centreMap(sites) {
  const whole = frame([]);
  const dots = sites.map(dot);
  const island = svg('polygon', { class: 'island', points: outline.map(p => `${p.x},${p.y}`).join(' ') });
  const drawing = svg('svg', {
    role: 'group', 'aria-label': t('map.label'), preserveAspectRatio: 'xMidYMid meet', click: tap, keydown: move,
  }, island, ...dots.map(place => place.link));
  const name = h('p', { class: 'map-name', 'aria-hidden': 'true' }, t('map.help'));
  const back = h('button', { type: 'button', class: 'quiet', click: () => look(whole) }, t('map.whole'));
  const element = h('section', { class: 'map', 'aria-label': t('map') }, drawing, h('div', { class: 'map-foot' }, name, back));
  let view = whole;
  let visible = dots;

  function dot(site) {
    const circle = svg('circle', { class: site.status });
    const link = svg('a', {
      href: siteAddress(site.siteId), 'aria-label': site.name, tabindex: -1,
      focus: () => say(name, site.name), mouseenter: () => say(name, site.name),
    }, svg('title', null, site.name), circle);
    const { x, y } = project(site.location.coordinates);
    circle.setAttribute('cx', x);
    circle.setAttribute('cy', y);
    return { id: site.siteId, x, y, link, circle };
  }

  function look(next) {
    view = next;
    drawing.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
    // Dots keep their size while the map grows.
    const radius = 4.2 * Math.sqrt(view.width / mapSize.width) * (view.width / mapSize.width) ** 0.3;
    for (const place of dots)
      place.circle.setAttribute('r', radius);
    back.hidden = view.width === whole.width;
  }

  function show(found, zoom) {
    const ids = new Set(found.map(site => site.siteId));
    visible = dots.filter(place => ids.has(place.id));
    for (const place of dots)
      place.link.toggleAttribute('hidden', !ids.has(place.id));
    stopAt(visible[0]);
    look(zoom ? frame(visible) : whole);
  }

  // One stop of the Tab key for the whole map.
  function stopAt(place) {
    for (const other of dots)
      other.link.setAttribute('tabindex', other === place ? 0 : -1);
  }

  function tap(event) {
    // Enter on a link is a click without a place: the link itself is meant.
    if (event.detail === 0)
      return;
    event.preventDefault();
    const scale = drawing.getScreenCTM().a;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.getScreenCTM().inverse());
    const touched = near(visible, point, reach / scale);
    const crowded = touched.length > 1 && near(touched, touched[0], 10 / scale).length > 1;
    if (touched.length > 0 && (!crowded || view.width <= closest))
      location.hash = siteAddress(touched[0].id);
    else if (touched.length > 0)
      look(closer(view, point, 2.5));
  }

  function move(event) {
    if (!event.key.startsWith('Arrow'))
      return;
    const from = dots.find(place => place.link === document.activeElement);
    const next = from && toward(visible, from, event.key);
    event.preventDefault();
    if (next) {
      stopAt(next);
      next.link.focus();
    }
  }

  look(whole);
  return { element, show };
}
