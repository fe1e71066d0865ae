import { asKnown } from '../../../shared/calendar-date.js';
import { may } from '../../../shared/permissions.js';
import {
  Callout,
  Card,
  ClassificationBadge,
  LinkButton,
  PageHeader,
  ProgressGlyph,
  Ref,
  SourceChip,
  SourceText,
  dayText,
  paths,
  useCtx,
  useT,
  withQuery,
  wordKey,
} from '../../../web/components/index.js';
import type { EffectView, UpdateView } from '../evidence.query.js';

/** One update: what happened, where it was published, and what it shows on each item that one may see. */
export function EvidencePage({ update }: { update: UpdateView }) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  const { correctedBy, corrects, correctionReason } = update;
  const refs = update.effects.map(({ ref }) => ref);
  const day = dayText(asKnown(update.eventOn, update.eventPrecision), t);
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: t('nav.items'), href: paths.items }]}
        title={t('evidence.one.title', { day })}
        subtitle={t('evidence.one.recorded', {
          day: dayText(update.recordedOn, t),
          person: update.recordedBy.name,
        })}
        before={
          update.classification !== 'public' && <ClassificationBadge classification={update.classification} />
        }
        actions={
          mayRecord &&
          !correctedBy && (
            <>
              <LinkButton
                href={withQuery(paths.planFollowUp(...refs), { back: paths.oneEvidence(update.id) })}
              >
                {t('evidence.one.next')}
              </LinkButton>
              <LinkButton href={paths.correctEvidence(update.id)}>{t('evidence.one.correct')}</LinkButton>
            </>
          )
        }
      />
      {correctedBy && (
        <Callout kind="warning">
          {t('evidence.one.correctedBy', {
            day: dayText(correctedBy.recordedOn, t),
            reason: correctedBy.reason,
          })}{' '}
          <a href={paths.oneEvidence(correctedBy.id)}>{t('evidence.one.seeCorrection')}</a>
        </Callout>
      )}
      {correctionReason && (
        <Callout>
          {corrects && (
            <>
              <a href={paths.oneEvidence(corrects.id)}>
                {t('evidence.one.corrects', { day: dayText(corrects.recordedOn, t) })}
              </a>
              {'. '}
            </>
          )}
          {t('evidence.one.why', { reason: correctionReason })}
        </Callout>
      )}
      <section class="h-section">
        <p class="h-event-text h-prose" dir="auto">
          {correctedBy ? <s>{update.text}</s> : update.text}
        </p>
        {update.sources.length > 0 && (
          <ul class="h-sources" aria-label={t('evidence.sources')}>
            {update.sources.map((source, index) => (
              <li key={index}>
                <SourceChip source={{ ...source, date: source.publishedOn, reporting: source.standingOf }} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="h-section">
        <h2>{t('evidence.one.effects')}</h2>
        {update.effects.map((effect) => (
          <Effect key={effect.id} effect={effect} struck={correctedBy !== null} />
        ))}
      </section>
    </>
  );
}

function Effect({ effect, struck }: { effect: EffectView; struck: boolean }) {
  const t = useT();
  const word = (progress: EffectView['progressFrom']) => t(wordKey('progress', progress));
  return (
    <Card
      level={3}
      title={
        <>
          <Ref link>{effect.ref}</Ref> <span dir="auto">{effect.title}</span>
        </>
      }
    >
      <div class={struck ? 'h-event-struck' : undefined}>
        <p class="h-event-shows">
          <b>{t(wordKey('shows', effect.baseline ? 'baseline' : effect.shows))}</b>
          {effect.progressTo ? (
            <span class="h-moved">
              <ProgressGlyph progress={effect.progressTo} />
              <span>
                {t('evidence.one.moved', { from: word(effect.progressFrom), to: word(effect.progressTo) })}
              </span>
            </span>
          ) : (
            <span class="h-soft">
              {t(effect.baseline ? 'item.evidence.baseline' : 'evidence.one.unmoved')}
            </span>
          )}
          {effect.claim !== null && effect.claim !== 'none' && (
            <span class="h-claim">{t(wordKey('claim', effect.claim))}</span>
          )}
        </p>
        {effect.quote && <SourceText place={effect.quotePlace ?? undefined}>{effect.quote}</SourceText>}
        {effect.readings.map((reading, index) => (
          <p key={index} class="h-event-note" dir="auto">
            {t(`item.reading.${reading.verdict}`, {
              day: dayText(reading.readOn, t),
              person: reading.readBy.name,
              reason: reading.reason ?? '',
            })}
          </p>
        ))}
      </div>
    </Card>
  );
}
