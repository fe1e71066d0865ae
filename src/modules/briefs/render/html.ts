import { PROGRESS, type BriefFacts, type Progress } from '../facts.js';
import { composeBrief } from './compose.js';
import type {
  Block,
  BriefDocument,
  Chart,
  Fact,
  ItemBlock,
  Line,
  Run,
  SourceBlock,
  Table,
} from './document.js';
import { htmlStyle } from './html-style.js';
import { glyphs } from './palette.js';

/** The brief as one HTML file that needs nothing else: no script, no font, no picture from anywhere. */
export function renderHtml(facts: BriefFacts): string {
  return new HtmlBrief(composeBrief(facts)).file();
}

class HtmlBrief {
  private readonly tables: Table[] = [];

  constructor(private readonly document: BriefDocument) {}

  file(): string {
    const { language, direction, title, author, draft } = this.document;
    const body = this.body();
    return `<!doctype html>
<html lang="${escape(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="${escape(author)}">
<meta name="generator" content="Heed">
<meta name="referrer" content="no-referrer">
<title>${escape(title)}</title>
<style>${htmlStyle(this.document, this.tables)}</style>
</head>
<body>
${symbols()}
${draft === null ? '' : `<header class="draft">${escape(draft)}</header>`}
<main>
${body}
</main>
</body>
</html>
`;
  }

  private body(): string {
    const sections = this.document.sections.map(
      ({ id, heading, wide, blocks }) =>
        `<section id="${id}"${wide ? ' class="wide"' : ''} aria-labelledby="${id}-heading">\n<h2 id="${id}-heading">${escape(heading)}</h2>\n${this.blocks(blocks)}\n</section>`,
    );
    return [this.cover(), ...sections].join('\n');
  }

  private cover(): string {
    const { cover, sections, contents } = this.document;
    const figures = cover.figures.map(
      ({ value, label, alert }) =>
        `<li${alert ? ' class="alert"' : ''}><strong>${value}</strong> <span>${escape(label)}</span></li>`,
    );
    const links = sections.map(({ id, heading }) => `<li><a href="#${id}">${escape(heading)}</a></li>`);
    return `<header class="cover">
<p class="kind"><strong>${escape(cover.kind)}</strong> <span>${escape(cover.organisation)}</span></p>
<h1${attributes(cover.title)}>${runs(cover.title)}</h1>
${factList(cover.facts)}
${this.blocks(cover.text)}
<ul class="figures">${figures.join('')}</ul>
<div class="notices">${cover.notices.map((notice) => `<p>${escape(notice)}</p>`).join('')}
${cover.disclaimer ? cover.disclaimer.lines.map((line) => `<p${attributes(line)}>${escape(cover.disclaimer!.label)}: ${runs(line)}</p>`).join('') : ''}</div>
<nav class="contents" aria-label="${escape(contents)}"><ul>${links.join('')}</ul></nav>
</header>`;
  }

  private blocks(blocks: Block[]): string {
    return blocks.map((block) => this.block(block)).join('\n');
  }

  private block(block: Block): string {
    switch (block.type) {
      case 'paragraph': {
        const look = block.look === 'source' ? 'said' : block.look;
        return paragraph(block.line, look);
      }
      case 'heading':
        return `<h${block.level}${attributes(block.line)}>${runs(block.line)}</h${block.level}>`;
      case 'list': {
        const tag = block.ordered ? 'ol' : 'ul';
        const start = block.ordered && block.start !== 1 ? ` start="${block.start}"` : '';
        return `<${tag}${start}>${block.items.map((item) => `<li>${this.blocks(item)}</li>`).join('')}</${tag}>`;
      }
      case 'quote':
        return `<blockquote>${this.blocks(block.blocks)}</blockquote>`;
      case 'code':
        return `<pre dir="auto"><code>${escape(block.text)}</code></pre>`;
      case 'facts':
        return factList(block.facts);
      case 'chart':
        return this.chart(block.chart);
      case 'table':
        return this.table(block.table, 'cards');
      case 'item':
        return this.item(block.item);
      case 'sources':
        return sourceList(block.sources);
    }
  }

  private chart(chart: Chart): string {
    return `<figure class="chart"><figcaption>${escape(chart.title)}</figcaption>\n${chart.svg}\n${this.table(chart.table, '')}</figure>`;
  }

  /** Roles are written out because a narrow screen lays rows out as cards, which would take the table's away. */
  private table(table: Table, look: string): string {
    const index = this.tables.push(table) - 1;
    const heads = table.columns.map(
      (column) =>
        `<th scope="col" role="columnheader"${numeric(column.numeric)}>${escape(column.heading)}</th>`,
    );
    const rows = table.rows.map((row) => {
      const cells = row.cells.map((lines, i) => {
        const column = table.columns[i];
        const content =
          lines.length === 1 && look === '' ? runs(lines[0]) : lines.map((line) => paragraph(line)).join('');
        if (i === 0) return `<th scope="row" role="rowheader">${content}</th>`;
        return `<td role="cell"${numeric(column.numeric)}${content && look ? ` data-label="${escape(column.heading)}"` : ''}>${content}</td>`;
      });
      return `<tr role="row"${row.total ? ' class="total"' : ''}>${cells.join('')}</tr>`;
    });
    return `<table id="t${index}" role="table"${look ? ` class="${look}"` : ''}><caption>${escape(table.caption)}</caption><colgroup>${'<col>'.repeat(table.columns.length)}</colgroup>
<thead role="rowgroup"><tr role="row">${heads.join('')}</tr></thead>
<tbody role="rowgroup">
${rows.join('\n')}
</tbody></table>`;
  }

  private item(item: ItemBlock): string {
    return `<article class="item" id="${item.id}" aria-labelledby="${item.id}-heading">
<h3 id="${item.id}-heading"><span class="ref" dir="ltr">${escape(item.ref)}</span> <span${attributes(item.title)}>${runs(item.title)}</span></h3>
<p class="status">${runs(item.status)}</p>
${this.blocks(item.blocks)}
</article>`;
  }
}

function factList(facts: Fact[]): string {
  const rows = facts.map(
    ({ label, lines }) =>
      `<div><dt>${escape(label)}</dt><dd>${lines.map((line) => paragraph(line)).join('')}</dd></div>`,
  );
  return `<dl class="facts">${rows.join('\n')}</dl>`;
}

function sourceList(sources: SourceBlock[]): string {
  const rows = sources.map(({ id, number, title, details }) => {
    const lines = [title, ...details].map((line) => paragraph(line)).join('');
    return `<li id="${id}"><span>${number}.</span> <div>${lines}</div></li>`;
  });
  return `<ol class="sources" role="list">${rows.join('\n')}</ol>`;
}

function paragraph(line: Line, look?: string): string {
  const classes = [look, line.opens && 'opens'].filter(Boolean).join(' ');
  return `<p${classes ? ` class="${classes}"` : ''}${attributes(line)}>${runs(line)}</p>`;
}

const attributes = ({ dir, lang }: Line) =>
  (dir ? ` dir="${dir}"` : '') + (lang ? ` lang="${escape(lang)}"` : '');

const runs = (line: Line) => line.runs.map((run) => inline(run, line)).join('');

function inline(run: Run, line: Line): string {
  let html = escape(run.text).replace(/\n/g, '<br>');
  if (run.href) html = `<a href="${escape(run.href)}">${html}</a>`;
  if (run.to) html = `<a href="#${run.to}">${html}</a>`;
  if (run.code) html = `<code>${html}</code>`;
  if (run.em) html = `<em>${html}</em>`;
  if (run.strong) html = `<strong>${html}</strong>`;
  const classes = [run.quiet && 'quiet', run.alert && 'alert', run.source && 'source', run.note && 'note'];
  const named = classes.filter(Boolean).join(' ');
  const dir = run.dir && run.dir !== line.dir ? ` dir="${run.dir}"` : '';
  if (named || dir) html = `<span${named ? ` class="${named}"` : ''}${dir}>${html}</span>`;
  return run.glyph ? `<span class="p-${run.glyph}">${glyph(run.glyph)}${html}</span>` : html;
}

const glyph = (progress: Progress) =>
  `<svg class="glyph" aria-hidden="true"><use href="#g-${progress}"/></svg>`;

/** The glyphs once for the whole file; each place of use names one. */
function symbols(): string {
  const all = PROGRESS.map((p) => `<symbol id="g-${p}" viewBox="0 0 16 16">${glyphs[p]}</symbol>`);
  return `<svg width="0" height="0" aria-hidden="true" focusable="false" class="symbols">${all.join('')}</svg>`;
}

const numeric = (is: true | undefined) => (is ? ' class="numeric"' : '');

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character]);
