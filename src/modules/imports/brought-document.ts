import { Refused } from '../../shared/errors.js';
import { UploadedFile } from '../../web/form-body.js';
import type { BroughtDocument } from './import-drafts.service.js';

/**
 * The document in a form or JSON body: a file, or pasted text.
 * @throws Refused where there is none, or both, or several; TooLarge where the file has more than 20 MB
 */
export function broughtIn(body: unknown, pastedName: string): BroughtDocument {
  const { file, text, filename } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  const hasText = typeof text === 'string' && text !== '';
  if (Array.isArray(file)) throw new Refused('import.oneFile', {}, 'file');
  if (file instanceof UploadedFile) {
    const { filename: name, data } = file;
    if (hasText && (text as string).trim()) throw new Refused('import.fileOrText', {}, 'file');
    return { filename: name, bytes: data };
  }
  if (!hasText) throw new Refused('import.nothing', {}, 'file');
  const name = typeof filename === 'string' && filename.trim() ? filename : pastedName;
  return { filename: name, bytes: Buffer.from(text as string, 'utf8') };
}
