import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Reading, UnreadableCode } from '../modules/imports/reader/reading.js';
import { UnreadableDocument } from '../modules/imports/reader/reading.js';
import { askApart } from '../modules/imports/reading-apart.js';
import type { ReadingTask } from '../modules/imports/reading-worker.js';
import { bytesOf, reasonOf } from './brought-file.js';
import type { Comparison } from '../modules/imports/index.js';
import { comparedLines } from './compared.js';
import { preview } from './preview.js';

const USAGE =
  'Usage: heed import [--dry-run] [--as EMAIL] [--accept] [--json] [--fiscal-year-start MONTH] FILE\n';

/**
 * `heed import`: reads a brief and prints what was found, as JSON or for people; or imports it as it was read.
 * @returns 0 read, 1 wrong use or nothing stored, 2 nothing found or unreadable; the reason goes to stderr
 */
export async function importCommand(args: string[]): Promise<number> {
  if (args.some((arg) => arg === '--rows' || arg.startsWith('--rows=')))
    return (await import('./import-rows.command.js')).importRowsCommand(args);
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
  const document = { filename: basename(path), bytes };
  if (options.dryRun) return show(reading, document, options);
  return store(document, options.as!, options);
}

/** What was read, and, where it is said who asks, what is tracked otherwise. */
async function show(
  reading: Reading,
  document: { filename: string; bytes: Buffer },
  { as, json }: Options,
): Promise<number> {
  let comparison: Comparison | undefined;
  if (as) {
    const { NotStored, storeImport } = await import('./store-import.js');
    try {
      comparison = (await storeImport(document, as, { accept: false, dryRun: true }))?.comparison;
    } catch (error) {
      if (!(error instanceof NotStored)) throw error;
      process.stderr.write(`heed: ${document.filename}: ${error.message}\n`);
      return 1;
    }
  }
  if (json)
    process.stdout.write(`${JSON.stringify({ ...reading, ...(comparison && { comparison }) }, null, 2)}\n`);
  else process.stdout.write(preview(reading) + (comparison ? `\n${comparedLines(comparison)}` : ''));
  return 0;
}

/** Loads the application only here: reading alone needs none of it. */
async function store(
  document: { filename: string; bytes: Buffer },
  as: string,
  { accept, json }: Options,
): Promise<number> {
  const { NotStored, storeImport } = await import('./store-import.js');
  try {
    const stored = (await storeImport(document, as, { accept, dryRun: false }))!;
    const { refPrefix, title, items, comparison } = stored;
    const isLeft = comparison && !accept;
    if (json) process.stdout.write(`${JSON.stringify(stored, null, 2)}\n`);
    else if (isLeft) process.stdout.write(comparedLines(comparison));
    else
      process.stdout.write(
        `${refPrefix} "${title}" is ${comparison ? 'brought up to date' : 'imported'}, ${items.length} items: ${items.join(', ')}\n`,
      );
    if (isLeft && !comparison.hasNothingNew)
      process.stderr.write(
        'heed: nothing was changed. Take over what is marked [x] with --accept, or choose in the browser.\n',
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
  /** Of a document that is tracked already: take over what is proposed. */
  accept: boolean;
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
        accept: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        as: { type: 'string' },
        'fiscal-year-start': { type: 'string' },
      },
    });
    if (positionals.length !== 1 || (values['dry-run'] && values.accept)) return null;
    const month = values['fiscal-year-start'];
    if (month !== undefined && !/^(?:[1-9]|1[0-2])$/.test(month)) {
      process.stderr.write('heed: --fiscal-year-start is the number of a month, 1 to 12.\n');
      return null;
    }
    return {
      file: positionals[0],
      dryRun: values['dry-run'],
      accept: values.accept,
      json: values.json,
      as: values.as ?? null,
      ...(month === undefined ? {} : { fiscalYearStartMonth: Number(month) }),
    };
  } catch (error) {
    process.stderr.write(`heed: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
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
