import type { Day } from '../../../shared/calendar-date.js';
import {
  type Chip,
  Day as DayOf,
  EmptyState,
  LinkButton,
  PageHeader,
  ProgressBadge,
  Ref,
  paths,
  useCtx,
  useT,
  withQuery,
} from '../../../web/components/index.js';
import { type ItemChoices, type ItemFilter, ItemFilters, type ItemRow } from '../../tracking/index.js';
import { OVERLOOK_GROUPINGS, type OverlookGrouping } from '../dto/lists.dto.js';
import { OverlookScale } from '../overlook-scale.js';
import { Axis, BarOf } from './overlook-bars.js';

export interface OverlookGroup {
  /** Null: it has none, or nothing is grouped. */
  name: string | null;
  items: ItemRow[];
}

export interface OverlookProps {
  groups: OverlookGroup[];
  /** Without a due date: listed beneath. */
  undated: ItemRow[];
  total: number;
  shown: number;
  group: OverlookGrouping;
  filter: ItemFilter;
  choices: ItemChoices;
  chips: Chip[];
  /** The same items as a list. */
  list: string;
}

/** Windows as bars, one a row, with today's line; the rows are a table, so the same can be read. */
export function Overlook(props: OverlookProps) {
  const t = useT();
  const { url, today } = useCtx();
  const { groups, undated, group, filter, choices, chips, total, shown } = props;
  const rows = groups.flatMap(({ items }) => items);
  const scale = new OverlookScale(rows.flatMap(daysOf), today);
  return (
    <div class="h-overlook-page">
      <PageHeader
        title={t('overlook.title')}
        subtitle={t('overlook.subtitle', { count: total })}
        actions={
          <LinkButton href={props.list} small>
            {t('overlook.asList')}
          </LinkButton>
        }
      />
      <ItemFilters {...{ filter, choices, chips }} action={paths.overlook} />
      <nav class="h-switch" aria-label={t('overdue.groupBy')}>
        <span>{t('overdue.groupBy')}</span>
        {OVERLOOK_GROUPINGS.map((name) => (
          <a
            key={name}
            href={withQuery(url, { group: name === 'publication' ? null : name })}
            aria-current={group === name ? 'true' : undefined}
          >
            {t(`overlook.group.${name}`)}
          </a>
        ))}
      </nav>
      {shown < total && <p class="h-soft">{t('overlook.cutOff', { shown, total })}</p>}
      {total === 0 && <EmptyState title={t('items.noMatch.title')}>{t('items.noMatch.text')}</EmptyState>}
      {rows.length > 0 && <Legend />}
      {groups.map(({ name, items }, index) => (
        <details class="h-overlook-group" key={index} open>
          <summary class={group === 'none' ? 'visually-hidden' : undefined}>
            <bdi>{name ?? (group === 'none' ? t('overlook.title') : t('overlook.noGroup'))}</bdi>{' '}
            <span class="h-count">{items.length}</span>
          </summary>
          <Bars items={items} scale={scale} caption={name ?? t('overlook.title')} />
        </details>
      ))}
      {undated.length > 0 && (
        <section class="h-section">
          <h2>
            {t('overlook.undated')} <span class="h-count">{undated.length}</span>
          </h2>
          <ul class="h-overlook-undated">
            {undated.map((row) => (
              <li key={row.ref}>
                <Ref>{row.ref}</Ref>{' '}
                <a href={paths.item(row.ref)} dir="auto">
                  {row.title}
                </a>{' '}
                <ProgressBadge progress={row.progress} claim={row.claim} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

const daysOf = ({ timeline: { startsOn, firstDueOn, dueOn } }: ItemRow): Day[] =>
  [startsOn, firstDueOn, dueOn].filter((day) => day !== null);

function Legend() {
  const t = useT();
  return (
    <p class="h-overlook-legend">
      <svg width="0" height="0" aria-hidden="true" focusable="false">
        <defs>
          <pattern id="overlook-moved" width="6" height="6" patternUnits="userSpaceOnUse">
            <path class="h-bar-hatch" d="M-1.5 1.5l3 -3M0 6l6 -6M4.5 7.5l3 -3" />
          </pattern>
        </defs>
      </svg>
      <span>
        <Sample class="h-bar-window" /> {t('overlook.window')}
      </span>
      <span>
        <Sample class="h-bar-moved" moved /> {t('overlook.moved')}
      </span>
      <span>
        <svg width="12" height="14" aria-hidden="true" focusable="false">
          <line class="h-bar-today" x1="6" x2="6" y1="0" y2="14" />
        </svg>{' '}
        {t('overlook.today')}
      </span>
    </p>
  );
}

function Sample({ class: name, moved }: { class: string; moved?: boolean }) {
  return (
    <svg width="28" height="12" aria-hidden="true" focusable="false">
      <rect
        class={name}
        x="1"
        y="1"
        width="26"
        height="10"
        rx="2"
        fill={moved ? 'url(#overlook-moved)' : undefined}
      />
    </svg>
  );
}

function Bars({ items, scale, caption }: { items: ItemRow[]; scale: OverlookScale; caption: string }) {
  const t = useT();
  return (
    <table class="h-overlook">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('items.column.title')}</th>
          <th scope="col" class="h-overlook-line">
            <span class="visually-hidden">{t('overlook.window')}</span>
            <Axis scale={scale} />
          </th>
          <th scope="col">{t('items.column.due')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((row) => (
          <tr key={row.ref}>
            <th scope="row">
              <a href={paths.item(row.ref)}>
                <Ref>{row.ref}</Ref> <span dir="auto">{row.title}</span>
              </a>
            </th>
            <td class="h-overlook-line">
              <BarOf row={row} scale={scale} />
            </td>
            <td>
              <DayOf day={row.timeline.dueOn!} precision={row.timeline.precision ?? 'day'} />
              {row.timeliness === 'past_due' && (
                <span class="h-late"> {t('overlook.late', { days: Math.abs(row.days ?? 0) })}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
