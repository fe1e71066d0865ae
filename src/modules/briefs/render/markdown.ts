import type { BriefFacts } from '../facts.js';
import { composeBrief } from './compose.js';
import type { Block, Fact, Line, Run, Table } from './document.js';

/** The brief as Markdown (GitHub's tables), ending in a line feed. What the texts have of Markdown or HTML stays text. */
export function renderMarkdown(facts: BriefFacts): string {
  const { cover, sections, draft, classification } = composeBrief(facts);
  const marks = [draft, classification].filter((mark) => mark !== null).map((mark) => `**${escape(mark)}**`);
  const parts = [
    ...marks,
    `# ${oneLine(cover.title)}`,
    `${escape(cover.kind)} · ${escape(cover.organisation)}`,
    factList(cover.facts),
    ...cover.text.map(blockText),
    cover.figures.map(({ value, label }) => `- **${value}** ${escape(label)}`).join('\n'),
    ...cover.notices.map(escape),
    ...(cover.disclaimer?.lines ?? []).map((line) => `${escape(cover.disclaimer!.label)}: ${inline(line)}`),
    ...sections.flatMap(({ heading, blocks }) => [`## ${escape(heading)}`, ...blocks.map(blockText)]),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return block.look === 'source' ? prefixed(inline(block.line), '> ', '> ') : inline(block.line);
    case 'heading':
      return `${'#'.repeat(block.level)} ${oneLine(block.line)}`;
    case 'list':
      return block.items
        .map((item, index) => listItem(item, block.ordered ? `${block.start + index}.` : '-'))
        .join('\n');
    case 'quote':
      return prefixed(block.blocks.map(blockText).join('\n\n'), '> ', '> ');
    case 'code':
      return prefixed(block.text, '    ', '    ');
    case 'facts':
      return factList(block.facts);
    case 'chart':
      return [`**${escape(block.chart.title)}**`, tableText(block.chart.table)].join('\n\n');
    case 'table':
      return tableText(block.table);
    case 'item': {
      const { id, ref, title, status, blocks } = block.item;
      const heading = `### <a id="${id}"></a>${escape(ref)} ${oneLine(title)}`;
      return [heading, inline(status), ...blocks.map(blockText)].join('\n\n');
    }
    case 'sources':
      return block.sources
        .map(({ id, number, title, details }) => {
          const lines = [`<a id="${id}"></a>${inline(title)}`, ...details.map(inline)].join('  \n');
          return prefixed(lines, `${number}. `, ' '.repeat(`${number}. `.length));
        })
        .join('\n');
  }
}

const listItem = (blocks: Block[], mark: string) =>
  prefixed(blocks.map(blockText).join('\n\n'), `${mark} `, ' '.repeat(mark.length + 1));

function factList(facts: Fact[]): string {
  return facts
    .map(({ label, lines }) => {
      const [first, ...rest] = lines.map(inline);
      const head = `- **${escape(label)}:** ${first ?? ''}`;
      return prefixed([head, ...rest].join('  \n'), '', '  ');
    })
    .join('\n');
}

function tableText(table: Table): string {
  const cell = (lines: Line[]) => lines.map((line) => inline(line).replace(/ {2}\n/g, '<br>')).join('<br>');
  const row = (cells: string[]) => `| ${cells.map((text) => text.replace(/\n/g, ' ')).join(' | ')} |`;
  return [
    escape(table.caption),
    '',
    row(table.columns.map((column) => escape(column.heading))),
    row(table.columns.map((column) => (column.numeric ? '---:' : '---'))),
    ...table.rows.map((each) => row(each.cells.map(cell))),
  ].join('\n');
}

/** A heading ends where its line ends. */
const oneLine = (line: Line) => inline(line).replace(/\s*\n\s*/g, ' ');

const inline = (line: Line) => line.runs.map(runText).join('');

function runText(run: Run): string {
  // Emphasis marks want text on their inner side: spaces go outside.
  const [, before = '', core = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(run.text) ?? [];
  if (core === '') return run.text;
  let text = run.code ? codeSpan(core) : escape(core);
  if (run.em) text = `*${text}*`;
  if (run.strong) text = `**${text}**`;
  if (run.href) text = `[${text}](<${run.href.replace(/[<>\s\\]/g, (c) => encodeURIComponent(c))}>)`;
  if (run.to) text = `[${text}](#${run.to})`;
  return before + text + after;
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${text.replace(/\|/g, '\\|')} ${fence}`;
}

function prefixed(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : rest) + line)
    .join('\n');
}

/** A backslash before whatever Markdown could read as markup; hard line breaks for line feeds. */
function escape(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~$@&]/g, '\\$&')
    .replace(/^(\s*)([-+=])/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/gm, '$1\\$2')
    .replace(/\n+/g, '  \n');
}
