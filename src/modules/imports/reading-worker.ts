import type { CellTable } from './bulk/read-cells.js';
import { type Passage, passagesOf } from './passages.js';
import { readFile } from './reader/read-brief.js';
import { type Reading, UnreadableDocument } from './reader/reading.js';

/** What the process is sent. */
export interface ReadingTask {
  filename: string;
  bytes: Uint8Array;
  /** 1–12; without it nothing is derived from a fiscal year. */
  fiscalYearStartMonth?: number;
}

/** What it answers; nothing where it broke. */
export type UnreadableAnswer = { unreadable: { code: string; message: string } };
export type ReadingAnswer = { reading: Reading; passages: Passage[] | null } | UnreadableAnswer;
export type CellsAnswer = { table: CellTable } | UnreadableAnswer;

// A process of its own for one document: see reading-apart.ts.
process.once('message', ({ cells, ...task }: ReadingTask & { cells?: boolean }) => {
  void orUnreadable<ReadingAnswer | CellsAnswer>(() => (cells ? readTable(task) : readDocument(task))).then(
    (answer) => process.send!(answer, () => process.disconnect()),
  );
});

async function readDocument(task: ReadingTask): Promise<ReadingAnswer> {
  const { reading, blocks } = await readFile(task, { fiscalYearStartMonth: task.fiscalYearStartMonth });
  return { reading, passages: passagesOf(blocks, reading) };
}

/** Loaded only where a sheet wants it. */
async function readTable({ bytes, filename }: ReadingTask): Promise<CellsAnswer> {
  const { readCells } = await import('./bulk/read-cells.js');
  return { table: await readCells(bytes, filename) };
}

async function orUnreadable<T>(read: () => Promise<T>): Promise<T | UnreadableAnswer> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { unreadable: { code: error.code, message: error.message } };
  }
}
