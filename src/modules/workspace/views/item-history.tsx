import { EmptyState, PageHeader, dayText, paths, useT } from '../../../web/components/index.js';

/** Everything that was changed on an item, newest first. */
export function ItemHistoryPage({
  itemRef,
  lines,
  olderHref,
}: {
  itemRef: string;
  lines: { key: string; day: string; person: string | null; text: string }[];
  olderHref: string | null;
}) {
  const t = useT();
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: t('nav.items'), href: paths.items },
          { label: itemRef, href: paths.item(itemRef) },
        ]}
        title={t('item.history')}
      />
      {lines.length === 0 ? (
        <EmptyState title={t('list.none')} />
      ) : (
        <ol class="h-lines h-lines-inside">
          {lines.map((line) => (
            <li key={line.key}>
              <span class="h-line-day">{dayText(line.day, t)}</span>
              <span>
                <span dir="auto">{line.text}</span>
                {line.person && (
                  <span class="h-soft">
                    {' · '}
                    <bdi>{line.person}</bdi>
                  </span>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
      {olderHref && (
        <p>
          <a href={olderHref} rel="next">
            {t('history.older')}
          </a>
        </p>
      )}
    </>
  );
}
