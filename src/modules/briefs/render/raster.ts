import { Resvg } from '@resvg/resvg-js';
import { fontFile } from './project-root.js';

const drawn = new Map<string, Buffer>();
const KEPT = 40;

/** An SVG of ours as PNG, `width` px wide, on white; in our own fonts, never the machine's. Few are kept: status glyphs recur. */
export function rasterise(svg: string, width: number): Buffer {
  const key = `${width}:${svg}`;
  const known = drawn.get(key);
  if (known) return known;
  const png = new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    font: {
      loadSystemFonts: false,
      fontFiles: [
        fontFile('source-sans-3', '400Regular'),
        fontFile('source-sans-3', '700Bold'),
        fontFile('vazirmatn', '400Regular'),
      ],
      defaultFontFamily: 'Source Sans 3',
    },
  })
    .render()
    .asPng();
  if (drawn.size >= KEPT) drawn.delete(drawn.keys().next().value!);
  drawn.set(key, png);
  return png;
}
