import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { ConfigError, loadConfig, projectDir } from './config.js';

const problem = (env: Record<string, string>): string => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('configuration', () => {
  test('needs nothing: a loopback address and the embedded database in ./data', () => {
    expect(loadConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      baseUrl: 'http://localhost:3000',
      secureCookies: false,
      trustedProxies: [],
      dataDir: join(projectDir, 'data'),
      database: null,
      today: null,
      logLevels: ['fatal', 'error', 'warn', 'log'],
    });
  });

  test('an empty variable counts as not set', () => {
    expect(loadConfig({ PORT: '', BASE_URL: ' ', DATABASE_URL: '', HEED_TODAY: '' })).toEqual(loadConfig({}));
  });

  test('proxies are named by address or range', () => {
    expect(loadConfig({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,::1' }).trustedProxies).toEqual([
      '127.0.0.1',
      '10.0.0.0/8',
      '::1',
    ]);
  });

  test.each(['true', 'proxy.example', '10.0.0.0/33', '10.0.0.0/8/8', '127.0.0.1,'])(
    '%s is no proxy address',
    (it) => {
      expect(problem({ TRUSTED_PROXIES: it })).toMatch(/^TRUSTED_PROXIES: .*is no address/);
    },
  );

  test('the address follows the port', () => {
    expect(loadConfig({ PORT: '8080' }).baseUrl).toBe('http://localhost:8080');
  });

  test.each(['0', '-1', '65536', '80a', '3000.5', '0x50'])('refuses the port %s', (PORT) => {
    expect(problem({ PORT })).toMatch(/^PORT: .*from 1 to 65535/);
  });

  test('https makes cookies secure; a slash at the end goes', () => {
    const { baseUrl, secureCookies } = loadConfig({ BASE_URL: 'https://heed.example.org/' });
    expect({ baseUrl, secureCookies }).toEqual({ baseUrl: 'https://heed.example.org', secureCookies: true });
  });

  test.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000', 'http://heed.localhost'])(
    'plain http on loopback is fine: %s',
    (BASE_URL) => {
      expect(loadConfig({ BASE_URL })).toMatchObject({ baseUrl: BASE_URL, secureCookies: false });
    },
  );

  test.each([
    'http://heed.example.org',
    'http://192.168.1.4:3000',
    'http://localhost.example.org',
    'http://127.0.0.1.nip.io',
  ])('plain http elsewhere is refused: %s', (BASE_URL) => {
    expect(problem({ BASE_URL })).toMatch(/^BASE_URL: .*unencrypted/);
  });

  test.each(['heed.example.org', 'ftp://example.org', 'https://example.org/heed', 'https://u:p@example.org'])(
    'refuses the address %s',
    (BASE_URL) => {
      expect(problem({ BASE_URL })).toMatch(/^BASE_URL: /);
    },
  );

  test('takes one or two database addresses, and no owner without the other', () => {
    const url = 'postgresql://app:a@localhost/heed';
    expect(loadConfig({ DATABASE_URL: url }).database).toEqual({ url, migrationUrl: null });
    expect(loadConfig({ DATABASE_URL: url, MIGRATION_DATABASE_URL: 'postgres://o@h/d' }).database).toEqual({
      url,
      migrationUrl: 'postgres://o@h/d',
    });
    expect(problem({ MIGRATION_DATABASE_URL: url })).toMatch(/without DATABASE_URL/);
  });

  test('a refused database address is not quoted: it may hold a password', () => {
    const said = problem({ DATABASE_URL: 'mysql://root:hunter2@localhost/heed' });
    expect(said).toMatch(/^DATABASE_URL: /);
    expect(said).not.toContain('hunter2');
  });

  test('a data directory is meant from where the command was typed', () => {
    expect(loadConfig({ HEED_DATA_DIR: 'here', INIT_CWD: '/srv' }).dataDir).toBe('/srv/here');
    expect(loadConfig({ HEED_DATA_DIR: '/var/heed', INIT_CWD: '/srv' }).dataDir).toBe('/var/heed');
  });

  test('today is a real day', () => {
    expect(loadConfig({ HEED_TODAY: '2028-02-29' }).today).toBe('2028-02-29');
    for (const HEED_TODAY of ['2026-02-29', '22.11.2026', '2026-13-01', '2026-1-1', 'now']) {
      expect(problem({ HEED_TODAY })).toMatch(/^HEED_TODAY: .* is no day/);
    }
  });

  test('log levels', () => {
    expect(loadConfig({ LOG_LEVEL: 'Error' }).logLevels).toEqual(['fatal', 'error']);
    expect(problem({ LOG_LEVEL: 'loud' })).toMatch(/^LOG_LEVEL: .*error, warn, info, debug/);
  });

  test('everything wrong is said at once', () => {
    expect(problem({ PORT: 'x', LOG_LEVEL: 'y', HEED_TODAY: 'z' }).split('\n')).toHaveLength(3);
  });
});
