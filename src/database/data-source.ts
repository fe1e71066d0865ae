import { types as pgTypes } from 'pg';
import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { APP_ROLE, withSettings } from './connection-url.js';
import { entities } from './entities.js';
import { HeedNamingStrategy } from './naming.js';
import { RetryingDataSource } from './retrying-data-source.js';

export interface DataSourceSettings {
  url: string;
  /** Set where the login may do more than the application should: every session then runs as this role. */
  role?: typeof APP_ROLE | undefined;
  /** Most connections at once; 10 when not given. */
  poolSize?: number;
  logging?: boolean;
}

const DATE = 1082;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;

/** Days stay 'YYYY-MM-DD': pg would make local midnights of them, which is another day elsewhere. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    if (oid === DATE) return (value: string) => value;
    const asIf: number = oid === DATE_ARRAY ? TEXT_ARRAY : oid;
    return pgTypes.getTypeParser(asIf, format ?? 'text');
  },
};

/** The one way to a database: for the application, the command line, migrations and tests. Not yet connected. */
export function makeDataSource({
  url,
  role,
  poolSize = 10,
  logging = false,
}: DataSourceSettings): DataSource {
  return new RetryingDataSource({
    type: 'postgres',
    // To compile a query takes longer than any of ours runs: a search of everything took three times as long.
    url: withSettings(url, { timezone: 'UTC', jit: 'off', ...(role && { role }) }),
    applicationName: 'heed',
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    namingStrategy: new HeedNamingStrategy(),
    synchronize: false,
    // The application's role may create nothing; gen_random_uuid() needs no extension.
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    useUTC: true,
    poolSize,
    // A full pool or a silent server is an error soon, not a page that hangs.
    connectTimeoutMS: 5_000,
    logging: logging ? ['query', 'error', 'warn'] : ['warn'],
    extra: { types },
  });
}
