import type { Run } from './geometry.js';

/** What pdf.js tells of a place on a page that leads somewhere. */
export interface Annotation {
  url?: string;
  rect?: number[];
}

/**
 * Ties addresses to the text that leads to them. Text that is itself the address, in several lines perhaps, is put
 * right by it.
 */
export function tieLinks(annotations: Annotation[], runs: Run[], view: number[]): void {
  const held = new Map<string, Run[]>();
  for (const { url, rect } of annotations.slice(0, 2_000)) {
    if (!rect || !url || !/^https?:\/\//.test(url)) continue;
    const [x1, y1] = [
      view[0] * rect[0] + view[2] * rect[1] + view[4],
      view[1] * rect[0] + view[3] * rect[1] + view[5],
    ];
    const [x2, y2] = [
      view[0] * rect[2] + view[2] * rect[3] + view[4],
      view[1] * rect[2] + view[3] * rect[3] + view[5],
    ];
    const inside = runs.filter((run) => {
      const [x, y] = [(run.x + run.right) / 2, run.y - 0.3 * run.size];
      return x > Math.min(x1, x2) && x < Math.max(x1, x2) && y > Math.min(y1, y2) && y < Math.max(y1, y2);
    });
    held.set(url, [...(held.get(url) ?? []), ...inside]);
  }
  for (const [url, inside] of held) {
    const last = inside.at(-1);
    if (!last) continue;
    const text = inside.map((run) => run.text.trim()).join('');
    if (!/^https?:/.test(text)) last.link = url;
    else if (
      inside.length > 1 &&
      url.replace(/\/$/, '') === text.replaceAll(/[\s\u00AD]/g, '').replace(/\/$/, '')
    )
      for (const run of inside) run.text = run === inside[0] ? url : '';
  }
}
