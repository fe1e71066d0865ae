import type { ComponentChildren } from 'preact';
import { may } from '../../../shared/permissions.js';
import {
  Arrow,
  type Basis,
  CheckDueBadge,
  type Claim,
  Day,
  type Progress,
  ProgressBadge,
  type Response,
  ResponseBadge,
  type RevisionKind,
  SlippedBadge,
  SourceText,
  type TimelineOrigin,
  type Timeliness,
  TimelinessBadge,
  dayText,
  isWebAddress,
  paths,
  useCtx,
  useT,
  wordKey,
} from '../../../web/components/index.js';
import {
  CheckForm,
  DueForm,
  Fold,
  type ItemForms,
  OwnerForm,
  ReadingForm,
  ResponseForm,
  TimelineForm,
} from './item-forms.js';
import { Fact } from './fact.js';
import { FollowUpFact, type FollowUpsProps } from './follow-up-fact.js';

export interface ItemActorView {
  id: number;
  name: string;
  qualifier: string | null;
  lead: boolean;
  response: Response;
  respondedOn: string | null;
  /** In its own words. */
  reply: string | null;
  sourceUrl: string | null;
  /** What it said before, newest first. */
  earlier: { response: Response; on: string }[];
}

export interface DueView {
  on: string;
  precision: 'day' | 'month';
  basis: Basis;
  firstOn: string | null;
  slipCount: number;
  /** Newest first. */
  revisions: {
    key: string;
    from: string;
    to: string;
    kind: RevisionKind;
    /** Null where it moved with an action that the person may not see. */
    reason: string | null;
    sourceUrl: string | null;
    precision: 'day' | 'month';
    person: string;
    on: string;
  }[];
}

export interface ItemFactsProps extends FollowUpsProps {
  /** The item's reference (`ref` itself is Preact's). */
  itemRef: string;
  progress: Progress;
  claim: Claim;
  contested: boolean;
  /** Day of the event that gave it its progress. */
  progressOn: string | null;
  /** What was last confirmed, where that is not the present progress. */
  confirmed: { progress: Progress; on: string | null } | null;
  timeliness: Timeliness;
  days: number | null;
  due: DueView | null;
  timelineKind: TimelineOrigin;
  /** Why we set it, where we did. */
  timelineReason: string | null;
  /** The claim that waits for a second reader, and whether this person may be that. */
  reading: {
    effectId: number;
    who: 'you' | 'author' | 'manager';
    by: string;
    /** To its author: a few of those who may read it instead. */
    others: string[];
  } | null;
  /** "0–6 months, opens 31 Dec 2025": the window in words, where there is one. */
  window: string | null;
  owner: { id: number; name: string } | null;
  team: string;
  actors: ItemActorView[];
  check: {
    lastOn: string | null;
    days: number | null;
    due: boolean;
    cadenceDays: number;
    places: string | null;
    note: string | null;
  };
  /** Searches before the last one. */
  checksBefore: { key: string; on: string; places: string; person: string }[];
  /** Where to look for news. */
  watchList: ComponentChildren;
  forms: ItemForms;
}

/** The right third: progress, due date, owner, actors and responses, next step, last check; each with its form. */
export function ItemFacts(props: ItemFactsProps) {
  const mayRecord = may(useCtx().user, 'record');
  return (
    <>
      <ProgressFact {...props} />
      <ReadingFact {...props} />
      <DueFact {...props} mayRecord={mayRecord} />
      <OwnerFact {...props} mayRecord={mayRecord} />
      <ActorsFact {...props} mayRecord={mayRecord} />
      <FollowUpFact {...props} mayRecord={mayRecord} />
      <CheckFact {...props} mayRecord={mayRecord} />
    </>
  );
}

type FactProps = ItemFactsProps & { mayRecord: boolean };

function ProgressFact({ progress, claim, contested, progressOn, confirmed }: ItemFactsProps) {
  const t = useT();
  return (
    <Fact title={t('item.progress')}>
      <p class="h-fact-value">
        <ProgressBadge {...{ progress, claim, contested }} />
      </p>
      {progressOn && <p class="h-soft">{t('item.progressSince', { day: dayText(progressOn, t) })}</p>}
      {confirmed && confirmed.progress !== progress && (
        <p class="h-soft">
          {t('item.lastConfirmed')}: {t(wordKey('progress', confirmed.progress))}
          {confirmed.on && `, ${dayText(confirmed.on, t)}`}
        </p>
      )}
    </Fact>
  );
}

/** A manager who did not write the claim gives the verdict here; the others are told who may. */
function ReadingFact({ reading, claim, forms }: ItemFactsProps) {
  const t = useT();
  if (!reading) return null;
  return (
    <Fact title={t('item.secondReading')}>
      <div id="reading" tabIndex={-1}>
        <p dir="auto">
          {t(claim === 'better_source_wanted' ? 'item.reading.wantsSource' : 'item.reading.waits', {
            person: reading.by,
          })}
        </p>
        {reading.who === 'you' ? (
          <Fold id={`reading-${reading.effectId}`} label={t('item.reading.confirm')} forms={forms} primary>
            <ReadingForm effectId={reading.effectId} forms={forms} />
          </Fold>
        ) : (
          <p class="h-soft" dir="auto">
            {t(`item.reading.not.${reading.who}`)}
            {reading.who === 'author' &&
              ` ${
                reading.others.length > 0
                  ? t('item.reading.whoCan', { people: reading.others.join(', ') })
                  : t('item.reading.nobodyCan')
              }`}
          </p>
        )}
      </div>
    </Fact>
  );
}

function DueFact({
  itemRef,
  due,
  timeliness,
  days,
  timelineKind,
  timelineReason,
  window,
  forms,
  mayRecord,
}: FactProps) {
  const t = useT();
  return (
    <Fact title={t('item.due')}>
      {due ? (
        <p class="h-fact-value">
          <Day day={due.on} precision={due.precision} />{' '}
          <span class="h-basis">({t(wordKey('basis', due.basis))})</span>
        </p>
      ) : (
        <p class="h-fact-value">{t(wordKey('timeline', timelineKind))}</p>
      )}
      {due && (
        <p>
          <TimelinessBadge timeliness={timeliness} days={days} /> <SlippedBadge count={due.slipCount} />
        </p>
      )}
      {window && <p class="h-soft">{window}</p>}
      {timelineReason && (
        <p class="h-soft" dir="auto">
          {timelineReason}
        </p>
      )}
      {due && due.firstOn !== null && due.firstOn !== due.on && (
        <p class="h-soft">{t('item.due.firstWas', { day: dayText(due.firstOn, t) })}</p>
      )}
      {due && due.revisions.length > 0 && (
        <>
          <h3>{t('item.due.revisions')}</h3>
          <ol class="h-revisions">
            {due.revisions.map((revision) => (
              <li key={revision.key}>
                <p>
                  <s>
                    <Day day={revision.from} />
                  </s>{' '}
                  <Arrow /> <Day day={revision.to} precision={revision.precision} />
                </p>
                <p dir="auto">
                  {t('item.due.revision', {
                    kind: t(wordKey('revision', revision.kind)),
                    reason: revision.reason ?? t('item.due.withAction'),
                  })}
                  {revision.sourceUrl && isWebAddress(revision.sourceUrl) && (
                    <>
                      {' '}
                      <a href={revision.sourceUrl} rel="noopener noreferrer external">
                        {t('item.due.announcement')}
                      </a>
                    </>
                  )}
                </p>
                <p class="h-soft" dir="auto">
                  {t('item.due.revisionBy', { person: revision.person, day: dayText(revision.on, t) })}
                </p>
              </li>
            ))}
          </ol>
        </>
      )}
      {mayRecord && due && (
        <Fold id="revise-due" label={t('item.due.revise')} forms={forms}>
          <DueForm itemRef={itemRef} forms={forms} />
        </Fold>
      )}
      {mayRecord && !due && (
        <Fold id="set-timeline" label={t('item.timeline.set')} forms={forms}>
          <TimelineForm itemRef={itemRef} forms={forms} />
        </Fold>
      )}
    </Fact>
  );
}

function OwnerFact({ itemRef, owner, team, forms, mayRecord }: FactProps) {
  const t = useT();
  return (
    <Fact title={t('item.owner')}>
      <p class="h-fact-value" dir="auto">
        {owner ? owner.name : <span class="h-soft">{t('item.owner.none')}</span>}
      </p>
      <p class="h-soft" dir="auto">
        {team}
      </p>
      {mayRecord && (
        <Fold
          id="assign-owner"
          label={owner ? t('item.owner.reassign') : t('item.owner.assign')}
          forms={forms}
        >
          <OwnerForm itemRef={itemRef} ownerId={owner?.id ?? null} forms={forms} />
        </Fold>
      )}
    </Fact>
  );
}

function ActorsFact({ itemRef, actors, forms, mayRecord }: FactProps) {
  const t = useT();
  if (actors.length === 0) return null;
  return (
    <Fact title={t('item.actors')}>
      <ul class="h-responses">
        {actors.map((actor) => (
          <li key={actor.id}>
            <p>
              <a href={paths.actor(actor.id)} dir="auto">
                {actor.name}
              </a>
              {actor.lead && <span class="h-soft"> ({t('items.lead')})</span>}
              {actor.qualifier && (
                <span class="h-soft">
                  {' '}
                  <bdi>{actor.qualifier}</bdi>
                </span>
              )}
            </p>
            <p>
              <ResponseBadge response={actor.response} />
              {actor.respondedOn && <span class="h-soft"> {dayText(actor.respondedOn, t)}</span>}
            </p>
            {actor.reply && <SourceText>{actor.reply}</SourceText>}
            {actor.sourceUrl && isWebAddress(actor.sourceUrl) && (
              <p>
                <a href={actor.sourceUrl} rel="noopener noreferrer external">
                  {t('item.response.sourceLink')}
                </a>
              </p>
            )}
            {actor.earlier.length > 0 && (
              <p class="h-soft">
                {t('item.response.earlier')}{' '}
                {actor.earlier
                  .map(({ response, on }) => `${t(wordKey('response', response))} (${dayText(on, t)})`)
                  .join(', ')}
              </p>
            )}
            {mayRecord && (
              <Fold id={`response-${actor.id}`} label={t('item.response.record')} forms={forms}>
                <ResponseForm itemRef={itemRef} actorId={actor.id} response={actor.response} forms={forms} />
              </Fold>
            )}
          </li>
        ))}
      </ul>
    </Fact>
  );
}

function CheckFact({ itemRef, check, checksBefore, watchList, forms, mayRecord }: FactProps) {
  const t = useT();
  return (
    <Fact title={t('item.check')}>
      {check.lastOn ? (
        <p class="h-fact-value">
          <Day day={check.lastOn} />
        </p>
      ) : (
        <p class="h-soft">{t('item.check.none')}</p>
      )}
      {check.due && check.days !== null && (
        <p>
          <CheckDueBadge days={check.days} />
        </p>
      )}
      {check.places && (
        <p class="h-soft" dir="auto">
          {t('item.check.where', { places: check.places })}
        </p>
      )}
      {check.note && (
        <p class="h-soft" dir="auto">
          {check.note}
        </p>
      )}
      <p class="h-soft">{t('item.check.every', { days: check.cadenceDays })}</p>
      {checksBefore.length > 0 && (
        <details class="h-fold">
          <summary>{t('item.check.before', { count: checksBefore.length })}</summary>
          <ul class="h-responses">
            {checksBefore.map((one) => (
              <li key={one.key}>
                <p>
                  <Day day={one.on} />
                </p>
                <p class="h-soft" dir="auto">
                  {one.places}
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
      {mayRecord && (
        <Fold id="record-check" label={t('item.check.record')} forms={forms}>
          <CheckForm itemRef={itemRef} forms={forms} />
        </Fold>
      )}
      <h3>{t('watch.title')}</h3>
      {watchList}
    </Fact>
  );
}
