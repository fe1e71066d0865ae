import { type Passage, passagesOf } from './passages.js';
import { readFile } from './reader/read-brief.js';
import { type Reading, UnreadableDocument } from './reader/reading.js';

/** What the process is sent. */
export interface ReadingTask {
  filename: string;
  bytes: Uint8Array;
}

/** What it answers; nothing where it broke. */
export type ReadingAnswer =
  { reading: Reading; passages: Passage[] | null } | { unreadable: { code: string; message: string } };

// A process of its own for one document: see reading-apart.ts.
process.once('message', (task: ReadingTask) => {
  void read(task).then((answer) => process.send!(answer, () => process.disconnect()));
});

async function read(task: ReadingTask): Promise<ReadingAnswer> {
  try {
    const { reading, blocks } = await readFile(task);
    return { reading, passages: passagesOf(blocks, reading) };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { unreadable: { code: error.code, message: error.message } };
  }
}
