// Makes the workbooks of the corpus and what must be read from each: node test/corpus/make-xlsx.mjs
import { writeFileSync } from 'node:fs';
import writeExcel from 'write-excel-file/node';
import { briefs, expectedOf, matrixOf } from './briefs.mjs';

const folder = new URL('xlsx/', import.meta.url);
const plain = (text) => text.replaceAll(/\[\^\d+\]/g, '');

const facts = (brief) => [
  [brief.publisher],
  [`${brief.series} No. ${brief.number}`],
  [brief.title],
  [`By ${brief.authors.join(' and ')}`],
  [brief.dateText],
];
const recommendationSheet = (brief) => ({
  sheet: 'Recommendations',
  data: brief.recommendations.map((text, index) => [`${index + 1}.`, text]),
});
const sourceSheet = (brief) => ({
  sheet: 'References',
  data: brief.notes.map(([text], index) => [`${index + 1}`, plain(text)]),
});

async function make(name, sheets, expected) {
  const files = sheets.map(({ sheet, data }) => ({
    sheet,
    data: data.map((row) => row.map((cell) => cell || null)),
  }));
  writeFileSync(new URL(`${name}.xlsx`, folder), await writeExcel(files).toBuffer());
  writeFileSync(new URL(`${name}.expected.json`, folder), `${JSON.stringify(expected, null, 2)}\n`);
}

// Facts above the matrix on the same sheet, the header on the seventh row; recommendations and sources beside it.
await make(
  'title-above',
  [{ sheet: 'Matrix', data: [...facts(briefs.trees), [], ...matrixOf(briefs.trees)] }, recommendationSheet(briefs.trees), sourceSheet(briefs.trees)],
  expectedOf(briefs.trees, 'title above the matrix'),
); // prettier-ignore

// Issues merged over their rows.
const spans = (rows) =>
  rows.map(([issue, ...cells], index) => {
    if (index > 0 && rows[index - 1][0] === issue) return [null, ...cells];
    const count = rows.slice(index).findIndex(([other]) => other !== issue);
    const rowSpan = count === -1 ? rows.length - index : count;
    return [rowSpan > 1 ? { value: issue, rowSpan } : issue, ...cells];
  });
await make(
  'merged',
  [{ sheet: 'About', data: facts(briefs.kerbs) }, { sheet: 'Action plan', data: spans(matrixOf(briefs.kerbs)) }, recommendationSheet(briefs.kerbs)],
  expectedOf(briefs.kerbs, 'merged issues', { notes: false }),
); // prettier-ignore

// The deadlines are real dates.
const dated = matrixOf(briefs.clocks).map((row) =>
  row.map((cell) =>
    /^\d{4}-\d\d-\d\d$/.test(cell) ? { value: new Date(`${cell}T00:00:00Z`), type: Date, format: 'dd mmm yyyy' } : cell,
  ),
); // prettier-ignore
await make(
  'dates',
  [{ sheet: 'Clocks', data: [...facts(briefs.clocks), [], ...dated] }],
  expectedOf(briefs.clocks, 'real dates', { notes: false, sections: false }),
);

// Facts as labels and values, the table in column C, its columns in another order and under other names.
const { ferries } = briefs;
await make(
  'shuffled',
  [
    {
      sheet: 'Cover',
      data: [
        ['Series', ferries.series],
        ['Number', ferries.number],
        ['Title', ferries.title],
        ['Authors', ferries.authors.join('; ')],
        ['Publisher', ferries.publisher],
        ['Date', ferries.dateText],
      ],
    },
    { sheet: 'Table', data: [[], [], ...matrixOf(ferries).map((row) => [null, null, ...row])] },
    recommendationSheet(ferries),
  ],
  expectedOf(ferries, 'other columns', { notes: false }),
);

// The matrix over two sheets, each with its header; a sheet between them that is none.
const [header, ...rows] = matrixOf(briefs.wells);
await make(
  'two-sheets',
  [
    { sheet: 'Read me', data: facts(briefs.wells) },
    { sheet: 'Matrix 2026', data: [header, ...rows.slice(0, 2)] },
    { sheet: 'Budget', data: [['Item', 'Pieces', 'Price'], ['Pump rods', 40, 12.5], ['Leather cups', 300, 0.75]] },
    { sheet: 'Matrix 2027', data: [header, ...rows.slice(2)] },
    sourceSheet(briefs.wells),
  ],
  expectedOf(briefs.wells, 'two sheets', { sections: false }),
); // prettier-ignore

// A further column, a share among the extra cells, a numbered first column, a note below the table.
const { compost } = briefs;
const share = matrixOf(compost).map((row, index) => [
  index === 0 ? 'No.' : index,
  ...row,
  index === 0 ? 'Share of schools' : { value: index * 0.2, type: Number, format: '0%' },
]);
const expected = expectedOf(compost, 'further columns', { notes: false, sections: false });
expected.actions.forEach((action, index) => {
  action.extra = { 'No.': String(index + 1), ...action.extra, 'Share of schools': `${(index + 1) * 20}%` };
});
await make(
  'further-columns',
  [
    {
      sheet: 'Plan',
      data: [...facts(compost), [], ...share, [], ['Shares are of the schools with a garden.']],
    },
  ],
  expected,
);
