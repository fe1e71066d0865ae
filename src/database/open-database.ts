import { findRunningServer, startEmbeddedServer } from './embedded-server.js';
import { prepareDatabase } from './migrate.js';
import type { ServerUrls } from './embedded-server.js';
import type { DatabaseUrls, PreparedDatabase } from './migrate.js';

export interface OpenedDatabase extends PreparedDatabase {
  /** Ends the embedded server, if it is ours to end; after the DataSource is destroyed. */
  close(): Promise<void>;
}

export interface DatabasePlace {
  dataDir: string;
  /** Null: the embedded server. */
  database: DatabaseUrls | null;
  /** For the command line: works on the embedded server of a Heed that runs already, instead of refusing. */
  beside?: boolean;
}

/** A migrated database to work with, wherever it is. Give `url` and `role` to makeDataSource. */
export async function openDatabase({
  dataDir,
  database,
  beside = false,
}: DatabasePlace): Promise<OpenedDatabase> {
  if (database) return { ...(await prepareDatabase(database)), close: () => Promise.resolve() };
  const running = beside ? await findRunningServer(dataDir) : null;
  if (running) return { ...(await prepareDatabase(bothRoles(running))), close: () => Promise.resolve() };
  const server = await startEmbeddedServer({ dataDir });
  try {
    return { ...(await prepareDatabase(bothRoles(server))), close: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

const bothRoles = ({ appUrl, ownerUrl }: ServerUrls): DatabaseUrls => ({
  url: appUrl,
  migrationUrl: ownerUrl,
});
