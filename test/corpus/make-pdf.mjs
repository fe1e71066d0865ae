// Makes the PDFs of the corpus and what must be read from each: node test/corpus/make-pdf.mjs
// Typst sets most of them; others come from Chromium and LibreOffice, whose
// files are built otherwise, where these are installed.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { chromium } from 'playwright-core';
import { briefs, expectedOf, matrixOf } from './briefs.mjs';

const folder = new URL('pdf/', import.meta.url);
const fontPaths = ['source-serif-4', 'source-sans-3'].map((name) =>
  fileURLToPath(new URL(`../../node_modules/@expo-google-fonts/${name}`, import.meta.url)),
);

function save(name, pdf, expected) {
  writeFileSync(new URL(`${name}.pdf`, folder), pdf);
  writeFileSync(new URL(`${name}.expected.json`, folder), `${JSON.stringify(expected, null, 2)}\n`);
}

/** Rows as Typst wants them: a cell with how many rows it spans; those it covers are left out. */
function cellsOf(brief, isMerged) {
  const [header, ...rows] = matrixOf(brief);
  return {
    header,
    cells: rows.flatMap((row, index) => {
      const isCovered = isMerged && index > 0 && rows[index - 1][0] === row[0];
      const end = isMerged ? rows.findIndex((other, at) => at > index && other[0] !== row[0]) : index + 1;
      const rowspan = (end === -1 ? rows.length : end) - index;
      return row.flatMap((text, column) => {
        if (column > 0) return [{ text, rowspan: 1 }];
        return isCovered ? [] : [{ text, rowspan: isMerged ? rowspan : 1 }];
      });
    }),
  };
}

const TEMPLATE = `
#let data = json("brief.json")
#let brief = data.brief
#set document(title: brief.title)
#set text(font: data.font, size: data.size * 1pt, lang: "en", hyphenate: data.hyphenate)
#set par(justify: data.hyphenate)
#set page(
  paper: "a4", flipped: data.flipped,
  header: if data.furniture [#context if counter(page).get().first() > 1 [#brief.series No. #brief.number #h(1fr) #brief.publisher]],
  footer: if data.furniture [#h(1fr) #context counter(page).display("1 of 1", both: true) #h(1fr)],
)
#show heading.where(level: 1): set text(size: 1.6em)
#show heading.where(level: 2): set text(size: 1.2em)
#show regex("\\[\\^\\d\\]"): it => {
  let number = it.text.at(2)
  if data.footnotes { footnote(brief.notes.at(int(number) - 1).first()) } else { super(number) }
}
#brief.publisher

#brief.series No. #brief.number

#heading(level: 1, brief.title)

By #brief.authors.join(", ", last: " and ")

#brief.dateText

#let body = {
  for section in brief.sections {
    heading(level: 2, section.first())
    for paragraph in section.slice(1) { par(paragraph) }
  }
  heading(level: 2)[Recommendations]
  if brief.recommendationStyle == "numbered" { enum(..brief.recommendations) }
  else if brief.recommendationStyle == "bulleted" { list(..brief.recommendations) }
  else { for it in brief.recommendations { par(it) } }
}
#if data.columns > 1 { columns(data.columns, body) } else { body }

#heading(level: 2)[Action Matrix]
#table(
  columns: data.widths.map(width => width * 1fr),
  stroke: eval(data.stroke),
  inset: data.inset * 1pt,
  align: eval(data.align),
  table.header(..data.header.map(it => strong(it))),
  ..data.cells.map(it => table.cell(rowspan: it.rowspan, breakable: data.breakable, it.text)),
)

#if not data.footnotes {
  heading(level: 2)[References]
  enum(..brief.notes.map(note => note.first()))
}
`;

function typst(name, brief, shape, options = {}) {
  const { tags = false, merged = false, ...others } = options;
  const compiler = NodeCompiler.create({ workspace: fileURLToPath(folder), fontArgs: [{ fontPaths }] });
  const data = {
    brief,
    ...cellsOf(brief, merged),
    font: 'Source Serif 4',
    size: 10,
    columns: 1,
    flipped: false,
    furniture: true,
    hyphenate: false,
    footnotes: false,
    stroke: '0.5pt',
    inset: others.stroke === 'none' ? 4 : 5,
    align: 'left + top',
    breakable: true,
    widths: brief.header.map(() => 1),
    ...others,
  };
  compiler.mapShadow(fileURLToPath(new URL('brief.json', folder)), Buffer.from(JSON.stringify(data)));
  const compiled = compiler.compile({ mainFileContent: TEMPLATE });
  if (!compiled.result)
    throw new Error(JSON.stringify(compiler.fetchDiagnostics(compiled.takeDiagnostics())));
  save(name, compiler.pdf(compiled.result, { pdfTags: tags }), expectedOf(brief, shape));
}

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function html(brief, { merged = false, style = '' }) {
  const { header, cells } = cellsOf(brief, merged);
  const rows = [];
  // A row ends where the next cell would be its first again: as many cells as are not covered from above.
  let open = [];
  let covered = 0;
  for (const cell of cells) {
    open.push(cell);
    if (cell.rowspan > 1) covered = cell.rowspan;
    const isUnder = covered > 0 && !open.some(({ rowspan }) => rowspan === covered && rowspan > 1);
    if (open.length < header.length - (isUnder ? 1 : 0)) continue;
    rows.push(open);
    open = [];
    if (covered > 0) covered--;
  }
  const item = (text) => '<li>' + escape(text) + '</li>';
  const paragraph = (text) => '<p>' + escape(text).replaceAll(/\[\^(\d)\]/g, '<sup>$1</sup>') + '</p>';
  return [
    '<!doctype html><html lang="en"><head><title>Brief</title><style>body{font:11pt "Liberation Serif"}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:4px 6px}' + style + '</style></head><body>',
    '<p>' + escape(brief.publisher) + '</p><p>' + brief.series + ' No. ' + brief.number + '</p>',
    '<h1>' + escape(brief.title) + '</h1><p>By ' + brief.authors.join(' and ') + '</p><p>' + brief.dateText + '</p>',
    ...brief.sections.flatMap(([heading, ...paragraphs]) => ['<h2>' + heading + '</h2>', ...paragraphs.map(paragraph)]),
    '<h2>Recommendations</h2>',
    brief.recommendationStyle === 'numbered'
      ? '<ol>' + brief.recommendations.map(item).join('') + '</ol>'
      : brief.recommendations.map((text) => '<p>' + escape(text) + '</p>').join(''),
    '<h2>Action Matrix</h2><table><thead><tr>' + header.map((name) => '<th>' + name + '</th>').join('') + '</tr></thead><tbody>',
    ...rows.map((row) => '<tr>' + row.map(({ text, rowspan }) => (rowspan > 1 ? '<td rowspan=' + rowspan + '>' : '<td>') + escape(text) + '</td>').join('') + '</tr>'),
    '</tbody></table><h2>References</h2><ol>' + brief.notes.map(([text]) => item(text)).join('') + '</ol></body></html>',
  ].join('\n'); // prettier-ignore
}

const TREES = [2, 2, 3, 2, 2];
typst('tagged-plain', briefs.trees, 'tagged', { tags: true, widths: TREES });
typst('tagged-merged-pages', briefs.kerbs, 'tagged', {
  tags: true,
  merged: true,
  hyphenate: true,
  footnotes: true,
});
typst('tagged-borderless', briefs.compost, 'tagged', { tags: true, stroke: 'none', footnotes: true });
typst('tagged-two-columns', briefs.wells, 'tagged', { tags: true, columns: 2, hyphenate: true });

typst('ruled-plain', briefs.trees, 'ruled', { widths: TREES });
typst('ruled-merged-pages', briefs.kerbs, 'ruled', { merged: true, hyphenate: true, size: 11 });
typst('ruled-footnotes', briefs.compost, 'ruled', { footnotes: true, font: 'Source Sans 3' });
typst('ruled-two-columns', briefs.wells, 'ruled', { columns: 2, hyphenate: true });

typst('borderless-plain', briefs.clocks, 'borderless', { stroke: 'none', widths: TREES });
typst('borderless-pages', briefs.kerbs, 'borderless', { stroke: 'none', size: 11 });
typst('borderless-six', briefs.wells, 'borderless', { stroke: 'none', flipped: true, font: 'Source Sans 3' });

typst('borderless-middle', briefs.trees, 'borderless', { stroke: 'none', align: 'center + horizon' });
typst('borderless-tight', briefs.kerbs, 'borderless', { stroke: 'none', inset: 2 });
typst('ruled-rows', briefs.compost, 'ruled', { stroke: '(y: 0.5pt)' });
typst('ruled-inner', briefs.clocks, 'ruled', {
  stroke: '(x, y) => (left: if x > 0 { 0.5pt }, top: if y > 0 { 0.5pt })',
  align: 'center + horizon',
});

const executablePath = '/usr/bin/chromium';
if (existsSync(executablePath)) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  const print = async (name, brief, shape, { tagged, ...options }) => {
    const page = await browser.newPage();
    await page.setContent(html(brief, options));
    const pdf = await page.pdf({ format: 'A4', tagged, margin: { top: '25mm', bottom: '25mm', left: '20mm', right: '20mm' }, displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: '<div style="font-size:9px;width:100%;text-align:center"><span class="pageNumber"></span></div>' });
    save(name, pdf, expectedOf(brief, shape));
    await page.close();
  };
  await print('tagged-chromium', briefs.ferries, 'tagged', { tagged: true, style: 'td,th{border:1px solid #888}' });
  await print('tagged-chromium-merged', briefs.kerbs, 'tagged', { tagged: true, merged: true, style: 'td,th{border:1px solid #888}' });
  await print('ruled-chromium', briefs.kerbs, 'ruled', { tagged: false, merged: true, style: 'td,th{border:1px solid #888}' });
  await print('ruled-shaded', briefs.ferries, 'ruled', { tagged: false, style: 'td,th{border-bottom:1px solid #888}th{background:#dde}' });
  await print('borderless-chromium', briefs.ferries, 'borderless', { tagged: false });
  await browser.close();
} // prettier-ignore

// What LibreOffice makes of the Word documents of the corpus, with tags and without.
if (existsSync('/usr/bin/soffice')) {
  const names = ['header-two-rows', 'merged-issue', 'issue-rows', 'over-pages', 'endnotes'];
  const documents = names.map((name) => fileURLToPath(new URL(`docx/${name}.docx`, import.meta.url)));
  const scratch = mkdtempSync(join(tmpdir(), 'heed-corpus-'));
  for (const shape of ['tagged', 'ruled']) {
    const filter = `pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"${shape === 'tagged'}"}}`;
    execFileSync('/usr/bin/soffice', ['--headless', `-env:UserInstallation=file://${scratch}/profile`, '--convert-to', filter, '--outdir', scratch, ...documents], { stdio: 'ignore' }); // prettier-ignore
    for (const name of names) {
      const expected = JSON.parse(
        readFileSync(new URL(`docx/${name}.expected.json`, import.meta.url), 'utf8'),
      );
      // The addresses behind words are lost on the way.
      delete expected.notes.urls;
      save(`${shape}-libreoffice-${name}`, readFileSync(join(scratch, `${name}.pdf`)), {
        ...expected,
        shape,
      });
    }
  }
  rmSync(scratch, { recursive: true });
}
