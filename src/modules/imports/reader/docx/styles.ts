import type { Element } from '../xml.js';
import { child, descendants } from '../xml.js';

/** What a paragraph style says that the reader wants to know, what it inherits included. */
export interface ParagraphStyle {
  /** In English and small letters, as Word keeps the names of its own styles in every language. */
  name: string;
  /** From 1; null for running text. */
  headingLevel: number | null;
  isTitle: boolean;
  numbering: { id: string; level: number } | null;
  isBold: boolean;
}

export type Styles = (id: string | undefined) => ParagraphStyle;

const PLAIN: ParagraphStyle = {
  name: '',
  headingLevel: null,
  isTitle: false,
  numbering: null,
  isBold: false,
};

/** Looks styles up by id; without an id the default one. */
export function readStyles(root: Element | undefined): Styles {
  const elements = new Map<string, Element>();
  let defaultId: string | undefined;
  for (const element of descendants(root, 'w:style')) {
    const id = element.attributes['w:styleId'];
    if (id === undefined || element.attributes['w:type'] === 'table') continue;
    elements.set(id, element);
    if (element.attributes['w:type'] === 'paragraph' && isOn(element.attributes['w:default']))
      defaultId ??= id;
  }
  const known = new Map<string, ParagraphStyle>();
  const find = (id: string | undefined, depth = 0): ParagraphStyle => {
    const element = id === undefined ? undefined : elements.get(id);
    if (!element || depth > 20) return PLAIN;
    const cached = known.get(id!);
    if (cached) return cached;
    const style = styleOf(element, find(child(element, 'w:basedOn')?.attributes['w:val'], depth + 1));
    known.set(id!, style);
    return style;
  };
  return (id) => find(id ?? defaultId);
}

function styleOf(element: Element, base: ParagraphStyle): ParagraphStyle {
  const name = (child(element, 'w:name')?.attributes['w:val'] ?? '').toLowerCase();
  const properties = child(element, 'w:pPr');
  const bold = child(child(element, 'w:rPr'), 'w:b');
  return {
    name,
    headingLevel: outlineLevel(properties) ?? levelInName(name) ?? base.headingLevel,
    isTitle: name === 'title' || (base.isTitle && name !== 'subtitle'),
    numbering: numberingOf(properties, base.numbering),
    isBold: bold ? isOn(bold.attributes['w:val'] ?? '1') : base.isBold,
  };
}

/** Null where nothing is said; 0 stands for running text that a heading style is based on. */
export function outlineLevel(properties: Element | undefined): number | null {
  const value = child(properties, 'w:outlineLvl')?.attributes['w:val'];
  if (value === undefined) return null;
  return Number(value) < 9 ? Number(value) + 1 : 0;
}

function levelInName(name: string): number | null {
  const level = /^heading ([1-9])\b/.exec(name)?.[1];
  return level === undefined ? null : Number(level);
}

/** The list of a paragraph: its own, else that of its style. */
export function numberingOf(
  properties: Element | undefined,
  inherited: ParagraphStyle['numbering'],
): ParagraphStyle['numbering'] {
  const own = child(properties, 'w:numPr');
  if (!own) return inherited;
  const id = child(own, 'w:numId')?.attributes['w:val'] ?? inherited?.id;
  const level = child(own, 'w:ilvl')?.attributes['w:val'] ?? inherited?.level;
  return id === undefined || id === '0' ? null : { id, level: Number(level ?? 0) || 0 };
}

/** Word writes on and off in three ways. */
export function isOn(value: string | undefined): boolean {
  return value !== undefined && !['0', 'false', 'off'].includes(value);
}

/** Whether a property such as bold is set on a run; undefined where the run does not say. */
export function toggle(properties: Element | undefined, name: string): boolean | undefined {
  const element = child(properties, name);
  return element && isOn(element.attributes['w:val'] ?? '1');
}
