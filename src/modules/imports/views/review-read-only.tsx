import { useT } from '../../../web/components/index.js';
import type { NoteReading, Reading } from '../reader/reading.js';
import { PlaceLink } from './place-link.js';

/** What is kept as it was read: sections and notes. */
export function ReadOnlyParts({
  reading,
  ids,
}: {
  reading: Reading;
  /** Of the lines of the document, by path. */
  ids?: ReadonlyMap<string, string>;
}) {
  const t = useT();
  const { notes, sections } = reading;
  return (
    <>
      {notes.length > 0 && (
        <details class="h-import-fold" id="notes">
          <summary>
            {t('imports.notes.title')} <span class="h-count">{notes.length}</span>
          </summary>
          <ul class="h-import-notes">
            {notes.map((note, index) => (
              <Note key={index} note={note} index={index} />
            ))}
          </ul>
        </details>
      )}
      {sections.length > 0 && (
        <details class="h-import-fold">
          <summary>
            {t('imports.sections.title')} <span class="h-count">{sections.length}</span>
          </summary>
          <ul class="h-import-sections">
            {sections.map((section, index) => (
              <li key={index} id={`sections-${index}`} class={section.level > 1 ? 'h-import-sub' : undefined}>
                <span dir="auto">{section.heading}</span>{' '}
                <PlaceLink place={section.at} id={ids?.get(`sections[${index}]`)} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Note({ note, index }: { note: NoteReading; index: number }) {
  const t = useT();
  return (
    <li id={`notes-${index}`}>
      <span class="h-import-marker">{note.marker ?? '•'}</span>
      <div>
        <span dir="auto">{note.text}</span>
        <span class="h-cell-soft">
          {note.sameAs && <>{t('imports.notes.same', { marker: note.sameAs })} · </>}
          {t('imports.notes.cited', { count: note.citedAt.length })}
          {note.citedAt.map((place, n) => (
            <span key={n}>
              {n > 0 && ','} <PlaceLink place={place} />
            </span>
          ))}
        </span>
      </div>
    </li>
  );
}
