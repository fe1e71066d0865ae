import { asset } from '../../../web/assets.js';
import { EmptyState, LinkButton, PageHeader, Tabs, paths, useT } from '../../../web/components/index.js';
import { INBOX_STATES, type InboxState } from '../inbox-entry.entity.js';
import { type InboxEntryView, type LikelyItem, MOST_ENTRIES } from '../inbox.query.js';
import { InboxEntryCard } from './inbox-entry.js';

/** What was pasted to be recorded later; nothing of it counts yet. */
export function InboxPage({
  state,
  entries,
  likely,
  counts,
}: {
  state: InboxState;
  entries: InboxEntryView[];
  /** For each entry the items that it may be about. */
  likely: LikelyItem[][];
  counts: Record<InboxState, number>;
}) {
  const t = useT();
  const add = (
    <LinkButton look="primary" icon="plus" href={paths.newInboxEntry}>
      {t('inbox.new')}
    </LinkButton>
  );
  return (
    <>
      <link rel="stylesheet" href={asset('styles/evidence.css')} />
      <PageHeader title={t('inbox.title')} subtitle={t('inbox.subtitle')} actions={add} />
      <Tabs
        label={t('inbox.title')}
        tabs={INBOX_STATES.map((one) => ({
          label: t(`inbox.state.${one}`),
          href: one === 'open' ? paths.inbox : `${paths.inbox}?state=${one}`,
          current: one === state,
          count: counts[one],
        }))}
      />
      {entries.length === 0 && (
        <EmptyState title={t(`inbox.none.${state}`)}>{t(`inbox.none.${state}.text`)}</EmptyState>
      )}
      <div class="h-inbox">
        {entries.map((entry, index) => (
          <InboxEntryCard key={entry.id} entry={entry} likely={likely[index] ?? []} />
        ))}
      </div>
      {counts[state] > MOST_ENTRIES && (
        <p class="h-soft">{t('inbox.more', { shown: MOST_ENTRIES, total: counts[state] })}</p>
      )}
    </>
  );
}
