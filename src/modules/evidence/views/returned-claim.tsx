import { may } from '../../../shared/permissions.js';
import {
  Callout,
  LinkButton,
  SourceText,
  dayText,
  paths,
  useCtx,
  useT,
  wordKey,
} from '../../../web/components/index.js';
import type { ReturnedClaim } from '../claims.query.js';

/** On the item's page: what came back, why, and what to do next. */
export function ReturnedClaims({ claims }: { claims: ReturnedClaim[] }) {
  return (
    <>
      {claims.map((claim) => (
        <Callout key={claim.effectId} kind="warning">
          <WhatToDo claim={claim} level="item" />
        </Callout>
      ))}
    </>
  );
}

/** Who said no, why, and the ways on; with the update's own words where it is not on the page already. */
export function WhatToDo({ claim, level = 'list' }: { claim: ReturnedClaim; level?: 'list' | 'item' }) {
  const t = useT();
  const { user } = useCtx();
  const { verdict, ref, updateId } = claim;
  const word = (progress: ReturnedClaim['now']) => t(wordKey('progress', progress));
  return (
    <div class="h-returned">
      <p dir="auto">
        <b>
          {t(`returned.${verdict}`, {
            claimed: word(claim.claimed),
            person: claim.readBy.name,
            day: dayText(claim.readOn, t),
          })}
        </b>
      </p>
      <SourceText>{claim.reason}</SourceText>
      {level === 'list' && (
        <p class="h-soft" dir="auto">
          {t('returned.update', { text: claim.text })}
        </p>
      )}
      {claim.recordedBy.id !== user?.id && (
        <p class="h-soft" dir="auto">
          {t('returned.by', { person: claim.recordedBy.name })}
        </p>
      )}
      {may(user, 'record') && (
        <>
          <p>{t(`returned.next.${verdict}`, { now: word(claim.now), claimed: word(claim.claimed) })}</p>
          <p class="h-actions">
            <LinkButton look="primary" small href={paths.recordEvidence(ref)}>
              {t('returned.record')}
            </LinkButton>
            <LinkButton small href={paths.correctEvidence(updateId)}>
              {t('returned.correct')}
            </LinkButton>
            <LinkButton small href={`${paths.item(ref)}#record-check`}>
              {t('returned.check')}
            </LinkButton>
          </p>
        </>
      )}
    </div>
  );
}
