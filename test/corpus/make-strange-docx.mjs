// Makes Word files of shapes that the reader was not written with, in the mark-up that Word and others write:
// node test/corpus/make-strange-docx.mjs
// Those in odt/ are these again, opened and saved by LibreOffice, where that is installed.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buses, expectedOf, matrixOf } from './strange-briefs.mjs';
import { zipOf } from './zip.mjs';

const folder = new URL('docx/', import.meta.url);
const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGES = 'http://schemas.openxmlformats.org/package/2006';

const run = (text, properties = '') =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (content, properties = '') =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${content.startsWith('<') ? content : run(content)}</w:p>`;
const bold = (text) => paragraph(run(text, '<w:b/>'));
const heading = (text, level = 1) => paragraph(text, `<w:pStyle w:val="Heading${level}"/>`);
const cell = (content, properties = '') =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${/^<w:(?:p|tbl|sdt)[ >]/.test(content) ? content : paragraph(content)}</w:tc>`;
const row = (cells, properties = '') =>
  `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${cells.join('')}</w:tr>`;
const table = (rows, properties = '') => `<w:tbl><w:tblPr>${properties}</w:tblPr>${rows.join('')}</w:tbl>`;
const control = (content) => `<w:sdt><w:sdtPr><w:alias w:val="field"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`; // prettier-ignore

const [header, ...rows] = matrixOf(buses);
const head = row(header.map((name) => cell(bold(name))));
const plainRows = (from = 0, to = rows.length) =>
  rows.slice(from, to).map((texts) => row(texts.map((text) => cell(text))));
const matrix = (properties) => table([head, ...plainRows()], properties);

function front(headingOf = heading, recommendations = listed(headingOf)) {
  return [
    paragraph(buses.publisher),
    paragraph(`Policy Brief No. ${buses.number}`),
    paragraph(buses.title, headingOf === heading ? '<w:pStyle w:val="Title"/>' : ''),
    paragraph(`By ${buses.authors.join(' and ')}`),
    paragraph(buses.dateText),
    headingOf('Summary'),
    ...buses.paragraphs.map((text) => paragraph(text)),
    recommendations,
    headingOf('Action Matrix'),
  ].join('');
}

function listed(headingOf) {
  const items = buses.recommendations.map((text, index) => paragraph(`${index + 1}. ${text}`));
  return headingOf('Recommendations') + items.join('');
}

function save(name, body, shape, { isStrict = false } = {}) {
  const strict = (text) =>
    isStrict ? text.replaceAll(MAIN, 'http://purl.oclc.org/ooxml/wordprocessingml/main').replaceAll(RELATIONS, 'http://purl.oclc.org/ooxml/officeDocument/relationships') : text; // prettier-ignore
  const styles = ['Heading1', 'Heading2', 'Title'].map(
    (id) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id.replace(/(\d)/, ' $1').toLowerCase()}"/></w:style>`,
  );
  const spaces = `xmlns:w="${MAIN}" xmlns:r="${RELATIONS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"`;
  const file = zipOf({
    '[Content_Types].xml': `<Types xmlns="${PACKAGES}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': strict(`<Relationships xmlns="${PACKAGES}/relationships"><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>`),
    'word/_rels/document.xml.rels': strict(`<Relationships xmlns="${PACKAGES}/relationships"><Relationship Id="r1" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`),
    'word/styles.xml': strict(`<w:styles ${spaces}>${styles.join('')}</w:styles>`),
    'word/document.xml': strict(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${spaces}><w:body>${body}<w:sectPr/></w:body></w:document>`),
  }); // prettier-ignore
  writeFileSync(new URL(`${name}.docx`, folder), file);
  writeExpected(folder, name, shape);
}

function writeExpected(place, name, shape) {
  const expected = JSON.stringify(expectedOf(buses, shape), null, 2);
  writeFileSync(new URL(`${name}.expected.json`, place), `${expected}\n`);
}

save('strict', front() + matrix(), 'strict Open XML', { isStrict: true });
save('only-bold', front(bold) + matrix(), 'bold lines for headings');
save('mirrored', front() + matrix('<w:bidiVisual/>'), 'columns from right to left');
save('in-a-frame', front() + table([row([cell(matrix() + paragraph(''))])]), 'matrix in a table of one cell');

const controlled = rows.map((texts, index) => {
  const whole = row(texts.map((text, column) => [cell(text), cell(control(paragraph(text))), cell(text), control(cell(text)), cell(`<w:p>${control(run(text))}</w:p>`)][column])); // prettier-ignore
  return index % 2 ? control(whole) : whole;
});
save('content-controls', control(front()) + table([head, ...controlled]), 'content controls');

/** Each word in something else. */
const FIELD = ['begin', 'separate', 'end'].map((type) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`);
const WRAPS = [
  (word) => `<w:smartTag w:element="place">${run(word)}</w:smartTag>`,
  (word) => `<w:hyperlink w:anchor="a">${run(word)}</w:hyperlink>`,
  (word) => `<w:fldSimple w:instr=" REF a ">${run(word)}</w:fldSimple>`,
  (word) => `${FIELD[0]}<w:r><w:instrText> DOCPROPERTY a </w:instrText></w:r>${FIELD[1]}${run(word)}${FIELD[2]}`, // prettier-ignore
  (word) => `<w:r><w:t xml:space="preserve">${word.slice(0, 2)}</w:t><w:softHyphen/><w:t xml:space="preserve">${word.slice(2)}</w:t></w:r>`, // prettier-ignore
];
const pieces = (text) => text.split(/(?<=\s)/).map((word, index) => WRAPS[index % WRAPS.length](word)).join(''); // prettier-ignore
const pieced = rows.map((texts) => row(texts.map((text) => cell(`<w:p>${pieces(text)}</w:p>`))));
save('split-runs', front() + table([head, ...pieced]), 'fields, links and tags in cells');

const change = 'w:id="9" w:author="A" w:date="2025-01-01T00:00:00Z"';
const deleted = (text) => `<w:del ${change}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`; // prettier-ignore
const moved = (text) => `<w:moveFrom ${change}>${run('moved away ')}</w:moveFrom><w:moveTo ${change}>${run(text.slice(0, 8))}</w:moveTo>${run(text.slice(8))}`; // prettier-ignore
const changed = rows.map((texts, index) =>
  row(
    texts.map((text, column) => cell(`<w:p>${deleted('Old words ')}${column === 2 ? moved(text) : `<w:ins ${change}>${run(text)}</w:ins>`}<w:r><w:commentReference w:id="0"/></w:r></w:p>`)),
    index === 2 ? `<w:ins ${change}/>` : '',
  ),
); // prettier-ignore
const gone = row(header.map((name) => cell(`<w:p>${deleted(name)}</w:p>`)), `<w:del ${change}/>`); // prettier-ignore
save('tracked-rows', front() + table([gone, gone]) + table([head, gone, ...changed]), 'rows deleted and moved by tracked changes'); // prettier-ignore

const across = (text) => row([cell(bold(text), '<w:gridSpan w:val="5"/>')]);
const acrossOld = row([cell(bold('Theme B: People'), '<w:hMerge w:val="restart"/>'), ...header.slice(1).map(() => cell(paragraph(''), '<w:hMerge/>'))]); // prettier-ignore
save('banner-rows', front() + table([across('Table 1: Who does what'), head, across('Theme A: Service'), ...plainRows(0, 3), acrossOld, ...plainRows(3)]), 'rows of one cell'); // prettier-ignore
const part = (title, from, to) => heading(title, 2) + table([head, ...plainRows(from, to)]);
save('one-matrix-per-heading', front() + part('A. Service', 0, 2) + part('B. Stops', 2, 4) + part('C. People and money', 4, 6), 'a matrix below each heading'); // prettier-ignore
save('no-second-header', front() + [0, 2, 4].map((from) => table(from ? plainRows(from, from + 2) : [head, ...plainRows(0, 2)]) + paragraph('')).join(''), 'tables that go on without a header'); // prettier-ignore
const pairs = (texts) => table(header.map((name, column) => row([cell(bold(name)), cell(texts[column])])));
save('one-table-per-action', front() + rows.map((texts) => pairs(texts) + paragraph('')).join(''), 'a table for each action'); // prettier-ignore
const turned = header.map((name, column) => row([cell(bold(name)), ...rows.map((texts) => cell(texts[column]))])); // prettier-ignore
save('on-its-side', front() + table(turned), 'matrix on its side');

const box = `<w:txbxContent>${listed(heading)}</w:txbxContent>`;
const boxed = `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
save('recommendations-in-a-box', front(heading, boxed) + matrix(), 'recommendations in a text box');

if (existsSync('/usr/bin/soffice')) {
  const place = mkdtempSync(join(tmpdir(), 'corpus-'));
  const target = new URL('odt/', import.meta.url);
  const names = ['banner-rows', 'content-controls', 'mirrored', 'on-its-side', 'split-runs'];
  const files = names.map((name) => fileURLToPath(new URL(`${name}.docx`, folder)));
  const options = ['--headless', `-env:UserInstallation=file://${place}/profile`, '--convert-to', 'odt', '--outdir', place]; // prettier-ignore
  execFileSync('soffice', [...options, ...files], { stdio: 'ignore' });
  for (const name of names) {
    copyFileSync(join(place, `${name}.odt`), new URL(`libreoffice-${name}.odt`, target));
    writeExpected(target, `libreoffice-${name}`, name.replaceAll('-', ' '));
  }
  rmSync(place, { recursive: true });
}
