import { readBrief } from './reader/read-brief.js';
import { type Reading, UnreadableDocument } from './reader/reading.js';

/** What the process is sent. */
export interface ReadingTask {
  filename: string;
  bytes: Uint8Array;
}

/** What it answers; nothing where it broke. */
export type ReadingAnswer = { reading: Reading } | { unreadable: { code: string; message: string } };

// A process of its own for one document: see reading-apart.ts.
process.once('message', (task: ReadingTask) => {
  process.send!(read(task), () => process.disconnect());
});

function read({ filename, bytes }: ReadingTask): ReadingAnswer {
  try {
    return { reading: readBrief({ bytes, filename }) };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { unreadable: { code: error.code, message: error.message } };
  }
}
