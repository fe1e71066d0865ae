// Makes the web pages of the corpus and what must be read from each: node test/corpus/make-html.mjs
// Those named libreoffice-* are Word files of the corpus saved as web pages by LibreOffice, where that is installed.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { briefs, expectedOf, matrixOf } from './briefs.mjs';
import { arabic, grants, urdu } from './more-briefs.mjs';

const folder = new URL('html/', import.meta.url);
const { trees, compost, kerbs, ferries, clocks, wells } = briefs;

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const p = (text) => `<p>${text}</p>`;
/** How a citation looks, by the number of its note. */
const CITE = {
  link: (n) => `<sup><a id="ref${n}" href="#note${n}">${n}</a></sup>`,
  bracket: (n) => `<sup class="reference"><a id="cite_ref-${n}" href="#cite_note-${n}"><span>[</span>${n}<span>]</span></a></sup>`,
  raised: (n) => `<sup>${n}</sup>`,
  none: () => '',
}; // prettier-ignore
const prose = (text, cite) => escape(text).replaceAll(/\[\^(\d+)\]/g, (_, n) => CITE[cite](n));

const front = (brief) => [
  p(brief.publisher),
  p(`${brief.series} No. ${brief.number}`),
  `<h1>${escape(brief.title)}</h1>`,
  p(`By ${brief.authors.join(' and ')}`),
  p(brief.dateText),
];
const sections = (brief, cite = 'link') =>
  brief.sections.flatMap(([name, ...texts]) => [
    `<h2>${name}</h2>`,
    ...texts.map((text) => p(prose(text, cite))),
  ]);
const recommendations = (brief) => {
  const items = brief.recommendations.map(escape);
  if (brief.recommendationStyle === 'plain' || brief.recommendationStyle === 'titled') return items.map(p);
  const list = brief.recommendationStyle === 'bulleted' ? 'ul' : 'ol';
  return [`<${list}>`, ...items.map((text) => `<li>${text}</li>`), `</${list}>`];
};
const notes = (brief) => [
  '<section><h2>Notes</h2><ol>',
  ...brief.notes.map(([text, url], index) => {
    const linked = url ? escape(text).replace(url, `<a href="${url}">${url}</a>`) : escape(text);
    return `<li id="note${index + 1}">${linked} <a href="#ref${index + 1}" title="back">↩</a></li>`;
  }),
  '</ol></section>',
];

function table([header, ...rows], { merged = false } = {}) {
  const body = rows.map((row, index) => {
    const cells = row.map((text, column) => {
      if (!merged || column > 0) return `<td>${text}</td>`;
      if (index > 0 && rows[index - 1][0] === text) return '';
      const end = rows.findIndex((other, at) => at > index && other[0] !== text);
      return `<td rowspan="${(end === -1 ? rows.length : end) - index}">${text}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const head = `<thead><tr>${header.map((text) => `<th scope="col">${text}</th>`).join('')}</tr></thead>`;
  return `<table>${head}<tbody>${body.join('\n')}</tbody></table>`;
}
const escaped = (rows) => rows.map((row) => row.map((text) => escape(text)));

function save(name, html, expected, encoding = 'utf8') {
  writeFileSync(new URL(`${name}.html`, folder), html, encoding);
  writeFileSync(new URL(`${name}.expected.json`, folder), `${JSON.stringify(expected, null, 2)}\n`);
}

/** A page as think tanks have them: a menu, an article, a footer. */
const page = (content, { lang = 'en', dir = 'ltr', head = '' } = {}) => `<!doctype html>
<html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><title>Library | Site</title>${head}
<style>td { vertical-align: top }</style><script>const Issue = 'Pathway';</script></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/briefs">Policy Briefs</a></li></ul></nav></header>
<main><article>
${content.join('\n')}
</article><div class="social-share"><a href="#">Share this</a></div></main>
<footer><p>© Website of the year. Contact us</p></footer></body></html>
`;
const whole = (brief, matrix) => [...front(brief), ...sections(brief), '<h2>Recommendations</h2>', ...recommendations(brief), '<h2>Action Matrix</h2>', matrix, ...notes(brief)]; // prettier-ignore

save('plain', page(whole(trees, table(escaped(matrixOf(trees))))), expectedOf(trees, 'plain'));
save(
  'merged-issue',
  page(whole(kerbs, table(escaped(matrixOf(kerbs)), { merged: true }))),
  expectedOf(kerbs, 'merged issue'),
);

// Lists, several paragraphs and broken lines in cells.
{
  const expected = expectedOf(compost, 'lists in cells');
  const rows = matrixOf(compost).map((row, index) => {
    if (index === 0) return row;
    const steps = [row[2], 'Report to the board each spring'];
    expected.actions[index - 1].implementation = steps.map((text) => `• ${text}`).join('\n');
    expected.actions[index - 1].pathway = `${row[1]}\nBegin small`;
    const names = row[3].split('; ');
    expected.actions[index - 1].actorsText = names.join('\n');
    return [row[0], `<p>${row[1]}</p><p>Begin small</p>`, `<ul>${steps.map((text) => `<li>${text}</li>`).join('')}</ul>`, names.join('<br>'), ...row.slice(4)]; // prettier-ignore
  });
  save('lists-in-cells', page(whole(compost, table(rows))), expected);
}

// No head of the table, no article; facts as a list of terms.
{
  const fields = [['Series', ferries.series], ['Number', ferries.number], ['Authors', ferries.authors.join('; ')], ['Publisher', ferries.publisher], ['Date', ferries.dateText]]; // prettier-ignore
  const rows = matrixOf(ferries).map((row) => `<tr>${row.map((text) => `<td>${escape(text)}`).join('')}`);
  const html = `<html><body><h1>${ferries.title}</h1><dl>${fields.map(([name, value]) => `<dt>${name}<dd>${value}`).join('\n')}</dl>
${sections(ferries).join('\n')}
<h2>Recommendations</h2>${recommendations(ferries).join('\n')}
<h2>Action Matrix</h2><table border=1>${rows.join('\n')}</table>
${notes(ferries).join('\n')}</body></html>`;
  save('other-columns', html, expectedOf(ferries, 'other columns'));
}

// A row of the table that is its title; citations in square brackets with links back before the notes.
{
  const rows = table(escaped(matrixOf(wells))).replace(
    '<thead>',
    '<thead><tr><th colspan="6">Action Matrix</th></tr>',
  );
  const references = wells.notes.map(
    ([text], index) =>
      `<li id="cite_note-${index + 1}"><span class="backlink"><b><a href="#cite_ref-${index + 1}">^</a></b></span> <span>${escape(text)}</span></li>`,
  );
  const content = [...front(wells), ...sections(wells, 'bracket'), '<h2>Recommendations</h2>', ...recommendations(wells), rows, '<h2>References</h2><ol>', ...references, '</ol>']; // prettier-ignore
  save('further-columns', page(content), expectedOf(wells, 'further columns'));
}

// Citations and notes that no link ties to each other.
{
  const list = clocks.notes.map(([text]) => `<li>${escape(text)}</li>`);
  const content = [...front(clocks), ...sections(clocks, 'raised'), '<h2>Recommendations</h2>', ...recommendations(clocks), '<h2>Action Matrix</h2>', table(escaped(matrixOf(clocks))), '<h2>Endnotes</h2><ol>', ...list, '</ol>']; // prettier-ignore
  save('notes-untied', page(content), expectedOf(clocks, 'notes without links'));
}

// Two matrices with a table of figures between them.
{
  const [header, ...rows] = escaped(matrixOf(wells));
  const figures = table([['Year', 'Pumps', 'Broken'], ['2024', '410', '96']]); // prettier-ignore
  const matrices = `<h3>Parts and mechanics</h3>${table([header, ...rows.slice(0, 2)])}<p>The figures are these.</p>${figures}<h3>Villages</h3>${table([header, ...rows.slice(2)])}`;
  save('two-matrices', page(whole(wells, matrices)), expectedOf(wells, 'two matrices'));
}

// A heading for each addressee, lists that count by letters.
{
  const groups = grants.addressees.map(([name, ...texts]) => `<h3>Recommendations for the ${name}</h3><ol type="a">${texts.map((text) => `<li><p>${text}</p></li>`).join('')}</ol>`); // prettier-ignore
  save('addressees', page([...front(grants), ...sections(grants), '<h2>Recommendations</h2>', ...groups]), grants.expected('headings per addressee')); // prettier-ignore
}

for (const brief of [urdu, arabic]) {
  const content = [
    p(brief.publisher),
    p(brief.masthead),
    `<h1>${brief.title}</h1>`,
    p(brief.dateText),
    ...sections(brief),
    `<h2>${brief.recommendationsHeading}</h2>`,
    ...recommendations({ ...brief, recommendationStyle: 'numbered' }),
    `<h2>${brief.matrixHeading}</h2>`,
    table([brief.header, ...brief.rows.map((row) => row.slice(0, 5))]),
    ...notes(brief),
  ];
  save(
    `rtl-${brief.language}`,
    page(content, { lang: brief.language, dir: 'rtl' }),
    brief.expected('right to left'),
  );
}

// A page of the old kind: laid out by tables, capital tags, end tags left out, Windows-1252.
{
  const rows = matrixOf(clocks).map(
    (row) => `<TR>${row.map((text) => `<TD><FONT SIZE=2>${escape(text)}</FONT>`).join('')}`,
  );
  const list = clocks.notes.map(
    ([text], index) => `<P><A NAME="n${index + 1}">[${index + 1}]</A> ${escape(text)}`,
  );
  const text = sections(clocks).join('\n').replaceAll(/<sup><a id="ref\d" href="#note(\d)">\d<\/a><\/sup>/g, '<A HREF="#n$1">[$1]</A>'); // prettier-ignore
  const html =
    `<HTML><HEAD><TITLE>clocks.html</TITLE><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252"></HEAD><BODY>
<TABLE WIDTH=100%><TR><TD WIDTH=20%><A HREF="/">Home</A><BR><A HREF="/all">All briefs</A>
<TD>${front(clocks).join('\n')}
${text}
<H2>Recommendations</H2>
${recommendations(clocks).join('\n').replaceAll('</li>', '')}
<H2>Action Matrix</H2>
<TABLE BORDER=1>${rows.join('\n')}</TABLE>
<H2>Notes</H2>
${list.join('\n')}
</TABLE></BODY></HTML>`
      .replaceAll('–', '\u0096')
      .replaceAll('’', '\u0092');
  save('old-layout', html, expectedOf(clocks, 'layout by tables'), 'latin1');
}

// As Word saves a page: its own classes, marks of lists in the text, notes behind a rule.
{
  const cite = (text) => escape(text).replaceAll(/\[\^(\d)\]/g, (_, n) => `<a style='mso-footnote-id:ftn${n}' href="#_ftn${n}" name="_ftnref${n}" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference><span>[${n}]</span></span><![endif]></span></span></a>`);
  const mso = (text) => `<p class=MsoNormal><span lang=EN-GB>${text}<o:p></o:p></span></p>`;
  const items = kerbs.recommendations.map((text) => `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`);
  const rows = table(escaped(matrixOf(kerbs)), { merged: true }).replaceAll(/<(t[dh])([^>]*)>([^<]*)<\/\1>/g, '<td$2 valign=top style="mso-border-alt:solid"><p class=MsoNormal>$3<o:p></o:p></p></td>');
  const list = kerbs.notes.map(([text], index) => `<div style='mso-element:footnote' id=ftn${index + 1}><p class=MsoFootnoteText><a style='mso-footnote-id:ftn${index + 1}' href="#_ftnref${index + 1}" name="_ftn${index + 1}" title=""><span class=MsoFootnoteReference>[${index + 1}]</span></a> ${escape(text)}<o:p></o:p></p></div>`);
  const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>Someone</o:Author></o:DocumentProperties></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm;} --></style></head>
<body lang=EN-GB><div class=WordSection1>
${mso(kerbs.publisher)}${mso(`${kerbs.series} No. ${kerbs.number}`)}<p class=MsoTitle>${kerbs.title}<o:p></o:p></p>${mso(`By ${kerbs.authors.join(' and ')}`)}${mso(kerbs.dateText)}
${kerbs.sections.map(([name, ...texts]) => `<h1>${name}<o:p></o:p></h1>${texts.map((text) => mso(cite(text))).join('\n')}`).join('\n')}
<h1>Recommendations</h1>${items.join('\n')}
<h1>Action Matrix</h1>${rows}
</div><div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>${list.join('\n')}</div></body></html>`;
  save('word-saved', html, expectedOf(kerbs, 'saved by Word'));
} // prettier-ignore

// A header of two rows, and a table inside a cell.
{
  const expected = expectedOf(clocks, 'header of two rows');
  const rows = clocks.rows.map(([issue, pathway, implementation, , timeline, [lead, ...support]], index) => {
    const inner = index === 0 ? '<table><tr><td>Spring</td><td>20</td></tr><tr><td>Autumn</td><td>11</td></tr></table>' : '';
    return `<tr><td>${issue}</td><td>${pathway}</td><td>${implementation}${inner}</td><td>${lead}</td><td>${support.join('; ')}</td><td>${timeline}</td></tr>`;
  });
  expected.actions[0].implementation += '\nSpring | 20\nAutumn | 11';
  const matrix = `<table><thead><tr><th rowspan=2>Issue<th rowspan=2>Pathway<th rowspan=2>Implementation<th colspan=2>Responsible<th rowspan=2>Timeline<tr><th>Lead<th>Support</thead>${rows.join('')}</table>`;
  save('header-two-rows', page(whole(clocks, matrix)), expected);
} // prettier-ignore

if (existsSync('/usr/bin/soffice')) {
  const scratch = mkdtempSync(join(tmpdir(), 'corpus-'));
  for (const name of ['plain', 'merged-issue', 'endnotes']) {
    const file = fileURLToPath(new URL(`docx/${name}.docx`, import.meta.url));
    execFileSync('soffice', [`-env:UserInstallation=file://${scratch}/profile`, '--headless', '--convert-to', 'html:HTML (StarWriter)', '--outdir', scratch, file], { stdio: 'ignore' }); // prettier-ignore
    const target = fileURLToPath(new URL(`libreoffice-${name}`, folder));
    copyFileSync(join(scratch, `${name}.html`), `${target}.html`);
    copyFileSync(file.replace('.docx', '.expected.json'), `${target}.expected.json`);
  }
  rmSync(scratch, { recursive: true });
}
