import { deflateRawSync, crc32 } from 'node:zlib';

/** A part of a zipped file; `declared` lies about how large it is. */
export interface Part {
  name: string;
  content: string | Uint8Array;
  isEncrypted?: boolean;
  declared?: number;
}

/** Packs parts as they are given, well-formed or not. */
export function zip(parts: Part[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, isEncrypted = false, declared } of parts) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes, { level: 9 });
    const size = declared ?? bytes.length;
    const label = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(isEncrypted ? 1 : 0, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(size, 18);
    head.writeUInt16LE(label.length, 22);
    local.push(Buffer.from('PK\u0003\u0004', 'latin1'), head, label, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), head, tail, label);
    offset += 4 + head.length + label.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, listed, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
}

const WORD =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** A Word file of one part: the body is Word's own XML. */
export function word(body: string, { more = [], root = `w:document ${WORD}` }: { more?: Part[]; root?: string } = {}): Buffer {
  const [tag] = root.split(' ');
  const prefix = tag.includes(':') ? `${tag.split(':')[0]}:` : '';
  return zip([
    { name: 'word/document.xml', content: `<?xml version="1.0"?><${root}><${prefix}body>${body}</${prefix}body></${tag}>` },
    ...more,
  ]);
} // prettier-ignore

export const paragraph = (text: string, properties = ''): string =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

export const heading = (text: string, level = 1): string =>
  paragraph(text, `<w:outlineLvl w:val="${level - 1}"/>`);

export const table = (rows: string[][]): string =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((text) => `<w:tc>${text.startsWith('<') ? text : paragraph(text)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`; // prettier-ignore

export const HEADER = ['Issue', 'Pathway', 'Implementation', 'Actors', 'Timeline'];
export const ROW = ['Benches rot', 'Use oak', 'Replace forty benches', 'Park Office', '6 months'];
