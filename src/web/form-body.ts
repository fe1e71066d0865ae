import type { FastifyRequest } from 'fastify';
import { MAX_FIELDS, parseFields } from './form-fields.js';
import { TooLarge } from './refusals.js';

export const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** A file of the greatest size with some fields around it. */
export const MAX_BODY_BYTES = 25 * 1024 * 1024;
/** Of a body beyond this nothing is kept. One up to it is read to its end, so that the form can come back as it was. */
const MAX_DRAINED_BYTES = 100 * 1024 * 1024;
const MAX_FIELD_BYTES = 4 * 1024 * 1024;
const MAX_FILES = 20;

/** A file in a form: `body.file` is one, or a list where several were sent under the name. */
export class UploadedFile {
  constructor(
    /** As the browser named it: never a path to write to. */
    readonly filename: string,
    /** As the browser claims. */
    readonly mimetype: string,
    readonly data: Buffer,
  ) {}
}

/** A file of more than 20 MB: to look at its bytes throws TooLarge, which answers 413. */
export class OversizedFile extends UploadedFile {
  constructor(filename: string, mimetype: string) {
    super(filename, mimetype, Buffer.alloc(0));
    Object.defineProperty(this, 'data', {
      get: () => {
        throw new TooLarge(filename);
      },
    });
  }
}

/** Reads a multipart form into the same shape, files included. */
export async function readMultipart(request: FastifyRequest): Promise<Record<string, unknown>> {
  const fields = new URLSearchParams();
  const files: Array<[string, UploadedFile]> = [];
  if (Number(request.headers['content-length'] ?? 0) > MAX_DRAINED_BYTES) throw new TooLarge(request.url);
  const limits = {
    fileSize: MAX_FILE_BYTES,
    fieldSize: MAX_FIELD_BYTES,
    fields: MAX_FIELDS,
    files: MAX_FILES,
  };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      if (part.valueTruncated || part.fieldnameTruncated) throw new TooLarge(part.fieldname);
      fields.append(part.fieldname, typeof part.value === 'string' ? part.value : '');
    } else {
      const data = await part.toBuffer();
      // A file field left empty comes as a file without name and bytes.
      if (part.file.truncated) files.push([part.fieldname, new OversizedFile(part.filename, part.mimetype)]);
      else if (part.filename || data.length > 0)
        files.push([part.fieldname, new UploadedFile(part.filename, part.mimetype, data)]);
    }
  }
  const body = parseFields(fields.toString());
  for (const [name, file] of files) {
    const there = Object.hasOwn(body, name) ? body[name] : undefined;
    const value = there === undefined ? file : [there, file].flat();
    Object.defineProperty(body, name, { value, enumerable: true, writable: true, configurable: true });
  }
  return body;
}
