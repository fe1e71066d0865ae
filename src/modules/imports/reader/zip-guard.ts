import { inflateRawSync } from 'node:zlib';
import { UnreadableDocument } from './reading.js';

/** What a zipped document may hold at most; more is no brief. */
const MOST_ENTRIES = 4_000;
const MOST_BYTES = 120 * 1024 * 1024;
/** Of one part that is mark-up: its tree takes many times that in memory. */
const MOST_MARKUP = 24 * 1024 * 1024;
/** Mark-up shrinks ten or twenty times; only what is made to explode shrinks so much. */
const MOST_RATIO = 250;
const RATIO_COUNTS_FROM = 1024 * 1024;

interface Entry {
  name: string;
  method: number;
  isEncrypted: boolean;
  compressed: number;
  size: number;
  offset: number;
}

/**
 * A zipped document whose every part was unpacked once within the limits, so that a library may unpack it again
 * without looking. Sizes that the file gives are not believed: unpacking stops where they are exceeded.
 */
export interface CheckedZip {
  names: ReadonlySet<string>;
  /** Null where there is no such part. */
  read(name: string): Uint8Array | null;
}

/**
 * Looks through a zipped document before anything else unpacks it.
 * @throws UnreadableDocument `malformed`, `protected`, or `too_large` where it is built to explode
 */
export function checkZip(bytes: Uint8Array): CheckedZip {
  const entries = entriesOf(bytes);
  let total = 0;
  for (const entry of entries) {
    if (entry.isEncrypted) throw protectedByPassword();
    total += entry.size;
    const isMarkup = /\.(?:xml|rels|rdf|vml|x?html?)$/i.test(entry.name);
    const ratio = entry.size / Math.max(entry.compressed, 1);
    if (
      total > MOST_BYTES ||
      (isMarkup && entry.size > MOST_MARKUP) ||
      (entry.size > RATIO_COUNTS_FROM && ratio > MOST_RATIO)
    )
      throw tooLarge(entry.name);
  }
  refuseOverlaps(entries);
  for (const entry of entries) unpack(bytes, entry);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return {
    names: new Set(byName.keys()),
    read: (name) => {
      const entry = byName.get(name);
      return entry ? unpack(bytes, entry) : null;
    },
  };
}

/** The names of the parts, none of them unpacked. @throws UnreadableDocument `malformed` or `too_large` */
export function zipNames(bytes: Uint8Array): ReadonlySet<string> {
  return new Set(entriesOf(bytes).map((entry) => entry.name));
}

/** The parts that the directory at the end lists. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3 */
function entriesOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MOST_ENTRIES) throw tooLarge('its list of parts');
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw broken();
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    entries.push({
      name: name.replaceAll('\\', '/').replace(/^\/+/, ''),
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      compressed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (entries.length === 0) throw broken();
  if (new Set(entries.map((entry) => entry.name)).size < entries.length) throw broken();
  return entries;
}

function endOfDirectory(view: DataView): number {
  // A comment of up to 64 KiB may follow it.
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 65_535); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  throw broken();
}

/** Parts that share their bytes make a small file unpack to a very large one. https://www.bamsoftware.com/hacks/zipbomb/ */
function refuseOverlaps(entries: Entry[]): void {
  const sorted = entries.toSorted((a, b) => a.offset - b.offset);
  for (const [index, { offset, compressed }] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next && offset + 30 + compressed > next.offset) throw broken();
  }
}

function unpack(bytes: Uint8Array, { name, method, compressed, size, offset }: Entry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50) throw broken();
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const packed = bytes.subarray(start, start + compressed);
  if (packed.length < compressed) throw broken();
  if (method === 0) return packed;
  if (method !== 8) throw broken();
  try {
    const unpacked = inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
    if (unpacked.length !== size) throw broken();
    return unpacked;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(name);
    throw broken();
  }
}

function tooLarge(part: string): UnreadableDocument {
  return new UnreadableDocument(
    'too_large',
    `Unpacked, the document is far larger than a brief can be (${part.slice(0, 80)}). It was not opened.`,
  );
}

function broken(): UnreadableDocument {
  return new UnreadableDocument(
    'malformed',
    'The file is broken: it may have been cut off on its way. Open it in its own program, save it again and bring that.',
  );
}

function protectedByPassword(): UnreadableDocument {
  return new UnreadableDocument(
    'protected',
    'The file is protected by a password. Save it without one, and bring it again.',
  );
}
