import type { ComponentChildren } from 'preact';
import { may } from '../../../shared/permissions.js';
import {
  type Classification,
  ClassificationBadge,
  EmptyState,
  LinkButton,
  type Progress,
  ProgressGlyph,
  Ref,
  type Shows,
  SourceChip,
  SourceText,
  type SourceView,
  Timeline,
  type Verdict,
  dayText,
  paths,
  useCtx,
  useT,
  wordKey,
} from '../../../web/components/index.js';

/** What one update says of this item. */
export interface EvidenceView {
  key: string;
  updateId: number;
  effectId: number;
  /** Date of the event as far as it is known. */
  day: string | null;
  text: string;
  shows: Shows;
  baseline: boolean;
  quote: string | null;
  quotePlace: string | null;
  sources: SourceView[];
  /** Null where it moved nothing. */
  moved: { from: Progress; to: Progress } | null;
  /** References of other items the same update bears on, as far as one may see them. */
  alsoOn: string[];
  classification: Classification;
  recordedOn: string;
  recordedBy: string | null;
  readings: { verdict: Verdict; on: string; by: string; reason: string | null }[];
  /** Set where a later update replaces this one: it is struck. */
  correctedBy: { on: string; reason: string; href: string } | null;
  /** Set where this one replaces an earlier one. */
  corrects: { on: string; href: string } | null;
  /** The page of the update itself. */
  href: string;
  struck?: boolean;
}

/** The evidence on an item as a timeline, newest event first, and the form to add to it. */
export function ItemEvidence({
  evidence,
  recordForm,
}: {
  evidence: EvidenceView[];
  recordForm?: ComponentChildren;
}) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  return (
    <section class="h-section" id="evidence">
      <div class="h-section-head">
        <h2>
          {t('item.evidence')}
          {evidence.length > 0 && <span class="h-count">{evidence.length}</span>}
        </h2>
      </div>
      {recordForm && (
        <details class="h-fold h-record h-no-print" id="record-fold">
          <summary>{t('item.evidence.record')}</summary>
          <div>{recordForm}</div>
        </details>
      )}
      {evidence.length === 0 ? (
        <EmptyState
          title={t('item.evidence.none.title')}
          actions={mayRecord && <LinkButton href="#record-check">{t('item.check.record')}</LinkButton>}
        >
          {t('item.evidence.none.text')}
        </EmptyState>
      ) : (
        <Timeline
          label={t('item.evidence')}
          entries={evidence.map((one) => ({ ...one, struck: one.correctedBy !== null }))}
          entry={(one) => <Entry one={one} mayRecord={mayRecord} />}
        />
      )}
    </section>
  );
}

function Entry({ one, mayRecord }: { one: EvidenceView; mayRecord: boolean }) {
  const t = useT();
  const text = <span dir="auto">{one.text}</span>;
  return (
    <>
      <p class="h-event-shows">
        <b>{t(wordKey('shows', one.baseline ? 'baseline' : one.shows))}</b>
        <Moved one={one} />
        {one.classification !== 'public' && <ClassificationBadge classification={one.classification} />}
      </p>
      <p class="h-event-text">{one.correctedBy ? <s>{text}</s> : text}</p>
      {one.quote && <SourceText place={one.quotePlace ?? undefined}>{one.quote}</SourceText>}
      {one.sources.length > 0 && (
        <ul class="h-sources" aria-label={t('item.evidence.sources')}>
          {one.sources.map((source, index) => (
            <li key={index}>
              <SourceChip source={source} />
            </li>
          ))}
        </ul>
      )}
      {one.correctedBy && (
        <p class="h-event-note">
          <a href={one.correctedBy.href}>
            {t('item.evidence.correctedBy', {
              day: dayText(one.correctedBy.on, t),
              reason: one.correctedBy.reason,
            })}
          </a>
        </p>
      )}
      {one.corrects && (
        <p class="h-event-note">
          <a href={one.corrects.href}>{t('item.evidence.corrects', { day: dayText(one.corrects.on, t) })}</a>
        </p>
      )}
      {one.readings.map((reading, index) => (
        <p key={index} class="h-event-note" dir="auto">
          {t(`item.reading.${reading.verdict}`, {
            day: dayText(reading.on, t),
            person: reading.by,
            reason: reading.reason ?? '',
          })}
        </p>
      ))}
      <p class="h-event-foot">
        <span dir="auto">
          <a href={one.href}>
            {one.recordedBy
              ? t('item.evidence.recorded', { day: dayText(one.recordedOn, t), person: one.recordedBy })
              : t('item.evidence.recordedNobody', { day: dayText(one.recordedOn, t) })}
          </a>
        </span>
        {one.alsoOn.length > 0 && (
          <span>
            {t('item.evidence.alsoOn')}{' '}
            {one.alsoOn.map((ref, index) => (
              <>
                {index > 0 && ', '}
                <Ref link>{ref}</Ref>
              </>
            ))}
          </span>
        )}
        {mayRecord && !one.correctedBy && (
          <a class="h-no-print" href={paths.correctEvidence(one.updateId)}>
            {t('item.evidence.correct')}
          </a>
        )}
      </p>
    </>
  );
}

function Moved({ one }: { one: EvidenceView }) {
  const t = useT();
  if (one.baseline) return <span class="h-soft">{t('item.evidence.baseline')}</span>;
  if (!one.moved) return null;
  const from = t(wordKey('progress', one.moved.from));
  const to = t(wordKey('progress', one.moved.to));
  return (
    <span class="h-moved">
      <ProgressGlyph progress={one.moved.to} />
      <span>{one.moved.from === one.moved.to ? to : t('item.evidence.moved', { from, to })}</span>
    </span>
  );
}
