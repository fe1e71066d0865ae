import type { ComponentChildren } from 'preact';
import { dayText } from './dates.js';
import { useT } from './page-context.js';
import { paths } from './paths.js';
import {
  type Claim,
  type Classification,
  type Progress,
  type Response,
  type Standing,
  type Timeliness,
  wordKey,
} from './words.js';

const RING = <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" stroke-width="1.5" />;
const CROSS = (
  <path
    d="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
  />
);

/** ○ ◔ ◑ ● ✕ and their two kin, drawn, so that they look the same everywhere and survive a photocopier. */
const GLYPHS: Record<Progress, ComponentChildren> = {
  no_public_evidence: (
    <circle
      cx="8"
      cy="8"
      r="6.25"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-dasharray="2.2 2.2"
    />
  ),
  not_started: RING,
  in_progress: (
    <>
      {RING}
      <path d="M8 8V3.25A4.75 4.75 0 0 1 12.75 8Z" fill="currentColor" />
    </>
  ),
  partially_implemented: (
    <>
      {RING}
      <path d="M8 3.25a4.75 4.75 0 0 1 0 9.5Z" fill="currentColor" />
    </>
  ),
  implemented: <circle cx="8" cy="8" r="7" fill="currentColor" />,
  reversed: (
    <>
      {RING}
      <path
        d="M7 5.2L4.6 7.6 7 10M4.8 7.6h4.1a2 2 0 0 1 2 2v.8"
        fill="none"
        stroke="currentColor"
        stroke-width="1.4"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </>
  ),
  not_implemented: (
    <>
      {RING}
      {CROSS}
    </>
  ),
  superseded: (
    <>
      {RING}
      {CROSS}
    </>
  ),
  no_longer_applicable: (
    <>
      {RING}
      {CROSS}
    </>
  ),
};

/** The glyph of a progress alone, decorative: always beside its word. */
export function ProgressGlyph({ progress }: { progress: Progress }) {
  return (
    <svg
      class={`h-glyph h-is-${progress}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      focusable="false"
    >
      {GLYPHS[progress]}
    </svg>
  );
}

/** Our assessment: glyph and word, a tick when a second reader confirmed it, otherwise what it waits for. */
export function ProgressBadge({
  progress,
  claim = 'none',
  contested,
}: {
  progress: Progress;
  claim?: Claim;
  contested?: boolean;
}) {
  const t = useT();
  return (
    <span class="h-badge h-progress">
      <ProgressGlyph progress={progress} />
      <span>
        <span class="h-word">{t(wordKey('progress', progress))}</span>
        {claim === 'confirmed' && <Tick />}
        {(claim === 'awaiting' || claim === 'sent_back' || claim === 'better_source_wanted') && (
          <span class="h-claim">{t(`badge.${claim}`)}</span>
        )}
        {contested && <span class="h-claim">{t('badge.contested')}</span>}
      </span>
    </span>
  );
}

/** Confirmed by a second reader. The space before it is one that does not break: no tick alone on a line. */
function Tick() {
  const t = useT();
  return (
    <>
      {'\u00a0'}
      <svg
        class="h-tick"
        viewBox="0 0 16 16"
        width="14"
        height="14"
        role="img"
        aria-label={t('badge.confirmed')}
      >
        <path
          d="M3 8.5l3.2 3.2L13 4.8"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
    </>
  );
}

/**
 * What the calendar says of the actors, with its number: "145 days past due", "due in 39 days". `days` counts from
 * today to the due date (negative when past); for done_late, how late it was done.
 */
export function TimelinessBadge({ timeliness, days }: { timeliness: Timeliness; days?: number | null }) {
  const t = useT();
  const number = days === null || days === undefined ? null : Math.abs(days);
  const text = () => {
    if (number === null) return t(wordKey('timeliness', timeliness));
    if (timeliness === 'past_due') return t('badge.pastDue', { days: number });
    if (timeliness === 'due_soon' || timeliness === 'open')
      return number === 0 ? t('badge.dueToday') : t('badge.dueIn', { days: number });
    if (timeliness === 'done_late') return t('badge.doneLate', { days: number });
    return t(wordKey('timeliness', timeliness));
  };
  return <span class={`h-badge h-time h-time-${timeliness}`}>{text()}</span>;
}

/** What the actor answered; `short` leaves out the colourless dot. */
export function ResponseBadge({ response }: { response: Response }) {
  const t = useT();
  return <span class={`h-badge h-response h-response-${response}`}>{t(wordKey('response', response))}</span>;
}

/** Our own lateness: "not checked for 97 days". Not red: red is the actors'. `days` null: never checked. */
export function CheckDueBadge({ days, due = true }: { days: number | null; due?: boolean }) {
  const t = useT();
  return (
    <span class={due ? 'h-badge h-check-due' : 'h-badge h-soft'}>
      {days === null
        ? t('badge.neverChecked')
        : due
          ? t('badge.notChecked', { days })
          : t('badge.checked', { days })}
    </span>
  );
}

/** Who may see it. */
export function ClassificationBadge({ classification }: { classification: Classification }) {
  const t = useT();
  return (
    <span class={`h-badge h-class h-class-${classification}`}>
      {t(wordKey('classification', classification))}
    </span>
  );
}

/** How often the date moved by the actors' doing; nothing where it never did. */
export function SlippedBadge({ count }: { count: number }) {
  const t = useT();
  return count > 0 ? <span class="h-badge h-slipped">{t('badge.slipped', { count })}</span> : null;
}

/** How near a source stands to the matter. */
export function StandingChip({ standing }: { standing: Standing }) {
  const t = useT();
  return <span class={`h-standing h-standing-${standing}`}>{t(wordKey('standing', standing))}</span>;
}

export interface SourceView {
  title: string | null;
  publisher: string | null;
  /** As far as it is known: day, month or year. */
  date: string | null;
  url: string | null;
  archivedUrl?: string | null;
  kind?: string | null;
  standing: Standing;
  /** Whom it reports, where it reports another. */
  reporting?: string | null;
}

/** Only these become links: an address from a form or a document may be `javascript:…`. */
export const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url);

/** One source as a chip: what it is, who published it when, and its standing. */
export function SourceChip({ source }: { source: SourceView }) {
  const t = useT();
  const name = source.title ?? source.publisher ?? t('source.notGiven');
  return (
    <span class="h-source">
      {source.url && isWebAddress(source.url) ? (
        <a href={source.url} rel="noopener noreferrer external" dir="auto">
          {name}
        </a>
      ) : (
        <span dir="auto">{name}</span>
      )}
      {source.title && source.publisher && (
        <span class="h-source-by" dir="auto">
          {source.publisher}
        </span>
      )}
      {source.date && <span class="h-source-by">{dayText(source.date, t)}</span>}
      <StandingChip standing={source.standing} />
    </span>
  );
}

/** An item's reference, left-to-right in any text; `link` leads to the item. */
export function Ref({ children, link }: { children: string; link?: boolean }) {
  const ref = (
    <bdi class="h-ref" dir="ltr">
      {children}
    </bdi>
  );
  return link ? <a href={paths.item(children)}>{ref}</a> : ref;
}

/** The source's own words, unchanged, in its own direction, with where they stand. */
export function SourceText({
  children,
  place,
  lang,
  dir = 'auto',
}: {
  children: string;
  place?: ComponentChildren;
  lang?: string;
  dir?: 'auto' | 'ltr' | 'rtl';
}) {
  return (
    <figure class="h-words">
      <blockquote lang={lang} dir={dir}>
        {children.split(/\n{2,}/).map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
      </blockquote>
      {place && <figcaption dir="auto">{place}</figcaption>}
    </figure>
  );
}
