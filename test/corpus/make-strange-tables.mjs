// Makes workbooks, CSV files and web pages of shapes that the reader was not written with:
// node test/corpus/make-strange-tables.mjs
import { writeFileSync } from 'node:fs';
import { buses, expectedOf, matrixOf } from './strange-briefs.mjs';
import { zipOf } from './zip.mjs';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGES = 'http://schemas.openxmlformats.org/package/2006';
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const [header, ...rows] = matrixOf(buses);

function save(name, content, shape, { only = true, edit = (expected) => expected } = {}) {
  const [folder, file] = name.split('/');
  writeFileSync(new URL(name, import.meta.url), content);
  const expected = JSON.stringify(edit(expectedOf(buses, shape, { only })), null, 2);
  writeFileSync(
    new URL(`${folder}/${file.replace(/\.\w+$/, '')}.expected.json`, import.meta.url),
    `${expected}\n`,
  );
}

/** A workbook of one sheet. @param cellOf how a text is kept */
function workbook(
  sheet,
  { cellOf = inline, strings = '', after = '', before = '', workbookProperties = '' } = {},
) {
  const letter = (column) => String.fromCharCode(65 + column);
  const lines = sheet.map((texts, index) => {
    const cells = texts.map((text, column) =>
      text === '' ? '' : cellOf(text, `${letter(column)}${index + 1}`),
    );
    return texts.length > 0 ? `<row r="${index + 1}">${cells.join('')}</row>` : '';
  });
  const relation = (id, type, target) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  return zipOf({
    '[Content_Types].xml': `<Types xmlns="${PACKAGES}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGES}/relationships">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${workbookProperties}<sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGES}/relationships">${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'styles', 'styles.xml')}${strings && relation('rId3', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    ...(strings && { 'xl/sharedStrings.xml': strings }),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}">${before}<sheetData>${lines.join('')}</sheetData>${after}</worksheet>`,
  });
}

function inline(text, at) {
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escape(text)}</t></is></c>`;
}

const title = ['', buses.title];
const facts = ['', `Policy Brief No. ${buses.number}`, buses.dateText];
const indented = [header, ...rows].map((texts) => ['', '', ...texts]);
save(
  'xlsx/far-from-the-corner.xlsx',
  workbook([[], title, facts, [], [], ...indented]),
  'header far from the corner',
);

const rich = (text) => {
  const half = Math.ceil(text.length / 2);
  const part = (piece) => `<r><rPr><b/></rPr><t xml:space="preserve">${escape(piece)}</t></r>`;
  return `<si>${part(text.slice(0, half))}${part(text.slice(half))}<rPh sb="0" eb="1"><t>spoken</t></rPh></si>`;
};
const shared = [header, ...rows].flat();
const byIndex = (text, at) => `<c r="${at}" t="s"><v>${shared.indexOf(text)}</v></c>`;
save(
  'xlsx/rich-text.xlsx',
  workbook([header, ...rows], {
    cellOf: byIndex,
    strings: `<sst xmlns="${MAIN}">${shared.map(rich).join('')}</sst>`,
  }),
  'rich text',
);

const computed = (text, at) => `<c r="${at}" t="str"><f>TRIM(Z9)</f><v>${escape(text)}</v></c>`;
save('xlsx/formulas.xlsx', workbook([header, ...rows], { cellOf: computed }), 'results of formulas');

const merged = '<mergeCells count="2"><mergeCell ref="A2:E2"/><mergeCell ref="A6:E6"/></mergeCells>';
save(
  'xlsx/rows-of-one-cell.xlsx',
  workbook([header, ['A. SERVICE'], ...rows.slice(0, 3), ['B. PEOPLE'], ...rows.slice(3)], { after: merged }),
  'rows of one cell',
);
save(
  'xlsx/one-below-the-other.xlsx',
  workbook([['Part one'], header, ...rows.slice(0, 3), [], ['Part two'], header, ...rows.slice(3)]),
  'matrices below each other',
);

/** Days since the beginning of 1904, as workbooks from old Macintoshes count. */
const dayOf = (index) => `2026-03-0${index + 1}`;
const days = rows.map((texts, index) => [
  ...texts.slice(0, 4),
  `=${(Date.parse(dayOf(index)) - Date.parse('1904-01-01')) / 864e5}`,
]);
const dated = (text, at) =>
  text.startsWith('=') ? `<c r="${at}" s="1"><v>${text.slice(1)}</v></c>` : inline(text, at);
save(
  'xlsx/dates-of-1904.xlsx',
  workbook([header, ...days], { cellOf: dated, workbookProperties: '<workbookPr date1904="1"/>' }),
  'dates counted from 1904',
  {
    edit: (expected) => ({
      ...expected,
      actions: expected.actions.map((action, index) => ({
        ...action,
        timeline: dayOf(index),
        dueOn: dayOf(index),
      })),
    }),
  },
);

const quoted = (text, delimiter) =>
  /["\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
const csv = (delimiter, lines = [header, ...rows]) =>
  lines.map((texts) => texts.map((text) => quoted(text, delimiter)).join(delimiter)).join('\r\n');
const single = (text) => Buffer.from(text.replaceAll('’', '\u0092').replaceAll('–', '\u0096'), 'latin1');
save('csv/byte-order-mark.csv', `\uFEFF${csv(',')}\r\n`, 'byte order mark');
save('csv/unicode-tabs.csv', Buffer.from(`\uFEFF${csv('\t')}`, 'utf16le'), 'UTF-16 with tabs');
save('csv/windows.csv', single(`sep=;\r\n${csv(';')}`), 'Windows-1252');
save('csv/bars.csv', csv('|'), 'bars');
save(
  'csv/text-above.csv',
  `Policy Brief No. ${buses.number}, ${buses.dateText}\n\n${csv(',')}`,
  'text above the header',
  {
    edit: (expected) => ({ ...expected, publication: { number: buses.number, date: buses.date } }),
  },
);

const cells = (texts, tag = 'td') => texts.map((text) => `<${tag}>${escape(text)}</${tag}>`).join('');
const table = `<table><thead><tr>${cells(header, 'th')}</tr></thead><tbody>${rows.map((texts) => `<tr>${cells(texts)}</tr>`).join('\n')}</tbody></table>`;
const items = buses.recommendations.map((text) => `<li>${text}</li>`).join('');
function page(matrix = table) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${buses.title}</title></head><body><p>${buses.publisher}</p><p>Policy Brief No. ${buses.number}</p>
<h1>${buses.title}</h1><p>By ${buses.authors[0]}</p><p>${buses.dateText}</p><h2>Summary</h2>${buses.paragraphs.map((text) => `<p>${text}</p>`).join('')}
<h2>Recommendations</h2><ol>${items}</ol><h2>Action Matrix</h2>${matrix}</body></html>`;
}
const web = (name, content, shape) => save(`html/${name}.html`, content, shape, { only: false });

const spans = (text) =>
  `<p class="c1"><span class="c2">${escape(text).replace(' ', '</span><span class="c3">&nbsp;</span><span>')}</span></p>`;
const google = [header, ...rows].map(
  (texts) =>
    `<tr class="c13">${texts.map((text) => `<td class="c14" colspan="1" rowspan="1">${spans(text)}</td>`).join('')}</tr>`,
);
const split = buses.recommendations.map(
  (text, index) =>
    `<ol class="c7 lst-kix_a-0 start" start="${index + 1}"><li class="c0"><span>${text}</span></li></ol>`,
);
web(
  'google-docs',
  page(`<a id="t.1"></a><table class="c12">${google.join('')}</table>`).replace(
    `<ol>${items}</ol>`,
    split.join(''),
  ),
  'saved by Google Docs',
);

const around = page(
  `<figure class="wp-block-table is-style-stripes">${table}<figcaption>Who does what by when</figcaption></figure>`,
);
web(
  'wordpress',
  around
    .replace(
      '<body>',
      '<body><header class="site-header"><nav><ul><li><a href="/r">Recommendations</a></li></ul></nav></header><main><article>',
    )
    .replace(
      '</body>',
      '<div id="jp-relatedposts"><h3>Related</h3></div></article><div id="comments" class="comments"><p>You should try harder.</p></div></main><aside><h2>Recent</h2><ul><li>Must see</li></ul></aside></body>',
    ),
  'saved from WordPress',
);

const roles = [header, ...rows].map(
  (texts, index) =>
    `<div role="row">${texts.map((text) => `<span role="${index ? 'cell' : 'columnheader'}">${escape(text)}</span>`).join('')}</div>`,
);
web('table-of-roles', page(`<div role="table">${roles.join('')}</div>`), 'a table of roles');
web(
  'hidden-parts',
  page(table.replaceAll('<td>', '<td data-label="x"><span class="label">Name:</span><del>Old words </del>'))
    .replace('<title>', '<style>@media print{td{color:#000}}.label,.x{display:none}</style><title>')
    .replace(
      '<h2>Summary',
      '<div style="display: none"><h2>Recommendations</h2><p>Nobody should see this.</p></div><h2>Summary',
    ),
  'hidden and deleted parts',
);
web(
  'end-tags-left-out',
  page()
    .replaceAll(/<\/(?:td|th|tr|p|li|thead|tbody)>/g, '')
    .replace('<!doctype html>', ''),
  'end tags left out',
);
web('other-encoding', Buffer.from(`\uFEFF${page().replace('utf-8', 'utf-16')}`, 'utf16le'), 'UTF-16');
web(
  'entities',
  page()
    .replaceAll('’', '&rsquo;')
    .replaceAll('–', '&ndash;')
    .replaceAll('412', '4&#49;2')
    .replaceAll('Night buses', 'Night&nbsp;buses'),
  'entities',
);
