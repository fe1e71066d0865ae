import { PROGRESS } from '../facts.js';
import type { BriefDocument, Table } from './document.js';
import { accent, ink, palette, paletteOnDark } from './palette.js';

/**
 * The one style sheet of the HTML brief. Logical properties only, so that it mirrors by `dir`; colours are variables,
 * set anew for dark screens and never for print. Fonts are named, not embedded: the file stays small enough to mail.
 */
export function htmlStyle(document: BriefDocument, tables: Table[]): string {
  const inks = PROGRESS.map((p) => `.p-${p}{color:${palette[p].ink}}`).join('');
  const inksOnDark = PROGRESS.map((p) => `.p-${p}{color:${paletteOnDark[p]}}`).join('');
  return `
:root{color-scheme:light dark;--text:${ink.text};--quiet:${ink.quiet};--rule:${ink.rule};--wash:${ink.wash};--paper:#fff;--alert:${ink.alert};--accent:${accent};
--sans:"Source Sans 3","Segoe UI",system-ui,-apple-system,"Helvetica Neue",Arial,"Vazirmatn",sans-serif;--serif:"Source Serif 4",Charter,Georgia,"Times New Roman","Vazirmatn",serif}
*{box-sizing:border-box}
.symbols{position:absolute}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--text);font:400 1rem/1.5 var(--sans);font-variant-numeric:lining-nums;font-size-adjust:.486}
main{max-inline-size:68rem;margin-inline:auto;padding:2rem clamp(1rem,4vw,3rem) 5rem;overflow-wrap:break-word}
p{margin:0 0 .6em;max-inline-size:42rem;text-wrap:pretty}
h1,h2,h3,h4{line-height:1.2;text-wrap:balance;break-after:avoid}
h1{font:600 clamp(1.75rem,4vw,2.6rem)/1.16 var(--serif);margin:.35em 0 .9em;max-inline-size:48rem}
h2{font:600 1.55rem/1.2 var(--serif);margin:3.2rem 0 1rem;padding-block-start:.7rem;border-block-start:2px solid var(--accent)}
h3{font-size:1.15rem;font-weight:650;margin:0 0 .3rem}
h4{font-size:1rem;font-weight:650;margin:1.1rem 0 .3rem}
section>h3,section>h4{margin-block-start:1.4rem}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.18em}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
blockquote{margin:.8rem 0;padding-inline-start:1rem;border-inline-start:3px solid var(--rule);font-family:var(--serif)}
pre,code{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;font-size:.9em}
pre{white-space:pre-wrap;background:var(--wash);padding:.7rem .9rem;max-inline-size:42rem;overflow-wrap:anywhere}
ul,ol{padding-inline-start:1.5rem;margin:0 0 .8rem;max-inline-size:42rem}
li>p{margin-block-end:.25em}
.draft{position:sticky;inset-block-start:0;z-index:1;margin:0;max-inline-size:none;padding:.35rem 1rem;text-align:center;font-weight:700;letter-spacing:.14em;background:#4a5560;color:#fff}
.kind{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1.5rem;margin:0;max-inline-size:none;color:var(--quiet)}
.kind strong{color:var(--accent);font-weight:650}
.cover{padding-block-start:1.2rem}
.facts{margin:0 0 1rem}
.facts>div{display:grid;grid-template-columns:10.5rem minmax(0,1fr);gap:0 1rem;padding-block:.3rem}
.facts>div+div{border-block-start:1px solid var(--rule)}
.facts dt{color:var(--quiet)}
.facts dd{margin:0}
.facts dd p{margin:0 0 .15rem}
.opens:not(:first-child){margin-block-start:.7rem}
td .opens:not(:first-child){margin-block-start:.5rem}
.cover .facts{columns:2 22rem;column-gap:3rem;margin-block:0 1.8rem}
.cover .facts>div{break-inside:avoid;grid-template-columns:8.5rem minmax(0,1fr);border:0;border-block-end:1px solid var(--rule)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(6.6rem,1fr));gap:1.2rem 1.4rem;margin:2rem 0;padding:1.2rem 0;list-style:none;max-inline-size:none;border-block:1px solid var(--rule)}
.figures strong{display:block;font:600 2.1rem/1.1 var(--serif);font-variant-numeric:lining-nums}
.figures span{display:block;color:var(--quiet);line-height:1.3}
.figures .alert span{color:var(--alert)}
.alert,.alert strong{color:var(--alert)}
.notices p{color:var(--quiet);font-size:.94rem}
.contents ul{list-style:none;padding:0;max-inline-size:none;display:flex;flex-wrap:wrap;gap:.3rem 1.6rem;margin:1.4rem 0 0}
.quiet{color:var(--quiet)}
.source,.said,blockquote,h1,h2{font-family:var(--serif);font-size-adjust:.475}
.said{font-size:1.06rem;line-height:1.5;padding-inline-start:1rem;border-inline-start:3px solid var(--rule)}
.note{font-size:.86em;white-space:nowrap}
.note a{text-decoration:none}
.glyph{inline-size:.92em;block-size:.92em;vertical-align:-.08em;margin-inline-end:.35em;flex:none}
.chart{margin:1.6rem 0 2rem}
.chart{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1.4rem 3rem;align-items:start}
.chart figcaption{grid-column:1/-1}
.chart>svg{display:block;inline-size:100%;max-inline-size:36rem;block-size:auto;color:inherit}
.chart figcaption{font-weight:650}
table{border-collapse:collapse;inline-size:100%;margin:.4rem 0 1.6rem;font-size:.9rem;line-height:1.42}
caption{text-align:start;color:var(--quiet);padding-block-end:.5rem}
th,td{text-align:start;vertical-align:top;padding:.55rem .7rem;padding-inline-start:0;overflow-wrap:anywhere}
thead th{border-block-end:1.5px solid var(--text);font-weight:650;vertical-align:bottom;overflow-wrap:break-word}
tbody th,tbody td{border-block-end:1px solid var(--rule);font-weight:400}
td p,th p{margin:0 0 .3rem;max-inline-size:none}
.numeric{text-align:end;font-variant-numeric:tabular-nums lining-nums}
.numeric+td,.numeric+th{padding-inline-start:.6rem}
.total td,.total th{border-block-end:0;font-weight:650}
.chart table{max-inline-size:34rem;margin-block-start:0}
.chart th,.chart td{padding-block:.3rem}
.chart caption{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
.wide table{table-layout:fixed}
.item{padding-block:1.3rem .4rem;border-block-start:1px solid var(--rule)}
section>.item:first-of-type{border-block-start:0;padding-block-start:0}
.item h3 .ref{color:var(--accent);margin-inline-end:.5em;font-variant-numeric:tabular-nums}
.item .facts{max-inline-size:50rem;font-size:.95rem}
.sources{padding:0;list-style:none;max-inline-size:46rem}
.sources li{display:grid;grid-template-columns:2.2rem minmax(0,1fr);padding-block:.5rem;break-inside:avoid}
.sources li>span{color:var(--quiet);font-variant-numeric:tabular-nums}
.sources p{margin:0 0 .1rem;font-size:.95rem;overflow-wrap:anywhere}
:target{background:var(--wash);outline:.4rem solid var(--wash)}
${inks}
${tables.map((table, index) => columns(table, index)).join('')}
@media (max-width:44rem){
.facts>div,.cover .facts>div{grid-template-columns:minmax(0,1fr)}
table.cards,.cards tbody,.cards tr,.cards th,.cards td,.cards caption{display:block;inline-size:auto}
.cards colgroup{display:none}
.cards thead{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
.cards tr{padding-block:.7rem;border-block-end:1px solid var(--rule)}
.cards tbody th,.cards tbody td{padding:.2rem 0;border:0;text-align:start}
.cards [data-label]::before{content:attr(data-label);display:block;color:var(--quiet);font-size:.86em}
.cards td:empty{display:none}
}
@media screen and (prefers-color-scheme:dark){
:root{--text:#e4e8ec;--quiet:#a3aeb9;--rule:#3a434d;--wash:#222a33;--paper:#151a20;--alert:#ff8a80;--accent:#8fc1ef}
${inksOnDark}
}
@media print{
:root{--sans:"Source Sans 3","Segoe UI",Arial,"Vazirmatn",sans-serif}
html{font-size:10pt}
main{max-inline-size:none;padding:0}
.draft,.contents{display:none}
a{color:inherit;text-decoration:none}
tr,.item h3,.status,.figures,.chart,.facts>div{break-inside:avoid}
.status,.item h3,caption{break-after:avoid}
thead{display:table-header-group}
h2{margin-block-start:1.6rem}
.wide{page:wide;break-before:page;break-after:page}
.wide h2{margin-block-start:0}
}
@page{size:A4;margin:20mm 18mm 18mm;${marginBoxes(document)}}
@page wide{size:A4 landscape}`;
}

/** Column widths stand here and not on the elements, so that a strict content policy needs to know one style only. */
function columns(table: Table, index: number): string {
  const total = table.columns.reduce((sum, column) => sum + column.width, 0);
  return table.columns
    .map(
      (column, i) =>
        `#t${index} col:nth-child(${i + 1}){width:${((100 * column.width) / total).toFixed(2)}%}`,
    )
    .join('');
}

function marginBoxes({ draft, classification, author, pageOf }: BriefDocument): string {
  const font = `font:8pt "Source Sans 3","Segoe UI",Arial,sans-serif;color:${ink.quiet}`;
  const [before = '', between = '', after = ''] = pageOf.split(/\{page\}|\{pages\}/);
  const pages = `${quoted(before)} counter(page) ${quoted(between)} counter(pages) ${quoted(after)}`;
  return [
    draft === null ? '' : `@top-right{content:${quoted(draft)};${font};font-weight:700;letter-spacing:.14em}`,
    classification === null ? '' : `@top-center{content:${quoted(classification)};${font}}`,
    `@bottom-left{content:${quoted(author)};${font}}`,
    `@bottom-right{content:${pages};${font}}`,
  ].join('');
}

/** A CSS string; what could end it, or the style element around it, is written as a code point. */
const quoted = (text: string) =>
  `"${text.replace(/["\\<>&\n]/g, (c) => `\\${c.codePointAt(0)!.toString(16)} `)}"`;
