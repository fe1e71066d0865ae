import {
  type Column,
  DataTable,
  EmptyState,
  Icon,
  LinkButton,
  PageHeader,
  Pagination,
  type PaginationProps,
  ProgressBadge,
  Ref,
  Tabs,
  dayText,
  paths,
  useCtx,
  useT,
  withQuery,
} from '../../../web/components/index.js';
import { may } from '../../../shared/permissions.js';
import type { ItemRow } from '../../tracking/index.js';
import { ActorList, EvidenceCell, ItemBulkBar, OwnerCell, itemSelection } from '../../tracking/index.js';
import { OVERDUE_GROUPINGS, type OverdueGroup, type OverdueGrouping } from '../overdue-groups.js';
import type { ViewRow } from '../saved-views.service.js';
import { OverdueOurs, type OverdueOursProps } from './overdue-ours.js';
import { ViewTabs } from './saved-views.js';

export interface OverdueProps extends OverdueOursProps {
  /** Pinned views, and the one that is shown. */
  views: ViewRow[];
  view: number | null;
  tab: 'theirs' | 'ours';
  groupBy: 'none' | OverdueGrouping;
  /** Numbers on the tabs. */
  counts: { theirs: number; ours: number };
  /** For `theirs`: one group of all, or one per owner or actor; longest past due first. */
  groups: OverdueGroup[];
  /** For `theirs`, where there is more than one page. */
  pages: PaginationProps | null;
  /** The whole list of the tab, for what is done with all of it. */
  all: { query: string; count: number };
}

/** What the actors have not done in time, and on the second tab what we have not. */
export function Overdue(props: OverdueProps) {
  const t = useT();
  const { url, user } = useCtx();
  const to = (tab: string) => withQuery(url, { tab: tab === 'theirs' ? null : tab, page: null, view: null });
  return (
    <>
      <PageHeader
        title={t('overdue.title')}
        subtitle={t('overdue.subtitle', { count: props.counts.theirs })}
        actions={
          <>
            <LinkButton href={paths.slippage} small>
              {t('slippage.title')}
            </LinkButton>
            <LinkButton href={paths.workload} small>
              {t('workload.title')}
            </LinkButton>
          </>
        }
      />
      <ViewTabs list="overdue" views={props.views} current={props.view} query={url.split('?')[1] ?? ''} />
      <Tabs
        label={t('overdue.tabs')}
        tabs={[
          {
            label: t('overdue.theirs'),
            href: to('theirs'),
            current: props.tab === 'theirs',
            count: props.counts.theirs,
          },
          {
            label: t('overdue.ours'),
            href: to('ours'),
            current: props.tab === 'ours',
            count: props.counts.ours,
          },
        ]}
      />
      {props.tab === 'theirs' ? <Theirs {...props} /> : <OverdueOurs {...props} />}
      {may(user, 'record') && props.counts[props.tab] > 0 && (
        <ItemBulkBar all={props.all.count > MAX_SHOWN ? props.all : undefined} />
      )}
    </>
  );
}

const MAX_SHOWN = 200;
const GROUPINGS = ['none', ...OVERDUE_GROUPINGS] as const;

function Theirs({ groups, groupBy, counts, pages }: OverdueProps) {
  const t = useT();
  const { url } = useCtx();
  if (counts.theirs === 0)
    return <EmptyState title={t('overdue.none.title')}>{t('overdue.none.text')}</EmptyState>;
  return (
    <>
      <nav class="h-switch" aria-label={t('overdue.groupBy')}>
        <span>{t('overdue.groupBy')}</span>
        {GROUPINGS.map((name) => (
          <a
            key={name}
            href={withQuery(url, { group: name === 'none' ? null : name, page: null, view: null })}
            aria-current={groupBy === name ? 'true' : undefined}
          >
            {t(`overdue.group.${name}`)}
          </a>
        ))}
      </nav>
      <OverdueTable groups={groups} groupBy={groupBy} />
      {pages && <Pagination {...pages} />}
    </>
  );
}

function GroupHeading({ group, groupBy }: { group: OverdueGroup } & Pick<OverdueProps, 'groupBy'>) {
  const t = useT();
  const label = group.label ?? (groupBy === 'none' ? '' : t(`overdue.group.no.${groupBy}`));
  const count = t('overdue.group.count', { count: group.count });
  return (
    <span class="h-group-head">
      <bdi>{group.listHref ? <a href={group.listHref}>{label}</a> : label}</bdi>
      <span class="h-small h-soft">{count}</span>
      {group.page && (
        <a class="h-small h-no-print" href={group.page}>
          {t('overdue.group.page')}
        </a>
      )}
    </span>
  );
}

function OverdueTable({ groups, groupBy }: Pick<OverdueProps, 'groups' | 'groupBy'>) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  const columns: Column<ItemRow>[] = [
    { key: 'days', header: t('items.column.days'), width: 'tight', cell: (row) => <DaysCell row={row} /> },
    {
      key: 'title',
      header: t('items.column.title'),
      primary: true,
      width: 'wide',
      cell: (row) => (
        <>
          <Ref>{row.ref}</Ref>{' '}
          <a href={paths.item(row.ref)} dir="auto">
            {row.title}
          </a>
          <span class="h-cell-progress">
            <ProgressBadge progress={row.progress} claim={row.claim} />
          </span>
        </>
      ),
    },
    {
      key: 'actors',
      header: t('items.column.actors'),
      cell: (row) => (row.actors.length > 0 ? <ActorList actors={row.actors} /> : null),
    },
    { key: 'owner', header: t('items.column.owner'), cell: (row) => <OwnerCell row={row} /> },
    { key: 'evidence', header: t('items.column.evidence'), cell: (row) => <EvidenceCell row={row} /> },
    {
      key: 'followUp',
      header: t('items.column.followUp'),
      cell: (row) =>
        row.nextFollowUp ? (
          <>
            <span class="h-cell-line h-clamp" dir="auto">
              {row.nextFollowUp.step}
            </span>
            <span class="h-cell-soft" dir="auto">
              {t('item.followUp.line', {
                person: row.nextFollowUp.assignee.name,
                day: dayText(row.nextFollowUp.dueOn, t),
              })}
            </span>
          </>
        ) : (
          <span class="h-soft">{t('overdue.noFollowUp')}</span>
        ),
    },
  ];
  if (mayRecord)
    columns.push({
      key: 'actions',
      header: t('items.column.actions'),
      hideHeader: true,
      width: 'tight',
      cell: (row) => <RowActions row={row} />,
    });
  return (
    <DataTable
      caption={t('overdue.caption')}
      rows={groups.flatMap((group) => group.rows)}
      groups={groups.map((group) => ({
        key: group.key,
        heading: groupBy === 'none' ? null : <GroupHeading group={group} groupBy={groupBy} />,
        rows: group.rows,
      }))}
      rowKey={(row) => row.ref}
      rowHref={(row) => paths.item(row.ref)}
      select={mayRecord ? itemSelection : undefined}
      columns={columns.filter(({ key }) => key !== groupBy && !(groupBy === 'actor' && key === 'actors'))}
    />
  );
}

function DaysCell({ row }: { row: ItemRow }) {
  const t = useT();
  const { dueOn, firstDueOn, precision } = row.timeline;
  // A month is all that is known of it, as on the item's page.
  const due = (dueOn ?? '').slice(0, precision === 'month' ? 7 : 10);
  const days = Math.abs(row.days ?? 0);
  return (
    <>
      <span class="h-days">
        <b>{t('overdue.days', { days })}</b> {t('overdue.daysUnit', { days })}
      </span>
      <span class="h-cell-soft">{t('overdue.dueSince', { day: dayText(due, t) })}</span>
      {row.slipCount > 0 && (
        <span class="h-cell-soft">
          <a href={paths.slippageOf(row.ref)}>
            {t('overdue.slipped', { count: row.slipCount, days: row.slipDays })}
          </a>
          {firstDueOn && `, ${t('overdue.firstDue', { day: dayText(firstDueOn, t) })}`}
        </span>
      )}
    </>
  );
}

/** What a manager may do about a row; it leads back here. */
function RowActions({ row }: { row: ItemRow }) {
  const t = useT();
  const back = encodeURIComponent(withQuery(useCtx().url, { done: null }));
  const to = (path: string) => `${path}?items=${encodeURIComponent(row.ref)}&back=${back}`;
  return (
    <details class="h-row-actions h-no-print">
      <summary aria-label={t('overdue.action.open', { ref: row.ref })}>
        {t('items.column.actions')}
        <Icon name="chevron-down" />
      </summary>
      <ul>
        {row.owner && (
          <li>
            <a href={to(paths.newQuestion)}>{t('overdue.action.ask')}</a>
          </li>
        )}
        <li>
          <a href={to(paths.newFollowUp)}>{t('overdue.action.plan')}</a>
        </li>
        <li>
          <a href={to(paths.newOwner)}>{t('overdue.action.reassign')}</a>
        </li>
        <li>
          <a href={to(paths.newDueRevision)}>{t('overdue.action.revise')}</a>
        </li>
        <li>
          <a href={paths.recordEvidence(row.ref)}>{t('overdue.action.record')}</a>
        </li>
      </ul>
    </details>
  );
}
