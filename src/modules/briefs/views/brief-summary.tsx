import {
  Arrow,
  Card,
  Day,
  ProgressBadge,
  Ref,
  dayText,
  useT,
  wordKey,
} from '../../../web/components/index.js';
import type { Translate } from '../../../web/messages/index.js';
import { type BriefFacts, type ItemFacts, type Move, type SummaryFacts, hasChanged } from '../facts.js';

const FIGURES = [
  'items',
  'moved',
  'evidenceRecorded',
  'pastDue',
  'dueSoon',
  'awaitingSecondReading',
  'searchedNothingFound',
] as const;

const labelOf = (name: (typeof FIGURES)[number], { newlyPastDue }: SummaryFacts, t: Translate): string =>
  name === 'pastDue' && newlyPastDue > 0
    ? t('brief.figure.pastDueNew', { count: newlyPastDue })
    : t(`brief.figure.${name}`);

/** The headline figures, as the brief prints them. */
export function BriefFigures({ summary }: { summary: SummaryFacts }) {
  const t = useT();
  return (
    <dl class="h-figures">
      {FIGURES.map((name) => (
        <div key={name} class={name === 'pastDue' && summary.pastDue > 0 ? 'h-figure-alert' : undefined}>
          <dt>{labelOf(name, summary, t)}</dt>
          <dd>{summary[name]}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What changed in the period, item by item: what a reader of the brief looks for first. */
export function BriefChanges({ facts: { items, since } }: { facts: BriefFacts }) {
  const t = useT();
  const changed = items.filter(hasChanged);
  const still = items.length - changed.length;
  const day = since && dayText(since.on, t);
  return (
    <Card title={since ? t('brief.changes.since', { number: since.number, day: day! }) : t('brief.changes')}>
      {changed.length === 0 && <p>{t('brief.changes.none')}</p>}
      <ul class="h-moves">
        {changed.map((item) => (
          <li key={item.ref}>
            <p>
              <Ref link>{item.ref}</Ref> <b dir="auto">{item.title}</b>
            </p>
            <ul class="h-lines h-lines-inside">
              {changesIn(item).map((change, index) => (
                <li key={index}>
                  <span class="h-line-day">
                    <Day day={change.on} />
                  </span>
                  <span>
                    {'kind' in change ? (
                      <MoveLine move={change} />
                    ) : (
                      <>
                        {t('brief.move.evidence')} <span dir="auto">{change.text}</span>
                      </>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {changed.length > 0 && still > 0 && <p class="h-soft">{t('brief.changes.still', { count: still })}</p>}
    </Card>
  );
}

/** Moves and new evidence of one item, oldest first. */
function changesIn({ moves, evidence }: ItemFacts): (Move | { on: string; text: string })[] {
  const news = evidence.filter(({ isNew }) => isNew).map(({ recordedOn: on, text }) => ({ on, text }));
  return [...moves, ...news].toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1));
}

function MoveLine({ move }: { move: Move }) {
  const t = useT();
  switch (move.kind) {
    case 'new':
      return <>{t('brief.move.new')}</>;
    case 'progress':
      return (
        <>
          <span class="h-soft">{t(wordKey('progress', move.from))}</span> <Arrow />{' '}
          <ProgressBadge progress={move.to} />
          {move.confirmed && <span class="h-soft"> {t('brief.move.confirmed')}</span>}
        </>
      );
    case 'due':
      return (
        <>
          {t('brief.move.due')} {move.from && <Day day={move.from.on} precision={move.from.precision} />}{' '}
          <Arrow /> {move.to && <Day day={move.to.on} precision={move.to.precision} />}
          {move.to && <> ({t(`word.basis.${move.to.basis}`)})</>}
          {move.reason !== null && (
            <>
              {' '}
              · <span dir="auto">{move.reason}</span>
            </>
          )}
        </>
      );
    case 'corrected':
      return (
        <>
          {t('brief.move.corrected')} <del dir="auto">{move.text}</del>
        </>
      );
    case 'past_due':
      return (
        <span class="h-alert">
          {t('brief.move.pastDue')} <Day day={move.dueOn} />
        </span>
      );
    case 'response':
      return (
        <>
          <bdi>{move.actor}</bdi>: {t(`word.response.${move.from}`)} <Arrow /> {t(`word.response.${move.to}`)}
        </>
      );
  }
}
