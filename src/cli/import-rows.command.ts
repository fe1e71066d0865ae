import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BulkOutcome, RowsKind } from '../modules/imports/index.js';
import { TooLarge } from '../web/refusals.js';
import { bytesOf, reasonOf } from './brought-file.js';

const KINDS = ['items', 'actors', 'evidence', 'owners'] as const;
const USAGE = `Usage: heed import --rows ${KINDS.join('|')} --as EMAIL [--dry-run] [--json] [--errors OUT] FILE\n`;

interface Options {
  rows: RowsKind;
  file: string;
  as: string;
  dryRun: boolean;
  json: boolean;
  errors: string | null;
}

/**
 * `heed import --rows`: enters the rows of a spreadsheet, all or nothing, in the name of a member of staff; or only says
 * what they come to. Columns are read by their names, or as they were mapped in the browser.
 * @returns 0 entered, or right in a dry run; 1 wrong use; 2 rows to correct, or unreadable
 */
export async function importRowsCommand(args: string[]): Promise<number> {
  const options = parse(args);
  if (!options) {
    process.stderr.write(USAGE);
    return 1;
  }
  const from = (path: string) => resolve(process.env.INIT_CWD ?? process.cwd(), path);
  const { NotStored, inApplication, staff } = await import('./store-import.js');
  const { importRows } = await import('../modules/imports/index.js');
  try {
    const bytes = await bytesOf(from(options.file));
    const outcome = await inApplication(async (app) => {
      const user = await staff(app, options.as);
      const sheet = { filename: basename(options.file), bytes };
      return importRows(app, user, options.rows, sheet, { isDry: options.dryRun });
    });
    if (options.errors && outcome.errorsFile) await writeFile(from(options.errors), outcome.errorsFile);
    const { errorsFile: _, ...told } = outcome;
    process.stdout.write(options.json ? `${JSON.stringify(told, null, 2)}\n` : inLines(outcome, options));
    return outcome.isRight ? 0 : 2;
  } catch (error) {
    const reason = error instanceof NotStored || error instanceof TooLarge ? error.message : reasonOf(error);
    if (reason === null) throw error;
    process.stderr.write(`heed: ${options.file}: ${reason}\n`);
    return error instanceof NotStored && !error.isUnreadable ? 1 : 2;
  }
}

function inLines(
  { counts, errors, missing, notices, result }: BulkOutcome,
  { errors: file }: Options,
): string {
  if (missing.length > 0) return `No column holds ${missing.join(', ')}. Nothing was entered.\n`;
  const { new: fresh, changed, unchanged, error } = counts;
  return [
    `${fresh} new, ${changed} changed, ${unchanged} as they are, ${error} to correct`,
    ...errors.map(
      ({ row, column, value, why }) =>
        `Row ${row}${column ? `, ${column}` : ''}: ${why}${value ? ` [${value}]` : ''}`,
    ),
    ...notices,
    ...(error > 0 && file ? [`The rows to correct stand in ${file}.`] : []),
    result ? 'Entered.' : 'Nothing was entered.',
    '',
  ].join('\n');
}

function parse(args: string[]): Options | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        rows: { type: 'string' },
        as: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        errors: { type: 'string' },
      },
    });
    const rows = KINDS.find((kind) => kind === values.rows);
    if (positionals.length !== 1 || !rows || !values.as) return null;
    const { as, json, errors = null } = values;
    return { rows, file: positionals[0], as, dryRun: values['dry-run'], json, errors };
  } catch (error) {
    process.stderr.write(`heed: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}
