import { documentOf } from '../rich-blocks.js';
import type { FileProperties } from '../rich-document.js';
import { cleanText } from '../rich-document.js';
import type { Document } from '../text-blocks.js';
import type { Element } from '../xml.js';
import { child, descendants, textOf } from '../xml.js';
import { DocxBody } from './body.js';
import type { WordPackage } from './package.js';
import { openPackage } from './package.js';
import { hasTrackedChanges } from './walk.js';

/**
 * Reads a Word file, or what LibreOffice and others write as one: headings by their style, lists counted, merged
 * cells repeated, notes tied to what cites them, tracked changes as if they were accepted. Macros are never looked at.
 * @throws UnreadableDocument `malformed`, `protected` or `too_large`
 */
export function readDocx(bytes: Uint8Array): Document {
  const file = openPackage(bytes);
  const body = new DocxBody(file);
  const root = child(file.root, 'w:body');
  const blocks = body.read(root);
  const margins = marginTexts(file, root, body);
  const warnings = hasTrackedChanges(file.root)
    ? [{ at: 'document', message: 'The document has tracked changes: it was read as if all were accepted.' }]
    : [];
  return documentOf({
    // A disclaimer in the footer is looked for among the blocks.
    blocks: [...blocks, ...body.paragraphsOf(margins.filter(isProse))],
    notes: body.notes(),
    furniture: margins.filter((text) => !isProse(text)),
    warnings,
    properties: propertiesOf(file.core),
  });
}

function isProse(text: string): boolean {
  return text.length > 100 || /^disclaimer/i.test(text);
}

/** What stands in headers and footers, each text once. */
function marginTexts(file: WordPackage, root: Element | undefined, body: DocxBody): string[] {
  const texts: string[] = [];
  for (const kind of ['w:headerReference', 'w:footerReference'])
    for (const { attributes } of descendants(root, kind)) {
      const part = file.related(attributes['r:id'] ?? '');
      if (part) texts.push(...body.textsOf(part));
    }
  return [...new Set(texts)].filter((text) => /\p{L}/u.test(text));
}

function propertiesOf(core: Element | undefined): FileProperties {
  const value = (name: string) => cleanText(textOf(child(core, name))).trim() || undefined;
  return { title: value('dc:title'), author: value('dc:creator') };
}
