import type { Element } from '../xml.js';
import { children, descendants, textOf } from '../xml.js';

/** Classes that the page's own style sheet hides on screen: `.x { display: none }`. */
export function hiddenClasses(page: Element): ReadonlySet<string> {
  const hidden = new Set<string>();
  for (const style of descendants(page, 'style')) {
    // Rules within others, such as those for print, say nothing about the screen.
    const plain = withoutComments(textOf(style).slice(0, 200_000))
      .replaceAll(/<!--|-->/g, '')
      .replaceAll(/@[^{};@]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
    for (const [, selectors, rules] of plain.matchAll(/([^{}]{1,200})\{([^{}]*)\}/g)) {
      if (!/(?:^|;)\s*display\s*:\s*none/i.test(rules)) continue;
      for (const selector of selectors.split(',')) {
        const name = /^\s*(?:\w+)?\.([\w-]+)\s*$/.exec(selector)?.[1];
        if (name) hidden.add(name);
      }
    }
  }
  return hidden;
}

function withoutComments(text: string): string {
  const [first, ...rest] = text.split('/*');
  return (
    first +
    rest.map((part) => part.slice(part.indexOf('*/') === -1 ? part.length : part.indexOf('*/') + 2)).join('')
  );
}

/** Whether an element is not shown, by itself or by a class of its page. */
export function isHidden({ attributes }: Element, classes: ReadonlySet<string>): boolean {
  return (
    attributes.hidden !== undefined ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? '') ||
    (classes.size > 0 && (attributes.class ?? '').split(/\s+/).some((name) => classes.has(name)))
  );
}

const ROLES: Record<string, string> = {
  table: 'table',
  grid: 'table',
  treegrid: 'table',
  row: 'tr',
  cell: 'td',
  gridcell: 'td',
  columnheader: 'th',
  rowheader: 'th',
};
const DISPLAYS: Record<string, string> = { table: 'table', 'table-row': 'tr', 'table-cell': 'td' };

/** Tables that are built of other elements, and say so by their roles or styles, as tables. */
export function nameTables(root: Element): void {
  const waiting = [root];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    const { role = '', style = '' } = element.attributes;
    const display = /(?:^|;)\s*display\s*:\s*([\w-]+)/i.exec(style)?.[1].toLowerCase() ?? '';
    const name = ROLES[role.toLowerCase()] ?? DISPLAYS[display];
    if (name && /^(?:div|span|section|ul|li|a|p)$/.test(element.name)) element.name = name;
    // Rows need a table around them, which a page may leave out.
    if (element.name === 'div' && element.children.length > 0 && children(element).every(isRow))
      element.name = 'table';
    waiting.push(...children(element));
  }
}

function isRow({ attributes }: Element): boolean {
  return attributes.role === 'row' || /display\s*:\s*table-row\b/i.test(attributes.style ?? '');
}
