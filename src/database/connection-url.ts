/** The PostgreSQL role that the application works as; migrations grant to it by this name. */
export const APP_ROLE = 'heed_app';

/**
 * Adds server settings (`-c name=value`) to a connection URL, keeping those it already has.
 * By hand and not with `URL`, which refuses forms that PostgreSQL allows (`postgresql://user@/db?host=/run`).
 */
export function withSettings(url: string, settings: Record<string, string>): string {
  const [base = '', query = ''] = url.split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  const given = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const options = [parameters.get('options'), ...given].filter(Boolean).join(' ');
  parameters.delete('options');
  const rest = [...parameters].map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const all = options ? [...rest, `options=${encodeURIComponent(options)}`] : rest;
  return all.length > 0 ? `${base}?${all.join('&')}` : base;
}

/** The same server and rights, another database. */
export function withDatabase(url: string, database: string): string {
  return url.replace(
    /^([a-z]+:\/\/[^/?]*)(\/[^?]*)?/,
    (_, server: string) => `${server}/${encodeURIComponent(database)}`,
  );
}

/** For messages: which server, without the password. */
export const withoutPassword = (url: string): string =>
  url.replace(/^([a-z]+:\/\/[^:@/?]*):[^@/?]*@/, '$1@').replace(/([?&]password=)[^&]*/g, '$1…');
