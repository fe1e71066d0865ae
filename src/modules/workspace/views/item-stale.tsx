import { Callout, dayText, paths, useT } from '../../../web/components/index.js';
import type { BothVersions } from '../item-stale.js';

/** Both versions side by side: what was entered, and what somebody else saved meanwhile. */
export function ItemStale({
  itemRef,
  rows,
  last,
}: {
  itemRef: string;
  rows: BothVersions[];
  /** The latest change. */
  last: { day: string; person: string | null; text: string } | null;
}) {
  const t = useT();
  return (
    <Callout kind="warning">
      <h2>{t('evidence.stale.title')}</h2>
      <p>{t('item.stale.text')}</p>
      {last && (
        <p dir="auto">
          {t('item.changed.by', { text: last.text, person: last.person ?? '', day: dayText(last.day, t) })}
        </p>
      )}
      <table class="h-table h-table-plain">
        <thead>
          <tr>
            <th scope="col">{t('item.stale.what')}</th>
            <th scope="col">{t('evidence.stale.yours')}</th>
            <th scope="col">{t('evidence.stale.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.what}>
              <th scope="row" dir="auto">
                {row.what}
              </th>
              <td dir="auto">{row.yours}</td>
              <td dir="auto">{row.theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <a href={paths.item(itemRef)}>{t('evidence.stale.keepTheirs')}</a>
      </p>
    </Callout>
  );
}
