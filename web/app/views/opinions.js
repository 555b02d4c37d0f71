// What a stall looks like, and what diners say of it.

import { get, getPage } from '../api.js';
import { h, replace } from '../dom.js';
import { language, t } from '../language.js';

const atOnce = 5;

/** The photos of a stall, as a strip; nothing if there are none. */
export function pictures(id, signal) {
  const element = h('ul', { class: 'pictures', hidden: true, 'aria-label': t('photos'), tabindex: '0' });
  get(`venues/${id}/photos`, signal)
    .then(({ photos }) => {
      replace(element, ...photos.map(photo => h('li', null, picture(photo.renditions, photo.description ?? ''))));
      element.hidden = photos.length === 0;
    })
    // A stall is shown without them.
    .catch(() => {});
  return element;
}

/** A photo in the size that its place needs. */
export const picture = (renditions, description) => h('img', {
  src: renditions[0].url, width: renditions[0].width, height: renditions[0].height, alt: description, loading: 'lazy', decoding: 'async',
  srcset: renditions.map(one => `${one.url} ${one.width}w`).join(', '), sizes: '(min-width: 40rem) 20rem, 80vw',
});

/** What diners say of a stall, the latest first. */
export function opinions(id, signal) {
  const summary = h('p', { class: 'stars' });
  const list = h('ul', { class: 'reviews' });
  const more = h('div', { class: 'more' });

  async function load(path) {
    try {
      const { content, next } = await getPage(path, signal);
      replace(summary, content.rating
        ? [h('b', null, `★ ${oneDigit(content.rating.stars)}`), ' · ', t('reviews.count', { n: content.rating.count })]
        : t('reviews.none'));
      list.append(...content.reviews.map(review));
      replace(more, next && h('button', { type: 'button', class: 'quiet', click: () => load(next) }, t('more')));
    } catch {
      // The wait is what one came for; the rest may come another time.
    }
  }

  load(`venues/${id}/reviews?limit=${atOnce}`);
  return h('section', { class: 'opinions', 'aria-labelledby': 'opinions' },
    h('h2', { id: 'opinions' }, t('reviews.title')), summary, list, more);
}

const oneDigit = value => new Intl.NumberFormat(language(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);

const dayOf = at => new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeZone: 'Asia/Singapore' }).format(new Date(at));

const review = ({ stars, author, text, createdAt, reply }) => h('li', { class: 'review' },
  h('p', { class: 'by' },
    h('span', { class: 'stars', role: 'img', 'aria-label': t('reviews.stars', { n: stars }) }, '★'.repeat(stars), '☆'.repeat(5 - stars)),
    ' ', author, ' · ', h('time', { datetime: createdAt }, dayOf(createdAt))),
  h('p', { class: 'words' }, text),
  reply && h('p', { class: 'reply' }, h('b', null, t('reviews.reply')), ' ', reply.text));
