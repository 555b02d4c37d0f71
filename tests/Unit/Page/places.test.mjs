import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closer, frame, mapSize, near, project, toward } from '../../../web/app/geometry.js';
import { nextPage } from '../../../web/app/paging.js';
import { parsePlace } from '../../../web/app/router.js';
import { matching } from '../../../web/app/search.js';

const sites = [
  { name: 'Maxwell Food Centre (Kim Hua Market)', address: '1 Kadayanallur Street', postalCode: '069184' },
  { name: 'Tiong Bahru Market', address: '30 Seng Poh Road', postalCode: '168898' },
];

test('a centre is found by the starts of words of its name, street or postal code, in any order', () => {
  for (const typed of ['maxwell', 'MAX fo', 'kim', 'food  max', 'Kadayanallur', '0691', 'máxwell', '(kim'])
    assert.deepEqual(matching(sites, typed), [sites[0]], typed);
  assert.deepEqual(matching(sites, 'axwell'), []);
  assert.deepEqual(matching(sites, ' '), sites);
});

test('an address names a place, and nothing else does', () => {
  assert.deepEqual(['', '#/'].map(hash => parsePlace(hash).view), ['home', 'home']);
  assert.deepEqual(parsePlace('#/sites/maxwell-food-centre'), { view: 'site', id: 'maxwell-food-centre' });
  assert.deepEqual(parsePlace('#/venues/a'), { view: 'venue', id: 'a' });
  assert.deepEqual(parsePlace('#/venues/a/order'), { view: 'orderForm', id: 'a' });
  assert.deepEqual(parsePlace('#/venues/a/orders'), { view: 'stallOrders', id: 'a' });
  assert.deepEqual(parsePlace('#/orders/0af7'), { view: 'order', id: '0af7' });
  for (const hash of ['#/sites/', '#/sites/../x', '#/sites/A', '#/sites/a/b', '#/sites/a?x', '#/sites/%2e', '#x'])
    assert.equal(parsePlace(hash).view, 'missing', hash);
});

test('the next page is read from its link, whatever origin it names', () => {
  assert.equal(nextPage('<https://x.example/api/v1/sites?limit=100&cursor=abc>; rel="next"'), 'sites?limit=100&cursor=abc');
  assert.equal(nextPage('</api/v1/sites?cursor=abc>; rel="prev"'), null);
  assert.equal(nextPage(null), null);
});

test('east is right, north is up, and all of Singapore is on the map', () => {
  const [tuas, changi, woodlands] = [[103.63, 1.3], [103.99, 1.36], [103.79, 1.44]].map(project);
  assert.ok(tuas.x < changi.x && woodlands.y < changi.y);
  for (const { x, y } of [tuas, changi, woodlands])
    assert.ok(x > 0 && x < mapSize.width && y > 0 && y < mapSize.height);
});

test('an arrow key goes to the nearest place on its side', () => {
  const [here, right, far, up] = [{ x: 0, y: 0 }, { x: 5, y: 1 }, { x: 90, y: 0 }, { x: 1, y: -9 }];
  const all = [here, far, up, right];
  assert.equal(toward(all, here, 'ArrowRight'), right);
  assert.equal(toward(all, here, 'ArrowUp'), up);
  assert.equal(toward(all, here, 'ArrowDown'), undefined);
});

test('what is near comes nearest first', () =>
  assert.deepEqual(near([{ x: 3, y: 0 }, { x: 1, y: 0 }, { x: 9, y: 0 }], { x: 0, y: 0 }, 4).map(p => p.x), [1, 3]));

test('a frame holds its places, keeps the map\'s proportions and stays on the map', () => {
  for (const view of [frame([]), frame([{ x: 2, y: 2 }]), frame([{ x: 10, y: 10 }, { x: 460, y: 300 }]), closer(frame([]), { x: 470, y: 5 }, 4)]) {
    assert.ok(Math.abs(view.width / view.height - mapSize.width / mapSize.height) < 1e-9);
    assert.ok(view.x >= 0 && view.y >= -1e-9 && view.x + view.width <= mapSize.width + 1e-9 && view.y + view.height <= mapSize.height + 1e-9);
  }
  assert.ok(frame([{ x: 2, y: 2 }]).width < 100);
});
