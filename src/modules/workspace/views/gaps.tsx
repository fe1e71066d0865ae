import { DataTable, PageHeader, useT } from '../../../web/components/index.js';
import type { GapName } from '../gap-filters.js';

interface GapRow {
  name: GapName;
  count: number;
  href: string;
}

/** What is missing behind what we say; each number is the list that it counts. */
export function Gaps({ gaps }: { gaps: GapRow[] }) {
  const t = useT();
  return (
    <>
      <PageHeader title={t('gaps.title')} subtitle={t('gaps.subtitle')} />
      <DataTable<GapRow>
        caption={t('gaps.title')}
        rows={gaps}
        rowKey={({ name }) => name}
        rowHref={({ href }) => href}
        columns={[
          {
            key: 'count',
            header: t('gaps.items'),
            align: 'end',
            width: 'tight',
            cell: ({ count, href }) =>
              count > 0 ? (
                <a class="h-number" href={href}>
                  {count}
                </a>
              ) : (
                <span class="h-number h-soft">0</span>
              ),
          },
          {
            key: 'name',
            header: t('gaps.gap'),
            primary: true,
            width: 'wide',
            cell: ({ name, href }) => (
              <>
                <a href={href}>{t(`gaps.${name}`)}</a>
                <span class="h-cell-soft">{t(`gaps.${name}.hint`)}</span>
              </>
            ),
          },
        ]}
      />
    </>
  );
}
