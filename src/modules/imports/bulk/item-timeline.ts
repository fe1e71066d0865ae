import { anchorDay } from '../../../shared/calendar-date.js';
import {
  type DueBasis,
  NO_TIMELINE,
  type NewTimeline,
  type Term,
  type TimelineKind,
} from '../../tracking/index.js';
import { timelineOfAction } from '../derived-timeline.js';
import { readTimeline } from '../reader/timeline.js';
import type { RowValues } from './plan.js';

export interface RowTimeline {
  timeline: NewTimeline;
  reason: string | null;
}

/**
 * The timeline of a new item. What Heed exported (a reference and a kind) is taken as it stands; otherwise the source's
 * words are read as those of a brief are, and dates given beside them count before what they come to.
 * @param published `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or ''
 */
export function timelineOfRow(row: RowValues, published: string): RowTimeline {
  const kind = row.get('timelineKind') as TimelineKind | '';
  const due = row.get('firstDueOn');
  if (due.length === 4) row.fail('firstDueOn', 'monthOrDay');
  const [min, max] = [monthsOf(row, 'minMonths'), monthsOf(row, 'maxMonths')];
  if (min !== null && max !== null && min > max) row.fail('maxMonths', 'windowOrder');
  const timeline =
    kind && row.get('ref') ? asExported(row, kind, min, max) : asWritten(row, kind, published, min, max);
  const reason = timeline.kind === 'set_by_us' ? row.get('dueReason') : '';
  if (timeline.kind === 'set_by_us' && !reason) row.fail('dueReason', 'dueReasonMissing');
  if (timeline.kind === 'set_by_us' && !timeline.dueOn) row.fail('firstDueOn', 'dueMissing');
  if (timeline.startsOn && timeline.dueOn && timeline.startsOn > timeline.dueOn)
    row.fail('firstDueOn', 'windowOrder');
  return { timeline, reason: reason || null };
}

function asExported(
  row: RowValues,
  kind: TimelineKind,
  minMonths: number | null,
  maxMonths: number | null,
): NewTimeline {
  return {
    kind,
    text: row.get('timeline') || null,
    term: (row.get('term') || null) as Term | null,
    minMonths,
    maxMonths,
    startsOn: row.get('startsOn') || null,
    ...dueOf(row.get('firstDueOn'), (row.get('dueBasis') || BASIS[kind]) as DueBasis),
  };
}

const BASIS: Record<TimelineKind, DueBasis> = {
  from_source: 'stated',
  none_in_source: 'stated',
  ongoing: 'stated',
  from_actions: 'derived',
  set_by_us: 'set_by_us',
};

function asWritten(
  row: RowValues,
  kind: TimelineKind | '',
  published: string,
  min: number | null,
  max: number | null,
): NewTimeline {
  const [text, due, startsOn] = [row.get('timeline'), row.get('firstDueOn'), row.get('startsOn')];
  if (kind === 'ongoing') return { ...NO_TIMELINE, kind, text: text || null, term: 'ongoing' };
  if (kind === 'from_actions') return { ...NO_TIMELINE, kind };
  const { timeline: read } = readTimeline(text, published || null);
  const fromSource = timelineOfAction(
    {
      timelineText: text,
      term: (row.get('term') || (read.term ?? '')) as Term | '',
      minMonths: min ?? read.minMonths,
      maxMonths: max ?? read.maxMonths,
    },
    published,
  );
  if (!due) return startsOn ? { ...fromSource, startsOn } : fromSource;
  if (kind === 'set_by_us' || (!text && max === null && kind === ''))
    return { ...fromSource, kind: 'set_by_us', startsOn: startsOn || null, ...dueOf(due, 'set_by_us') };
  return {
    ...fromSource,
    kind: 'from_source',
    startsOn: startsOn || fromSource.startsOn,
    ...dueOf(due, (row.get('dueBasis') || 'stated') as DueBasis),
  };
}

/** A month is due on its last day. */
function dueOf(due: string, basis: DueBasis): Pick<NewTimeline, 'dueOn' | 'precision' | 'basis'> {
  if (due.length < 7) return { dueOn: null, precision: null, basis: null };
  return { dueOn: anchorDay(due), precision: due.length === 7 ? 'month' : 'day', basis };
}

const monthsOf = (row: RowValues, field: string) => (row.get(field) === '' ? null : Number(row.get(field)));
