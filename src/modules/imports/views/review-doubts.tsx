import { useT } from '../../../web/components/index.js';
import type { Warning } from '../reader/reading.js';
import { type ReviewPageData, anchorOf, describePath } from './review-model.js';
import { isUnsure } from './review-recommendation.js';

/** What was found, counted; each number leads to it. */
export function Counts({ data, doubts }: { data: ReviewPageData; doubts: Warning[] }) {
  const t = useT();
  const { actions, recommendations, notes } = data.reading;
  const unsure = recommendations.filter(isUnsure).length;
  return (
    <ul class="h-import-counts" aria-label={t('imports.review.counts')}>
      <li>
        <a data-turbo="false" href="#actions">
          {t('imports.review.actions', { count: actions.length })}
        </a>
      </li>
      <li>
        <a data-turbo="false" href="#recommendations">
          {t('imports.review.recommendations', { count: recommendations.length - unsure })}
        </a>
      </li>
      {unsure > 0 && (
        <li>
          <a data-turbo="false" href="#perhaps">
            {t('imports.review.perhaps', { count: unsure })}
          </a>
        </li>
      )}
      <li>
        <a data-turbo="false" href="#notes">
          {t('imports.review.notes', { count: notes.length })}
        </a>
      </li>
      <li class={doubts.length > 0 ? 'h-import-doubts' : undefined}>
        <a data-turbo="false" href={`#${doubts[0] ? anchorOf(doubts[0]) : 'publication'}`} data-import-next>
          {t('imports.review.doubts', { count: doubts.length })}
        </a>
      </li>
    </ul>
  );
}

/** How many doubts are listed before the rest is folded away. */
const SHOWN_DOUBTS = 6;

/** Everything that is doubtful, each with its reason and the way to its place. */
export function Doubts({ doubts }: { doubts: Warning[] }) {
  const t = useT();
  if (doubts.length === 0) return null;
  const list = (part: Warning[]) => (
    <ul>
      {part.map((doubt, index) => (
        <li key={index}>
          <a data-turbo="false" href={`#${anchorOf(doubt)}`}>
            {describePath(doubt.at, t)}
          </a>{' '}
          <span dir="auto">{doubt.message}</span>
        </li>
      ))}
    </ul>
  );
  const rest = doubts.slice(SHOWN_DOUBTS);
  return (
    <section class="h-callout h-callout-warning h-doubts" id="doubts" aria-labelledby="doubts-title">
      <div>
        <h2 id="doubts-title">{t('imports.review.doubtsTitle')}</h2>
        {list(doubts.slice(0, SHOWN_DOUBTS))}
        {rest.length > 0 && (
          <details>
            <summary>{t('imports.review.doubtsMore', { count: rest.length })}</summary>
            {list(rest)}
          </details>
        )}
      </div>
    </section>
  );
}
