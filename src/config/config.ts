import { existsSync } from 'node:fs';
import { isIP, isIPv4 } from 'node:net';
import { dirname, join, resolve } from 'node:path';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'log' | 'debug';

export interface Config {
  /** The address the server listens on. */
  host: string;
  port: number;
  /** What people type, without a slash at the end: links in documents and messages begin with it. */
  baseUrl: string;
  /** True where baseUrl is https: cookies then carry the __Host- prefix and Secure. */
  secureCookies: boolean;
  /** Addresses of the reverse proxies whose X-Forwarded-For is believed; empty: nobody's. */
  trustedProxies: string[];
  /** Absolute. The embedded database and its passwords. */
  dataDir: string;
  /** The server given by DATABASE_URL; null: the embedded one in dataDir. */
  database: { url: string; migrationUrl: string | null } | null;
  /** For tests and screenshots: the day to take for today, 'YYYY-MM-DD'; null: the real one. */
  today: string | null;
  /** For Nest's logger. */
  logLevels: LogLevel[];
}

/** Everything that is wrong with the environment, a line each. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where package.json lies, seen from src/ and from dist/src/ alike. */
export const projectDir = findProjectDir(import.meta.dirname);

/** Reads and checks the environment once. An empty variable counts as not set. */
export function loadConfig(env: Environment): Config {
  const problems: string[] = [];
  const read = <T>(name: string, fallback: T, parse: (text: string) => T): T => {
    const text = env[name]?.trim();
    if (!text) return fallback;
    try {
      return parse(text);
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return fallback;
    }
  };

  const port = read('PORT', 3000, parsePort);
  const baseUrl = read('BASE_URL', `http://localhost:${port}`, parseBaseUrl);
  const databaseUrl = read<string | null>('DATABASE_URL', null, parseDatabaseUrl);
  const migrationUrl = read<string | null>('MIGRATION_DATABASE_URL', null, parseDatabaseUrl);
  if (env.MIGRATION_DATABASE_URL?.trim() && !env.DATABASE_URL?.trim()) {
    problems.push('MIGRATION_DATABASE_URL: is set without DATABASE_URL; set both, or neither.');
  }
  const config: Config = {
    host: read('HOST', '127.0.0.1', (text) => text),
    port,
    baseUrl,
    secureCookies: baseUrl.startsWith('https:'),
    trustedProxies: read<string[]>('TRUSTED_PROXIES', [], parseAddresses),
    // npm changes the working directory; what people type is meant from where they are.
    dataDir: read('HEED_DATA_DIR', join(projectDir, 'data'), (text) =>
      resolve(env.INIT_CWD ?? process.cwd(), text),
    ),
    database: databaseUrl ? { url: databaseUrl, migrationUrl } : null,
    today: read<string | null>('HEED_TODAY', null, parseDay),
    logLevels: read('LOG_LEVEL', LOG_LEVELS.info, parseLogLevel),
  };
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  return config;
}

const LOG_LEVELS: Record<'error' | 'warn' | 'info' | 'debug', LogLevel[]> = {
  error: ['fatal', 'error'],
  warn: ['fatal', 'error', 'warn'],
  info: ['fatal', 'error', 'warn', 'log'],
  debug: ['fatal', 'error', 'warn', 'log', 'debug'],
};

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Error(`"${text}" is no port; give a number from 1 to 65535.`);
  }
  return port;
}

function parseBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new Error(`"${text}" is no web address; give one such as https://heed.example.org.`);
  }
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password) {
    throw new Error(`"${text}" must be scheme, host and port alone; Heed is not served below a path.`);
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new Error(
      `"${text}" would send passwords and sessions unencrypted; use https, or http on localhost only.`,
    );
  }
  return url.origin;
}

function parseAddresses(text: string): string[] {
  const addresses = text.split(',').map((one) => one.trim());
  for (const address of addresses) {
    const [ip, bits, ...rest] = address.split('/');
    const longest = isIPv4(ip) ? 32 : 128;
    const sound =
      isIP(ip) && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && +bits <= longest));
    if (!sound)
      throw new Error(`"${address}" is no address; give some such as 127.0.0.1 or 10.0.0.0/8, with commas.`);
  }
  return addresses;
}

const isLoopback = (hostname: string): boolean =>
  /^(127\.\d+\.\d+\.\d+|\[::1\]|(.+\.)?localhost)$/.test(hostname);

function parseDatabaseUrl(text: string): string {
  // Not quoted back: it holds a password.
  if (!/^postgres(ql)?:\/\/./.test(text)) {
    throw new Error('is no PostgreSQL address; give one such as postgresql://user:password@host:5432/heed.');
  }
  return text;
}

function parseDay(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
    throw new Error(`"${text}" is no day; give one such as 2026-11-22.`);
  }
  return text;
}

function parseLogLevel(text: string): LogLevel[] {
  const found = Object.entries(LOG_LEVELS).find(([name]) => name === text.toLowerCase());
  if (!found) throw new Error(`"${text}" is no level; give one of ${Object.keys(LOG_LEVELS).join(', ')}.`);
  return found[1];
}

function findProjectDir(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`No package.json above ${from}.`);
  }
}
