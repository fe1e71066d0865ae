#!/usr/bin/env node
import { importCommand } from './import.command.js';

const USAGE = `heed: follows what becomes of a think tank's recommendations

  heed import --as EMAIL [--accept] [--json] FILE      import a policy brief as it is read
  heed import --dry-run [--as EMAIL] [--json] FILE     only read it
  heed import --rows WHAT --as EMAIL FILE enter rows of a spreadsheet
  heed --help                             this text

heed import reads FILE and imports it as a publication with its recommendations and actions.
  --as EMAIL  the member of staff in whose name and for whose team it is imported, as it was read;
              to look at it and change it first, import it in the browser
  --accept    of a document that is tracked already: take over what is proposed; without it, it is only compared
  --dry-run   only show what was read; needs no database, unless --as asks to compare it with what is tracked
  --json      print one JSON object instead of a preview
heed import --rows WHAT enters the rows of an .xlsx, .csv or .tsv file, all or nothing. WHAT is items, actors, evidence
or owners; columns are read by their names, or as they were mapped in the browser.
  --dry-run   only say what the rows come to
  --errors OUT  write the rows to correct to OUT, in the format of FILE
Exit status: 0 read or entered, 1 wrong use or failure, 2 nothing found in FILE, unreadable, or rows to correct.
`;

/** Each command gets the arguments after its name and returns the exit status. */
const COMMANDS: Record<string, (args: string[]) => Promise<number>> = { import: importCommand };

async function main([name, ...args]: string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const command = name === undefined ? undefined : COMMANDS[name];
  if (command) return command(args);
  process.stderr.write(name === undefined ? USAGE : `heed: there is no command "${name}".\n\n${USAGE}`);
  return 1;
}

// Set rather than exit: what is still being written to a pipe goes out first.
process.exitCode = await main(process.argv.slice(2));
