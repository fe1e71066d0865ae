import { useT } from '../../../web/components/index.js';
import type { Translate } from '../../../web/messages/index.js';
import { placeId } from '../passages.js';
import type { Place } from '../reader/reading.js';

/** "line 12", "paragraph 9", "page 3", "cell B7 of Matrix". */
export function placeWords(place: Place, t: Translate): string {
  if ('page' in place) return t('imports.row.page', { page: place.page });
  if ('sheet' in place) return t('imports.row.cell', { cell: place.cell, sheet: place.sheet });
  if ('paragraph' in place) return t('imports.row.paragraph', { paragraph: place.paragraph });
  return t('imports.row.line', { line: place.line });
}

/** Leads to where something stands in the document beside the rows. */
export function PlaceLink({
  place,
  id = placeId(place),
  label,
}: {
  place: Place;
  /** Of the very line, where its place has several. */
  id?: string;
  label?: string;
}) {
  const words = placeWords(place, useT());
  return (
    <a class="h-import-place" data-turbo="false" href={`#${id}`} aria-label={label}>
      {words}
    </a>
  );
}
