import { UnreadableDocument } from '../reading.js';
import { documentOf } from '../rich-blocks.js';
import type { FileProperties, RichBlock } from '../rich-document.js';
import { cleanText } from '../rich-document.js';
import type { Document } from '../text-blocks.js';
import type { Element } from '../xml.js';
import { child, children, descendants, parseXml, textOf } from '../xml.js';
import { checkZip } from '../zip-guard.js';
import { OdtBody } from './body.js';
import { readOdtStyles } from './styles.js';

/**
 * Reads an OpenDocument text, as LibreOffice writes it: headings by their level, lists counted, merged cells
 * repeated, notes tied to what cites them, tracked changes as if they were accepted.
 * @throws UnreadableDocument `malformed`, `protected` or `too_large`
 */
export function readOdt(bytes: Uint8Array): Document {
  const zip = checkZip(bytes);
  const part = (name: string) => {
    const content = zip.read(name);
    return content ? children(parseXml(content))[0] : undefined;
  };
  if ([...descendants(part('META-INF/manifest.xml'), 'manifest:encryption-data')].length > 0) {
    throw new UnreadableDocument(
      'protected',
      'The file is protected by a password. Save it without one, and bring it again.',
    );
  }
  const root = part('content.xml');
  const text = child(child(root, 'office:body'), 'office:text');
  if (!root || !text) {
    throw new UnreadableDocument(
      'format_not_read',
      'This is an OpenDocument file that is no text. Save it as .odt, .docx or .xlsx, and bring that.',
    );
  }
  const pages = part('styles.xml');
  const body = new OdtBody(readOdtStyles([pages, root]));
  const blocks = body.read(text);
  const margins = [...descendants(pages, 'style:master-page')]
    .flatMap((page) => children(page))
    .filter(({ name }) => /^style:(?:header|footer)/.test(name))
    .flatMap((element) => body.read(element));
  const isTracked = child(text, 'text:tracked-changes') !== undefined;
  return documentOf({
    blocks: [...blocks, ...margins.filter(isProse)],
    notes: body.notes,
    furniture: [...new Set(margins.flatMap((block) => (isProse(block) ? [] : textsOf(block))))],
    warnings: isTracked
      ? [
          {
            at: 'document',
            message: 'The document has tracked changes: it was read as if all were accepted.',
          },
        ]
      : [],
    properties: propertiesOf(part('meta.xml')),
  });
}

function isProse(block: RichBlock): boolean {
  return block.kind === 'paragraph' && (block.text.length > 100 || /^disclaimer/i.test(block.text));
}

function textsOf(block: RichBlock): string[] {
  const texts = block.kind === 'paragraph' ? block.text.split('\n') : [];
  return texts.map((text) => text.trim()).filter((text) => /\p{L}/u.test(text));
}

function propertiesOf(root: Element | undefined): FileProperties {
  const meta = child(root, 'office:meta');
  const value = (name: string) => cleanText(textOf(child(meta, name))).trim() || undefined;
  return { title: value('dc:title'), author: value('meta:initial-creator') ?? value('dc:creator') };
}
