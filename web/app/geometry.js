// Where things lie on the map: plain geometry, without the page.

/** The map's size in its own units; at Singapore's latitude a degree of longitude is as long as one of latitude. */
export const mapSize = { width: 480, height: 270 };

const west = 103.585;
const north = 1.49;
const unitsPerDegree = 1000;

/** The place of a point given as [longitude, latitude]. */
export const project = ([longitude, latitude]) => ({
  x: (longitude - west) * unitsPerDegree,
  y: (north - latitude) * unitsPerDegree,
});

/** Singapore's main island in a few strokes of our own; good for finding one's way and nothing else. */
export const outline = [
  [103.624, 1.262], [103.604, 1.272], [103.618, 1.322], [103.655, 1.352], [103.674, 1.397], [103.690, 1.437], [103.716, 1.452],
  [103.752, 1.443], [103.770, 1.452], [103.797, 1.466], [103.832, 1.475], [103.853, 1.463], [103.871, 1.434], [103.897, 1.424],
  [103.925, 1.424], [103.944, 1.402], [103.962, 1.391], [103.988, 1.392], [104.012, 1.366], [104.034, 1.353], [104.022, 1.326],
  [103.984, 1.313], [103.952, 1.306], [103.915, 1.299], [103.884, 1.290], [103.869, 1.272], [103.846, 1.262], [103.822, 1.262],
  [103.794, 1.270], [103.776, 1.283], [103.752, 1.297], [103.733, 1.307], [103.710, 1.310], [103.682, 1.303], [103.655, 1.296],
  [103.640, 1.277],
].map(project);

/** The places within a distance of a point, nearest first. */
export const near = (places, point, distance) => places
  .map(place => ({ place, away: Math.hypot(place.x - point.x, place.y - point.y) }))
  .filter(({ away }) => away <= distance)
  .sort((a, b) => a.away - b.away)
  .map(({ place }) => place);

/** The nearest place in the direction of an arrow key, within 45 degrees either side of it; undefined if there is none. */
export function toward(places, from, key) {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  return near(places, from, Infinity).find(place => {
    const along = (place.x - from.x) * dx + (place.y - from.y) * dy;
    const across = Math.abs((place.x - from.x) * dy) + Math.abs((place.y - from.y) * dx);
    return along > 0 && across <= along;
  });
}

/** The part of the map that shows all places with room around them, in the map's proportions; the whole map for none. */
export function frame(places) {
  const whole = { x: 0, y: 0, ...mapSize };
  if (places.length === 0)
    return whole;
  const [left, right] = [Math.min(...places.map(p => p.x)), Math.max(...places.map(p => p.x))];
  const [top, bottom] = [Math.min(...places.map(p => p.y)), Math.max(...places.map(p => p.y))];
  const ratio = mapSize.width / mapSize.height;
  const width = Math.min(mapSize.width, Math.max(right - left, (bottom - top) * ratio) * 1.25 + 50);
  return within({ x: (left + right - width) / 2, y: (top + bottom - width / ratio) / 2, width, height: width / ratio });
}

/** The frame around a point, so many times as close. */
export function closer(view, point, times) {
  const [width, height] = [view.width / times, view.height / times];
  return within({ x: point.x - width / 2, y: point.y - height / 2, width, height });
}

const within = view => ({
  ...view,
  x: Math.min(Math.max(view.x, 0), mapSize.width - view.width),
  y: Math.min(Math.max(view.y, 0), mapSize.height - view.height),
});
