import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { MAX_BYTES } from '../modules/imports/reader/decode.js';
import type { Reading, UnreadableCode } from '../modules/imports/reader/reading.js';
import { UnreadableDocument } from '../modules/imports/reader/reading.js';
import { askApart } from '../modules/imports/reading-apart.js';
import type { ReadingTask } from '../modules/imports/reading-worker.js';
import { preview } from './preview.js';

const USAGE = 'Usage: heed import [--dry-run | --as EMAIL] [--json] [--fiscal-year-start MONTH] FILE\n';

/**
 * `heed import`: reads a brief and prints what was found, as JSON or for people; or imports it as it was read.
 * @returns 0 read, 1 wrong use or nothing stored, 2 nothing found or unreadable; the reason goes to stderr
 */
export async function importCommand(args: string[]): Promise<number> {
  const options = parse(args);
  if (!options) {
    process.stderr.write(USAGE);
    return 1;
  }
  if (!options.dryRun && !options.as) {
    process.stderr.write(
      'heed: nothing was stored. Say in whose name with --as EMAIL, or only read the file with --dry-run.\n',
    );
    return 1;
  }
  // npm runs scripts in the project's folder; INIT_CWD is where the person stood.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), options.file);
  let bytes: Buffer;
  let reading: Reading;
  try {
    bytes = await bytesOf(path);
    const { fiscalYearStartMonth } = options;
    reading = await readingOf({ bytes, filename: basename(path), fiscalYearStartMonth });
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    process.stderr.write(`heed: ${options.file}: ${reason}\n`);
    return 2;
  }
  if (options.as) return store({ filename: basename(path), bytes }, options.as, options.json);
  process.stdout.write(options.json ? `${JSON.stringify(reading, null, 2)}\n` : preview(reading));
  return 0;
}

/** Loads the application only here: reading alone needs none of it. */
async function store(
  document: { filename: string; bytes: Buffer },
  as: string,
  json: boolean,
): Promise<number> {
  const { NotStored, storeImport } = await import('./store-import.js');
  try {
    const stored = await storeImport(document, as);
    const { refPrefix, title, items } = stored;
    process.stdout.write(
      json
        ? `${JSON.stringify(stored, null, 2)}\n`
        : `${refPrefix} "${title}" is imported, ${items.length} items: ${items.join(', ')}\n`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof NotStored)) throw error;
    process.stderr.write(`heed: ${document.filename}: ${error.message}\n`);
    return error.isUnreadable ? 2 : 1;
  }
}

interface Options {
  file: string;
  dryRun: boolean;
  json: boolean;
  as: string | null;
  /** For dates such as "FY 2025–26" in a dry run; an import takes it from the settings. */
  fiscalYearStartMonth?: number;
}

function parse(args: string[]): Options | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        as: { type: 'string' },
        'fiscal-year-start': { type: 'string' },
      },
    });
    if (positionals.length !== 1 || (values['dry-run'] && values.as)) return null;
    const month = values['fiscal-year-start'];
    if (month !== undefined && !/^(?:[1-9]|1[0-2])$/.test(month)) {
      process.stderr.write('heed: --fiscal-year-start is the number of a month, 1 to 12.\n');
      return null;
    }
    return {
      file: positionals[0],
      dryRun: values['dry-run'],
      json: values.json,
      as: values.as ?? null,
      ...(month === undefined ? {} : { fiscalYearStartMonth: Number(month) }),
    };
  } catch (error) {
    process.stderr.write(`heed: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}

/** The file's bytes; a file too large is refused before it is read. */
async function bytesOf(path: string): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > MAX_BYTES) {
    const megabytes = (size / 1024 / 1024).toFixed(1);
    throw new UnreadableDocument('too_large', `The document has ${megabytes} MB; Heed reads up to 20 MB.`);
  }
  return readFile(path);
}

/** Apart, within the same limits on time and memory as in the server. */
async function readingOf(file: ReadingTask): Promise<Reading> {
  const answer = await askApart(file);
  if ('reading' in answer) return answer.reading;
  if ('unreadable' in answer)
    throw new UnreadableDocument(answer.unreadable.code as UnreadableCode, answer.unreadable.message);
  throw new UnreadableDocument('malformed', BROKE[answer.failed]);
}

const BROKE = {
  tooSlow: 'Heed gave up reading this document after 20 seconds.',
  readerBroke: 'Heed could not read this document to its end.',
};

const FILE_ERRORS: Record<string, string> = {
  ENOENT: 'there is no such file.',
  EACCES: 'the file may not be read.',
  EISDIR: 'this is a folder, not a file.',
};

/** What to tell the person; null where the error is ours. */
function reasonOf(error: unknown): string | null {
  if (error instanceof UnreadableDocument) return error.message;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return FILE_ERRORS[code] ?? null;
}
