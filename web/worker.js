// Keeps the page itself for when there is no network. What it shows is remembered by the page (app/last-known.js): answers
// of the API never pass through here, so no cache can make an old number look new.

const cacheName = 'qnom-page';
const patience = 3000;

// Every file of the page; a test holds that none is missing.
const files = [
  './',
  'icon.svg',
  'manifest.webmanifest',
  'tiles.svg',
  'app/account.js',
  'app/api.js',
  'app/clock.js',
  'app/day.js',
  'app/dom.js',
  'app/favourites.js',
  'app/format.js',
  'app/freshness.js',
  'app/geometry.js',
  'app/here.js',
  'app/language.js',
  'app/last-known.js',
  'app/live.js',
  'app/main.js',
  'app/money.js',
  'app/order-stream.js',
  'app/paging.js',
  'app/queue-timer.js',
  'app/reporter.js',
  'app/router.js',
  'app/search.js',
  'app/storage.js',
  'app/text/en.js',
  'app/text/ms.js',
  'app/text/ta.js',
  'app/text/zh-Hans.js',
  'app/views/connection.js',
  'app/views/day-chart.js',
  'app/views/hit.js',
  'app/views/home.js',
  'app/views/lunch.js',
  'app/views/map.js',
  'app/views/near.js',
  'app/views/needs.js',
  'app/views/notices.js',
  'app/views/opinions.js',
  'app/views/order-form.js',
  'app/views/order.js',
  'app/views/place-picker.js',
  'app/views/report-form.js',
  'app/views/site.js',
  'app/views/stall-card.js',
  'app/views/stall-orders.js',
  'app/views/venue.js',
  'app/views/wait.js',
  'styles/board.css',
  'styles/home.css',
  'styles/near.css',
  'styles/order.css',
  'styles/page.css',
  'styles/venue.css',
];

self.addEventListener('install', event => event.waitUntil(keepAll()));

self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', event => {
  const path = new URL(event.request.url).pathname;
  if (event.request.method === 'GET' && path in kept)
    event.respondWith(answer(event.request, kept[path]));
});

// By the path that is asked for.
const kept = Object.fromEntries(files.map(file => [new URL(file, self.location).pathname, file]));

async function keepAll() {
  const cache = await caches.open(cacheName);
  await cache.addAll(files.map(file => new Request(file, { cache: 'reload' })));
  await self.skipWaiting();
}

// The network first, so that a new page is seen at once; what was kept where there is none, or a very slow one.
async function answer(request, file) {
  const cache = await caches.open(cacheName);
  const fresh = fetch(request).then(async response => {
    if (response.ok)
      await cache.put(file, response.clone());
    return response;
  });
  const old = await cache.match(file);
  if (!old)
    return fresh;
  const tooSlow = new Promise(resolve => setTimeout(resolve, patience, old));
  return Promise.race([fresh.catch(() => old), tooSlow]);
}
