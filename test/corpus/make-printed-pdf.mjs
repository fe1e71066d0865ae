// Makes PDFs as other programs print them, where these are installed: node test/corpus/make-printed-pdf.mjs
// troff sets two; Ghostscript and Cairo print some of the others again, as "save as PDF" of many programs does, and
// LibreOffice prints Word files that set no space and no line between their rows.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buses, expectedOf, matrixOf } from './strange-briefs.mjs';

const folder = new URL('pdf/', import.meta.url);

function save(name, pdf, expected) {
  writeFileSync(new URL(`${name}.pdf`, folder), pdf);
  writeFileSync(new URL(`${name}.expected.json`, folder), `${JSON.stringify(expected, null, 2)}\n`);
}

/** troff breaks words and sets rows as close as lines, as LaTeX does. @param format of tbl(1) */
function troff(name, shape, options, format, below = []) {
  const cell = (text) =>
    `T{\n${text.replaceAll('’', String.raw`\(cq`).replaceAll('–', String.raw`\(en`)}\nT}`;
  const [header, ...rows] = matrixOf(buses);
  const heading = (text) => ['.sp', '.ft B', text, '.ft R', '.sp'];
  const lines = [
    '.pl 11.7i',
    '.po 0.8i',
    '.ll 6.9i',
    '.ps 10',
    '.vs 12',
    '.fam T',
    '.hy 4',
    buses.publisher,
    '.sp',
    `Policy Brief No. ${buses.number}`,
    '.sp',
    '.ps 18',
    '.ft B',
    buses.title,
    '.ft R',
    '.ps 10',
    '.sp',
    `By ${buses.authors.join(' and ')}`,
    '.sp',
    buses.dateText,
    ...heading('Summary'),
    ...buses.paragraphs.flatMap((text) => [text, '.sp']),
    ...heading('Recommendations'),
    ...buses.recommendations.flatMap((text, index) => [`${index + 1}. ${text}`, '.sp 0.5']),
    ...heading('Action Matrix'),
    '.TS',
    `${options} tab(@);`,
    format,
    header.join('@'),
    ...below,
    ...rows.map((row) => row.map(cell).join('@')),
    '.TE',
    '',
  ];
  const ps = execFileSync('groff', ['-t', '-Tps', '-'], {
    input: lines.join('\n'),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const pdf = execFileSync(
    'gs',
    ['-q', '-dBATCH', '-dNOPAUSE', '-sPAPERSIZE=a4', '-sDEVICE=pdfwrite', '-sOutputFile=-', '-'],
    { input: ps, maxBuffer: 1e8 },
  );
  save(name, pdf, expectedOf(buses, shape));
}

if (existsSync('/usr/bin/groff') && existsSync('/usr/bin/gs')) {
  const widths = ['1.1i', '1.1i', '1.9i', '1.2i', '1i'].map((width) => `lw(${width})`);
  const bold = widths.map(() => 'lb');
  troff(
    'borderless-troff',
    'borderless, rows as close as lines',
    '',
    `${bold.join(' ')}\n${widths.join(' ')}.`,
    ['_'],
  );
  troff(
    'ruled-columns-troff',
    'ruled between columns only',
    'box',
    `${bold.join(' | ')}\n${widths.join(' | ')}.`,
    ['='],
  );
}

/** @param print the command that prints a file again, for its path */
function reprint(name, from, shape, print) {
  const [command, ...options] = print(fileURLToPath(new URL(`${from}.pdf`, folder)));
  if (!existsSync(`/usr/bin/${command}`)) return;
  const expected = JSON.parse(readFileSync(new URL(`${from}.expected.json`, folder), 'utf8'));
  save(name, execFileSync(command, options, { maxBuffer: 1e8 }), { ...expected, shape });
}

const ghostscript = (path) => [
  'gs',
  '-q',
  '-dBATCH',
  '-dNOPAUSE',
  '-sDEVICE=pdfwrite',
  '-sOutputFile=-',
  path,
];
// It writes the letters of ligatures with their bytes swapped.
reprint('ruled-ghostscript', 'ruled-plain', 'ruled, printed by Ghostscript', ghostscript);
reprint('borderless-ghostscript', 'borderless-middle', 'borderless, printed by Ghostscript', ghostscript);
// It leaves no more between two cells than between two words.
reprint('borderless-cairo', 'borderless-tight', 'borderless, printed by Cairo', (path) => [
  'pdftocairo',
  '-pdf',
  path,
  '-',
]);

if (existsSync('/usr/bin/soffice')) {
  const place = mkdtempSync(join(tmpdir(), 'corpus-'));
  const words = new URL('docx/', import.meta.url);
  const names = ['banner-rows', 'no-second-header', 'one-matrix-per-heading', 'only-bold'];
  const files = names.map((name) => fileURLToPath(new URL(`${name}.docx`, words)));
  const filter = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}';
  execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${place}/profile`, '--convert-to', filter, '--outdir', place, ...files], { stdio: 'ignore' }); // prettier-ignore
  for (const name of names) {
    const expected = JSON.parse(readFileSync(new URL(`${name}.expected.json`, words), 'utf8'));
    const shape = 'borderless, rows as close as lines';
    save(`borderless-libreoffice-${name}`, readFileSync(join(place, `${name}.pdf`)), { ...expected, shape });
  }
  rmSync(place, { recursive: true });
}
