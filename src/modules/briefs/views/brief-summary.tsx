import { Arrow, Card, Day, ProgressBadge, Ref, useT, wordKey } from '../../../web/components/index.js';
import type { ItemFacts, Move, SummaryFacts } from '../facts.js';

const FIGURES = [
  'items',
  'moved',
  'evidenceRecorded',
  'pastDue',
  'dueSoon',
  'awaitingSecondReading',
  'searchedNothingFound',
] as const;

/** The headline figures, as the brief prints them. */
export function BriefFigures({ summary }: { summary: SummaryFacts }) {
  const t = useT();
  return (
    <dl class="h-figures">
      {FIGURES.map((name) => (
        <div key={name} class={name === 'pastDue' && summary.pastDue > 0 ? 'h-figure-alert' : undefined}>
          <dt>{t(`brief.figure.${name}`)}</dt>
          <dd>{summary[name]}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What moved in the period, item by item: what a reader of the brief looks for first. */
export function BriefMoves({ items }: { items: ItemFacts[] }) {
  const t = useT();
  const moved = items.filter((item) => item.moves.length > 0);
  const still = items.length - moved.length;
  return (
    <Card title={t('brief.moves')}>
      {moved.length === 0 && <p>{t('brief.moves.none')}</p>}
      <ul class="h-moves">
        {moved.map((item) => (
          <li key={item.ref}>
            <p>
              <Ref link>{item.ref}</Ref> <b dir="auto">{item.title}</b>
            </p>
            <ul class="h-lines h-lines-inside">
              {item.moves.map((move, index) => (
                <li key={index}>
                  <span class="h-line-day">
                    <Day day={move.on} />
                  </span>
                  <span>
                    <MoveLine move={move} />
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {moved.length > 0 && still > 0 && <p class="h-soft">{t('brief.moves.still', { count: still })}</p>}
    </Card>
  );
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
    case 'response':
      return (
        <>
          <bdi>{move.actor}</bdi>: {t(`word.response.${move.from}`)} <Arrow /> {t(`word.response.${move.to}`)}
        </>
      );
  }
}
