import { readFile, stat } from 'node:fs/promises';
import { MAX_BYTES } from '../modules/imports/reader/decode.js';
import { UnreadableDocument } from '../modules/imports/reader/reading.js';

/** The file's bytes; a file too large is refused before it is read. */
export async function bytesOf(path: string): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > MAX_BYTES) {
    const megabytes = (size / 1024 / 1024).toFixed(1);
    throw new UnreadableDocument('too_large', `The document has ${megabytes} MB; Heed reads up to 20 MB.`);
  }
  return readFile(path);
}

const FILE_ERRORS: Record<string, string> = {
  ENOENT: 'there is no such file.',
  EACCES: 'the file may not be read.',
  EISDIR: 'this is a folder, not a file.',
};

/** What to tell the person; null where the error is ours. */
export function reasonOf(error: unknown): string | null {
  if (error instanceof UnreadableDocument) return error.message;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return FILE_ERRORS[code] ?? null;
}
