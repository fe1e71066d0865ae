// Makes PDFs of shapes that the reader was not written with: node test/corpus/make-strange-pdf.mjs
// Typst sets some, Chromium others, where it is installed.
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { chromium } from 'playwright-core';
import { buses, expectedOf, matrixOf, salt } from './strange-briefs.mjs';

const folder = new URL('pdf/', import.meta.url);
const fontPaths = ['source-serif-4', 'source-sans-3'].map((name) =>
  fileURLToPath(new URL(`../../node_modules/@expo-google-fonts/${name}`, import.meta.url)),
);

function save(name, pdf, expected) {
  writeFileSync(new URL(`${name}.pdf`, folder), pdf);
  writeFileSync(new URL(`${name}.expected.json`, folder), `${JSON.stringify(expected, null, 2)}\n`);
}

/** @param o how the page and the table are set, in Typst's own words */
const TEMPLATE = (o) => `
#let data = json("brief.json")
#set text(font: "${o.font ?? 'Source Serif 4'}", size: 9.5pt, lang: "en", hyphenate: ${o.hyphenate ?? true})
#set par(justify: ${o.hyphenate ?? true})
#set page(
  paper: "${o.paper ?? 'a4'}", flipped: ${o.flipped ?? false}, columns: ${o.columns ?? 1},
  header: context if counter(page).get().first() > 1 [#smallcaps(data.publisher) #h(1fr) #data.title],
  footer: [#line(length: 100%, stroke: .3pt) Policy Brief No. #data.number #h(1fr) #context counter(page).display()],
)
#show "[^1]": footnote[Delta Studies Group, _Salinity Survey 2025_, https://delta.example/survey]
#data.publisher

Policy Brief No. #data.number | #data.dateText

= #data.title
#data.authors.join(" and ")

== Executive Summary
#for it in data.paragraphs { par(it) }
== Recommendations
#enum(..data.recommendations)
== Action Matrix
${o.before ?? ''}
#${o.isFloat ? 'place(auto, float: true, scope: "parent", table' : 'table'}(
  columns: (1.6em, 3fr, 2.4fr, 4fr, 2.8fr, 2fr),
  align: ${o.align ?? 'left + top'}, stroke: ${o.stroke ?? '.5pt'}, inset: ${o.inset ?? '5pt'},
  fill: ${o.fill ?? 'none'}, column-gutter: ${o.gutter ?? '0pt'},
  ${o.first ?? ''}
  table.header(..data.header.map(it => ${o.head ?? 'strong(it)'}), ${o.below ?? ''}),
  ..data.rows.map(row => (..row, ${o.afterRow ?? ''})).flatten(),
  ${o.last ?? ''}
)${o.isFloat ? ')' : ''}
${o.after ?? ''}
`;

function typst(name, shape, o = {}) {
  const compiler = NodeCompiler.create({ workspace: fileURLToPath(folder), fontArgs: [{ fontPaths }] });
  const [header, ...rows] = matrixOf(salt);
  compiler.mapShadow(
    fileURLToPath(new URL('brief.json', folder)),
    Buffer.from(JSON.stringify({ ...salt, header, rows })),
  );
  const compiled = compiler.compile({ mainFileContent: TEMPLATE(o) });
  if (!compiled.result)
    throw new Error(JSON.stringify(compiler.fetchDiagnostics(compiled.takeDiagnostics())));
  save(name, compiler.pdf(compiled.result, { pdfTags: false }), expectedOf(salt, shape));
}

const BOOK = {
  stroke: 'none',
  first: 'table.hline(),',
  below: 'table.hline(stroke: .5pt)',
  last: 'table.hline()',
};
const SIDEWAYS = {
  before: '#page(header: none, footer: none)[#rotate(-90deg, reflow: true)[#block(width: 24cm)[',
  after: ']]]',
};
typst('ruled-numbered', 'ruled, row numbers');
typst('ruled-sideways', 'ruled, sideways on the page', SIDEWAYS);
typst('ruled-in-column', 'ruled, in one of two columns', { columns: 2, paper: 'a3' });
typst('ruled-small-pages', 'ruled, small pages', { paper: 'a5', inset: '3pt' });
typst('ruled-between-columns', 'ruled between columns only', {
  ...BOOK,
  first:
    'table.vline(x: 1), table.vline(x: 2), table.vline(x: 3), table.vline(x: 4), table.vline(x: 5), table.hline(),',
});
typst('borderless-numbered', 'borderless, row numbers', { stroke: 'none' });
typst('borderless-book', 'borderless, three lines', BOOK);
typst('borderless-between-rows', 'borderless, lines between rows', {
  stroke: 'none',
  afterRow: 'table.hline(stroke: .3pt)',
});
typst('borderless-zebra-dark', 'borderless, shaded rows', {
  stroke: 'none',
  fill: '(x, y) => if y == 0 { navy } else if calc.even(y) { rgb("#eef") }',
  head: 'text(fill: white, weight: "bold", it)',
});
typst('borderless-gutter', 'borderless, justified', { stroke: 'none', gutter: '12pt' });
typst('borderless-middle-numbered', 'borderless, set in the middle', {
  stroke: 'none',
  align: 'horizon + center',
  hyphenate: false,
});
typst('borderless-landscape', 'borderless, landscape pages', { stroke: 'none', flipped: true });
typst('borderless-sideways', 'borderless, sideways on the page', { ...SIDEWAYS, stroke: 'none' });
typst('borderless-across-columns', 'borderless, across two columns', { ...BOOK, columns: 2, isFloat: true });

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
function html(style, edit = (page) => page) {
  const [header, ...rows] = matrixOf(buses);
  const cells = (row, name) => row.map((text) => `<${name}>${escape(text)}</${name}>`).join('');
  return edit(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Brief</title><style>body{font:11pt "Liberation Serif"}
    table{width:100%;border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:3px 5px}${style}</style></head><body>
    <p>${buses.publisher}</p><p>Policy Brief No. ${buses.number}</p><h1>${buses.title}</h1><p>By ${buses.authors.join(' and ')}</p><p>${buses.dateText}</p>
    <h2>Summary</h2>${buses.paragraphs.map((text) => `<p>${text}</p>`).join('')}
    <h2>Recommendations</h2><ol>${buses.recommendations.map((text) => `<li>${text}</li>`).join('')}</ol>
    <h2>Action Matrix</h2><table><thead><tr>${cells(header, 'th')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table></body></html>`);
}

const executablePath = '/usr/bin/chromium';
if (existsSync(executablePath)) {
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const print = async (name, shape, page, options = {}) => {
    const tab = await browser.newPage();
    await tab.setContent(page);
    const margin = { top: '22mm', bottom: '22mm', left: '20mm', right: '20mm' };
    save(name, await tab.pdf({ format: 'A4', tagged: false, margin, ...options }), expectedOf(buses, shape));
    await tab.close();
  };
  const head = {
    displayHeaderFooter: true,
    headerTemplate: '<div style="font-size:8px;width:100%;text-align:center">The Last Bus Home</div>',
    footerTemplate:
      '<div style="font-size:8px;width:100%;text-align:right;padding-right:2cm">Page <span class="pageNumber"></span></div>',
  };
  await print(
    'borderless-justified',
    'borderless, justified',
    html('body,td{text-align:justify;hyphens:auto}'),
  );
  await print(
    'borderless-zebra',
    'borderless, shaded rows',
    html('tbody tr:nth-child(odd) td{background:#eef3f8}th{background:#234;color:#fff}td,th{padding:0 6px}'),
  );
  await print(
    'borderless-capitals',
    'borderless, three lines',
    html(
      'table{border-top:1pt solid;border-bottom:1pt solid}thead tr{border-bottom:.6pt solid}th{text-transform:uppercase;letter-spacing:.12em;font-size:8pt}',
    ),
  );
  await print(
    'borderless-cards',
    'borderless, shaded cells',
    html('table{border-collapse:separate;border-spacing:4px}td,th{background:#f1f1f1}'),
  );
  await print(
    'borderless-centred',
    'borderless, set in the middle',
    html('td,th{text-align:center;vertical-align:middle}thead tr{border-bottom:.6pt solid}'),
  );
  await print('ruled-dotted', 'ruled, dotted', html('td,th{border:1px dotted #666}'));
  await print(
    'ruled-row-cut',
    'ruled, a row over two pages',
    html('td,th{border:.5pt solid #444}thead{display:table-row-group}.gap{height:60mm}', (page) =>
      page.replace('<h2>Action', '<div class=gap></div><h2>Action'),
    ),
    { format: 'A5', landscape: true, ...head },
  );
  await print(
    'ruled-banner',
    'ruled, rows of one cell',
    html('td,th{border:.5pt solid #444}', (page) =>
      page
        .replace('<thead>', '<thead><tr><th colspan=5>Table 1. Who does what</th></tr>')
        .replace('<tbody>', '<tbody><tr><td colspan=5><b>A. Service</b></td></tr>'),
    ),
  );
  await browser.close();
}
