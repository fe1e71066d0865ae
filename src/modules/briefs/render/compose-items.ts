import type { EvidenceFacts, ItemFacts, Move } from '../facts.js';
import { whatMoved, whyMoved } from './compose-changes.js';
import { timelineLines } from './compose-parts.js';
import type { Block, Fact, Line, Run } from './document.js';
import { quiet, type Composer } from './lines.js';
import { parseMarkdown } from './markdown-ast.js';

/** Each item in full: where it stands, whom it binds, what was found, what we say to it. */
export function itemBlocks(c: Composer, items: ItemFacts[]): Block[] {
  return items.map((item) => ({
    type: 'item',
    item: {
      id: c.itemId(item.ref),
      ref: item.ref,
      title: c.line(item.title),
      progress: item.progress.value,
      status: status(c, item),
      blocks: [...sourceWords(c, item), { type: 'facts', facts: itemFacts(c, item) }, ...commentary(c, item)],
    },
  }));
}

function status(c: Composer, item: ItemFacts): Line {
  const timeliness = c.timeliness(item);
  return c.ours(...c.progress(item.progress), ...(timeliness ? [quiet('\u00A0· '), timeliness] : []));
}

/** An action's own words stand in the matrix; a recommendation's stand here. */
function sourceWords(c: Composer, item: ItemFacts): Block[] {
  if (item.kind === 'action') return [];
  const paragraphs = item.text.split(/\n{2,}/).filter((text) => text.trim() !== '');
  return paragraphs.map((text) => ({ type: 'paragraph', line: c.source(text, item), look: 'source' }));
}

function itemFacts(c: Composer, item: ItemFacts): Fact[] {
  const { t } = c;
  const { objection } = item.progress;
  const facts: (Fact | null)[] = [
    item.place === null ? null : { label: t('item.source'), lines: [c.line(item.place)] },
    { label: t('item.timeline'), lines: timelineLines(c, item) },
    {
      label: t('item.actors'),
      lines:
        item.actors.length > 0 ? item.actors.flatMap((a) => c.actor(a)) : [c.line(quiet(t('empty.actors')))],
    },
    item.related.length === 0
      ? null
      : {
          label: t(item.kind === 'action' ? 'item.carriesOut' : 'item.carriedOutBy'),
          lines: [
            c.ours(
              ...joined(
                item.related.map((ref) => c.ref(ref)),
                t('list.separator'),
              ),
            ),
          ],
        },
    objection && {
      label: t('item.objection'),
      lines: [
        c.line(objection.actor, quiet(`\u00A0· ${t.day(objection.on)}`)),
        c.line({ text: objection.text, source: true }),
      ],
    },
    item.moves.length === 0
      ? null
      : { label: t('item.moved'), lines: item.moves.flatMap((move) => moveLines(c, move)) },
    {
      label: t('item.evidence'),
      lines:
        item.evidence.length > 0
          ? item.evidence.flatMap((evidence) => evidenceLines(c, evidence))
          : [c.line(quiet(t('empty.evidence')))],
    },
    item.baseline.length === 0
      ? null
      : { label: t('item.baseline'), lines: item.baseline.flatMap((evidence) => evidenceLines(c, evidence)) },
    { label: t('item.lastSearch'), lines: [searchLine(c, item)] },
  ];
  return facts.filter((fact) => fact !== null);
}

function moveLines(c: Composer, move: Move): Line[] {
  const { runs, ...line } = whatMoved(c, move);
  const notes = move.kind === 'progress' ? c.notes(move.notes) : [];
  const head: Line = {
    ...line,
    runs: [...runs, quiet(`\u00A0· ${c.t.day(move.on)}`), ...notes],
    opens: true,
  };
  return move.kind === 'due' ? [head, ...whyMoved(c, move)] : [head];
}

/** When it happened and what it shows; the text with its notes; the passage relied on. */
function evidenceLines(c: Composer, evidence: EvidenceFacts): Line[] {
  const { t } = c;
  const dates = [t('evidence.recorded', { day: t.day(evidence.recordedOn) })];
  if (evidence.correctedOn !== null)
    dates.push(t('evidence.corrected', { day: t.day(evidence.correctedOn) }));
  const head = c.ours(
    { text: t.date(evidence.happenedOn), strong: true },
    `\u00A0· ${t(`shows.${evidence.shows}`)}`,
    quiet(`\u00A0· ${t.list(dates)}`),
  );
  const lines: Line[] = [{ ...head, opens: true }, c.line(evidence.text, ...c.notes(evidence.notes))];
  if (evidence.quote) {
    const { text, place } = evidence.quote;
    const words: Run = { text: t('quote.open') + text + t('quote.close'), source: true };
    lines.push(c.line(words, ...(place === null ? [] : [quiet(` (${place})`)])));
  }
  return lines;
}

function searchLine(c: Composer, { lastSearch }: ItemFacts): Line {
  const { t } = c;
  if (lastSearch === null) return c.line(quiet(t('item.neverSearched')));
  const result = t(lastSearch.foundNothing ? 'search.nothing' : 'search.found');
  return c.ours(`${t.day(lastSearch.on)}, ${result}: `, t.list(lastSearch.where));
}

function commentary(c: Composer, item: ItemFacts): Block[] {
  if (item.commentary === null) return [];
  const label: Block = { type: 'heading', level: 4, line: c.line(c.t('item.commentary')) };
  return [label, ...parseMarkdown(item.commentary, 4, c.facts.direction)];
}

const joined = (runs: Run[], separator: string): Run[] =>
  runs.flatMap((run, index) => (index === 0 ? [run] : [{ text: separator }, run]));
