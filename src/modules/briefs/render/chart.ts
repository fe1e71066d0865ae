import { scaleLinear } from 'd3-scale';
import { PROGRESS, type BriefFacts, type Progress } from '../facts.js';
import type { Chart, Table } from './document.js';
import { palette } from './palette.js';
import type { Texts } from './texts.js';

const WIDTH = 520;
const BAR = { top: 26, height: 34 };
const LEGEND = { top: 84, row: 24, columns: 2 };
/** Room that a count needs above its segment, in px per digit and between neighbours. */
const DIGIT = 9;
const GAP = 6;

/**
 * One stacked bar of progress with its counts. Each progress has a hatching of its own beside its colour and its count
 * above it, so the chart is read as well on a black and white print and without seeing colours.
 */
export function progressChart(facts: BriefFacts, t: Texts): Chart {
  const total = facts.summary.items;
  const shown = PROGRESS.filter((progress) => facts.summary.byProgress[progress] > 0);
  const rtl = facts.direction === 'rtl';
  const title = t('chart.title', { count: total });
  const parts = shown.map((progress) =>
    t('chart.part', { label: t(`progress.${progress}`), count: facts.summary.byProgress[progress] }),
  );
  const description = total === 0 ? t('chart.empty') : t('chart.description', { parts: t.list(parts) });
  const height = LEGEND.top + Math.max(1, Math.ceil(shown.length / LEGEND.columns)) * LEGEND.row;

  const x = scaleLinear([0, Math.max(1, total)], [0, WIDTH]);
  const place = (left: number, width: number) => (rtl ? WIDTH - left - width : left);
  let before = 0;
  const segments = shown.map((progress) => {
    const count = facts.summary.byProgress[progress];
    const left = x(before);
    before += count;
    return { progress, count, left, width: Math.max(1.5, x(before) - left) };
  });

  const labels = spread(
    segments.map((s) => ({ middle: s.left + s.width / 2, room: String(s.count).length * DIGIT })),
  );
  const text = `font-family="Source Sans 3, Vazirmatn, sans-serif" fill="currentColor"`;
  const bars = segments.map(({ progress, left, width }) =>
    hatched(progress, place(left, width), BAR.top, width, BAR.height),
  );
  const counts = segments.map(({ count }, i) => {
    const middle = rtl ? WIDTH - labels[i] : labels[i];
    return `<text x="${round(middle)}" y="17" text-anchor="middle" font-size="16" font-weight="700" ${text}>${count}</text>`;
  });
  const legend = segments.map(({ progress, count }, i) => {
    const column = i % LEGEND.columns;
    const left = (column * WIDTH) / LEGEND.columns;
    const y = LEGEND.top + Math.floor(i / LEGEND.columns) * LEGEND.row;
    const label = escape(t('chart.part', { label: t(`progress.${progress}`), count }));
    const swatch = hatched(progress, place(left + 0.5, 15), y - 12, 15, 15);
    const labelX = rtl ? WIDTH - left - 23 : left + 23;
    // Not every renderer of SVG knows `direction`, but all know which end an anchor is and what an isolate does.
    return rtl
      ? `${swatch}<text x="${round(labelX)}" y="${y}" font-size="14" direction="ltr" text-anchor="end" ${text}>\u2067${label}\u2069</text>`
      : `${swatch}<text x="${round(labelX)}" y="${y}" font-size="14" ${text}>${label}</text>`;
  });
  const frame = `<rect x="0.5" y="${BAR.top}" width="${WIDTH - 1}" height="${BAR.height}" fill="none" stroke="#8a949e"/>`;

  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 0 ${WIDTH + 2} ${height}" width="${WIDTH + 2}" height="${height}" color="#1c2530" role="img" aria-labelledby="chart-title chart-desc">`,
    `<title id="chart-title">${escape(title)}</title><desc id="chart-desc">${escape(description)}</desc>`,
    `<defs>${shown.map(pattern).join('')}</defs>`,
    ...(total === 0 ? [frame] : [...bars, ...counts, ...legend]),
    '</svg>',
  ].join('');
  return { svg, width: WIDTH + 2, height, title, description, table: figures(facts, shown, t) };
}

/** Middles moved apart, as little as it takes, so that no two counts overlap and none leaves the chart. */
function spread(labels: { middle: number; room: number }[]): number[] {
  const middles = labels.map((label) => label.middle);
  const distance = (i: number) => (labels[i].room + labels[i + 1].room) / 2 + GAP;
  const first = labels[0];
  const last = labels.at(-1);
  if (!first || !last) return [];
  middles[0] = Math.max(middles[0], first.room / 2);
  for (let i = 0; i < middles.length - 1; i++) {
    middles[i + 1] = Math.max(middles[i + 1], middles[i] + distance(i));
  }
  middles[middles.length - 1] = Math.min(middles.at(-1)!, WIDTH - last.room / 2);
  for (let i = middles.length - 2; i >= 0; i--) {
    middles[i] = Math.min(middles[i], middles[i + 1] - distance(i));
  }
  return middles;
}

/** A box in the colour of a progress with its hatching over it, which a viewer without patterns leaves out. */
function hatched(progress: Progress, x: number, y: number, width: number, height: number): string {
  const { fill, ink } = palette[progress];
  const at = `x="${round(x)}" y="${y}" width="${round(width)}" height="${height}"`;
  const over = marks(progress) === '' ? '' : `<rect ${at} fill="url(#brief-${progress})"/>`;
  return `<rect ${at} fill="${fill}"/>${over}<rect ${at} fill="none" stroke="${ink}" stroke-width="1"/>`;
}

/** Hatchings: none, plain, rising, dots, plain, crossed, and three ways of lines for what is closed. */
function marks(progress: Progress): string {
  const { ink } = palette[progress];
  const line = (d: string, width = 1.2) =>
    `<path d="${d}" stroke="${ink}" stroke-width="${width}" fill="none"/>`;
  const all: Record<Progress, string> = {
    no_public_evidence: '',
    not_started: '',
    in_progress: line('M-2 2L2 -2M0 8L8 0M6 10L10 6'),
    partially_implemented: `<circle cx="2" cy="2" r="1.1" fill="${ink}"/><circle cx="6" cy="6" r="1.1" fill="${ink}"/>`,
    implemented: '',
    reversed: line('M0 8L8 0M0 0L8 8'),
    not_implemented: line('M0 4H8', 2),
    superseded: line('M4 0V8', 2),
    no_longer_applicable: line('M0 4H8M4 0V8'),
  };
  return all[progress];
}

function pattern(progress: Progress): string {
  const drawn = marks(progress);
  if (drawn === '') return '';
  return `<pattern id="brief-${progress}" width="8" height="8" patternUnits="userSpaceOnUse">${drawn}</pattern>`;
}

function figures(facts: BriefFacts, shown: Progress[], t: Texts): Table {
  const { items: total, byProgress } = facts.summary;
  const pastDue = (progress: Progress) =>
    facts.items.filter((i) => i.progress.value === progress && i.timeliness.value === 'past_due').length;
  const cell = (text: string, alert = false) => [
    { runs: [{ text, ...(alert && { alert: true as const }) }] },
  ];
  const share = (count: number) => `${Math.round((100 * count) / Math.max(1, total))}%`;
  return {
    caption: t('chart.tableCaption'),
    columns: [
      { heading: t('table.progress'), width: 5 },
      { heading: t('chart.items'), width: 1.5, numeric: true },
      { heading: t('chart.share'), width: 1.5, numeric: true },
      { heading: t('section.pastDue'), width: 1.8, numeric: true },
    ],
    rows: [
      ...shown.map((progress) => ({
        cells: [
          [{ runs: [{ text: t(`progress.${progress}`), glyph: progress }] }],
          cell(String(byProgress[progress])),
          cell(share(byProgress[progress])),
          cell(String(pastDue(progress)), pastDue(progress) > 0),
        ],
      })),
      {
        total: true as const,
        cells: [
          cell(t('chart.total')),
          cell(String(total)),
          cell(share(total)),
          cell(String(facts.summary.pastDue), facts.summary.pastDue > 0),
        ],
      },
    ],
  };
}

const round = (value: number) => Math.round(value * 100) / 100;

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
