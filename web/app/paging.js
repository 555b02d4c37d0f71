// Lists that come page by page.

/** The path of the next page, from a Link header (RFC 8288); null on the last. */
export function nextPage(link) {
  const match = link?.match(/<([^>]*)>\s*;\s*rel="?next"?/);
  return match ? match[1].replace(/^.*\/api\/v1\//, '') : null;
}
