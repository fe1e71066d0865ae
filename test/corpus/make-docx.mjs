// Makes the Word files of the corpus and what must be read from each: node test/corpus/make-docx.mjs
// Those named libreoffice-* are these again, opened and saved by LibreOffice, where that is installed.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  AlignmentType,
  DeletedTextRun,
  Document,
  EndnoteReferenceRun,
  ExternalHyperlink,
  Footer,
  FootnoteReferenceRun,
  Header,
  HeadingLevel,
  InsertedTextRun,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  Textbox,
  VerticalMergeType,
  WidthType,
} from 'docx';
import { briefs, expectedOf, matrixOf } from './briefs.mjs';
import { arabic, grants, urdu } from './more-briefs.mjs';

const folder = new URL('docx/', import.meta.url);
const { trees, compost, kerbs, ferries, clocks, wells } = briefs;

const numbering = {
  config: [
    list('numbers', LevelFormat.DECIMAL, '%1.'),
    list('letters', LevelFormat.LOWER_LETTER, '(%1)'),
    list('bullets', LevelFormat.BULLET, '\uF0B7'),
    list('dashes', LevelFormat.BULLET, '–'),
  ],
};

function list(reference, format, text) {
  const style = { paragraph: { indent: { left: 720, hanging: 360 } } };
  return { reference, levels: [{ level: 0, format, text, alignment: AlignmentType.START, style }] };
}

/** Runs of a text in which `[^1]` cites a note. */
function runs(text, kind = 'footnote', rest = {}) {
  return text.split(/(\[\^\d+\])/).flatMap((part) => {
    const number = /^\[\^(\d+)\]$/.exec(part)?.[1];
    if (number === undefined) return part ? [new TextRun({ text: part, ...rest })] : [];
    if (kind === 'none') return [];
    return [
      kind === 'endnote' ? new EndnoteReferenceRun(Number(number)) : new FootnoteReferenceRun(Number(number)),
    ];
  });
}

const plain = (text, rest = {}) => new Paragraph({ children: runs(text, rest.kind), ...rest });
const heading = (text, level = HeadingLevel.HEADING_1, rest = {}) =>
  new Paragraph({ text, heading: level, ...rest });

/** Paragraphs for one cell: a text, or several. */
function cell(content, rest = {}) {
  const texts = Array.isArray(content) ? content : [content];
  const children = texts.map((text) => (typeof text === 'string' ? plain(text) : text));
  return new TableCell({ children, ...rest });
}

function table(rows, { merged = [], rest = {}, header = true } = {}) {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row, index) =>
        new TableRow({
          tableHeader: header && index === 0,
          children: row.map((content, column) => {
            if (!merged.includes(column) || index === 0) return cell(content);
            const above = index > 1 && rows[index - 1][column] === content;
            const below = rows[index + 1]?.[column] === content;
            if (above) return cell('', { verticalMerge: VerticalMergeType.CONTINUE });
            return cell(content, below ? { verticalMerge: VerticalMergeType.RESTART } : {});
          }),
        }),
    ),
    ...rest,
  });
}

const front = (brief, title = HeadingLevel.TITLE) => [
  plain(brief.publisher),
  plain(`${brief.series} No. ${brief.number}`),
  heading(brief.title, title),
  plain(`By ${brief.authors.join(' and ')}`),
  plain(brief.dateText),
];
const sections = (brief, kind, level) =>
  brief.sections.flatMap(([name, ...texts]) => [
    heading(name, level),
    ...texts.map((text) => plain(text, { kind })),
  ]);
const LISTS = { numbered: 'numbers', bulleted: 'bullets' };
const recommendations = (brief, reference = LISTS[brief.recommendationStyle]) =>
  brief.recommendations.map((text) =>
    plain(text, reference ? { numbering: { reference, level: 0, instance: 1 } } : {}),
  );
const notes = (brief) =>
  Object.fromEntries(
    brief.notes.map(([text, url], index) => {
      // The address is a link under other words in every second note.
      const [before] = text.split(/,? ?https?:/);
      const link = url && index % 2 === 0 ? [new ExternalHyperlink({ link: url, children: [new TextRun('online')] })] : [];
      return [index + 1, { children: [new Paragraph({ children: link.length ? [new TextRun(`${before}, `), ...link] : [new TextRun(text)] })] }];
    }),
  ); // prettier-ignore
const matrixHeading = () => heading('Action Matrix');

async function save(name, children, expected, options = {}) {
  const { section = {}, ...rest } = options;
  const document = new Document({ numbering, ...rest, sections: [{ children, ...section }] });
  writeFileSync(new URL(`${name}.docx`, folder), await Packer.toBuffer(document));
  writeFileSync(new URL(`${name}.expected.json`, folder), `${JSON.stringify(expected, null, 2)}\n`);
}

const whole = (brief, matrix, { kind = 'footnote', title, level, list: reference } = {}) => [
  ...front(brief, title),
  ...sections(brief, kind, level),
  heading('Recommendations', level),
  ...recommendations(brief, reference),
  heading('Action Matrix', level),
  ...(Array.isArray(matrix) ? matrix : [matrix]),
];

await save('plain', whole(trees, table(matrixOf(trees))), expectedOf(trees, 'plain'), {
  footnotes: notes(trees),
});

await save(
  'merged-issue',
  whole(kerbs, table(matrixOf(kerbs), { merged: [0] })),
  expectedOf(kerbs, 'merged issue'),
  {
    footnotes: notes(kerbs),
  },
);

// Several paragraphs and lists in cells: a line each, marks as they are printed.
{
  const rows = matrixOf(compost);
  const expected = expectedOf(compost, 'lists in cells');
  for (const [index, row] of rows.slice(1).entries()) {
    const steps = [row[2], 'Report to the board each spring'];
    row[2] = steps.map((text) => plain(text, { numbering: { reference: 'bullets', level: 0 } }));
    expected.actions[index].implementation = steps.map((text) => `• ${text}`).join('\n');
    const names = row[3].split('; ');
    row[3] = names;
    expected.actions[index].actorsText = names.join('\n');
  }
  await save('lists-in-cells', whole(compost, table(rows)), expected, { footnotes: notes(compost) });
}

await save('other-columns', whole(ferries, table(matrixOf(ferries), { header: false })), expectedOf(ferries, 'other columns'), {
  footnotes: notes(ferries),
}); // prettier-ignore

await save('further-columns', whole(wells, table(matrixOf(wells)), { title: HeadingLevel.HEADING_1, level: HeadingLevel.HEADING_2 }), expectedOf(wells, 'further columns'), {
  footnotes: notes(wells),
}); // prettier-ignore

await save(
  'endnotes',
  whole(clocks, table(matrixOf(clocks)), { kind: 'endnote' }),
  expectedOf(clocks, 'endnotes'),
  {
    endnotes: notes(clocks),
  },
);

// Two matrices, each under a heading; a small table of figures between them is none.
{
  const [header, ...rows] = matrixOf(wells);
  const figures = table([['Year', 'Pumps', 'Broken'], ['2024', '410', '96'], ['2025', '415', '88']]); // prettier-ignore
  const matrices = [
    heading('Parts and mechanics', HeadingLevel.HEADING_2),
    table([header, ...rows.slice(0, 2)]),
    plain('The figures of two years are these.'),
    figures,
    heading('Villages', HeadingLevel.HEADING_2),
    table([header, ...rows.slice(2)]),
  ];
  await save('two-matrices', whole(wells, matrices), expectedOf(wells, 'two matrices'), {
    footnotes: notes(wells),
  });
}

// Recommendations under a heading for each addressee, lettered anew under each; no matrix.
await save(
  'addressees',
  [
    ...front(grants),
    ...sections(grants),
    heading('Recommendations'),
    ...grants.addressees.flatMap(([name, ...texts], index) => [
      heading(`For the ${name}`, HeadingLevel.HEADING_2),
      ...texts.map((text) =>
        plain(text, { numbering: { reference: 'letters', level: 0, instance: index + 10 } }),
      ),
    ]),
  ],
  grants.expected('headings per addressee'),
);

// A list that goes on counting though each item has a paragraph of explanation below it.
{
  const explained = trees.recommendations.flatMap((text, index) => [
    plain(text, { numbering: { reference: 'numbers', level: 0, instance: 1 } }),
    plain(`It costs little, and town number ${index + 1} of the county does it already.`),
  ]);
  const expected = expectedOf(trees, 'list with paragraphs between');
  expected.recommendations = expected.recommendations.map(
    (text, index) =>
      `${text}\n\nIt costs little, and town number ${index + 1} of the county does it already.`,
  );
  const children = [...front(trees), ...sections(trees), heading('Policy Recommendations'), ...explained, matrixHeading(), table(matrixOf(trees))]; // prettier-ignore
  await save('list-between', children, expected, { footnotes: notes(trees) });
}

for (const brief of [urdu, arabic]) {
  const rtl = (text, rest = {}) =>
    new Paragraph({ bidirectional: true, children: runs(text, 'footnote', { rightToLeft: true }), ...rest });
  const cells = (row) => row.map((text) => [rtl(text)]);
  const children = [
    rtl(brief.publisher),
    rtl(brief.masthead),
    rtl(brief.title, { heading: HeadingLevel.TITLE }),
    rtl(brief.dateText),
    ...brief.sections.flatMap(([name, ...texts]) => [rtl(name, { heading: HeadingLevel.HEADING_1 }), ...texts.map((text) => rtl(text))]),
    rtl(brief.recommendationsHeading, { heading: HeadingLevel.HEADING_1 }),
    ...brief.recommendations.map((text) => rtl(text, { numbering: { reference: 'numbers', level: 0, instance: 1 } })),
    rtl(brief.matrixHeading, { heading: HeadingLevel.HEADING_1 }),
    table([brief.header, ...brief.rows.map((row) => row.slice(0, 5))].map(cells), { rest: { visuallyRightToLeft: true } }),
  ]; // prettier-ignore
  await save(`rtl-${brief.language}`, children, brief.expected('right to left'), { footnotes: notes(brief) });
}

// Changes tracked and not yet accepted: words put in and taken out, a row taken out.
{
  const change = { author: 'Editor', date: '2025-03-01T00:00:00Z' };
  const changed = (id, before, gone, added, after) =>
    new Paragraph({
      children: [
        new TextRun(before),
        new DeletedTextRun({ text: gone, id, ...change }),
        new InsertedTextRun({ text: added, id: id + 1, ...change }),
        new TextRun(after),
      ],
    });
  const [header, first, ...rest] = matrixOf(clocks).map((row) => row.map((text) => [plain(text)]));
  const row = [...first];
  row[1] = [changed(10, 'One kind ', 'or two kinds ', '', 'of motor')];
  row[2] = [changed(20, 'Buy ', 'thirty', 'thirty-one', ' motors in one tender')];
  const rows = [header, row, ...rest].map(
    (cells) => new TableRow({ children: cells.map((paragraphs) => cell(paragraphs)) }),
  );
  const gone = new TableRow({
    deletion: { id: 30, ...change },
    children: ['Dials are dirty', 'Wash them', 'Hire a ladder', 'Town Works', '1 month'].map((text) =>
      cell([new Paragraph({ children: [new DeletedTextRun({ text, id: 31, ...change })] })]),
    ),
  });
  rows.splice(2, 0, gone);
  const matrix = new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows });
  await save(
    'tracked-changes',
    whole(clocks, matrix, { kind: 'endnote' }),
    expectedOf(clocks, 'tracked changes'),
    {
      endnotes: notes(clocks),
    },
  );
}

// The masthead in a table, the matrix inside the cell of a frame, a small table in one of its cells.
{
  const rows = matrixOf(trees);
  const expected = expectedOf(trees, 'tables in tables');
  const small = table([['Spring', '400'], ['Autumn', '500']], { header: false }); // prettier-ignore
  rows[1] = rows[1].with(2, [plain(rows[1][2]), small, plain('')]);
  expected.actions[0].implementation += '\nSpring | 400\nAutumn | 500';
  const frame = table([[[table(rows), plain('')]]], { header: false });
  const masthead = table([['Series', trees.series], ['Number', trees.number], ['Date', trees.dateText], ['Authors', trees.authors.join('; ')], ['Publisher', trees.publisher]], { header: false }); // prettier-ignore
  const children = [masthead, heading(trees.title, HeadingLevel.TITLE), ...sections(trees), heading('Recommendations'), ...recommendations(trees), matrixHeading(), frame]; // prettier-ignore
  await save('tables-in-tables', children, expected, { footnotes: notes(trees) });
}

// A matrix over three pages: its header again by hand, and the last part a table of its own without one.
{
  const [header, ...rows] = matrixOf(kerbs);
  const parts = [
    table([header, ...rows.slice(0, 3), header, ...rows.slice(3, 6)]),
    plain(''),
    table(rows.slice(6), { header: false }),
  ];
  await save('over-pages', whole(kerbs, parts), expectedOf(kerbs, 'over pages'), { footnotes: notes(kerbs) });
}

// No styles at all: headings are bold lines, bullets are typed, nothing marks the header of the matrix.
{
  const bold = (text) => new Paragraph({ children: [new TextRun({ text, bold: true })] });
  const children = [
    bold(ferries.publisher),
    plain(`${ferries.series} No. ${ferries.number}`),
    bold(ferries.title.toUpperCase()),
    plain(`By ${ferries.authors.join(' and ')}`),
    plain(ferries.dateText),
    ...ferries.sections.flatMap(([name, ...texts]) => [bold(name), ...texts.map((text) => plain(text))]),
    bold('Recommendations'),
    ...ferries.recommendations.map((text) => plain(`• ${text}`)),
    bold('Action Matrix'),
    table(matrixOf(ferries), { header: false }),
  ];
  const expected = expectedOf(ferries, 'no styles');
  expected.publication.title = ferries.title.toUpperCase();
  await save('no-styles', children, expected, { footnotes: notes(ferries) });
}

// Series, number and date above the pages, the disclaimer below them, the title in a box of text.
{
  const disclaimer = `The views expressed in this Research Report are of the authors alone and do not necessarily reflect policy of the ${wells.publisher}.`;
  const expected = expectedOf(wells, 'headers, footers, boxes');
  expected.publication.disclaimer = disclaimer;
  const box = new Textbox({
    style: { width: '400pt' },
    children: [new Paragraph({ children: [new TextRun(wells.title)] })],
  });
  const children = [box, plain(`By ${wells.authors.slice(0, -1).join(', ')} and ${wells.authors.at(-1)}`), ...sections(wells), heading('Recommendations'), ...recommendations(wells), matrixHeading(), table(matrixOf(wells))]; // prettier-ignore
  await save('margins', children, expected, {
    footnotes: notes(wells),
    section: {
      headers: { default: new Header({ children: [plain(`${wells.series} No. ${wells.number}`), plain(wells.dateText)] }) },
      footers: {
        default: new Footer({
          children: [plain(disclaimer), new Paragraph({ children: [new TextRun({ children: ['Page ', PageNumber.CURRENT] })] })],
        }),
      },
    },
  }); // prettier-ignore
}

// A header of two rows: "Responsible" above "Lead" and "Support".
{
  const rows = clocks.rows.map((row) => {
    const [lead, ...support] = row[5];
    return [row[0], row[1], row[2], lead, support.join('; '), row[4]];
  });
  const top = new TableRow({
    children: [
      ...['Issue', 'Pathway', 'Implementation'].map((text) => cell(text, { rowSpan: 2 })),
      cell('Responsible', { columnSpan: 2 }),
      cell('Timeline', { rowSpan: 2 }),
    ],
  });
  const matrix = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      top,
      new TableRow({ children: [cell('Lead'), cell('Support')] }),
      ...rows.map((row) => new TableRow({ children: row.map((text) => cell(text)) })),
    ],
  });
  await save('header-two-rows', whole(clocks, matrix), expectedOf(clocks, 'header of two rows'), {
    footnotes: notes(clocks),
  });
}

// A row across the table above each group of rows names their issue.
{
  const [header, ...rows] = matrixOf(kerbs);
  const body = rows.flatMap((row, index) => {
    const own = new TableRow({ children: [cell(''), ...row.slice(1).map((text) => cell(text))] });
    if (index > 0 && rows[index - 1][0] === row[0]) return [own];
    return [new TableRow({ children: [cell(row[0], { columnSpan: 5 })] }), own];
  });
  const matrix = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [new TableRow({ tableHeader: true, children: header.map((text) => cell(text)) }), ...body],
  });
  await save('issue-rows', whole(kerbs, matrix), expectedOf(kerbs, 'issue in a row of its own'), {
    footnotes: notes(kerbs),
  });
}

if (existsSync('/usr/bin/soffice')) {
  const scratch = mkdtempSync(join(tmpdir(), 'corpus-'));
  const convert = (file, to) =>
    execFileSync('soffice', [`-env:UserInstallation=file://${scratch}/profile`, '--headless', '--convert-to', to, '--outdir', scratch, file], { stdio: 'ignore' }); // prettier-ignore
  for (const name of ['plain', 'merged-issue', 'lists-in-cells', 'endnotes', 'tracked-changes', 'margins', 'rtl-ur']) {
    convert(fileURLToPath(new URL(`${name}.docx`, folder)), 'odt');
    for (const [format, to] of [['docx', 'docx:MS Word 2007 XML'], ['odt', 'odt']]) {
      if (format === 'docx') convert(join(scratch, `${name}.odt`), to);
      const target = new URL(`${format}/libreoffice-${name}`, import.meta.url);
      copyFileSync(join(scratch, `${name}.${format}`), `${fileURLToPath(target)}.${format}`);
      copyFileSync(fileURLToPath(new URL(`${name}.expected.json`, folder)), `${fileURLToPath(target)}.expected.json`);
    }
  }
  rmSync(scratch, { recursive: true });
} // prettier-ignore
