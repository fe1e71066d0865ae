import {
  Card,
  Day,
  EmptyState,
  LinkButton,
  PageHeader,
  type ProgressCount,
  Ref,
  StackedBar,
  TimelinessBadge,
  type Week,
  WeekStrip,
  paths,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import { may } from '../../../shared/permissions.js';
import type { ItemRow } from '../../tracking/index.js';
import type { ChangeGroupLines } from '../change-lines.js';
import type { Need } from '../overview.query.js';
import { ChangesCard } from './changes.js';

export interface Breakdown {
  key: string;
  label: string;
  /** The list of all of it. */
  href: string;
  counts: ProgressCount[];
}

export interface OverviewProps {
  /** In the order shown; each number links to the list it counts. */
  needs: { need: Need; count: number; href: string }[];
  progress: ProgressCount[];
  byPublication: Breakdown[];
  byTerm: Breakdown[];
  /** First day of what `changes` covers: last Monday, or the day asked for. */
  changesSince: string;
  /** By what they are about; one line each, newest first. */
  changes: ChangeGroupLines[];
  weeks: Week[];
  dueNext: ItemRow[];
}

/** Of each kind; the rest stands on a page of its own. */
const SHOWN_CHANGES = 4;

/** What needs me today, then how we stand. */
export function Overview(props: OverviewProps) {
  const t = useT();
  const ctx = useCtx();
  const total = props.progress.reduce((sum, { count }) => sum + count, 0);
  const mayRecord = may(ctx.user, 'record');
  if (total === 0)
    return (
      <>
        <PageHeader title={t('overview.title')} />
        <EmptyState
          title={t('overview.empty.title')}
          actions={
            mayRecord && (
              <LinkButton look="primary" href={paths.newImport}>
                {t('overview.empty.action')}
              </LinkButton>
            )
          }
        >
          {mayRecord ? t('overview.empty.text') : t('overview.empty.wait')}
        </EmptyState>
      </>
    );
  return (
    <>
      <PageHeader title={t('overview.title')} subtitle={t('overview.hello')} />
      <div class="h-columns">
        <div>
          <Card title={t('overview.needs')} id="needs">
            <Needs needs={props.needs} />
          </Card>
          <DueNext {...props} />
        </div>
        <div>
          <Card
            title={t('overview.progress')}
            id="progress"
            aside={
              <a class="h-small" href={paths.items}>
                {t('overview.progress.all', { count: total })}
              </a>
            }
          >
            <StackedBar id="all" counts={props.progress} />
            <Breakdowns
              id="publication"
              title={t('overview.byPublication')}
              rows={props.byPublication}
              open
            />
            <Breakdowns id="term" title={t('overview.byTerm')} rows={props.byTerm} />
          </Card>
          <ChangesCard groups={props.changes} since={props.changesSince} most={SHOWN_CHANGES} />
        </div>
      </div>
    </>
  );
}

function Needs({ needs }: Pick<OverviewProps, 'needs'>) {
  const t = useT();
  const { dueSoonDays } = useCtx().organisation;
  if (needs.every(({ count }) => count === 0)) return <p class="h-soft">{t('overview.needs.nothing')}</p>;
  return (
    <ul class="h-needs">
      {needs.map(({ need, count, href }) => (
        <li key={need} class={count === 0 ? 'h-need h-need-none' : `h-need h-need-${need}`}>
          <a href={href}>
            <b>{count}</b> <span>{t(`overview.needs.${need}`, { count, days: dueSoonDays })}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Breakdowns({
  id,
  title,
  rows,
  open = false,
}: {
  id: string;
  title: string;
  rows: Breakdown[];
  /** Unfolded while there are few. */
  open?: boolean;
}) {
  if (rows.length === 0) return null;
  return (
    <details class="h-breakdown" open={open && rows.length <= 5}>
      <summary>{title}</summary>
      <ul>
        {rows.map((row, index) => (
          <li key={row.key}>
            <p>
              <a href={row.href} dir="auto">
                {row.label}
              </a>
              <b>{row.counts.reduce((sum, { count }) => sum + count, 0)}</b>
            </p>
            <StackedBar id={`${id}-${index}`} counts={row.counts} title={row.label} compact />
          </li>
        ))}
      </ul>
    </details>
  );
}

function DueNext({ weeks, dueNext }: OverviewProps) {
  const t = useT();
  return (
    <Card title={t('overview.dueNext')} id="due-next">
      <WeekStrip weeks={weeks} label={t('overview.dueNext.weeks')} />
      {dueNext.length === 0 ? (
        <p class="h-soft">{t('overview.dueNext.none')}</p>
      ) : (
        <ol class="h-lines h-lines-inside">
          {dueNext.map((item) => (
            <li key={item.ref}>
              <span class="h-line-day">
                <Day day={item.timeline.dueOn!} precision={item.timeline.precision ?? 'day'} />
              </span>
              <span>
                <Ref>{item.ref}</Ref>{' '}
                <a href={paths.item(item.ref)} dir="auto">
                  {item.title}
                </a>
                <span class="h-cell-soft">
                  <TimelinessBadge timeliness={item.timeliness} days={item.days} />
                  {item.owner && (
                    <>
                      {' · '}
                      <bdi>{item.owner.name}</bdi>
                    </>
                  )}
                </span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
