/** An item in its order among those of its kind. */
export interface Placed {
  ref: string;
  position: number;
}

/**
 * The positions of items when the rows of a document stand among them: each row takes its number in the document, as
 * far as what stands before it leaves that free. What is not in the document, or is not to move, stays behind what it
 * stood behind.
 * @param rows the rows that are placed by the document, in its order: `number` from 1
 */
export function placesThen(items: Placed[], rows: { ref: string; number: number }[]): Map<string, number> {
  const placed = new Set(rows.map(({ ref }) => ref));
  const order: { ref: string; number: number | null }[] = [...rows];
  let behind: string | null = null;
  for (const { ref } of items) {
    if (!placed.has(ref)) {
      const at = behind === null ? 0 : order.findIndex((one) => one.ref === behind) + 1;
      order.splice(at, 0, { ref, number: null });
    }
    behind = ref;
  }
  const places = new Map<string, number>();
  let last = 0;
  for (const { ref, number } of order) {
    last = Math.max(last + 1, number ?? 0);
    places.set(ref, last);
  }
  return places;
}
