import { asset } from '../../../../web/assets.js';
import { Card, LinkButton, PageHeader, Ref, paths, useT } from '../../../../web/components/index.js';
import type { BulkDraft } from '../bulk-draft.entity.js';

/** What came of a sheet. */
export function BulkDone({ draft }: { draft: BulkDraft }) {
  const t = useT();
  const { counts, entered, changed } = draft.result!;
  const isActors = draft.rowsKind === 'actors';
  const list = isActors ? paths.actors : paths.items;
  return (
    <>
      <link rel="stylesheet" href={asset('styles/bulk.css')} />
      <PageHeader
        title={t('bulk.done.title')}
        before={<span dir="auto">{draft.filename}</span>}
        breadcrumbs={[{ label: t('bulk.new.title'), href: paths.bulkImport }]}
        actions={
          <>
            <LinkButton href={list} look="primary">
              {t(isActors ? 'bulk.done.actors' : 'bulk.done.items')}
            </LinkButton>
            <LinkButton href={paths.bulkImport}>{t('bulk.done.another')}</LinkButton>
          </>
        }
      />
      <p class="h-prose">
        {t('bulk.done.counts', { fresh: counts.new, changed: counts.changed, unchanged: counts.unchanged })}
      </p>
      <Names
        title={t('bulk.done.entered')}
        names={entered}
        total={draft.rowsKind === 'evidence' ? entered.length : counts.new}
        isActors={isActors}
      />
      <Names title={t('bulk.done.changed')} names={changed} total={counts.changed} isActors={isActors} />
    </>
  );
}

function Names({
  title,
  names,
  total,
  isActors,
}: {
  title: string;
  names: string[];
  total: number;
  isActors: boolean;
}) {
  const t = useT();
  if (names.length === 0) return null;
  return (
    <Card title={title}>
      <ul class="h-bulk-names">
        {names.map((name) => (
          <li key={name}>
            {isActors ? (
              <span dir="auto">{name}</span>
            ) : (
              <a href={paths.item(name)}>
                <Ref>{name}</Ref>
              </a>
            )}
          </li>
        ))}
      </ul>
      {total > names.length && <p class="h-hint">{t('bulk.done.more', { count: total - names.length })}</p>}
    </Card>
  );
}
