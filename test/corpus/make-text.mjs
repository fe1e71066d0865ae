// Makes the documents of the corpus that are text, and what must be read from each: node test/corpus/make-text.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { briefs, expectedOf, matrixOf } from './briefs.mjs';

function save(format, name, text, expected) {
  const folder = new URL(`${format}/`, import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}`, folder), text);
  writeFileSync(
    new URL(`${name.replace(/\.\w+$/, '')}.expected.json`, folder),
    `${JSON.stringify(expected, null, 2)}\n`,
  );
}

const front = ({ publisher, series, number, title, authors, dateText }, heading = '') =>
  [publisher, `${series} No. ${number}`, `${heading}${title}`, `By ${authors.join(' and ')}`, dateText].join(
    '\n\n',
  );
const cited = (text, mark) => text.replaceAll(/\[\^(\d)\]/g, (_, number) => mark(number));
const raised = (number) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[number];
const list = (items, mark = (index) => `${index + 1}.`) =>
  items.map((text, index) => `${mark(index)} ${text}`).join('\n');

/** Plain text: headings by their shape, paragraphs in one line each. */
function plain(brief, table, mark = raised) {
  const { sections, recommendations, notes } = brief;
  return [
    front(brief),
    ...sections.flatMap(([heading, ...paragraphs]) => [
      heading,
      ...paragraphs.map((text) => cited(text, mark)),
    ]),
    'Recommendations',
    list(recommendations),
    'Action Matrix',
    table,
    'References',
    list(notes.map(([text]) => text)),
    '',
  ].join('\n\n');
}

const tabs = (rows) => rows.map((row) => row.join('\t')).join('\n');
const aligned = (rows) => {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
};
const pipes = ([header, ...rows]) =>
  [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const quoted = (rows, separator) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)).join('\r\n');

save('text', 'tabs.txt', plain(briefs.kerbs, tabs(matrixOf(briefs.kerbs))), expectedOf(briefs.kerbs, 'tabs'));
save('text', 'spaces.txt', plain(briefs.clocks, aligned(matrixOf(briefs.clocks))), expectedOf(briefs.clocks, 'spaces')); // prettier-ignore
save('text', 'brackets.txt', plain(briefs.trees, tabs(matrixOf(briefs.trees)), (number) => ` [${number}]`).replaceAll('\n', '\r\n'), expectedOf(briefs.trees, 'brackets')); // prettier-ignore

/** Markdown with its own marks for headings and notes. */
function markdown(brief) {
  return [
    front(brief, '# '),
    ...brief.sections.flatMap(([heading, ...paragraphs]) => [`## ${heading}`, ...paragraphs]),
    '## Recommendations',
    list(brief.recommendations, () => '-'),
    '## Action Matrix',
    pipes(matrixOf(brief)),
    ...brief.notes.map(([text], index) => `[^${index + 1}]: ${text}`),
    '',
  ].join('\n\n');
}
save('markdown', 'footnotes.md', markdown(briefs.wells), expectedOf(briefs.wells, 'footnotes'));
save('markdown', 'other-columns.md', markdown(briefs.ferries), expectedOf(briefs.ferries, 'other columns'));

const tableOnly = (brief, shape) => {
  const expected = expectedOf(brief, shape, { notes: false, sections: false });
  delete expected.publication;
  // Without a date of publication no window gives a day.
  for (const action of expected.actions) if (!/20\d\d/.test(action.timeline)) action.dueOn = null;
  return expected;
};
save('csv', 'commas.csv', quoted(matrixOf(briefs.compost), ','), tableOnly(briefs.compost, 'commas'));
save('csv', 'semicolons.csv', `\uFEFF${quoted(matrixOf(briefs.trees), ';')}`, tableOnly(briefs.trees, 'semicolons')); // prettier-ignore
save('csv', 'tabs.tsv', tabs(matrixOf(briefs.ferries)), tableOnly(briefs.ferries, 'tabs'));
