// The place that an address names: #/, #/near, #/lunch, #/sites/{id}, #/venues/{id}.

const id = '([a-z0-9](?:[a-z0-9-]{0,126}[a-z0-9])?)';
const site = new RegExp(`^#/sites/${id}$`);
const venue = new RegExp(`^#/venues/${id}$`);

/** Reads the part of an address after the page: { view: 'home' | 'near' | 'lunch' | 'site' | 'venue' | 'missing', id }. */
export function parsePlace(hash) {
  if (hash === '' || hash === '#' || hash === '#/')
    return { view: 'home' };
  if (hash === '#/near' || hash === '#/lunch')
    return { view: hash.slice(2) };
  const match = hash.match(site);
  if (match)
    return { view: 'site', id: match[1] };
  const found = hash.match(venue);
  return found ? { view: 'venue', id: found[1] } : { view: 'missing' };
}

export const siteAddress = siteId => `#/sites/${siteId}`;

export const venueAddress = venueId => `#/venues/${venueId}`;
