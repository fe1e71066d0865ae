import { posix } from 'node:path';
import { UnreadableDocument } from '../reading.js';
import type { Element } from '../xml.js';
import { child, children, descendants, parseXml } from '../xml.js';
import type { CheckedZip } from '../zip-guard.js';
import { checkZip } from '../zip-guard.js';

/** A part of a Word file that another part points to. */
export interface Relation {
  type: string;
  target: string;
  isOutside: boolean;
}

export interface WordPart {
  root: Element;
  /** What it points to, by id. */
  relations: ReadonlyMap<string, Relation>;
}

/** The parts of a Word file that are read: text only, never its macros, pictures or embedded files. */
export interface WordPackage extends WordPart {
  /** The part of that kind which the document points to, such as `styles` or `footnotes`. */
  part(kind: string): WordPart | undefined;
  /** The part that the document points to by that id. */
  related(id: string): WordPart | undefined;
  /** What the file says of itself. */
  core: Element | undefined;
}

/** Elements of Word are known by this prefix from here on, whatever the file calls it. */
const WORD =
  /^(?:http:\/\/schemas\.openxmlformats\.org\/wordprocessingml\/2006\/main|http:\/\/purl\.oclc\.org\/ooxml\/wordprocessingml\/main)$/;

/** @throws UnreadableDocument `malformed`, `protected` or `too_large` */
export function openPackage(bytes: Uint8Array): WordPackage {
  const zip = checkZip(bytes);
  const roots = relationsOf(zip, '');
  const main =
    [...roots.values()].find(({ type }) => type === 'officeDocument')?.target ?? 'word/document.xml';
  const root = rootOf(zip, main);
  if (!root) {
    throw new UnreadableDocument(
      'malformed',
      'The file is called a Word file but has no document in it. Save it again as .docx and bring that.',
    );
  }
  const relations = relationsOf(zip, main);
  const core =
    [...roots.values()].find(({ type }) => type === 'core-properties')?.target ?? 'docProps/core.xml';
  const partOf = (relation: Relation | undefined): WordPart | undefined => {
    const inside = relation && !relation.isOutside ? rootOf(zip, relation.target) : undefined;
    return inside && { root: inside, relations: relationsOf(zip, relation!.target) };
  };
  return {
    root,
    relations,
    part: (kind) => partOf([...relations.values()].find(({ type }) => type === kind)),
    related: (id) => partOf(relations.get(id)),
    core: rootOf(zip, core),
  };
}

function rootOf(zip: CheckedZip, name: string): Element | undefined {
  const bytes = zip.read(name);
  const [root] = bytes ? children(parseXml(bytes)) : [];
  if (root) useWordPrefix(root);
  return root;
}

/** Some writers use another prefix for Word's elements, or none. */
function useWordPrefix(root: Element): void {
  const declared = Object.entries(root.attributes).find(
    ([name, value]) => /^xmlns(?::|$)/.test(name) && WORD.test(value),
  );
  const prefix = declared?.[0].slice('xmlns:'.length);
  if (!declared || prefix === 'w') return;
  const rename = (name: string) => {
    if (!prefix) return name.includes(':') ? name : `w:${name}`;
    return name.startsWith(`${prefix}:`) ? `w:${name.slice(prefix.length + 1)}` : name;
  };
  const waiting = [root];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    element.name = rename(element.name);
    if (prefix)
      element.attributes = Object.fromEntries(
        Object.entries(element.attributes).map(([name, value]) => [rename(name), value]),
      );
    waiting.push(...children(element));
  }
}

function relationsOf(zip: CheckedZip, part: string): ReadonlyMap<string, Relation> {
  const folder = posix.dirname(part);
  const bytes = zip.read(posix.join(folder, '_rels', `${posix.basename(part)}.rels`));
  const root = bytes && child(parseXml(bytes), 'Relationships');
  return new Map(
    [...descendants(root ?? undefined, 'Relationship')].map(({ attributes }): [string, Relation] => {
      const isOutside = attributes.TargetMode === 'External';
      const target = attributes.Target ?? '';
      const inside = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      return [
        attributes.Id ?? '',
        { type: (attributes.Type ?? '').split('/').at(-1)!, target: isOutside ? target : inside, isOutside },
      ];
    }),
  );
}
