// A stall in a list that was searched for: its sign, what it is like, and a heart.

import { h, say } from '../dom.js';
import { isFavourite, toggleFavourite } from '../favourites.js';
import { language, t, wordFor } from '../language.js';
import { venueAddress } from '../router.js';

/** The name with its link, the kitchen, and how far it is. */
export const sign = hit => h('div', { class: 'sign' },
  h('h2', null, h('a', { href: venueAddress(hit.venueId), lang: 'en' }, hit.name)),
  h('p', { class: 'kitchen' },
    [wordFor('cuisine', hit.cuisines[0]), distance(hit.metres), ...diets(hit.diet), price(hit.price), stars(hit.rating)].filter(Boolean).join(' · '),
    hit.demo && h('span', { class: 'demo' }, t('demo'))));

/** A button that likes a stall, or no longer does. */
export function heart(hit) {
  const button = h('button', { type: 'button', class: 'quiet heart', click: () => show(toggleFavourite(hit.venueId)) });
  function show(liked) {
    button.setAttribute('aria-pressed', liked);
    button.setAttribute('aria-label', t('like', { name: hit.name }));
    say(button, liked ? '♥' : '♡');
  }
  show(isFavourite(hit.venueId));
  return button;
}

const number = (value, options) => new Intl.NumberFormat(language(), options).format(value);

const distance = metres => metres < 1000
  ? number(Math.round(metres / 10) * 10, { style: 'unit', unit: 'meter' })
  : number(metres / 1000, { style: 'unit', unit: 'kilometer', maximumFractionDigits: 1 });

// Halal is a certificate that holds. A claim is called a claim.
const diets = diet => [
  diet.halal && t('diet.halal'),
  !diet.halal && diet.halalCertificate?.expired && t('diet.expired'),
  diet.noPorkNoLard && t('diet.noPorkNoLard'),
  diet.vegan !== 'none' ? t('diet.vegan') : diet.vegetarian !== 'none' && t('diet.vegetarian'),
];

const price = value => value && t('price.from', { price: number(value.fromCents / 100, { style: 'currency', currency: value.currency }) });

const stars = rating => rating && `★ ${number(rating.stars, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}`;
