import { may } from '../../../shared/permissions.js';
import {
  ClassificationBadge,
  DataTable,
  Day,
  EmptyState,
  LinkButton,
  PageHeader,
  Pagination,
  type PaginationProps,
  paths,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import { queryOf } from '../../tracking/index.js';
import type { PublicationRow } from '../publications.query.js';

/** The publications whose recommendations we follow, newest first. */
export function Publications({ rows, pages }: { rows: PublicationRow[]; pages: PaginationProps }) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  const action = (look: 'primary' | 'secondary') =>
    mayRecord && (
      <LinkButton look={look} href={paths.newImport} icon="plus">
        {t('publications.import')}
      </LinkButton>
    );
  return (
    <>
      <PageHeader
        title={t('publications.title')}
        subtitle={pages.total > 0 ? t('publications.subtitle', { count: pages.total }) : undefined}
        actions={pages.total > 0 && action('secondary')}
      />
      {pages.total === 0 ? (
        <EmptyState title={t('publications.empty.title')} actions={action('primary')}>
          {t(mayRecord ? 'publications.empty.text' : 'overview.empty.wait')}
        </EmptyState>
      ) : (
        <>
          <DataTable<PublicationRow>
            caption={t('publications.caption')}
            rows={rows}
            rowKey={(row) => String(row.id)}
            rowHref={(row) => paths.publication(String(row.id))}
            columns={[
              {
                key: 'title',
                header: t('publications.column.title'),
                primary: true,
                width: 'wide',
                cell: (row) => (
                  <>
                    <a class="h-serif" href={paths.publication(String(row.id))} dir="auto">
                      {row.title}
                    </a>
                    <span class="h-cell-soft" dir="auto">
                      {seriesOf(row)}
                    </span>
                  </>
                ),
              },
              {
                key: 'date',
                header: t('publications.column.date'),
                cell: (row) =>
                  row.publishedOn ? (
                    <Day day={row.publishedOn} />
                  ) : (
                    <span class="h-soft">{t('date.notGiven')}</span>
                  ),
              },
              {
                key: 'items',
                header: t('publications.column.items'),
                align: 'end',
                cell: (row) => <Count row={row} count={row.items.total} query={{}} />,
              },
              {
                key: 'open',
                header: t('publications.column.open'),
                align: 'end',
                cell: (row) => <Count row={row} count={row.items.open} query={{ open: 'yes' }} />,
              },
              {
                key: 'pastDue',
                header: t('publications.column.pastDue'),
                align: 'end',
                cell: (row) => (
                  <Count row={row} count={row.items.pastDue} query={{ timeliness: ['past_due'] }} late />
                ),
              },
              {
                key: 'classification',
                header: t('publications.column.classification'),
                cell: (row) => <ClassificationBadge classification={row.classification} />,
              },
            ]}
          />
          <Pagination {...pages} />
        </>
      )}
    </>
  );
}

function Count({
  row,
  count,
  query,
  late,
}: {
  row: PublicationRow;
  count: number;
  query: Parameters<typeof queryOf>[0];
  late?: boolean;
}) {
  if (count === 0) return <span class="h-soft">0</span>;
  return (
    <a
      class={late ? 'h-late' : undefined}
      href={`${paths.items}?${queryOf({ publication: row.id, ...query })}`}
    >
      {count}
    </a>
  );
}

/** "Policy Brief 11", or the prefix of its references where the source names no series. */
export const seriesOf = ({
  series,
  number,
  refPrefix,
}: Pick<PublicationRow, 'series' | 'number' | 'refPrefix'>): string =>
  [series, number].filter(Boolean).join(' ') || refPrefix;
