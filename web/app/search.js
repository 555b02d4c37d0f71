// Finding a centre by what people type.

/** Text as it is compared: no accents, no case, and nothing but letters and digits between single spaces. */
export const plain = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** The sites that have every word that was typed at the start of a word of their name, address or postal code. */
export function matching(sites, typed) {
  const words = plain(typed).split(' ').filter(Boolean);
  return words.length === 0 ? sites : sites.filter(site => {
    const text = ` ${plain(`${site.name} ${site.address} ${site.postalCode}`)}`;
    return words.every(word => text.includes(` ${word}`));
  });
}
