import type { Element } from '../xml.js';
import { child, children, descendants } from '../xml.js';

export interface OdtStyle {
  isBold: boolean;
  isRaised: boolean;
  isHidden: boolean;
  isTitle: boolean;
}

export interface OdtListLevel {
  isBullet: boolean;
  format: string;
  prefix: string;
  suffix: string;
  start: number;
}

export interface OdtStyles {
  style(name: string | undefined): OdtStyle;
  listLevel(list: string | undefined, depth: number): OdtListLevel | undefined;
}

/** What the styles say, automatic ones included. */
export function readOdtStyles(roots: (Element | undefined)[]): OdtStyles {
  const elements = new Map<string, Element>();
  const lists = new Map<string, Element>();
  for (const root of roots) {
    for (const element of descendants(root, 'style:style')) elements.set(element.attributes['style:name'] ?? '', element);
    for (const element of descendants(root, 'text:list-style')) lists.set(element.attributes['style:name'] ?? '', element);
  } // prettier-ignore
  const style = (name: string | undefined, depth = 0): OdtStyle => {
    const element = name === undefined || depth > 20 ? undefined : elements.get(name);
    if (!element) return { isBold: false, isRaised: false, isHidden: false, isTitle: name === 'Title' };
    const base = style(element.attributes['style:parent-style-name'], depth + 1);
    const { attributes = {} } = child(element, 'style:text-properties') ?? {};
    const weight = attributes['fo:font-weight'];
    return {
      isBold: weight === undefined ? base.isBold : weight === 'bold' || Number(weight) >= 600,
      isRaised: /^(?:super|[1-9]\d*%)/.test(attributes['style:text-position'] ?? '') || base.isRaised,
      isHidden: attributes['text:display'] === 'none' || base.isHidden,
      isTitle: name === 'Title' || base.isTitle,
    };
  };
  return { style, listLevel: (list, depth) => levelOf(lists.get(list ?? ''), depth) };
}

function levelOf(list: Element | undefined, depth: number): OdtListLevel | undefined {
  const level = children(list).find(({ attributes }) => attributes['text:level'] === String(depth + 1));
  if (!level) return undefined;
  const { attributes } = level;
  return {
    isBullet: level.name !== 'text:list-level-style-number',
    format: attributes['style:num-format'] ?? '',
    prefix: attributes['style:num-prefix'] ?? '',
    suffix: attributes['style:num-suffix'] ?? '',
    start: Number(attributes['text:start-value'] ?? 1) || 1,
  };
}
