import {
  Day,
  ProgressBadge,
  Ref,
  TimelinessBadge,
  dayText,
  paths,
  useT,
} from '../../../web/components/index.js';
import { EvidenceCell, type ItemRow } from '../../tracking/index.js';
import type { PublishedAction } from '../publications.query.js';

/** The action matrix in the source's words and columns, and beside each row what has become of it. */
export function PublicationMatrix({
  actions,
  language,
  direction,
}: {
  actions: PublishedAction[];
  language: string;
  direction: 'ltr' | 'rtl';
}) {
  const t = useT();
  const extras = [...new Set(actions.flatMap(({ extra }) => Object.keys(extra)))];
  const printed: { header: string; own: boolean; cell: (row: PublishedAction) => string }[] = [
    { header: t('publication.column.issue'), own: false, cell: (row) => row.issue },
    { header: t('publication.column.pathway'), own: false, cell: (row) => row.pathway },
    { header: t('publication.column.implementation'), own: false, cell: (row) => row.implementation },
    { header: t('publication.column.actors'), own: false, cell: (row) => row.actorsText },
    { header: t('publication.column.timeline'), own: false, cell: (row) => row.item.timeline.text ?? '' },
    // Columns of its own that this matrix has beyond the five keep their printed headings.
    ...extras.map((name) => ({
      header: name,
      own: true,
      cell: (row: PublishedAction) => row.extra[name] ?? '',
    })),
  ];
  return (
    <div class="h-table-frame h-matrix-frame">
      <table class="h-table h-matrix">
        <caption class="visually-hidden">{t('publication.matrixCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('items.column.ref')}</th>
            {printed.map(({ header, own }) => (
              <th key={header} scope="col" dir={own ? 'auto' : undefined}>
                {header}
              </th>
            ))}
            <th scope="col">{t('publication.column.became')}</th>
          </tr>
        </thead>
        <tbody>
          {actions.map((row) => (
            <tr key={row.item.ref} data-href={paths.item(row.item.ref)}>
              <th scope="row" class="h-primary" data-label={t('items.column.ref')}>
                <Ref link>{row.item.ref}</Ref>
                <GoneMark on={row.goneOn} />
              </th>
              {printed.map(({ header, cell }) => (
                <td key={header} class="h-serif" data-label={header} data-empty={cell(row) ? undefined : ''}>
                  <span class="h-printed" lang={language} dir={direction}>
                    {cell(row)}
                  </span>
                </td>
              ))}
              <td class="h-became" data-label={t('publication.column.became')}>
                <WhatBecame item={row.item} />
                {row.carriesOut.length > 0 && (
                  <p class="h-small">
                    <span class="h-soft">{t('item.related.action')}</span>{' '}
                    {row.carriesOut.map((ref, index) => (
                      <>
                        {index > 0 && ', '}
                        <Ref link>{ref}</Ref>
                      </>
                    ))}
                  </p>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The item is no longer in the latest document. */
export function GoneMark({ on }: { on: string | null }) {
  const t = useT();
  return on && <span class="h-cell-soft h-gone">{t('again.goneMark', { day: dayText(on, t) })}</span>;
}

/** Progress, where it stands against the calendar, and the latest evidence, in a few lines. */
export function WhatBecame({ item }: { item: ItemRow }) {
  const { dueOn, precision } = item.timeline;
  return (
    <div class="h-became-lines">
      <p>
        <ProgressBadge progress={item.progress} claim={item.claim} />
      </p>
      <p>
        {dueOn && (
          <>
            <Day day={dueOn} precision={precision ?? 'day'} />
            {' · '}
          </>
        )}
        <TimelinessBadge timeliness={item.timeliness} days={item.days} />
      </p>
      {item.lastEvidence && (
        <p>
          <EvidenceCell row={item} />
        </p>
      )}
    </div>
  );
}
