import type { ComponentChildren } from 'preact';
import { Checkbox, Icon, Ref, SelectField, dayText, useT } from '../../../web/components/index.js';
import type { Translate } from '../../../web/messages/index.js';
import type { NewTimeline } from '../../tracking/index.js';
import type { Place, Warning } from '../reader/reading.js';
import type { ReviewContext } from '../review-context.query.js';
import { dateOrNull } from '../review-dates.js';
import { PlaceLink, placeWords } from './place-link.js';

/** A cell, amber with its reasons beside it where there is a doubt. */
export function Doubtful({
  at,
  doubts,
  children,
}: {
  /** Path into the reading: `actions[1].actors`. */
  at: string | string[];
  doubts: Warning[];
  children: ComponentChildren;
}) {
  const own = doubts.filter((doubt) => [at].flat().includes(doubt.at));
  if (own.length === 0) return <>{children}</>;
  return (
    <div class="h-doubt" data-doubt>
      {children}
      <DoubtReasons doubts={own} />
    </div>
  );
}

export function DoubtReasons({ doubts }: { doubts: Warning[] }) {
  const t = useT();
  return (
    <>
      {doubts.map(({ message }) => (
        <p class="h-doubt-why" key={message}>
          <Icon name="warning" />
          <span>
            <strong>{t('imports.doubt')}</strong> <span dir="auto">{message}</span>
          </span>
        </p>
      ))}
    </>
  );
}

/** The head of a row: tick to track it, its reference to be, and where it stands. */
export function RowHead({
  path,
  refPrefix,
  number,
  place,
  lineId,
  include,
  goOn,
}: {
  path: string;
  refPrefix: string;
  number: string;
  /** Absent where the reviewer added the row: then it can be removed. */
  place: Place | undefined;
  /** Of the line of the document where it stands. */
  lineId: string | undefined;
  include: boolean;
  /** It was added just now. */
  goOn: boolean;
}) {
  const t = useT();
  const ref = `${refPrefix}.${number}`;
  return (
    <div class="h-import-head">
      <div data-import-count>
        <Checkbox
          name={`${path}.include`}
          checked={include}
          label={
            <>
              <span class="visually-hidden">{t('imports.row.include', { ref })}</span>
              <span aria-hidden="true">
                <Ref>{ref}</Ref>
              </span>
            </>
          }
        />
      </div>
      {place ? (
        <PlaceLink
          place={place}
          id={lineId}
          label={t('imports.row.place', { place: placeWords(place, t) })}
        />
      ) : (
        <Added path={path} goOn={goOn} />
      )}
    </div>
  );
}

function Added({ path, goOn }: { path: string; goOn: boolean }) {
  const t = useT();
  return (
    <div class="h-import-added">
      <span class="h-tag" tabIndex={-1} data-focus={goOn || undefined}>
        {t('imports.row.added')}
      </span>
      <RowButton name="remove" value={path}>
        {t('imports.row.remove')}
      </RowButton>
    </div>
  );
}

/** Adds or removes a whole row, which the server does: the row is kept with all that was typed. */
export function RowButton({
  name,
  value,
  children,
}: {
  name: 'add' | 'remove';
  value: string;
  children: ComponentChildren;
}) {
  const look = name === 'add' ? 'h-btn-secondary' : 'h-btn-quiet';
  return (
    <button type="submit" class={`btn btn-sm ${look}`} name={name} value={value} formNoValidate>
      {children}
    </button>
  );
}

/** The window's end, always saying that and from what it is derived. `at` is the row's path. */
export function DueLine({
  at,
  timeline,
  published,
}: {
  at: string;
  timeline: NewTimeline;
  published: string;
}) {
  const soft = timeline.dueOn ? '' : ' h-soft';
  return (
    <p class={`h-import-due${soft}`} data-due={at}>
      {dueWords(timeline, published, useT())}
    </p>
  );
}

/** @param published as it was typed: a date, or words that are none */
export function dueWords(timeline: NewTimeline, published: string, t: Translate): string {
  const { dueOn, basis, minMonths, maxMonths, text, term } = timeline;
  const from = dateOrNull(published);
  if (!dueOn) {
    if (term === 'ongoing') return t('imports.due.ongoing');
    return t(!from && (maxMonths !== null || minMonths !== null) ? 'imports.due.noDate' : 'imports.due.none');
  }
  const due = dayText(dueOn, t);
  if (basis === 'set_by_us') return t('imports.due.byHand', { due });
  if (basis === 'stated') return t('imports.due.stated', { due });
  // Counted from something else than the publication.
  if (timeline.reason) return t('imports.due.counted', { window: text ?? '', due, from: timeline.reason });
  if (!from) return t('imports.due.fromActions', { due });
  const window =
    maxMonths === null ? (text ?? '') : t('imports.due.months', { min: minMonths ?? 0, max: maxMonths });
  const precision = { 10: 'day', 7: 'month' }[from.length] ?? 'year';
  return t('imports.due.derived', { window, due, date: dayText(from, t), precision });
}

export function OwnerField({ name, staff }: { name: string; staff: ReviewContext['staff'] }) {
  const t = useT();
  return (
    <SelectField
      name={name}
      label={t('imports.row.owner')}
      empty={t('imports.row.ownerSame')}
      options={staff.map((person) => ({ value: String(person.id), label: person.name }))}
    />
  );
}
