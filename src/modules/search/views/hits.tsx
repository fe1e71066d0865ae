import type { ComponentChildren } from 'preact';
import {
  Day,
  ProgressBadge,
  Ref,
  StandingChip,
  dayText,
  paths,
  useT,
  wordKey,
} from '../../../web/components/index.js';
import type { Marked } from '../highlight.js';
import type { Facts, Hit, OnItem } from '../hit.js';

/** Where a hit leads: an item, a publication, an update, an actor; of a source, the update that cites it. */
export function hrefOf(hit: Hit): string {
  switch (hit.type) {
    case 'item':
      return paths.item(hit.facts.ref);
    case 'publication':
      return paths.publication(String(hit.facts.id));
    case 'evidence':
    case 'source':
      return paths.oneEvidence(hit.facts.updateId);
    case 'actor':
      return paths.actor(hit.facts.id);
  }
}

/** A text with what was found in it; as text, whatever stands in it. */
export function MarkedText({ marked: { text, marks } }: { marked: Marked }) {
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}

export function HitView({ hit }: { hit: Hit }) {
  return (
    <li class="h-hit">
      <p class="h-hit-where">
        <Where hit={hit} />
      </p>
      <h3 class={hit.type === 'actor' || hit.type === 'source' ? undefined : 'h-serif'} dir="auto">
        <a href={hrefOf(hit)}>
          <MarkedText marked={hit.title} />
        </a>
      </h3>
      {hit.excerpt && hit.excerpt.text !== '' && (
        <p class="h-hit-excerpt" dir="auto">
          <MarkedText marked={hit.excerpt} />
        </p>
      )}
    </li>
  );
}

/** Where it stands, and how. */
function Where({ hit }: { hit: Hit }) {
  const t = useT();
  switch (hit.type) {
    case 'item':
      return <WhereItem facts={hit.facts} />;
    case 'publication':
      return (
        <>
          <bdi class="h-ref" dir="ltr">
            {hit.facts.refPrefix}
          </bdi>
          {hit.facts.publishedOn && <span>{dayText(hit.facts.publishedOn, t)}</span>}
          <span>{t('search.items', { count: hit.facts.items })}</span>
        </>
      );
    case 'evidence':
      return (
        <>
          <span>{dayText(asKnown(hit.facts.eventOn, hit.facts.eventPrecision), t)}</span>
          <OnItemView item={hit.facts.item} />
          {hit.facts.correctedBy && (
            <a class="h-badge h-soft" href={paths.oneEvidence(hit.facts.correctedBy)}>
              {t('search.corrected.badge')}
            </a>
          )}
          {hit.facts.isCorrection && <span class="h-badge h-soft">{t('search.correction.badge')}</span>}
        </>
      );
    case 'source':
      return (
        <>
          <span>{t(wordKey('sourceKind', hit.facts.kind))}</span>
          {hit.facts.publishedOn && <span>{dayText(hit.facts.publishedOn, t)}</span>}
          <StandingChip standing={hit.facts.standing} />
          <OnItemView item={hit.facts.item} />
        </>
      );
    case 'actor':
      return (
        <>
          <span>{t(wordKey('actorKind', hit.facts.kind))}</span>
          {hit.facts.aliases.length > 0 && (
            <span dir="auto">{t('search.alsoKnown', { names: hit.facts.aliases.join(', ') })}</span>
          )}
        </>
      );
  }
}

function WhereItem({ facts }: { facts: Facts['item'] }) {
  const t = useT();
  const { publication } = facts;
  return (
    <>
      <Ref link>{facts.ref}</Ref>
      <span>{t(wordKey('kind', facts.kind))}</span>
      <a class="h-hit-in" href={paths.publication(String(publication.id))} dir="auto">
        {publication.title}
      </a>
      <ProgressBadge progress={facts.progress} claim={facts.claim} />
      {facts.dueOn && (
        <span>
          {t('search.due')} <Day day={facts.dueOn} precision={facts.duePrecision ?? 'day'} />
        </span>
      )}
    </>
  );
}

function OnItemView({ item }: { item: OnItem }) {
  return (
    <span class="h-hit-on">
      <Ref link>{item.ref}</Ref> <span dir="auto">{item.title}</span>
    </span>
  );
}

const asKnown = (day: string, precision: 'day' | 'month' | 'year'): string =>
  day.slice(0, { day: 10, month: 7, year: 4 }[precision]);
