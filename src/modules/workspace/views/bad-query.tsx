import { EmptyState, LinkButton, PageHeader, useT } from '../../../web/components/index.js';
import type { BadQuery } from '../list-query.js';

/** The address of a list asks for something that the list has not: which, and the way to the list without it. */
export function BadQueryPage({ title, bad }: { title: string; bad: BadQuery }) {
  const t = useT();
  return (
    <>
      <PageHeader title={title} />
      <EmptyState
        title={t('list.bad.title')}
        actions={
          <LinkButton look="primary" href={bad.href}>
            {t('list.bad.action')}
          </LinkButton>
        }
      >
        {t('list.bad.text')}
      </EmptyState>
      <ul class="h-wrong">
        {Object.entries(bad.errors).map(([name, message]) => (
          <li key={name}>
            <code dir="ltr">{name.slice(0, 40)}</code> <span>{message}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
