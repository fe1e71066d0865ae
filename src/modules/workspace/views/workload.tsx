import { may } from '../../../shared/permissions.js';
import { DataTable, PageHeader, paths, useCtx, useT } from '../../../web/components/index.js';
import { type ItemFilter, queryOf } from '../../tracking/index.js';
import { WORKLOAD, type WorkloadPerson } from '../workload.query.js';

const COLUMNS = ['open', 'pastDue', 'checksDue', 'followUpsDue'] as const;
type Name = (typeof COLUMNS)[number];

/** Who follows how much; whom nobody follows comes first. */
export function Workload({
  people,
  unassigned,
}: {
  people: WorkloadPerson[];
  unassigned: WorkloadPerson['counts'];
}) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  const rows: WorkloadPerson[] = [
    ...(unassigned.all > 0
      ? [{ id: null, name: t('workload.nobody'), team: null, active: true, counts: unassigned }]
      : []),
    ...people,
  ];
  return (
    <>
      <PageHeader title={t('workload.title')} subtitle={t('workload.subtitle')} />
      <DataTable<WorkloadPerson>
        caption={t('workload.title')}
        rows={rows}
        rowKey={({ id }) => String(id)}
        columns={[
          {
            key: 'name',
            header: t('workload.person'),
            primary: true,
            width: 'wide',
            cell: (row) => (
              <>
                <a href={listOf(row.id === null ? { owner: 'none' } : { owner: row.id })} dir="auto">
                  {row.name}
                </a>
                {(row.team || !row.active) && (
                  <span class="h-cell-soft">{row.active ? <bdi>{row.team}</bdi> : t('workload.left')}</span>
                )}
              </>
            ),
          },
          ...COLUMNS.map((name) => ({
            key: name,
            header: t(`workload.${name}`),
            align: 'end' as const,
            cell: (row: WorkloadPerson) => <Count row={row} name={name} />,
          })),
          {
            key: 'handOver',
            header: t('items.column.actions'),
            hideHeader: true,
            width: 'tight',
            cell: (row) =>
              mayRecord &&
              row.id !== null &&
              row.counts.all + row.counts.followUpsDue > 0 && (
                <a class="h-no-print" href={`${paths.newHandOver}?from=${row.id}`}>
                  {t('workload.handOver')} <span class="visually-hidden">{row.name}</span>
                </a>
              ),
          },
        ]}
      />
    </>
  );
}

function Count({ row: { id, counts }, name }: { row: WorkloadPerson; name: Name }) {
  const count = counts[name];
  if (count === 0) return <span class="h-soft">0</span>;
  const filter: ItemFilter =
    name === 'followUpsDue' ? { followUp: id! } : { ...WORKLOAD[name], owner: id ?? 'none' };
  return (
    <a class={name === 'pastDue' ? 'h-late' : undefined} href={listOf(filter)}>
      {count}
    </a>
  );
}

const listOf = (filter: ItemFilter): string => `${paths.items}?${queryOf(filter)}`;
