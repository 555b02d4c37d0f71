// The stalls a person likes, kept on this device alone; a recommendation is told of them, and no account is needed.

import { read, write } from './storage.js';

const key = 'qnom.favourites';
const most = 20;

/** Their ids, the latest last. */
export const favourites = () => read(key) ?? [];

export const isFavourite = venueId => favourites().includes(venueId);

/** Likes a stall or no longer does; says which. More than the API takes are not kept: the oldest go. */
export function toggleFavourite(venueId) {
  const others = favourites().filter(id => id !== venueId);
  const liked = !isFavourite(venueId);
  write(key, liked ? [...others, venueId].slice(-most) : others);
  return liked;
}
