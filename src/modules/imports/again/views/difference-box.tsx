import type { ComponentChildren } from 'preact';
import { dayText, useT, wordKey } from '../../../../web/components/index.js';
import type { Translate } from '../../../../web/messages/index.js';
import type { Classification } from '../../../publications/index.js';
import type { Difference } from '../differences.js';
import { EXTRA } from '../read-rows.js';
import { WordDifference } from './word-difference.js';

/** One difference: a box to take it over, what it is of, and what it says before and after. */
export function DifferenceBox({
  difference,
  children,
}: {
  difference: Difference;
  children?: ComponentChildren;
}) {
  const t = useT();
  const { id, isAccepted, refusedOn } = difference;
  const html = `d-${id.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`;
  return (
    <div class="form-check h-take">
      <input type="hidden" name="shown[]" value={id} />
      <input
        class="form-check-input"
        type="checkbox"
        id={html}
        name="accepted[]"
        value={id}
        checked={isAccepted}
      />
      <label class="form-check-label" for={html}>
        <span class="h-take-what">{labelOf(difference, t)}</span>
        {refusedOn && <span class="h-tag">{t('again.refused', { day: dayText(refusedOn, t) })}</span>}
      </label>
      <div class="h-take-words">{children ?? <Words difference={difference} />}</div>
    </div>
  );
}

function Words({ difference }: { difference: Difference }) {
  const t = useT();
  const { kind, field, before, after, lead } = difference;
  if (kind === 'fact' && (field === 'notes' || field === 'sections')) {
    const count = (text: string) => (text ? text.split('\n').length : 0);
    return (
      <details class="h-fold">
        <summary>{t('again.fact.lines', { before: count(before), after: count(after) })}</summary>
        <p class="h-serif h-lines-kept">
          <WordDifference before={before} after={after} />
        </p>
      </details>
    );
  }
  if (kind === 'fact' && field === 'classification') {
    const word = (value: string) => t(wordKey('classification', value as Classification));
    return (
      <p>
        <WordDifference before={word(before)} after={word(after)} />{' '}
        <span class="h-soft">{t('again.fact.askedFor')}</span>
      </p>
    );
  }
  if (kind === 'moved' || kind === 'gone' || kind === 'returned' || kind === 'carries_out' || kind === 'new')
    return null;
  if (kind === 'fact' && field === 'date')
    return (
      <p>
        <WordDifference before={before && dayText(before, t)} after={after && dayText(after, t)} />
      </p>
    );
  if (kind.startsWith('actor') && !before && !after && lead === undefined) return null;
  return (
    <p class={kind === 'fact' ? undefined : 'h-serif'}>
      {(before || after) && <WordDifference before={before} after={after} />}
      {typeof lead === 'boolean' && <span> {t(lead ? 'again.actor.lead' : 'again.actor.notLead')}</span>}
    </p>
  );
}

export function labelOf({ kind, field, before, after }: Difference, t: Translate): string {
  switch (kind) {
    case 'fact':
      return t.dynamic(`again.fact.${field}`);
    case 'reworded':
    case 'timeline':
      return field!.startsWith(EXTRA)
        ? t('again.extra', { heading: field!.slice(EXTRA.length) })
        : t.dynamic(`again.cell.${field}`);
    case 'actor_named':
      return t('again.actor.named', { name: field! });
    case 'actor_gone':
      return t('again.actor.gone', { name: field! });
    case 'actor_changed':
      return t('again.actor.changed', { name: field! });
    case 'carries_out':
      return t('again.carriesOut', { ref: after });
    case 'moved':
      return t('again.toRow', { from: before, row: after });
    case 'returned':
      return t('again.returned');
    case 'new':
      return t('again.trackNew');
    case 'gone':
      return t('again.markGone');
  }
}
