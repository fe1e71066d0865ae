// Starts the built embedded server as a process of its own, for tests that kill it: start-embedded.mjs CLONE DATA_DIR
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [clone, dataDir] = process.argv.slice(2);
const { startEmbeddedServer } = await import(
  pathToFileURL(join(clone, 'dist/src/database/embedded-server.js')).href
);
try {
  const { stop, ...server } = await startEmbeddedServer({ dataDir });
  console.log(JSON.stringify(server));
  process.stdin.once('data', () => process.exit(1)).once('end', () => void stop());
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
