/** The same address with some query parameters set, or taken away where the value is null. */
export function withQuery(url: string, changes: Record<string, string | number | null>): string {
  const [path = '', query = ''] = url.split('?');
  const params = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') params.delete(name);
    else params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

/** The same address without one value of a repeated parameter: how a filter chip is taken away. */
export function withoutValue(url: string, name: string, value?: string): string {
  const [path = '', query = ''] = url.split('?');
  const params = new URLSearchParams(query);
  params.delete('page');
  if (value === undefined) params.delete(name);
  else params.delete(name, value);
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

/** One parameter of an address, or null. */
export const queryValue = (url: string, name: string): string | null =>
  new URLSearchParams(url.split('?')[1] ?? '').get(name);
