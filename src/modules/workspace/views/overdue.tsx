import {
  CheckDueBadge,
  type Claim,
  type Column,
  DataTable,
  Day,
  EmptyState,
  Icon,
  PageHeader,
  type Progress,
  ProgressBadge,
  Ref,
  RelativeDays,
  Tabs,
  dayText,
  paths,
  useCtx,
  useT,
  withQuery,
} from '../../../web/components/index.js';
import { may } from '../../../shared/permissions.js';

export interface OverdueRow {
  ref: string;
  title: string;
  /** Days since the due date, positive. */
  days: number;
  dueOn: string;
  firstDueOn: string | null;
  slipCount: number;
  actors: { name: string; lead?: boolean }[];
  owner: string | null;
  progress: Progress;
  claim: Claim;
  lastEvidence: { day: string | null; text: string } | null;
  followUp: { step: string; on: string; person: string } | null;
}

export interface CheckDueRow {
  ref: string;
  title: string;
  owner: string | null;
  /** Days since anyone looked; null: never. */
  days: number | null;
  lastLookedOn: string | null;
  cadenceDays: number;
}

export interface FollowUpDueRow {
  id: number;
  ref: string;
  title: string;
  step: string;
  person: string;
  on: string;
}

export interface OverdueProps {
  tab: 'theirs' | 'ours';
  groupBy: 'none' | 'owner' | 'actor';
  /** Numbers on the tabs. */
  counts: { theirs: number; ours: number };
  /** For `theirs`: one group of all with label null, or one per owner or actor; longest past due first. */
  groups: { key: string; label: string | null; href?: string | null; rows: OverdueRow[] }[];
  /** For `ours`. */
  checks: CheckDueRow[];
  followUps: FollowUpDueRow[];
}

/** What the actors have not done in time, and on the second tab what we have not. */
export function Overdue(props: OverdueProps) {
  const t = useT();
  const { url } = useCtx();
  const to = (tab: string) => withQuery(url, { tab: tab === 'theirs' ? null : tab, page: null });
  return (
    <>
      <PageHeader
        title={t('overdue.title')}
        subtitle={t('overdue.subtitle', { count: props.counts.theirs })}
      />
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
      {props.tab === 'theirs' ? <Theirs {...props} /> : <Ours {...props} />}
    </>
  );
}

const GROUPINGS = ['none', 'owner', 'actor'] as const;

function Theirs({ groups, groupBy, counts }: OverdueProps) {
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
            href={withQuery(url, { group: name === 'none' ? null : name })}
            aria-current={groupBy === name ? 'true' : undefined}
          >
            {t(`overdue.group.${name}`)}
          </a>
        ))}
      </nav>
      {groups.map((group) => (
        <Group key={group.key} group={group} grouped={groupBy !== 'none'} />
      ))}
    </>
  );
}

function Group({ group, grouped }: { group: OverdueProps['groups'][number]; grouped: boolean }) {
  const t = useT();
  const label = group.label ?? t('overdue.group.noOwner');
  return (
    <section>
      {grouped && (
        <div class="h-group-head">
          <h2 dir="auto">{group.href ? <a href={group.href}>{label}</a> : label}</h2>
          <span class="h-soft">{t('overdue.group.count', { count: group.rows.length })}</span>
        </div>
      )}
      <OverdueTable
        rows={group.rows}
        caption={grouped ? t('overdue.captionGroup', { group: label }) : t('overdue.caption')}
      />
    </section>
  );
}

function OverdueTable({ rows, caption }: { rows: OverdueRow[]; caption: string }) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  const columns: Column<OverdueRow>[] = [
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
      cell: (row) => (
        <ul class="h-actors">
          {row.actors.map((actor) => (
            <li key={actor.name} dir="auto">
              {actor.name}
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: 'owner',
      header: t('items.column.owner'),
      cell: (row) =>
        row.owner ? <span dir="auto">{row.owner}</span> : <span class="h-soft">{t('items.noOwner')}</span>,
    },
    {
      key: 'evidence',
      header: t('items.column.evidence'),
      cell: (row) =>
        row.lastEvidence ? (
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
        ),
    },
    {
      key: 'followUp',
      header: t('items.column.followUp'),
      cell: (row) =>
        row.followUp ? (
          <>
            <span class="h-cell-line h-clamp" dir="auto">
              {row.followUp.step}
            </span>
            <span class="h-cell-soft" dir="auto">
              {t('item.followUp.line', { person: row.followUp.person, day: dayText(row.followUp.on, t) })}
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
      width: 'tight',
      cell: (row) => <RowActions row={row} />,
    });
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.ref}
      rowHref={(row) => paths.item(row.ref)}
      columns={columns}
    />
  );
}

function DaysCell({ row }: { row: OverdueRow }) {
  const t = useT();
  return (
    <>
      <span class="h-days">
        <b>{t('overdue.days', { days: row.days })}</b> {t('overdue.daysUnit', { days: row.days })}
      </span>
      <span class="h-cell-soft">{t('overdue.dueSince', { day: dayText(row.dueOn, t) })}</span>
      {row.slipCount > 0 && (
        <span class="h-cell-soft">
          {t('badge.slipped', { count: row.slipCount })}
          {row.firstDueOn && `, ${t('overdue.firstDue', { day: dayText(row.firstDueOn, t) })}`}
        </span>
      )}
    </>
  );
}

/** What a manager may do about a row; each opens the form on the item's page. */
function RowActions({ row }: { row: OverdueRow }) {
  const t = useT();
  const page = paths.item(row.ref);
  return (
    <details class="h-row-actions h-no-print">
      <summary aria-label={t('overdue.action.open', { ref: row.ref })}>
        {t('items.column.actions')}
        <Icon name="chevron-down" />
      </summary>
      <ul>
        {row.owner && (
          <li>
            <a href={`${page}?ask=owner#plan-follow-up`}>{t('overdue.action.ask')}</a>
          </li>
        )}
        <li>
          <a href={`${page}#plan-follow-up`}>{t('overdue.action.plan')}</a>
        </li>
        <li>
          <a href={`${page}#assign-owner`}>{t('overdue.action.reassign')}</a>
        </li>
        <li>
          <a href={`${page}#revise-due`}>{t('overdue.action.revise')}</a>
        </li>
        <li>
          <a href={paths.recordEvidence(row.ref)}>{t('overdue.action.record')}</a>
        </li>
      </ul>
    </details>
  );
}

function Ours({ checks, followUps }: OverdueProps) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  const title = (row: { ref: string; title: string }) => (
    <>
      <Ref>{row.ref}</Ref>{' '}
      <a href={paths.item(row.ref)} dir="auto">
        {row.title}
      </a>
    </>
  );
  return (
    <>
      <section class="h-section">
        <h2>{t('overdue.checks')}</h2>
        <DataTable<CheckDueRow>
          caption={t('overdue.checks.caption')}
          rows={checks}
          rowKey={(row) => row.ref}
          rowHref={(row) => paths.item(row.ref)}
          empty={<p class="h-soft">{t('overdue.checks.none')}</p>}
          columns={[
            { key: 'title', header: t('items.column.title'), primary: true, width: 'wide', cell: title },
            {
              key: 'owner',
              header: t('items.column.owner'),
              cell: (row) =>
                row.owner ? (
                  <span dir="auto">{row.owner}</span>
                ) : (
                  <span class="h-soft">{t('items.noOwner')}</span>
                ),
            },
            {
              key: 'last',
              header: t('overdue.column.lastChecked'),
              cell: (row) => (
                <>
                  <CheckDueBadge days={row.days} />
                  {row.lastLookedOn && (
                    <span class="h-cell-soft">
                      <Day day={row.lastLookedOn} />
                    </span>
                  )}
                </>
              ),
            },
            {
              key: 'cadence',
              header: t('overdue.column.cadence'),
              cell: (row) => t('item.check.every', { days: row.cadenceDays }),
            },
            {
              key: 'actions',
              header: t('items.column.actions'),
              width: 'tight',
              hideEmpty: true,
              cell: (row) =>
                mayRecord && (
                  <a class="h-no-print" href={`${paths.item(row.ref)}#record-check`}>
                    {t('overdue.action.check')}
                  </a>
                ),
            },
          ]}
        />
      </section>
      <section class="h-section">
        <h2>{t('overdue.followUps')}</h2>
        <DataTable<FollowUpDueRow>
          caption={t('overdue.followUps.caption')}
          rows={followUps}
          rowKey={(row) => String(row.id)}
          rowHref={(row) => paths.item(row.ref)}
          empty={<p class="h-soft">{t('overdue.followUps.none')}</p>}
          columns={[
            {
              key: 'step',
              header: t('overdue.column.step'),
              cell: (row) => <span dir="auto">{row.step}</span>,
            },
            { key: 'title', header: t('items.column.title'), primary: true, width: 'wide', cell: title },
            {
              key: 'by',
              header: t('overdue.column.by'),
              cell: (row) => <span dir="auto">{row.person}</span>,
            },
            {
              key: 'when',
              header: t('overdue.column.when'),
              cell: (row) => (
                <>
                  <span class="h-cell-line">
                    <Day day={row.on} />
                  </span>
                  <span class="h-cell-soft">
                    <RelativeDays day={row.on} />
                  </span>
                </>
              ),
            },
          ]}
        />
      </section>
    </>
  );
}
