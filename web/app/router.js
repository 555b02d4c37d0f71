// The place that an address names: #/, #/near, #/lunch, #/sites/{id}, #/venues/{id}, to order there and its orders, #/orders/{id}.

const id = '([a-z0-9](?:[a-z0-9-]{0,126}[a-z0-9])?)';
const site = new RegExp(`^#/sites/${id}$`);
const venue = new RegExp(`^#/venues/${id}$`);
const others = [['orderForm', new RegExp(`^#/venues/${id}/order$`)], ['stallOrders', new RegExp(`^#/venues/${id}/orders$`)], ['order', new RegExp(`^#/orders/${id}$`)]];

/** Reads the part of an address after the page: { view: 'home' | 'near' | 'lunch' | 'site' | 'venue' | 'orderForm' | 'order' | 'stallOrders' | 'missing', id }. */
export function parsePlace(hash) {
  if (hash === '' || hash === '#' || hash === '#/')
    return { view: 'home' };
  if (hash === '#/near' || hash === '#/lunch')
    return { view: hash.slice(2) };
  const match = hash.match(site);
  if (match)
    return { view: 'site', id: match[1] };
  const found = hash.match(venue);
  if (found)
    return { view: 'venue', id: found[1] };
  for (const [view, pattern] of others) {
    const [, named] = hash.match(pattern) ?? [];
    if (named)
      return { view, id: named };
  }
  return { view: 'missing' };
}

export const siteAddress = siteId => `#/sites/${siteId}`;

export const venueAddress = venueId => `#/venues/${venueId}`;

export const orderFormAddress = venueId => `#/venues/${venueId}/order`;

export const stallOrdersAddress = venueId => `#/venues/${venueId}/orders`;

export const orderAddress = orderId => `#/orders/${orderId}`;
