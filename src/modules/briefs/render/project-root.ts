import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * The folder with package.json. Templates, the PDF worker and the fonts are read from there and not from beside the
 * compiled code: the build copies no files.
 */
export const projectRoot = ((): string => {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${import.meta.dirname}`);
    folder = parent;
  }
  return folder;
})();

export const briefsFolder = path.join(projectRoot, 'src/modules/briefs');

const require = createRequire(path.join(projectRoot, 'package.json'));

const families = {
  'source-sans-3': 'SourceSans3',
  'source-serif-4': 'SourceSerif4',
  vazirmatn: 'Vazirmatn',
};
type Family = keyof typeof families;
type Face =
  '400Regular' | '400Regular_Italic' | '600SemiBold' | '600SemiBold_Italic' | '700Bold' | '700Bold_Italic';

/** Path of a whole TrueType file of one of our families. */
export function fontFile(family: Family, face: Face): string {
  const folder = path.dirname(require.resolve(`@expo-google-fonts/${family}/package.json`));
  return path.join(folder, face, `${families[family]}_${face}.ttf`);
}
