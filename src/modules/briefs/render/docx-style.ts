import { readFileSync } from 'node:fs';
import { AlignmentType, LevelFormat } from 'docx';
import type { INumberingOptions, IPropertiesOptions, IStylesOptions } from 'docx';
import type { BriefDocument } from './document.js';
import { accent, ink } from './palette.js';
import { fontFile } from './project-root.js';

/** A4 in twentieths of a point. */
export const PAGE = {
  width: 11906,
  height: 16838,
};
export const margins = (wide: boolean) =>
  wide
    ? { top: 1080, bottom: 960, left: 960, right: 960, header: 480, footer: 420 }
    : { top: 1360, bottom: 1200, left: 1190, right: 1190, header: 560, footer: 500 };
export const textWidth = (wide: boolean) =>
  (wide ? PAGE.height : PAGE.width) - margins(wide).left - margins(wide).right;

export const hex = (colour: string) => colour.slice(1);

const arabic = 'Vazirmatn';
export const SANS = { ascii: 'Source Sans 3', hAnsi: 'Source Sans 3', cs: arabic, eastAsia: 'Source Sans 3' };
export const SERIF = {
  ascii: 'Source Serif 4',
  hAnsi: 'Source Serif 4',
  cs: arabic,
  eastAsia: 'Source Serif 4',
};

/** Named styles, so that an editor can restyle the whole brief in Word at one place each. */
export function styles({ language, direction }: BriefDocument): IStylesOptions {
  const rtl = direction === 'rtl';
  const heading = { keepNext: true, keepLines: true };
  return {
    default: {
      document: {
        run: {
          font: SANS,
          size: 21,
          sizeComplexScript: 21,
          color: hex(ink.text),
          language: { value: language, bidirectional: rtl ? language : 'ur-PK' },
        },
        paragraph: { spacing: { after: 120, line: 254, lineRule: 'auto' } },
      },
      title: {
        run: { font: SERIF, size: 52, bold: true, color: hex(ink.text) },
        paragraph: { spacing: { before: 160, after: 360, line: 218, lineRule: 'auto' }, keepNext: true },
      },
      heading1: {
        run: { font: SERIF, size: 32, bold: true, color: hex(ink.text) },
        paragraph: {
          ...heading,
          spacing: { before: 480, after: 160 },
          border: { top: { style: 'single', size: 12, color: hex(accent), space: 8 } },
        },
      },
      heading2: {
        run: { size: 25, bold: true, color: hex(ink.text) },
        paragraph: { ...heading, spacing: { before: 360, after: 60 } },
      },
      heading3: {
        run: { size: 22, bold: true, color: hex(ink.text) },
        paragraph: { ...heading, spacing: { before: 240, after: 80 } },
      },
      caption: {
        run: { size: 18, italics: false, color: hex(ink.quiet) },
        paragraph: { keepNext: true, spacing: { before: 60, after: 100 } },
      },
      hyperlink: { run: { color: hex(accent), underline: { type: 'single' } } },
    },
    paragraphStyles: [
      { id: 'Quiet', name: 'Brief quiet', basedOn: 'Normal', run: { color: hex(ink.quiet), size: 19 } },
      {
        id: 'Kind',
        name: 'Brief kind',
        basedOn: 'Normal',
        run: { color: hex(accent), bold: true, size: 23 },
      },
      {
        id: 'SourceWords',
        name: 'Brief source words',
        basedOn: 'Normal',
        run: { font: SERIF, size: 22 },
        paragraph: {
          indent: { start: 220 },
          border: {
            [rtl ? 'right' : 'left']: { style: 'single', size: 10, color: hex(ink.rule), space: 8 },
          },
        },
      },
      {
        id: 'Cell',
        name: 'Brief cell',
        basedOn: 'Normal',
        run: { size: 18 },
        paragraph: { spacing: { after: 20, line: 236, lineRule: 'auto' } },
      },
      {
        id: 'CellHead',
        name: 'Brief cell head',
        basedOn: 'Cell',
        run: { bold: true },
        paragraph: { keepNext: true, spacing: { after: 20, line: 236, lineRule: 'auto' } },
      },
      {
        id: 'Fact',
        name: 'Brief fact',
        basedOn: 'Normal',
        run: { size: 20 },
        paragraph: { spacing: { after: 20, line: 242, lineRule: 'auto' } },
      },
      {
        id: 'Figure',
        name: 'Brief figure',
        basedOn: 'Normal',
        run: { font: SERIF, bold: true, size: 44 },
        paragraph: { spacing: { after: 0 } },
      },
      { id: 'Code', name: 'Brief code', basedOn: 'Normal', run: { font: 'Consolas', size: 19 } },
      {
        id: 'Running',
        name: 'Brief running head',
        basedOn: 'Normal',
        run: { color: hex(ink.quiet), size: 16 },
        paragraph: { spacing: { after: 0 } },
      },
    ],
  };
}

const LEVELS = [0, 1, 2, 3, 4, 5];
const indent = (level: number) => ({ paragraph: { indent: { start: 360 * (level + 1), hanging: 300 } } });

export const numbering: INumberingOptions = {
  config: [
    {
      reference: 'bullets',
      levels: LEVELS.map((level) => ({
        level,
        format: LevelFormat.BULLET,
        text: '•',
        alignment: AlignmentType.START,
        style: indent(level),
      })),
    },
    {
      reference: 'numbers',
      levels: LEVELS.map((level) => ({
        level,
        format: LevelFormat.DECIMAL,
        text: `%${level + 1}.`,
        alignment: AlignmentType.START,
        style: indent(level),
      })),
    },
    {
      reference: 'sources',
      levels: [
        {
          level: 0,
          format: LevelFormat.DECIMAL,
          text: '%1.',
          alignment: AlignmentType.START,
          style: {
            paragraph: { indent: { start: 480, hanging: 480 } },
            run: { bold: false, color: hex(ink.quiet) },
          },
        },
      ],
    },
  ],
};

/** The faces that the brief is set in travel with it (their licence allows it); Arabic script only where it occurs. */
export function embeddedFonts(document: BriefDocument): IPropertiesOptions['fonts'] {
  const read = (
    family: 'source-sans-3' | 'source-serif-4' | 'vazirmatn',
    face: '400Regular' | '400Regular_Italic' | '600SemiBold' | '700Bold',
  ) => readFileSync(fontFile(family, face));
  const fonts = [
    {
      name: 'Source Sans 3',
      data: read('source-sans-3', '400Regular'),
      bold: read('source-sans-3', '600SemiBold'),
      italic: read('source-sans-3', '400Regular_Italic'),
    },
    {
      name: 'Source Serif 4',
      data: read('source-serif-4', '400Regular'),
      bold: read('source-serif-4', '600SemiBold'),
    },
  ];
  if (!/[\u0600-\u08FF]/.test(JSON.stringify(document))) return fonts;
  return [
    ...fonts,
    { name: arabic, data: read('vazirmatn', '400Regular'), bold: read('vazirmatn', '700Bold') },
  ];
}
