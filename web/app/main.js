// Starts the page and shows the place that the address names.

import { replace } from './dom.js';
import { chooseLanguage, language, startLanguage, t } from './language.js';
import { parsePlace } from './router.js';
import * as storage from './storage.js';
import { showHome } from './views/home.js';
import { showLunch } from './views/lunch.js';
import { showNear } from './views/near.js';
import { showMissing } from './views/notices.js';
import { showOrder } from './views/order.js';
import { showOrderForm } from './views/order-form.js';
import { showSite } from './views/site.js';
import { showStallOrders } from './views/stall-orders.js';
import { showVenue } from './views/venue.js';

const views = {
  home: showHome, near: showNear, lunch: showLunch, site: showSite, venue: showVenue,
  orderForm: showOrderForm, order: showOrder, stallOrders: showStallOrders, missing: showMissing,
};
const content = document.querySelector('#content');
const languages = document.querySelector('#language');

let leaving = new AbortController();

function show() {
  leaving.abort();
  leaving = new AbortController();
  const place = parsePlace(location.hash);
  const titled = title => document.title = title ? `${title} · QNom` : `QNom · ${t('motto')}`;
  titled(null);
  replace(content, views[place.view]({ id: place.id, signal: leaving.signal, titled }));
}

startLanguage(storage, navigator.languages);
languages.value = language();
languages.addEventListener('change', () => {
  chooseLanguage(languages.value, storage);
  show();
});

// A link changes the place; who listens to the page, or has no mouse, goes on at its start.
window.addEventListener('hashchange', () => {
  show();
  content.focus({ preventScroll: true });
  window.scrollTo(0, 0);
});

// The address of this link is a place of the page itself, not of its router.
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault();
  content.focus();
});

show();

if ('serviceWorker' in navigator)
  navigator.serviceWorker.register('worker.js').catch(() => {
    // Without it the page works as long as there is a network.
  });
