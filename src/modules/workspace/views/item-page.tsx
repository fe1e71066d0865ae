import type { ComponentChildren } from 'preact';
import {
  Callout,
  type Classification,
  ClassificationBadge,
  type Claim,
  type Kind,
  LinkButton,
  PageHeader,
  type Progress,
  ProgressBadge,
  Ref,
  SourceText,
  type Term,
  TimelinessBadge,
  dayText,
  paths,
  useT,
  wordKey,
} from '../../../web/components/index.js';
import { ItemEvidence, type EvidenceView } from './item-evidence.js';
import { ItemFacts, type ItemFactsProps } from './item-facts.js';
import { FollowUpForm } from './follow-up-forms.js';

export interface RelatedItem {
  ref: string;
  title: string;
  progress: Progress;
  claim: Claim;
}

/** What the source says, unchanged. An action has the five cells, a recommendation its paragraph. */
export interface SourceWords {
  text: string | null;
  issue: string | null;
  pathway: string | null;
  implementation: string | null;
  actors: string | null;
  timeline: string | null;
  /** Further columns of the matrix, verbatim. */
  extra: { heading: string; text: string }[];
  language: string | null;
  dir: 'auto' | 'ltr' | 'rtl';
}

export interface ItemPageProps extends ItemFactsProps {
  kind: Kind;
  title: string;
  /** `href` null: the person sees the item but not its publication. */
  publication: { href: string | null; title: string };
  /** "action matrix, row 3", as a whole sentence part. */
  place: string | null;
  classification: Classification;
  term: Term | null;
  words: SourceWords;
  /** Recommendations an action carries out, or actions that carry out a recommendation. */
  related: RelatedItem[];
  evidence: EvidenceView[];
  /** The record form of the evidence module, folded in place; nothing for those who may not record. */
  recordForm?: ComponentChildren;
  /** What later documents did to it, and what it carries out. */
  fromDocuments?: ComponentChildren;
  /** What part the publication had, once the item is settled. */
  contribution?: ComponentChildren;
  /** Latest changes, one line each. */
  history: { key: string; day: string; person: string | null; text: string }[];
  historyHref?: string | null;
  /** What somebody else changed meanwhile, beside what was entered. */
  stale?: ComponentChildren;
  /** Claims on it that a second reader did not confirm. */
  returned?: ComponentChildren;
}

/** One item: the source's words and the evidence to the left, where it stands and what to do to the right. */
export function ItemPage(props: ItemPageProps) {
  const t = useT();
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: t('nav.items'), href: paths.items },
          ...(props.publication.href
            ? [{ label: props.publication.title, href: props.publication.href }]
            : []),
        ]}
        before={
          <>
            <Ref>{props.itemRef}</Ref>
            <span>{t(wordKey('kind', props.kind))}</span>
            {props.term && <span>{t(wordKey('term', props.term))}</span>}
            {props.classification !== 'public' && (
              <ClassificationBadge classification={props.classification} />
            )}
          </>
        }
        title={props.title}
        serif
      />
      <p class="h-phone-only h-glance">
        <ProgressBadge progress={props.progress} claim={props.claim} />
        <TimelinessBadge timeliness={props.timeliness} days={props.days} />
      </p>
      {props.stale}
      {props.returned}
      {props.next && <NextStep {...props} />}
      <Standing {...props} />
      <div class="h-columns h-columns-side">
        <div>
          <Words {...props} />
          <Related {...props} />
          {props.fromDocuments}
          <ItemEvidence evidence={props.evidence} recordForm={props.recordForm} />
          {props.contribution}
          <History {...props} />
        </div>
        <aside class="h-side" aria-label={t('item.facts')}>
          <ItemFacts {...props} />
        </aside>
      </div>
    </>
  );
}

/** After something was recorded: what do we do next? */
function NextStep({ itemRef, due, forms }: ItemPageProps) {
  const t = useT();
  return (
    <section class="card h-next-step h-no-print" aria-labelledby="next-step">
      <div class="card-body">
        <h2 id="next-step">{t('item.next.title')}</h2>
        <FollowUpForm
          itemRef={itemRef}
          forms={forms}
          dueOn={due?.on ?? null}
          otherwise={
            <LinkButton href={paths.item(itemRef)} look="quiet" small>
              {t('item.next.not')}
            </LinkButton>
          }
        />
      </div>
    </section>
  );
}

function Standing({ contested, claim, confirmed }: ItemPageProps) {
  const t = useT();
  return (
    <>
      {contested && <Callout kind="warning">{t('item.contested')}</Callout>}
      {claim === 'awaiting' && confirmed && (
        <Callout>
          {t('item.awaiting', {
            progress: t(wordKey('progress', confirmed.progress)),
            day: confirmed.on ? dayText(confirmed.on, t) : 'none',
          })}
        </Callout>
      )}
    </>
  );
}

function Words({ words, publication, place, kind }: ItemPageProps) {
  const t = useT();
  const from = place ? t('item.from', { publication: publication.title, place }) : publication.title;
  const part = (label: string, text: string | null, last = false) =>
    text && (
      <div class="h-words-part">
        <h2>{label}</h2>
        <SourceText lang={words.language ?? undefined} dir={words.dir} place={last ? from : undefined}>
          {text}
        </SourceText>
      </div>
    );
  if (kind === 'recommendation')
    return (
      <section class="h-section" aria-label={t('source.words')}>
        <SourceText lang={words.language ?? undefined} dir={words.dir} place={from}>
          {words.text ?? t('source.notGiven')}
        </SourceText>
      </section>
    );
  return (
    <section class="h-section h-words-parts" aria-label={t('source.words')}>
      {part(t('item.issue'), words.issue)}
      {part(t('item.pathway'), words.pathway)}
      {part(t('item.implementation'), words.implementation)}
      <div class="h-words-pair">
        {part(t('item.sourceActors'), words.actors)}
        {part(t('item.sourceTimeline'), words.timeline)}
      </div>
      {words.extra.map(({ heading, text }) => part(heading, text))}
      <p class="h-words-from" dir="auto">
        {publication.href ? <a href={publication.href}>{from}</a> : from}
      </p>
    </section>
  );
}

function Related({ related, kind }: ItemPageProps) {
  const t = useT();
  if (related.length === 0) return null;
  return (
    <section class="h-section">
      <h2>{t(`item.related.${kind}`)}</h2>
      <ul class="h-lines h-lines-plain">
        {related.map((item) => (
          <li key={item.ref}>
            <span>
              <Ref>{item.ref}</Ref>{' '}
              <a href={paths.item(item.ref)} dir="auto">
                {item.title}
              </a>
            </span>
            <ProgressBadge progress={item.progress} claim={item.claim} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ history, historyHref }: ItemPageProps) {
  const t = useT();
  if (history.length === 0) return null;
  return (
    <section class="h-section h-no-print">
      <h2>{t('item.history')}</h2>
      <ol class="h-lines h-lines-inside h-small">
        {history.map((line) => (
          <li key={line.key}>
            <span class="h-line-day">{dayText(line.day, t)}</span>
            <span>
              <span dir="auto">{line.text}</span>
              {line.person && (
                <span class="h-soft">
                  {' · '}
                  <bdi>{line.person}</bdi>
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
      {historyHref && (
        <p class="h-small">
          <a href={historyHref}>{t('item.history.all')}</a>
        </p>
      )}
    </section>
  );
}
