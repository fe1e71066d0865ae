import { may } from '../../../shared/permissions.js';
import {
  Button,
  type Column,
  DataTable,
  EmptyState,
  Form,
  LinkButton,
  PageHeader,
  Pagination,
  type PaginationProps,
  SelectField,
  TextField,
  paths,
  useCtx,
  useT,
  wordKey,
  wordsOf,
} from '../../../web/components/index.js';
import { type ItemFilter, queryOf } from '../../tracking/index.js';
import { ACTOR_ORDERS, type ActorListRequest, type ActorRow } from '../actors.query.js';

export interface ActorsProps {
  rows: ActorRow[];
  asked: Pick<ActorListRequest, 'q' | 'kind' | 'sort'>;
  pages: PaginationProps;
}

/** The external bodies, what each is and what it owes. */
export function Actors({ rows, asked, pages }: ActorsProps) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  const filtered = Boolean(asked.q ?? asked.kind);
  const action = (look: 'primary' | 'secondary') =>
    mayRecord && (
      <LinkButton look={look} href={`${paths.actors}/new`} icon="plus">
        {t('actors.new')}
      </LinkButton>
    );
  if (pages.total === 0 && !filtered)
    return (
      <>
        <PageHeader title={t('actors.title')} />
        <EmptyState title={t('actors.empty.title')} actions={action('primary')}>
          {t('actors.empty.text')}
        </EmptyState>
      </>
    );
  return (
    <>
      <PageHeader
        title={t('actors.title')}
        subtitle={t('actors.subtitle')}
        actions={
          <>
            {(['csv', 'xlsx'] as const).map((format) => (
              <LinkButton key={format} href={`${paths.actors}.${format}`} small file>
                {t(format === 'csv' ? 'items.exportCsv' : 'items.exportXlsx')}
              </LinkButton>
            ))}
            {action('secondary')}
          </>
        }
      />
      <Form action={paths.actors} method="get" id="filter" class="h-form-wide" label={t('filter.open')}>
        <div class="h-filter-line">
          <TextField name="q" type="search" label={t('actors.filter.q')} value={asked.q} maxlength={200} />
          <SelectField
            name="kind"
            label={t('actors.kind')}
            empty={t('form.any')}
            value={asked.kind}
            options={wordsOf('actorKind').map((kind) => ({
              value: kind,
              label: t(wordKey('actorKind', kind)),
            }))}
          />
          <SelectField
            name="sort"
            label={t('actors.sort')}
            value={asked.sort ?? 'name'}
            options={ACTOR_ORDERS.map((sort) => ({ value: sort, label: t(`actors.sort.${sort}`) }))}
          />
          <Button>{t('filter.apply')}</Button>
        </div>
      </Form>
      {rows.length === 0 ? (
        <EmptyState
          title={t('actors.noMatch')}
          actions={<LinkButton href={paths.actors}>{t('filter.clear')}</LinkButton>}
        />
      ) : (
        <ActorTable rows={rows} />
      )}
      <Pagination {...pages} />
    </>
  );
}

function ActorTable({ rows }: { rows: ActorRow[] }) {
  const t = useT();
  const columns: Column<ActorRow>[] = [
    {
      key: 'name',
      header: t('actors.name'),
      primary: true,
      width: 'wide',
      cell: (row) => (
        <>
          <a href={paths.actor(row.id)} dir="auto">
            {row.name}
          </a>
          {row.aliases.length > 0 && (
            <span class="h-cell-soft" dir="auto">
              {t('actors.alsoKnown', { names: row.aliases.join(', ') })}
            </span>
          )}
        </>
      ),
    },
    { key: 'kind', header: t('actors.kind'), cell: (row) => t(wordKey('actorKind', row.kind)) },
    {
      key: 'parent',
      header: t('actors.parent'),
      cell: (row) =>
        row.parent && (
          <a href={paths.actor(row.parent.id)} dir="auto">
            {row.parent.name}
          </a>
        ),
    },
    {
      key: 'open',
      header: t('actors.open'),
      align: 'end',
      cell: (row) => <Count row={row} count={row.items.open} filter={{ open: 'yes' }} />,
    },
    {
      key: 'pastDue',
      header: t('actors.pastDue'),
      align: 'end',
      cell: (row) => <Count row={row} count={row.items.pastDue} filter={{ timeliness: ['past_due'] }} late />,
    },
  ];
  return (
    <DataTable<ActorRow>
      caption={t('actors.caption')}
      rows={rows}
      rowKey={(row) => String(row.id)}
      rowHref={(row) => paths.actor(row.id)}
      columns={columns}
    />
  );
}

function Count({
  row,
  count,
  filter,
  late,
}: {
  row: ActorRow;
  count: number;
  filter: ItemFilter;
  late?: boolean;
}) {
  if (count === 0) return <span class="h-soft">0</span>;
  return (
    <a class={late ? 'h-late' : undefined} href={`${paths.items}?${queryOf({ actor: row.id, ...filter })}`}>
      {count}
    </a>
  );
}
