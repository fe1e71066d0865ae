import type { Element } from '../xml.js';
import { child, children } from '../xml.js';

/** Around what was inserted, moved here, filled in or marked: what is inside counts. */
const WRAPPERS = new Set(['w:ins', 'w:moveTo', 'w:customXml', 'w:smartTag', 'w:sdt', 'w:sdtContent', 'mc:AlternateContent', 'mc:Choice', 'mc:Fallback', 'w:dir', 'w:bdo']); // prettier-ignore
/** Deleted or moved away by a tracked change. */
const GONE = new Set(['w:del', 'w:moveFrom']);

/** The children of an element as they stand once all tracked changes are accepted, wrappers taken off. */
export function* content(element: Element | undefined): Generator<Element> {
  for (const inner of children(element)) {
    if (GONE.has(inner.name)) continue;
    if (!WRAPPERS.has(inner.name)) yield inner;
    else if (inner.name === 'mc:AlternateContent')
      yield* content(child(inner, 'mc:Choice') ?? child(inner, 'mc:Fallback'));
    else if (!isFiller(inner)) yield* content(inner);
  }
}

/** A table of contents, or "Click here to enter text". */
function isFiller(element: Element): boolean {
  if (element.name !== 'w:sdt') return false;
  const properties = child(element, 'w:sdtPr');
  const gallery = child(child(properties, 'w:docPartObj'), 'w:docPartGallery')?.attributes['w:val'];
  return child(properties, 'w:showingPlcHdr') !== undefined || /table of contents/i.test(gallery ?? '');
}

/** Whether anything in the document was changed with changes tracked. */
export function hasTrackedChanges(element: Element): boolean {
  return children(element).some(
    (inner) =>
      GONE.has(inner.name) || inner.name === 'w:ins' || inner.name === 'w:moveTo' || hasTrackedChanges(inner),
  );
}
