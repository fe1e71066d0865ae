import MarkdownIt, { type Token } from 'markdown-it';
import type { Direction } from '../facts.js';
import { directionOf } from './clean.js';
import type { Block, Line, Run } from './document.js';

/**
 * Raw HTML is text, images are their alternative text, addresses are only those of the web and of mail. Tables are
 * left out, for a commentary is prose; so is striking out, which a reader of extracted text would not see.
 */
const parser = new MarkdownIt('default', { html: false, linkify: false, typographer: false }).disable([
  'table',
  'strikethrough',
]);
parser.validateLink = (url) => /^(https?:\/\/|mailto:)/i.test(url.trim());

/** Lists and quotations within each other beyond this depth run on at it: page layout has limits of its own. */
const MAX_DEPTH = 5;

interface Reading {
  tokens: Token[];
  at: number;
  depth: number;
  level: 3 | 4;
  direction: Direction;
}

/** Markdown as blocks. Headings all take the level given, one below what the text stands in: none is skipped. */
export function parseMarkdown(markdown: string, level: 3 | 4, direction: Direction): Block[] {
  return readBlocks({ tokens: parser.parse(markdown, {}), at: 0, depth: 0, level, direction });
}

/** Reads to the end of the list item or quotation that the reading stands in. */
function readBlocks(reading: Reading): Block[] {
  const { tokens, level, direction } = reading;
  const blocks: Block[] = [];
  while (reading.at < tokens.length) {
    const token = tokens[reading.at++];
    if (token.type === 'heading_open') {
      blocks.push({ type: 'heading', level, line: readLine(tokens[reading.at++], direction) });
    } else if (token.type === 'inline') {
      blocks.push({ type: 'paragraph', line: readLine(token, direction) });
    } else if (token.type === 'fence' || token.type === 'code_block') {
      blocks.push({ type: 'code', text: token.content.replace(/\n$/, '') });
    } else if (token.type === 'blockquote_open') {
      const inner = readInner(reading);
      blocks.push(...(reading.depth < MAX_DEPTH ? [{ type: 'quote' as const, blocks: inner }] : inner));
    } else if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') {
      const items = readItems(reading);
      const ordered = token.type === 'ordered_list_open';
      const start = Number(token.attrGet('start') ?? 1);
      if (reading.depth < MAX_DEPTH) blocks.push({ type: 'list', ordered, start, items });
      else blocks.push(...items.flat());
    } else if (token.type === 'list_item_close' || token.type === 'blockquote_close') {
      break;
    }
  }
  return blocks;
}

function readInner(reading: Reading): Block[] {
  reading.depth++;
  const inner = readBlocks(reading);
  reading.depth--;
  return inner;
}

function readItems(reading: Reading): Block[][] {
  const items: Block[][] = [];
  while (reading.tokens[reading.at++]?.type === 'list_item_open') items.push(readInner(reading));
  return items;
}

function readLine(token: Token, direction: Direction): Line {
  const runs: Run[] = [];
  let strong = 0;
  let em = 0;
  let href: string | null = null;
  const add = (text: string, code?: true) => {
    if (text === '') return;
    runs.push({
      text,
      ...(strong > 0 && { strong: true as const }),
      ...(em > 0 && { em: true as const }),
      ...(href !== null && { href }),
      ...(code && { code }),
    });
  };
  for (const child of token.children ?? []) {
    if (child.type === 'text' || child.type === 'text_special' || child.type === 'image') add(child.content);
    else if (child.type === 'code_inline') add(child.content, true);
    else if (child.type === 'softbreak') add(' ');
    else if (child.type === 'hardbreak') add('\n');
    else if (child.type === 'strong_open') strong++;
    else if (child.type === 'strong_close') strong--;
    else if (child.type === 'em_open') em++;
    else if (child.type === 'em_close') em--;
    else if (child.type === 'link_open') href = String(child.attrGet('href'));
    else if (child.type === 'link_close') href = null;
  }
  const found = directionOf(runs.map((run) => run.text).join(''));
  return { runs, ...(found !== null && found !== direction && { dir: found }) };
}
