// The place that an address names: #/, #/sites/{id}, #/venues/{id}.

const id = '([a-z0-9](?:[a-z0-9-]{0,126}[a-z0-9])?)';
const site = new RegExp(`^#/sites/${id}$`);
const venue = new RegExp(`^#/venues/${id}$`);

/** Reads the part of an address after the page: { view: 'home' | 'site' | 'venue' | 'missing', id }. */
export function parsePlace(hash) {
  if (hash === '' || hash === '#' || hash === '#/')
    return { view: 'home' };
  const match = hash.match(site);
  if (match)
    return { view: 'site', id: match[1] };
  const found = hash.match(venue);
  return found ? { view: 'venue', id: found[1] } : { view: 'missing' };
}

export const siteAddress = siteId => `#/sites/${siteId}`;

export const venueAddress = venueId => `#/venues/${venueId}`;
