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

/**
 * Tables that are built of other elements, and say so by their roles or styles, as tables; and those whose end tags
 * were left out, as they are meant: the parser does not end the last cell of a head where a body begins.
 */
export function mendTables(root: Element): void {
  const waiting: { element: Element; table: Element | null }[] = [{ element: root, table: null }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { element } = next;
    const { role = '', style = '' } = element.attributes;
    const display = /(?:^|;)\s*display\s*:\s*([\w-]+)/i.exec(style)?.[1].toLowerCase() ?? '';
    const name = ROLES[role.toLowerCase()] ?? DISPLAYS[display];
    if (name && /^(?:div|span|section|ul|li|a|p)$/.test(element.name)) element.name = name;
    // Rows need a table around them, which a page may leave out.
    const isBare = element.name === 'div' && element.children.length > 0 && children(element).every(isRow);
    if (isBare) element.name = 'table';
    const table = element.name === 'table' ? element : next.table;
    if (/^t[hd]$/.test(element.name) && table) {
      const swallowed = children(element).filter((inner) => /^t(?:body|foot|head)$/.test(inner.name));
      element.children = element.children.filter((inner) => !swallowed.includes(inner as Element));
      table.children.push(...swallowed);
      waiting.push(...swallowed.map((inner) => ({ element: inner, table })));
    }
    for (const inner of children(element)) waiting.push({ element: inner, table });
  }
}

function isRow({ attributes }: Element): boolean {
  return attributes.role === 'row' || /display\s*:\s*table-row\b/i.test(attributes.style ?? '');
}
