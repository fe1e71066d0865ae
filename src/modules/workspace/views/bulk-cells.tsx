import type { ComponentChildren } from 'preact';
import type { FormValues } from '../../../web/forms.js';
import { Day, Hidden, Ref, daysBetween, useT } from '../../../web/components/index.js';
import type { BulkWish, ItemRow, PreviewRow } from '../../tracking/index.js';
import type { Staff } from './bulk-fields.js';

type Kind = BulkWish['kind'];

/** The column that names a row, with the row's place among them. */
export const titleColumn = <Row,>(
  header: string,
  cell: (row: Row, index: number) => ComponentChildren,
  rows: Row[],
) => ({
  key: 'title',
  header,
  primary: true,
  width: 'wide' as const,
  cell: (row: Row) => cell(row, rows.indexOf(row)),
});

/** The item as it was read: if somebody changes it before this is sent, nothing is done. */
export function Read({ row, index }: { row: ItemRow; index: number }) {
  return (
    <>
      <Hidden name={`items[${index}].ref`} value={row.ref} />
      <Hidden name={`items[${index}].version`} value={row.version} />
    </>
  );
}

export function Name({ row }: { row: ItemRow }) {
  return (
    <>
      <Ref link>{row.ref}</Ref> <span dir="auto">{row.title}</span>
    </>
  );
}

/** How it is, of what is to change. */
export function Now({ kind, row }: { kind: Kind; row: ItemRow }) {
  const t = useT();
  const soft = (text: string) => <span class="h-soft">{text}</span>;
  const { dueOn, precision } = row.timeline;
  switch (kind) {
    case 'owner':
    case 'question':
      return row.owner ? <span dir="auto">{row.owner.name}</span> : soft(t('items.noOwner'));
    case 'followUp':
      return row.nextFollowUp ? (
        <FollowUp
          step={row.nextFollowUp.step}
          who={row.nextFollowUp.assignee.name}
          on={row.nextFollowUp.dueOn}
        />
      ) : (
        soft(t('item.followUp.none'))
      );
    case 'due':
      return dueOn ? <Day day={dueOn} precision={precision ?? 'day'} /> : soft(t('items.noDue'));
  }
}

function FollowUp({ step, who, on }: { step: string; who: string; on: string }) {
  return (
    <>
      <span class="h-cell-line" dir="auto">
        {step}
      </span>
      <span class="h-cell-soft">
        <bdi>{who}</bdi>, <Day day={on} />
      </span>
    </>
  );
}

/** What will become of it. */
export function Then({
  kind,
  row: { row, planned },
  staff,
  values,
}: { row: PreviewRow } & { kind: Kind; staff: Staff[]; values: FormValues }) {
  const t = useT();
  if (!planned) return null;
  const name = (id: number) => staff.find((person) => person.id === id)?.name ?? row.owner?.name ?? '';
  if ('ownerId' in planned) {
    if (planned.ownerId === (row.owner?.id ?? null)) return <span class="h-soft">{t('many.same')}</span>;
    return planned.ownerId ? <span dir="auto">{name(planned.ownerId)}</span> : <>{t('item.owner.nobody')}</>;
  }
  if ('assigneeId' in planned)
    return (
      <FollowUp
        step={
          kind === 'question' ? t('many.question.step', { what: String(values.what) }) : String(values.what)
        }
        who={name(planned.assigneeId)}
        on={String(values.dueOn)}
      />
    );
  const moved = daysBetween(row.timeline.dueOn!, planned.dueOn);
  return (
    <>
      <Day day={planned.dueOn} precision={planned.precision} />{' '}
      <span class="h-soft">
        {t(moved > 0 ? 'many.due.later' : 'many.due.earlier', { days: Math.abs(moved) })}
      </span>
    </>
  );
}
