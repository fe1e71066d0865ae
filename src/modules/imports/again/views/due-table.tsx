import { Day, Ref, useT } from '../../../../web/components/index.js';
import type { DueEffect } from '../due-effects.js';

/** What becomes of the due dates: those that move first, then those that stay and why. */
export function DueTable({ due }: { due: (DueEffect & { title: string })[] }) {
  const t = useT();
  const sorted = due.toSorted((a, b) => Number(a.dueThen === null) - Number(b.dueThen === null));
  const someStay = due.some(({ why }) => why);
  return (
    <div class="h-table-frame">
      <table class="h-table">
        <caption class="visually-hidden">{t('again.due.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('again.due.item')}</th>
            <th scope="col">{t('again.due.now')}</th>
            <th scope="col">{t('again.due.then')}</th>
            {someStay && <th scope="col">{t('again.due.why')}</th>}
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ ref, title, dueNow, dueThen, precisionNow, precision, why, from }) => (
            <tr key={ref}>
              <th scope="row" class="h-primary" data-label={t('again.due.item')}>
                <Ref link>{ref}</Ref>{' '}
                <span class="h-cell-soft" dir="auto">
                  {title}
                </span>
              </th>
              <td data-label={t('again.due.now')}>
                {dueNow ? (
                  <Day day={dueNow} precision={precisionNow ?? 'day'} />
                ) : (
                  <span class="h-soft">{t('again.due.none')}</span>
                )}
              </td>
              <td data-label={t('again.due.then')}>
                {dueThen ? (
                  <>
                    <Day day={dueThen} precision={precision ?? 'day'} />
                    {from && <span class="h-cell-soft">{t('again.due.with', { ref: from })}</span>}
                  </>
                ) : (
                  <span class="h-soft">{t('again.due.stays')}</span>
                )}
              </td>
              {someStay && <td data-label={t('again.due.why')}>{why && t(`again.due.why.${why}`)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
