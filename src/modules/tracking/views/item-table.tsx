import {
  CheckDueBadge,
  type Column,
  DataTable,
  Day,
  ProgressBadge,
  Ref,
  type Selection,
  TimelinessBadge,
  paths,
  useT,
} from '../../../web/components/index.js';
import type { ItemRow } from '../item-row.js';

export type ItemColumn = 'actors' | 'owner' | 'due' | 'progress' | 'evidence';
export const ITEM_COLUMNS: ItemColumn[] = ['actors', 'owner', 'due', 'progress', 'evidence'];

/** The check boxes of a row, for `ItemBulkBar`. */
export const itemSelection: Selection<Pick<ItemRow, 'ref' | 'title'>> = {
  form: 'bulk',
  name: 'items',
  value: (row) => row.ref,
  label: (row) => `${row.ref} ${row.title}`,
};

/** Items as a table: reference, title, actors, owner, due, progress, last evidence; sorted by links, cards on phones. */
export function ItemTable({
  rows,
  caption,
  sort,
  sortable = true,
  columns = ITEM_COLUMNS,
  selectForm,
}: {
  rows: ItemRow[];
  caption: string;
  /** The sort in force: `due`, `-due` … */
  sort?: string;
  sortable?: boolean;
  /** Which columns beside reference and title. */
  columns?: ItemColumn[];
  /** Id of the BulkBar whose form the check boxes belong to (field `items`). */
  selectForm?: string;
}) {
  const t = useT();
  const by = (name: string) => (sortable ? name : undefined);
  const all: Column<ItemRow>[] = [
    {
      key: 'ref',
      header: t('items.column.ref'),
      sort: by('ref'),
      width: 'tight',
      plain: true,
      cell: (row) => <Ref>{row.ref}</Ref>,
    },
    {
      key: 'title',
      header: t('items.column.title'),
      sort: by('title'),
      primary: true,
      width: 'wide',
      cell: (row) => (
        <a href={paths.item(row.ref)} dir="auto">
          {row.title}
        </a>
      ),
    },
    {
      key: 'actors',
      header: t('items.column.actors'),
      cell: (row) => (row.actors.length > 0 ? <ActorList actors={row.actors} /> : null),
    },
    {
      key: 'owner',
      header: t('items.column.owner'),
      sort: by('owner'),
      cell: (row) => <OwnerCell row={row} />,
    },
    { key: 'due', header: t('items.column.due'), sort: by('due'), cell: (row) => <DueCell row={row} /> },
    {
      key: 'progress',
      header: t('items.column.progress'),
      sort: by('progress'),
      cell: ({ progress, claim }) => <ProgressBadge {...{ progress, claim }} />,
    },
    {
      key: 'evidence',
      header: t('items.column.evidence'),
      sort: by('lastEvidence'),
      cell: (row) => (
        <>
          <EvidenceCell row={row} />
          {row.checkDue && (
            <span class="h-cell-line">
              <CheckDueBadge days={row.lastCheckedOn ? row.daysUnchecked : null} />
            </span>
          )}
        </>
      ),
    },
  ];
  return (
    <DataTable<ItemRow>
      caption={caption}
      rows={rows}
      sort={sort}
      rowKey={(row) => row.ref}
      rowHref={(row) => paths.item(row.ref)}
      select={selectForm ? { ...itemSelection, form: selectForm } : undefined}
      columns={all.filter(
        ({ key }) => ['ref', 'title'].includes(key) || columns.some((name) => name === key),
      )}
    />
  );
}

const SHOWN_ACTORS = 3;

/** The actors of an item, one a line, the lead one marked, what the source said of each beside it; of many, the first. */
export function ActorList({
  actors,
}: {
  actors: { name: string; lead?: boolean; qualifier?: string | null }[];
}) {
  const t = useT();
  // "and 1 more" would take the line that the one itself takes.
  const shown = actors.length > SHOWN_ACTORS + 1 ? actors.slice(0, SHOWN_ACTORS) : actors;
  return (
    <ul class="h-actors">
      {shown.map((actor) => (
        <li key={actor.name}>
          <span dir="auto">{actor.name}</span>
          {actor.lead && <span class="h-soft"> ({t('items.lead')})</span>}
          {actor.qualifier && (
            <span class="h-soft">
              {' '}
              <bdi>{actor.qualifier}</bdi>
            </span>
          )}
        </li>
      ))}
      {shown.length < actors.length && (
        <li class="h-soft">{t('items.moreActors', { count: actors.length - shown.length })}</li>
      )}
    </ul>
  );
}

export function OwnerCell({ row }: { row: Pick<ItemRow, 'owner'> }) {
  const t = useT();
  return row.owner ? (
    <span dir="auto">{row.owner.name}</span>
  ) : (
    <span class="h-soft">{t('items.noOwner')}</span>
  );
}

/** The due date, where the item stands against it, and how often the actors moved it. */
export function DueCell({ row }: { row: ItemRow }) {
  const t = useT();
  const { dueOn, precision } = row.timeline;
  return (
    <>
      {dueOn && (
        <span class="h-cell-line">
          <Day day={dueOn} precision={precision ?? 'day'} />
        </span>
      )}
      <span class={dueOn ? 'h-cell-line' : 'h-soft'}>
        <TimelinessBadge timeliness={row.timeliness} days={row.days} />
      </span>
      {row.slipCount > 0 && <span class="h-cell-soft">{t('badge.slipped', { count: row.slipCount })}</span>}
    </>
  );
}

/** The latest evidence in one line, with the date of its event. */
export function EvidenceCell({ row }: { row: Pick<ItemRow, 'lastEvidence'> }) {
  const t = useT();
  if (!row.lastEvidence) return <span class="h-soft">{t('items.noEvidence')}</span>;
  return (
    <>
      <span class="h-cell-line">
        <Day day={row.lastEvidence.eventOn} />
      </span>
      <span class="h-cell-soft h-clamp" dir="auto">
        {row.lastEvidence.text}
      </span>
    </>
  );
}
