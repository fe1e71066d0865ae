import { ACTOR_KINDS } from '../../actors/index.js';
import { SOURCE_KINDS, STANDINGS } from '../../evidence/index.js';
import { CLASSIFICATIONS } from '../../publications/index.js';
import { ITEM_KINDS, PROGRESS, SHOWS, TERMS, TIMELINE_KINDS } from '../../tracking/index.js';

/** What the rows of a sheet may be. */
export const ROWS_KINDS = ['items', 'actors', 'evidence', 'owners'] as const;
export type RowsKind = (typeof ROWS_KINDS)[number];

/** How a cell is read and written (values.ts). */
export type FieldKind =
  | 'text'
  | 'line'
  | 'choice'
  | 'day'
  | 'partialDay'
  | 'months'
  | 'refs'
  | 'lines'
  | 'actorLines'
  | 'url'
  | 'flag';

export interface Field {
  key: string;
  kind: FieldKind;
  /** For choices: the values, and where their words are (`word.progress`). */
  choices?: readonly string[];
  words?: string;
  /** A column without which no row can be read. */
  isNeeded?: boolean;
  /** Other names that such columns have, folded (mapping.ts). */
  synonyms?: string[];
  /** In characters. */
  width?: number;
}

const text = (key: string, synonyms: string[] = [], width = 40): Field => ({
  key,
  kind: 'text',
  synonyms,
  width,
});
const line = (key: string, synonyms: string[] = [], width = 20): Field => ({
  key,
  kind: 'line',
  synonyms,
  width,
});
const choice = (key: string, choices: readonly string[], words: string, synonyms: string[] = []): Field => ({ key, kind: 'choice', choices, words: `word.${words}`, synonyms, width: 18 }); // prettier-ignore
const of = (kind: FieldKind, key: string, synonyms: string[] = [], width = 16): Field => ({
  key,
  kind,
  synonyms,
  width,
});
const needed = (field: Field): Field => ({ ...field, isNeeded: true });

/** The language is written from right to left. */
export const DIRECTIONS = ['ltr', 'rtl'] as const;

const ITEMS: Field[] = [
  line('ref', ['ref', 'item', 'item reference', 'id', 'code'], 14),
  choice('kind', ITEM_KINDS, 'kind', ['type', 'item type', 'item kind']),
  line('series', ['publication series']),
  line('number', ['no', 'publication number', 'brief number', 'issue number'], 10),
  text('publication', ['publication title', 'brief', 'report', 'document', 'source document']),
  of('partialDay', 'date', ['publication date', 'date of publication', 'published on', 'published']),
  text('title', ['short title', 'item title', 'name']),
  text('text', ['recommendation text', 'recommendation', 'wording'], 60),
  text('heading', ['section', 'theme']),
  text('addressee', ['addressed to', 'recipient']),
  text('issue', ['problem', 'challenge', 'gap', 'concern']),
  text('pathway', ['pathway to solution', 'strategy', 'policy option', 'solution', 'approach', 'objective']),
  text('implementation', ['implementation steps', 'action', 'activity', 'activities', 'steps', 'how']),
  text('actors', [
    'actors responsible',
    'responsible',
    'lead agency',
    'stakeholders',
    'responsible actors',
    'actor',
    'who',
  ]),
  of('actorLines', 'actorLines', ['one actor a line'], 40),
  text('timeline', ['timeframe', 'time frame', 'deadline', 'duration', 'when', 'due']),
  choice('timelineKind', TIMELINE_KINDS, 'timeline', ['kind of timeline']),
  choice('term', TERMS, 'term'),
  of('months', 'minMonths', ['from month', 'months from'], 10),
  of('months', 'maxMonths', ['to month', 'months to'], 10),
  of('day', 'startsOn', ['starts', 'start date', 'start']),
  of('partialDay', 'firstDueOn', ['due date', 'due on', 'first due']),
  choice('dueBasis', ['derived', 'stated', 'set_by_us'], 'basis'),
  text('dueReason', ['reason for the date', 'why this date']),
  line('owner', ['owner email', 'owner e mail', 'assigned to', 'followed by', 'focal point', 'officer'], 28),
  of(
    'refs',
    'carriesOut',
    ['carries out recommendations', 'recommendations', 'implements', 'linked recommendations'],
    20,
  ),
  choice('classification', CLASSIFICATIONS, 'classification', ['item classification', 'confidentiality']),
  line('team', ['unit', 'programme'], 20),
  text('publisher', ['publishing organisation', 'organisation'], 28),
  of('lines', 'authors', ['author'], 28),
  line('language', ['language code'], 10),
  choice('direction', DIRECTIONS, 'direction', ['text direction']),
  choice('publicationClassification', CLASSIFICATIONS, 'classification', ['distribution']),
  text('disclaimer'),
];

const ACTORS: Field[] = [
  needed(line('name', ['actor', 'actor name', 'organisation', 'organization', 'body', 'institution'], 40)),
  choice('kind', ACTOR_KINDS, 'actorKind', ['type', 'category']),
  line('parent', ['part of', 'parent body', 'parent organisation', 'belongs to'], 40),
  line('successor', ['succeeded by', 'replaced by'], 40),
  of('lines', 'aliases', ['alias', 'other names', 'also known as', 'abbreviation', 'acronym'], 40),
];

const EVIDENCE: Field[] = [
  line('update', ['update number', 'evidence update', 'evidence number'], 16),
  of('refs', 'items', ['item', 'ref', 'reference', 'references', 'item reference', 'refs'], 20),
  of('partialDay', 'eventOn', ['date', 'event date', 'date of event', 'happened on', 'when']),
  text('text', ['evidence', 'what happened', 'description', 'summary', 'finding'], 60),
  choice('shows', SHOWS, 'shows', ['what it shows', 'effect']),
  choice('progressTo', PROGRESS, 'progress', ['progress', 'moves to', 'new progress', 'status']),
  text('quote', ['passage', 'quoted passage', 'quotation'], 50),
  text('quotePlace', ['page', 'place', 'where in the source', 'place of quote'], 16),
  of('flag', 'overridesNewer', ['counts although newer'], 12),
  choice('classification', CLASSIFICATIONS, 'classification', ['confidentiality', 'who may see it']),
  text('sourceTitle', ['source', 'title of source'], 40),
  text('publisher', ['source publisher', 'published by', 'outlet'], 28),
  text('author', ['source author', 'authors'], 28),
  of('day', 'sourceDate', ['published on', 'source published on', 'date of source']),
  of('url', 'url', ['link', 'web address', 'address', 'source url', 'web link'], 40),
  of('url', 'archivedUrl', ['archive', 'archived link', 'archived at'], 40),
  choice('sourceKind', SOURCE_KINDS, 'sourceKind', ['kind', 'type', 'source type']),
  choice('standing', STANDINGS, 'standing', ['source standing']),
  text('standingOf', ['reporting whom', 'reports'], 28),
  line('corrects', ['corrects update'], 16),
  text('correctionReason', ['why corrected', 'reason for correction'], 40),
];

const OWNERS: Field[] = [
  needed(line('ref', ['ref', 'reference', 'item', 'item reference', 'id', 'code'], 14)),
  needed(
    line(
      'owner',
      ['owner email', 'owner e mail', 'email', 'e mail', 'assigned to', 'followed by', 'person'],
      30,
    ),
  ),
];

export const FIELDS: Record<RowsKind, Field[]> = {
  items: ITEMS,
  actors: ACTORS,
  evidence: EVIDENCE,
  owners: OWNERS,
};

export const fieldOf = (rows: RowsKind, key: string): Field | undefined =>
  FIELDS[rows].find((field) => field.key === key);

/** Message with the heading of its column. */
export const headingKey = (rows: RowsKind, key: string): string => `bulk.field.${rows}.${key}`;
