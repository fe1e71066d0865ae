import type { BriefFacts } from './facts.js';
import { renderCsv, renderDocx, renderHtml, renderMarkdown, renderPdf, renderXlsx } from './render/index.js';

/** The forms in which a brief goes out, in the order in which they are offered. */
export const BRIEF_FORMATS = {
  pdf: { type: 'application/pdf', render: (facts: BriefFacts) => renderPdf(facts) },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    render: renderDocx,
  },
  html: { type: 'text/html; charset=utf-8', render: renderHtml },
  md: { type: 'text/markdown; charset=utf-8', render: renderMarkdown },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', render: renderXlsx },
  csv: { type: 'text/csv; charset=utf-8', render: (facts: BriefFacts) => renderCsv(facts.items) },
  json: {
    type: 'application/json; charset=utf-8',
    render: (facts: BriefFacts) => JSON.stringify(facts, null, 2),
  },
} as const satisfies Record<string, { type: string; render: (facts: BriefFacts) => unknown }>;

export type BriefFormat = keyof typeof BRIEF_FORMATS;

export const isBriefFormat = (value: string): value is BriefFormat => Object.hasOwn(BRIEF_FORMATS, value);

/** `PB-11-progress-3-2026-11-22.pdf`: letters, digits, dots and dashes only, so that every system takes it. */
export function fileName(facts: BriefFacts, format: BriefFormat): string {
  const subject = facts.subject.kind === 'publication' ? facts.subject.code : 'items';
  const number = facts.number === null ? '' : `-${facts.number}`;
  return `${subject}-progress${number}-${facts.period.to}${facts.status === 'draft' ? '-draft' : ''}.${format}`;
}
