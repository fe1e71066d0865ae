import { may } from '../../../shared/permissions.js';
import {
  Callout,
  type Chip,
  EmptyState,
  LinkButton,
  PageHeader,
  Pagination,
  type PaginationProps,
  paths,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import {
  ItemBulkBar,
  type ItemChoices,
  type ItemColumn,
  type ItemFilter,
  ItemFilters,
  ItemTable,
  type ItemOrder,
  type ItemRow,
  queryOf,
} from '../../tracking/index.js';
import type { ViewRow } from '../saved-views.service.js';
import { ViewTabs } from './saved-views.js';

export interface ItemsProps {
  rows: ItemRow[];
  filter: ItemFilter;
  choices: ItemChoices;
  chips: Chip[];
  /** Filters that name what is not there, or not for this person to see. */
  gone: string[];
  /** Null: none was chosen, and the list is by reference. */
  sort: ItemOrder | null;
  /** Null: all. */
  columns: ItemColumn[] | null;
  /** Pinned views, and the one that is shown. */
  views: ViewRow[];
  view: number | null;
  /** What a view of this list would hold. */
  query: string;
  pages: PaginationProps;
  /** The same list as a file. */
  exports: { label: string; href: string }[];
  /** The same list as bars on a line of time. */
  overlook: string;
  /** Where a progress brief of the same list begins. */
  brief: string;
}

/** Every item that one sees, filtered by what stands in the address. */
export function Items(props: ItemsProps) {
  const { rows, filter, choices, chips, gone, sort, columns, pages, exports, brief } = props;
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  const nothingAtAll = pages.total === 0 && chips.length === 0;
  return (
    <>
      <PageHeader
        title={t('items.title')}
        subtitle={nothingAtAll ? undefined : t('items.subtitle')}
        actions={
          exports.length > 0 && (
            <>
              <LinkButton href={props.overlook} small>
                {t('overlook.title')}
              </LinkButton>
              <LinkButton href={paths.gaps} small>
                {t('gaps.title')}
              </LinkButton>
              {exports.map(({ label, href }) => (
                <LinkButton key={href} href={href} small file>
                  {label}
                </LinkButton>
              ))}
              {mayRecord && rows.length > 0 && (
                <LinkButton href={brief} small>
                  {t('items.brief')}
                </LinkButton>
              )}
            </>
          )
        }
      />
      {!nothingAtAll && (
        <>
          <ViewTabs list="items" views={props.views} current={props.view} query={props.query} />
          <ItemFilters
            {...{ filter, choices, chips }}
            sort={sort ?? undefined}
            columns={columns ?? undefined}
          />
        </>
      )}
      {gone.length > 0 && <Callout kind="warning">{t('views.broken', { filters: gone.join(', ') })}</Callout>}
      {rows.length === 0 ? (
        <Nothing atAll={nothingAtAll} beyond={pages.total > 0} />
      ) : (
        <>
          <ItemTable
            rows={rows}
            caption={t('items.captionPlain')}
            sort={sort ?? 'ref'}
            columns={columns ?? undefined}
            selectForm={mayRecord ? 'bulk' : undefined}
          />
          {mayRecord && (
            <ItemBulkBar
              all={pages.total > rows.length ? { query: queryOf(filter), count: pages.total } : undefined}
            />
          )}
        </>
      )}
      <Pagination {...pages} />
    </>
  );
}

function Nothing({ atAll, beyond }: { atAll: boolean; beyond: boolean }) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  if (atAll)
    return (
      <EmptyState
        title={t('items.empty.title')}
        actions={
          mayRecord && (
            <LinkButton look="primary" href={paths.newImport}>
              {t('items.import')}
            </LinkButton>
          )
        }
      >
        {t('items.empty.text')}
      </EmptyState>
    );
  return beyond ? (
    <EmptyState title={t('items.beyond.title')}>{t('items.beyond.text')}</EmptyState>
  ) : (
    <EmptyState
      title={t('items.noMatch.title')}
      actions={<LinkButton href={paths.items}>{t('filter.clear')}</LinkButton>}
    >
      {t('items.noMatch.text')}
    </EmptyState>
  );
}
