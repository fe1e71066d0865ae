import {
  BulkBar,
  Button,
  CheckDueBadge,
  type Chip,
  type Claim,
  type Column,
  DataTable,
  Day,
  FilterChips,
  Form,
  FormActions,
  Icon,
  type Option,
  ProgressBadge,
  type Progress,
  Ref,
  SelectField,
  TextField,
  type Timeliness,
  TimelinessBadge,
  paths,
  useT,
} from '../../../web/components/index.js';

/** One item as a row of a list. */
export interface ItemRow {
  ref: string;
  title: string;
  actors: { name: string; lead?: boolean }[];
  owner: string | null;
  dueOn: string | null;
  duePrecision?: 'day' | 'month' | null;
  timeliness: Timeliness;
  /** From today to the due date, negative when past; see TimelinessBadge. */
  days: number | null;
  slipCount?: number;
  progress: Progress;
  claim: Claim;
  contested?: boolean;
  lastEvidence: { day: string | null; text: string } | null;
  /** Given where a check is due: days since anyone looked, null for never. */
  checkDue?: { days: number | null } | null;
}

export type ItemColumn = 'actors' | 'owner' | 'due' | 'progress' | 'evidence';
const ALL: ItemColumn[] = ['actors', 'owner', 'due', 'progress', 'evidence'];

/** Items as a table: reference, title, actors, owner, due, progress, last evidence; sorted by links, cards on phones. */
export function ItemTable({
  rows,
  caption,
  sort,
  sortable = true,
  columns = ALL,
  selectForm,
}: {
  rows: ItemRow[];
  caption: string;
  /** The sort in force: `due`, `-due` … (names: ref, title, owner, due, progress, evidence). */
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
    { key: 'actors', header: t('items.column.actors'), cell: (row) => actorsCell(row) },
    {
      key: 'owner',
      header: t('items.column.owner'),
      sort: by('owner'),
      cell: (row) =>
        row.owner ? <span dir="auto">{row.owner}</span> : <span class="h-soft">{t('items.noOwner')}</span>,
    },
    { key: 'due', header: t('items.column.due'), sort: by('due'), cell: (row) => <DueCell row={row} /> },
    {
      key: 'progress',
      header: t('items.column.progress'),
      sort: by('progress'),
      cell: ({ progress, claim, contested }) => <ProgressBadge {...{ progress, claim, contested }} />,
    },
    {
      key: 'evidence',
      header: t('items.column.evidence'),
      sort: by('evidence'),
      cell: (row) => <EvidenceCell row={row} />,
    },
  ];
  return (
    <DataTable<ItemRow>
      caption={caption}
      rows={rows}
      sort={sort}
      rowKey={(row) => row.ref}
      rowHref={(row) => paths.item(row.ref)}
      select={
        selectForm
          ? {
              form: selectForm,
              name: 'items',
              value: (row) => row.ref,
              label: (row) => `${row.ref} ${row.title}`,
            }
          : undefined
      }
      columns={all.filter(
        ({ key }) => ['ref', 'title'].includes(key) || columns.some((name) => name === key),
      )}
    />
  );
}

/** The actors of an item, one a line, the lead one marked. */
export function ActorList({ actors }: { actors: { name: string; lead?: boolean }[] }) {
  const t = useT();
  return (
    <ul class="h-actors">
      {actors.map((actor) => (
        <li key={actor.name}>
          <span dir="auto">{actor.name}</span>
          {actor.lead && <span class="h-soft"> ({t('items.lead')})</span>}
        </li>
      ))}
    </ul>
  );
}

const actorsCell = (row: ItemRow) => (row.actors.length > 0 ? <ActorList actors={row.actors} /> : null);

function DueCell({ row }: { row: ItemRow }) {
  const t = useT();
  if (!row.dueOn)
    return (
      <span class="h-soft">
        <TimelinessBadge timeliness={row.timeliness} />
      </span>
    );
  return (
    <>
      <span class="h-cell-line">
        <Day day={row.dueOn} precision={row.duePrecision ?? 'day'} />
      </span>
      <span class="h-cell-line">
        <TimelinessBadge timeliness={row.timeliness} days={row.days} />
      </span>
      {(row.slipCount ?? 0) > 0 && (
        <span class="h-cell-soft">{t('badge.slipped', { count: row.slipCount ?? 0 })}</span>
      )}
    </>
  );
}

function EvidenceCell({ row }: { row: ItemRow }) {
  const t = useT();
  return (
    <>
      {row.lastEvidence ? (
        <>
          {row.lastEvidence.day && (
            <span class="h-cell-line">
              <Day day={row.lastEvidence.day} />
            </span>
          )}
          <span class="h-cell-soft h-clamp" dir="auto">
            {row.lastEvidence.text}
          </span>
        </>
      ) : (
        <span class="h-soft">{t('items.noEvidence')}</span>
      )}
      {row.checkDue && (
        <span class="h-cell-line">
          <CheckDueBadge days={row.checkDue.days} />
        </span>
      )}
    </>
  );
}

export const ITEM_FILTERS = [
  'publication',
  'kind',
  'progress',
  'response',
  'timeliness',
  'owner',
  'team',
  'actor',
  'term',
] as const;
export type ItemFilterName = (typeof ITEM_FILTERS)[number];

export interface ItemFiltersProps {
  /** Choices per filter; a filter without choices is left out. */
  options: Partial<Record<ItemFilterName, Option[]>>;
  /** What is chosen, from the address. */
  values: Partial<Record<ItemFilterName | 'text' | 'sort', string>>;
  chips: Chip[];
  action?: string;
}

/** Filters above a list: folded fields that send a GET form, and what is chosen as removable chips. */
export function ItemFilters({ options, values, chips, action = paths.items }: ItemFiltersProps) {
  const t = useT();
  return (
    <>
      <details class="h-filters">
        <summary>
          <Icon name="filter" />
          {t('filter.open')}
        </summary>
        <Form action={action} method="get" id="filter">
          <div class="h-filter-grid">
            <TextField
              name="text"
              type="search"
              label={t('items.filter.text')}
              value={values.text}
              autocomplete="off"
            />
            {ITEM_FILTERS.map((name) => {
              const choices = options[name];
              return choices && choices.length > 0 ? (
                <SelectField
                  key={name}
                  name={name}
                  label={t(`items.filter.${name}`)}
                  options={choices}
                  empty={t('form.any')}
                  value={values[name]}
                />
              ) : null;
            })}
          </div>
          {values.sort && <input type="hidden" name="sort" value={values.sort} />}
          <FormActions>
            <Button look="primary" small>
              {t('filter.apply')}
            </Button>
          </FormActions>
        </Form>
      </details>
      <FilterChips chips={chips} clearHref={action} />
    </>
  );
}

/** What can be done with selected items: the two things that one article or one search answers for several. */
export function ItemBulkBar({ id = 'bulk' }: { id?: string }) {
  const t = useT();
  return (
    <BulkBar id={id} action={paths.recordEvidence()}>
      <Button look="primary" small>
        {t('items.bulk.record')}
      </Button>
      <Button small formaction={paths.newCheck}>
        {t('items.bulk.check')}
      </Button>
    </BulkBar>
  );
}
