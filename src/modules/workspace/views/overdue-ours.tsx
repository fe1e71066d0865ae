import { may } from '../../../shared/permissions.js';
import {
  CheckDueBadge,
  DataTable,
  Day,
  Ref,
  RelativeDays,
  paths,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import { type ItemRow, OwnerCell, itemSelection } from '../../tracking/index.js';
import type { FollowUpDue } from '../follow-ups-due.query.js';

export interface OverdueOursProps {
  /** The longest unchecked, how many there are in all, and the list of those. */
  checks: { rows: ItemRow[]; total: number; href: string };
  followUps: { rows: FollowUpDue[]; total: number };
}

/** What we have not done in time: checks and follow-ups of ours that are due. */
export function OverdueOurs({ checks, followUps }: OverdueOursProps) {
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
  const more = (shown: number, total: number) =>
    total > shown && <p class="h-soft">{t('overdue.shown', { shown, total })}</p>;
  return (
    <>
      <section class="h-section" id="checks">
        <h2>
          {t('overdue.checks')}{' '}
          <a class="h-count" href={checks.href}>
            {checks.total}
          </a>
        </h2>
        <DataTable<ItemRow>
          caption={t('overdue.checks.caption')}
          rows={checks.rows}
          rowKey={(row) => row.ref}
          rowHref={(row) => paths.item(row.ref)}
          select={mayRecord ? itemSelection : undefined}
          empty={<p class="h-soft">{t('overdue.checks.none')}</p>}
          columns={[
            { key: 'title', header: t('items.column.title'), primary: true, width: 'wide', cell: title },
            { key: 'owner', header: t('items.column.owner'), cell: (row) => <OwnerCell row={row} /> },
            {
              key: 'last',
              header: t('overdue.column.lastChecked'),
              width: 'tight',
              cell: (row) => (
                <>
                  <CheckDueBadge days={row.lastCheckedOn ? row.daysUnchecked : null} />
                  {row.lastCheckedOn && (
                    <span class="h-cell-soft">
                      <Day day={row.lastCheckedOn} />
                    </span>
                  )}
                </>
              ),
            },
            {
              key: 'cadence',
              header: t('overdue.column.cadence'),
              width: 'tight',
              cell: (row) => t('item.check.every', { days: row.cadenceDays }),
            },
            {
              key: 'actions',
              header: t('items.column.actions'),
              width: 'tight',
              hideHeader: true,
              cell: (row) =>
                mayRecord && (
                  <a class="h-no-print" href={`${paths.item(row.ref)}#record-check`}>
                    {t('overdue.action.check')}
                  </a>
                ),
            },
          ]}
        />
        {more(checks.rows.length, checks.total)}
      </section>
      <section class="h-section" id="follow-ups">
        <h2>
          {t('overdue.followUps')} <span class="h-count">{followUps.total}</span>
        </h2>
        <DataTable<FollowUpDue>
          caption={t('overdue.followUps.caption')}
          rows={followUps.rows}
          rowKey={(row) => String(row.id)}
          rowHref={(row) => paths.item(row.ref)}
          select={mayRecord ? itemSelection : undefined}
          empty={<p class="h-soft">{t('overdue.followUps.none')}</p>}
          columns={[
            {
              key: 'step',
              header: t('overdue.column.step'),
              cell: (row) => (
                <>
                  <span class="h-cell-line" dir="auto">
                    {row.step}
                  </span>
                  {row.askedBy && (
                    <span class="h-cell-soft">{t('overdue.question', { person: row.askedBy })}</span>
                  )}
                </>
              ),
            },
            { key: 'title', header: t('items.column.title'), primary: true, width: 'wide', cell: title },
            {
              key: 'by',
              header: t('overdue.column.by'),
              cell: (row) => <span dir="auto">{row.assignee.name}</span>,
            },
            {
              key: 'when',
              header: t('overdue.column.when'),
              cell: (row) => (
                <>
                  <span class="h-cell-line">
                    <Day day={row.dueOn} />
                  </span>
                  <span class="h-cell-soft">
                    <RelativeDays day={row.dueOn} />
                  </span>
                </>
              ),
            },
          ]}
        />
        {more(followUps.rows.length, followUps.total)}
      </section>
    </>
  );
}
