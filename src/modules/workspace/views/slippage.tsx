import {
  Arrow,
  type Chip,
  DataTable,
  Day,
  EmptyState,
  FilterChips,
  LinkButton,
  PageHeader,
  Ref,
  isWebAddress,
  paths,
  useT,
  wordKey,
} from '../../../web/components/index.js';
import type { DueMoveRow, Ledger, SlippageRow } from '../slippage.query.js';

/** The due dates that were moved, item by item. */
export function Slippage({ ledger, chips, items }: { ledger: Ledger; chips: Chip[]; items: string }) {
  const t = useT();
  const { rows, slipped, slipDays } = ledger;
  return (
    <>
      <PageHeader
        title={t('slippage.title')}
        subtitle={t('slippage.subtitle', { slipped, days: slipDays, items: ledger.items })}
        actions={
          <LinkButton href={items} small>
            {t('slippage.items')}
          </LinkButton>
        }
      />
      <FilterChips chips={chips} clearHref={paths.slippage} />
      {rows.length === 0 ? (
        <EmptyState title={t('slippage.none.title')}>{t('slippage.none.text')}</EmptyState>
      ) : (
        <Moves rows={rows} />
      )}
      {ledger.items > rows.length && (
        <p class="h-soft">{t('overdue.shown', { shown: rows.length, total: ledger.items })}</p>
      )}
    </>
  );
}

/** One item's due date from the first to the present one. */
export function ItemSlippage({ row }: { row: SlippageRow }) {
  const t = useT();
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: t('nav.items'), href: paths.items },
          { label: row.ref, href: paths.item(row.ref) },
        ]}
        title={t('slippage.title')}
        subtitle={<bdi>{row.title}</bdi>}
      />
      {row.moves.length === 0 ? (
        <EmptyState title={t('slippage.never.title')}>
          {row.firstDueOn ? <Standing row={row} /> : t('slippage.never.noDate')}
        </EmptyState>
      ) : (
        <Moves rows={[row]} />
      )}
    </>
  );
}

type Line = DueMoveRow & { ref: string };

function Moves({ rows }: { rows: SlippageRow[] }) {
  const t = useT();
  const lines = (row: SlippageRow): Line[] => row.moves.map((move) => ({ ...move, ref: row.ref }));
  return (
    <DataTable<Line>
      caption={t('slippage.caption')}
      rows={rows.flatMap(lines)}
      groups={rows.map((row) => ({ key: row.ref, heading: <Heading row={row} />, rows: lines(row) }))}
      rowKey={(move) => String(move.id)}
      columns={[
        {
          key: 'on',
          header: t('slippage.column.on'),
          width: 'tight',
          cell: (move) => <Day day={move.recordedOn} />,
        },
        {
          key: 'move',
          header: t('slippage.column.move'),
          primary: true,
          cell: (move) => (
            <>
              <Day day={move.fromOn} /> <Arrow /> <Day day={move.toOn} precision={move.precision} />
            </>
          ),
        },
        {
          key: 'days',
          header: t('slippage.column.days'),
          align: 'end',
          width: 'tight',
          cell: (move) => <MoveDays move={move} />,
        },
        {
          key: 'who',
          header: t('slippage.column.who'),
          cell: (move) => (
            <>
              <span class="h-cell-line">
                {move.movedBy ? (
                  <a href={paths.actor(move.movedBy.id)} dir="auto">
                    {move.movedBy.name}
                  </a>
                ) : (
                  t(wordKey('revision', move.kind))
                )}
              </span>
              {move.movedBy && <span class="h-cell-soft">{t(wordKey('revision', move.kind))}</span>}
            </>
          ),
        },
        {
          key: 'reason',
          header: t('item.due.reason'),
          width: 'wide',
          cell: (move) => (
            <>
              <span class="h-cell-line" dir="auto">
                {move.reason}
              </span>
              <span class="h-cell-soft">
                {t('slippage.recordedBy', { person: move.recordedBy })}
                {move.sourceUrl && isWebAddress(move.sourceUrl) && (
                  <>
                    {' · '}
                    <a href={move.sourceUrl} rel="noopener noreferrer external">
                      {t('slippage.announcement')}
                    </a>
                  </>
                )}
              </span>
            </>
          ),
        },
      ]}
    />
  );
}

function Heading({ row }: { row: SlippageRow }) {
  const t = useT();
  return (
    <span class="h-group-head">
      <span>
        <Ref link>{row.ref}</Ref> <span dir="auto">{row.title}</span>
      </span>
      <span class="h-small h-soft">
        <Standing row={row} />
        {' · '}
        {row.slipCount > 0 ? (
          <b>{t('overdue.slipped', { count: row.slipCount, days: row.slipDays })}</b>
        ) : (
          t('slippage.notTheirs')
        )}
      </span>
    </span>
  );
}

function Standing({ row }: { row: SlippageRow }) {
  const t = useT();
  return (
    <>
      {t('slippage.first')}{' '}
      <Day day={row.firstDueOn!} precision={row.moves.length === 0 ? (row.precision ?? 'day') : 'day'} />
      {', '}
      {t('slippage.now')} <Day day={row.dueOn!} precision={row.precision ?? 'day'} />
    </>
  );
}

/** What counts is written out; what does not is put in brackets. */
function MoveDays({ move }: { move: DueMoveRow }) {
  const t = useT();
  const days = t('slippage.days', { days: move.days });
  return move.counts ? (
    <b class="h-nowrap">{days}</b>
  ) : (
    <span class="h-soft h-nowrap">
      ({days}) <span class="visually-hidden">{t('slippage.notCounted')}</span>
    </span>
  );
}
