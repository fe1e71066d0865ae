/** What only tells a publisher where a reader came from. */
const TRACKING = /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|ref_src|ref_url)$/i;

/**
 * What two spellings of one web address have in common: without scheme, `www.`, fragment, tracking parameters and the
 * slash at the end; the parameters in order. Null where it is no web address.
 */
export function addressKey(address: string): string | null {
  const url = URL.parse(address.trim());
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) return null;
  const parameters = [...url.searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .toSorted(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
  const query = new URLSearchParams(parameters).toString();
  const host = url.host.replace(/^(www|m|amp)\.(?=.*\.)/, '');
  return `${host}${url.pathname.replace(/\/+$/, '')}${query && `?${query}`}`;
}
