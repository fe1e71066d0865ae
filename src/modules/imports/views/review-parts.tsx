import type { ComponentChildren } from 'preact';
import { Checkbox, Icon, Ref, SelectField, dayText, useT } from '../../../web/components/index.js';
import type { NewTimeline } from '../../tracking/index.js';
import type { Place, Warning } from '../reader/reading.js';
import type { ReviewContext } from '../review-context.query.js';
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
    <div class="h-doubt">
      {children}
      {own.map(({ message }) => (
        <p class="h-doubt-why" dir="auto" key={message}>
          <Icon name="warning" />
          <span>{message}</span>
        </p>
      ))}
    </div>
  );
}

/** The head of a row: tick to track it, its reference to be, and where it stands. */
export function RowHead({
  path,
  refPrefix,
  number,
  place,
  include,
  goOn,
}: {
  path: string;
  refPrefix: string;
  number: string;
  /** Absent where the reviewer added the row: then it can be removed. */
  place: Place | undefined;
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
        <PlaceLink place={place} label={t('imports.row.place', { place: placeWords(place, t) })} />
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

/** The window's end, always saying that and from what it is derived. */
export function DueLine({ timeline, published }: { timeline: NewTimeline; published: string }) {
  const t = useT();
  const { dueOn, basis, minMonths, maxMonths, text } = timeline;
  if (!dueOn) {
    const why =
      !published && (maxMonths !== null || minMonths !== null) ? 'imports.due.noDate' : 'imports.due.none';
    return <p class="h-import-due h-soft">{t(why)}</p>;
  }
  const due = dayText(dueOn, t);
  if (basis === 'stated') return <p class="h-import-due">{t('imports.due.stated', { due })}</p>;
  const window =
    maxMonths === null ? (text ?? '') : t('imports.due.months', { min: minMonths ?? 0, max: maxMonths });
  const precision = { 10: 'day', 7: 'month' }[published.length] ?? 'year';
  const values = { window, due, date: dayText(published, t), precision };
  return <p class="h-import-due">{t('imports.due.derived', values)}</p>;
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
