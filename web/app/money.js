// Amounts as people read them. Cents come in and are only divided to be shown.

/** An amount in cents as $4.50. */
export const price = (cents, language) => new Intl.NumberFormat(language === 'en' ? 'en-SG' : language, {
  style: 'currency', currency: 'SGD', currencyDisplay: 'narrowSymbol',
}).format(cents / 100);
