import { asset } from '../../../web/assets.js';
import { Card, EmptyState, PageHeader, Ref, paths, useT } from '../../../web/components/index.js';
import type { ReturnedClaim } from '../claims.query.js';
import { WhatToDo } from './returned-claim.js';

/** What a second reader did not confirm, for whoever claimed it: why, and what to do next. */
export function ReturnedPage({ claims }: { claims: ReturnedClaim[] }) {
  const t = useT();
  return (
    <>
      <link rel="stylesheet" href={asset('styles/evidence.css')} />
      <PageHeader title={t('returned.title')} subtitle={t('returned.subtitle')} />
      {claims.length === 0 && (
        <EmptyState title={t('returned.none.title')}>{t('returned.none.text')}</EmptyState>
      )}
      {claims.map((claim) => (
        <Card
          key={claim.effectId}
          title={
            <a href={paths.item(claim.ref)}>
              <Ref>{claim.ref}</Ref> <span dir="auto">{claim.title}</span>
            </a>
          }
        >
          <WhatToDo claim={claim} />
        </Card>
      ))}
    </>
  );
}
