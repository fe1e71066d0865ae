import {
  Arrow,
  DataTable,
  EmptyState,
  PageHeader,
  ProgressBadge,
  Ref,
  dayText,
  daysBetween,
  paths,
  useCtx,
  useT,
  wordKey,
} from '../../../web/components/index.js';
import type { WaitingClaim } from '../evidence-form.query.js';

/** Claims that wait for a second reader, the oldest first. */
export function ReadingsPage({ claims }: { claims: WaitingClaim[] }) {
  const t = useT();
  const { today, user } = useCtx();
  const href = (claim: WaitingClaim) => `${paths.item(claim.ref)}#reading`;
  return (
    <>
      <PageHeader title={t('readings.title')} subtitle={t('readings.subtitle')} />
      <DataTable
        caption={t('readings.caption')}
        rows={claims}
        rowKey={(claim) => String(claim.effectId)}
        rowHref={href}
        empty={<EmptyState title={t('readings.none.title')}>{t('readings.none.text')}</EmptyState>}
        columns={[
          {
            key: 'item',
            header: t('readings.item'),
            primary: true,
            width: 'wide',
            cell: (claim) => (
              <a href={href(claim)}>
                <Ref>{claim.ref}</Ref> <span dir="auto">{claim.title}</span>
              </a>
            ),
          },
          {
            key: 'claim',
            header: t('readings.claim'),
            cell: (claim) => (
              <>
                <span class="h-soft">
                  {t(wordKey('progress', claim.from))} <Arrow />{' '}
                </span>
                <ProgressBadge progress={claim.to} claim={claim.claim} />
              </>
            ),
          },
          { key: 'event', header: t('readings.event'), cell: (claim) => dayText(claim.eventOn, t) },
          {
            key: 'recorded',
            header: t('readings.recorded'),
            cell: (claim) => (
              <span dir="auto">
                {claim.recordedBy.id === user?.id ? t('readings.own') : claim.recordedBy.name}
              </span>
            ),
          },
          {
            key: 'waits',
            header: t('readings.waits'),
            cell: (claim) => t('readings.days', { days: Math.max(0, daysBetween(claim.recordedOn, today)) }),
          },
        ]}
      />
    </>
  );
}
