import { type Column, DataTable, Ref, dayText, useT } from '../../../../web/components/index.js';
import { type Field, type RowsKind, fieldOf, headingKey } from '../fields.js';
import type { Plan, PlannedRow } from '../plan.js';
import { showValue } from '../values.js';

const SHOWN = 20;

/** Of each kind of rows, the columns that tell most of it. */
const COLUMNS: Record<RowsKind, string[]> = {
  items: ['kind', 'title', 'actors', 'firstDueOn', 'owner'],
  actors: ['kind', 'parent', 'successor', 'aliases'],
  evidence: ['eventOn', 'shows', 'text', 'sourceTitle', 'progressTo'],
  owners: ['owner'],
};

/** The first rows, as they would be entered. */
export function BulkRows({ rowsKind, plan }: { rowsKind: RowsKind; plan: Plan }) {
  const t = useT();
  const rows = plan.rows.slice(0, SHOWN);
  const columns = COLUMNS[rowsKind].map((key): Column<PlannedRow> => {
    const field = fieldOf(rowsKind, key)!;
    const isLong = field.kind === 'text';
    return {
      key,
      header: t.dynamic(headingKey(rowsKind, key)),
      width: isLong ? 'wide' : undefined,
      cell: ({ shown }) => {
        const value = shown[key] ?? '';
        if (!value) return null;
        return <span dir="auto">{isDay(field) ? dayText(value, t) : clip(showValue(field, value))}</span>;
      },
    };
  });
  return (
    <section class="h-section">
      <h2>{t('bulk.preview.title')}</h2>
      <DataTable
        caption={t('bulk.preview.title')}
        rows={rows}
        rowKey={({ row }) => String(row)}
        columns={[
          {
            key: 'row',
            header: t('bulk.errors.rowNumber'),
            width: 'tight',
            cell: ({ row }) => t('bulk.errors.rowOf', { row }),
          },
          {
            key: 'outcome',
            header: t('bulk.preview.outcome'),
            width: 'tight',
            cell: ({ outcome }) => (
              <span class={`h-outcome h-outcome-${outcome}`}>{t(`bulk.outcome.${outcome}`)}</span>
            ),
          },
          {
            key: 'label',
            header: t(`bulk.preview.what.${rowsKind}`),
            primary: true,
            cell: ({ label }) =>
              rowsKind === 'actors' ? <span dir="auto">{label}</span> : <Ref>{label}</Ref>,
          },
          ...columns,
        ]}
      />
      {plan.rows.length > rows.length && (
        <p class="h-hint">{t('bulk.preview.more', { shown: rows.length, total: plan.rows.length })}</p>
      )}
    </section>
  );
}

const isDay = ({ kind }: Field) => kind === 'day' || kind === 'partialDay';

const clip = (text: string) => (text.length > 160 ? `${text.slice(0, 160)}…` : text);
