import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface AssetRoot {
  /** Where the files are served, with a slash at the end: `/assets/3f2a9c1b/tabler/`. */
  prefix: string;
  /** The folder they lie in, seen from the folder with package.json: `node_modules/@tabler/core/dist`. */
  packageDir: string;
  /** The same folder as an absolute path. */
  directory: string;
}

const FOLDERS = {
  tabler: 'node_modules/@tabler/core/dist',
  turbo: 'node_modules/@hotwired/turbo/dist',
  'fonts/source-sans-3': 'node_modules/@expo-google-fonts/source-sans-3',
  'fonts/source-serif-4': 'node_modules/@expo-google-fonts/source-serif-4',
  'fonts/vazirmatn': 'node_modules/@expo-google-fonts/vazirmatn',
  styles: 'src/web/styles',
  client: 'src/web/client',
} as const;

/** The folder with package.json, both from `src/web` and from `dist/src/web`. */
function projectFolder(from = import.meta.dirname): string {
  return existsSync(join(from, 'package.json')) ? from : projectFolder(dirname(from));
}

const root = projectFolder();

/** Changes with every change of a file we wrote or of a package's version, so that browsers may keep assets forever. */
function stampOf(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of [FOLDERS.styles, FOLDERS.client])
    for (const file of readdirSync(join(root, folder)).toSorted())
      hash.update(readFileSync(join(root, folder, file)));
  return hash.digest('hex').slice(0, 8);
}

const base = `/assets/${stampOf()}`;

/** Every folder the server serves as static files. The address changes with the content: cache as immutable. */
export const ASSET_ROOTS: readonly AssetRoot[] = Object.entries(FOLDERS).map(([name, packageDir]) => ({
  prefix: `${base}/${name}/`,
  packageDir,
  directory: join(root, packageDir),
}));

/** The address of an asset: `asset('styles/heed.css')`. */
export const asset = (path: `${keyof typeof FOLDERS}/${string}`): string => `${base}/${path}`;
