import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** Attributes whose value a person reads or hears. */
const SPOKEN = new Set([
  'title',
  'alt',
  'placeholder',
  'label',
  'aria-label',
  'caption',
  'header',
  'summary',
  'legend',
  'hint',
]);

/** Texts that stand in the markup itself, though they have letters: interface text belongs in src/web/messages. */
function literalTexts(name: string, source: string): string[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = ts.isJsxText(node)
      ? node.text
      : ts.isJsxAttribute(node) &&
          SPOKEN.has(node.name.getText()) &&
          node.initializer &&
          ts.isStringLiteral(node.initializer)
        ? node.initializer.text
        : ts.isJsxExpression(node) &&
            node.expression &&
            ts.isStringLiteral(node.expression) &&
            !ts.isJsxAttribute(node.parent)
          ? node.expression.text
          : '';
    if (/\p{L}/u.test(text)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${name}:${line + 1} ${text.trim()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

it('sees literal text where it stands', () => {
  expect(literalTexts('a.tsx', '<p title="Hello">{t("x")} · {"Yes"} <b>No</b></p>')).toEqual([
    'a.tsx:1 Hello',
    'a.tsx:1 Yes',
    'a.tsx:1 No',
  ]);
  expect(literalTexts('a.tsx', '<p class="h-soft" title={t("x")}>{t("y")} – 1</p>')).toEqual([]);
});

it('finds none in any view: all interface text comes from the message files', () => {
  const files = globSync('src/**/*.tsx');
  expect(files.length).toBeGreaterThan(40);
  expect(files.flatMap((name) => literalTexts(name, readFileSync(name, 'utf8')))).toEqual([]);
});
