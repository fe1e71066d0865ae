import {
  Arrow,
  Button,
  Card,
  EmptyState,
  Form,
  FormActions,
  Hidden,
  PageHeader,
  ProgressBadge,
  RadioGroup,
  Ref,
  SourceChip,
  SourceText,
  TextArea,
  dayText,
  daysBetween,
  paths,
  useCtx,
  useT,
  wordKey,
  wordsOf,
} from '../../../web/components/index.js';
import { asset } from '../../../web/assets.js';
import type { WaitingClaim } from '../claims.query.js';

/** Claims that wait for a second reader, the oldest first: each with what it rests on and the verdict beside it. */
export function ReadingsPage({ claims }: { claims: WaitingClaim[] }) {
  const t = useT();
  const toRead = claims.filter(({ claim }) => claim === 'awaiting');
  const wanted = claims.filter(({ claim }) => claim !== 'awaiting');
  return (
    <>
      <link rel="stylesheet" href={asset('styles/evidence.css')} />
      <PageHeader title={t('readings.title')} subtitle={t('readings.subtitle')} />
      {claims.length === 0 && (
        <EmptyState title={t('readings.none.title')}>{t('readings.none.text')}</EmptyState>
      )}
      {toRead.map((claim) => (
        <Claim key={claim.effectId} claim={claim} />
      ))}
      {wanted.length > 0 && <h2 id="wanted">{t('readings.wanted', { count: wanted.length })}</h2>}
      {wanted.map((claim) => (
        <Claim key={claim.effectId} claim={claim} />
      ))}
    </>
  );
}

function Claim({ claim }: { claim: WaitingClaim }) {
  const t = useT();
  const { today, user } = useCtx();
  const { effectId, ref } = claim;
  return (
    <Card
      id={`claim-${effectId}`}
      title={
        <a href={`${paths.item(ref)}#reading`}>
          <Ref>{ref}</Ref> <span dir="auto">{claim.title}</span>
        </a>
      }
      aside={
        <span class="h-small h-soft">
          {t('readings.waits', { days: Math.max(0, daysBetween(claim.recordedOn, today)) })}
        </span>
      }
    >
      <div class="h-reading">
        <div class="h-reading-rests">
          <p class="h-event-shows">
            <span class="h-soft">
              {t(wordKey('progress', claim.from))} <Arrow />
            </span>{' '}
            <ProgressBadge progress={claim.to} claim={claim.claim} />
          </p>
          <p class="h-prose" dir="auto">
            <b>{dayText(claim.eventOn, t)}.</b> {claim.text}
          </p>
          {claim.quote && <SourceText place={claim.quotePlace ?? undefined}>{claim.quote}</SourceText>}
          <ul class="h-sources" aria-label={t('evidence.sources')}>
            {claim.sources.map((source, index) => (
              <li key={index}>
                <SourceChip source={{ ...source, date: source.publishedOn, reporting: source.standingOf }} />
              </li>
            ))}
          </ul>
          {claim.wanted && (
            <p class="h-event-note" dir="auto">
              {t('item.reading.better_source_wanted', {
                day: dayText(claim.wanted.on, t),
                person: claim.wanted.by.name,
                reason: claim.wanted.reason,
              })}
            </p>
          )}
          {claim.searched && (
            <p class="h-event-note" dir="auto">
              {t('readings.searched', {
                day: dayText(claim.searched.on, t),
                places: claim.searched.places.split('\n').join(', '),
              })}
            </p>
          )}
          <p class="h-small h-soft" dir="auto">
            {t('readings.recordedBy', {
              day: dayText(claim.recordedOn, t),
              person: claim.recordedBy.name,
            })}
          </p>
        </div>
        {claim.recordedBy.id === user?.id ? (
          <p class="h-soft">{t('readings.own')}</p>
        ) : (
          <Verdict effectId={effectId} itemRef={ref} />
        )}
      </div>
    </Card>
  );
}

function Verdict({ effectId, itemRef }: { effectId: number; itemRef: string }) {
  const t = useT();
  return (
    <Form
      id={`reading-${effectId}`}
      action={paths.readings(effectId)}
      label={t('readings.verdictOn', { ref: itemRef })}
    >
      <Hidden name="from" value="queue" />
      <RadioGroup
        name="verdict"
        label={t('item.reading.verdict')}
        required
        options={wordsOf('verdict').map((value) => ({ value, label: t(wordKey('verdict', value)) }))}
      />
      <TextArea name="reason" label={t('item.reading.reason')} hint={t('item.reading.reasonHint')} rows={2} />
      <FormActions>
        <Button look="primary" small>
          {t('item.reading.submit')}
        </Button>
      </FormActions>
    </Form>
  );
}
