import { readFileSync } from 'node:fs';
import { MAX_BYTES } from '../../src/modules/imports/reader/decode.js';
import { readBrief, type BriefInput } from '../../src/modules/imports/reader/read-brief.js';
import { UnreadableDocument } from '../../src/modules/imports/reader/reading.js';
import { processorTime } from '../../src/modules/imports/reader/processor-time.js';

const twin = readFileSync(new URL('../fixtures/twin-brief.txt', import.meta.url), 'utf8');
const HEAD =
  'Policy Brief No. 1\n\nMarch 2024\n\nLAMPS FOR ALL\n\nRecommendations\n\nThe town should act.\n\n';
const MATRIX = 'Issue\tPathway\tImplementation\tActors\tTimeline\n';

function refusal(input: BriefInput): [string, string] {
  try {
    readBrief(input);
  } catch (error) {
    if (error instanceof UnreadableDocument) return [error.code, error.message];
    throw error;
  }
  throw new Error('It was read.');
}

describe('what cannot be read', () => {
  it.each([
    ['an empty file', { bytes: Buffer.alloc(0) }, 'empty', 'The file is empty.'],
    ['nothing but space', { text: ' \n\t\n' }, 'empty', 'There is no text in the document.'],
    [
      'NUL in a file',
      { bytes: Buffer.from(`${HEAD}a\0b`) },
      'binary',
      'This is no text: it has a NUL character in line 11.',
    ],
    ['NUL in pasted text', { text: 'a\0' }, 'binary', 'This is no text: it has a NUL character in line 1.'],
    [
      'control characters',
      { bytes: Buffer.from('ab\x01c') },
      'binary',
      'This is no text: it has a control character in line 1.',
    ],
    [
      'a PDF',
      { bytes: Buffer.from('%PDF-1.7\n') },
      'format_not_read',
      'This is a PDF, which Heed does not read',
    ],
    [
      'a Word file',
      { bytes: Buffer.from('PK\x03\x04....') },
      'format_not_read',
      'This is a Word, Excel, OpenDocument',
    ],
    [
      'no known encoding',
      { bytes: Buffer.from([0x41, 0x81, 0x42, 0x8d]) },
      'encoding',
      'neither UTF-8, UTF-16 nor Windows-1252',
    ],
    [
      'broken UTF-16',
      { bytes: Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x00]) },
      'encoding',
      'The file begins as UTF-16LE but is broken',
    ],
    [
      'too large a file',
      { bytes: Buffer.alloc(MAX_BYTES + 1, 'a') },
      'too_large',
      'The document has 20.0 MB; Heed reads up to 20 MB.',
    ],
    [
      'CSV gone wrong',
      { bytes: Buffer.from('Issue,Action\n"a,b'), filename: 'x.csv' },
      'malformed',
      'The table could not be read',
    ],
    [
      'nothing to track',
      { text: 'Overview\n\nLamps burn in Varnholm.\n' },
      'nothing_found',
      'Heed looked for a table',
    ],
    [
      'an empty section',
      { text: 'Overview\n\nLamps burn.\n\nRecommendations\n\n' },
      'nothing_found',
      'Under "Recommendations" there was nothing',
    ],
  ] as [string, BriefInput, string, string][])('says why: %s', (_, input, code, message) => {
    const [actual, words] = refusal(input);
    expect(actual).toBe(code);
    expect(words).toContain(message);
  });
});

describe('what is read with a warning', () => {
  it('reads Windows-1252', () => {
    const bytes = Buffer.from(twin.replaceAll(/[^\0-\u00FF]/g, '-'), 'latin1');
    const reading = readBrief({ bytes: Buffer.concat([bytes, Buffer.from([0x0a, 0x93, 0x80, 0x94])]) });
    expect(reading.actions).toHaveLength(5);
    expect(reading.warnings[0]).toMatchObject({
      at: 'document',
      message: expect.stringContaining('Windows-1252'),
    });
  });

  it('reads UTF-16 with no mark', () => {
    expect(readBrief({ bytes: Buffer.from(HEAD, 'utf16le') }).publication.number).toBe('1');
  });

  it.each([0, 1, 2, 3, 4])('keeps a cell of 1 MB whole, in column %i', (column) => {
    const long = 'word '.repeat(200_000).trim();
    const row = ['Dark posts', 'Share', 'Walk', 'Vell', '6 months'].with(column, long);
    const spent = processorTime();
    const { actions, warnings } = readBrief({ text: `${HEAD}${MATRIX}${row.join('\t')}` });
    const [action] = actions;
    const cells = [
      action.issue,
      action.pathway,
      action.implementation,
      action.actorsText,
      action.timeline?.text,
    ];
    expect(cells[column] === long).toBe(true);
    expect(
      warnings.some(
        ({ at, message }) => at.startsWith('actions[0]') && message.includes('999999 characters'),
      ),
    ).toBe(true);
    expect(spent()).toBeLessThan(2000);
  });

  it('takes no date that does not exist or that can be two', () => {
    for (const date of [
      '31 February 2024',
      '2024-13-01',
      '30.02.2024',
      '03/04/2024',
      'January–February 2024',
    ]) {
      const { publication, warnings } = readBrief({ text: HEAD.replace('March 2024', date) });
      expect([date, publication.date, publication.anchor]).toEqual([date, null, null]);
      expect(warnings.map(({ at }) => at)).toContain('publication.date');
    }
  });

  it('says that a table was not read as a matrix', () => {
    const { actions, warnings } = readBrief({ text: `${HEAD}Town\tLamps\tOil\nVell\t3\t4\nHarth\t5\t6\n` });
    expect(actions).toEqual([]);
    expect(warnings.map(({ message }) => message).join()).toContain('Town | Lamps | Oil');
  });

  it('says which notes nothing cites, which are cited and missing, and which mean a note that is not there', () => {
    const text = `${HEAD}Conclusion\n\nIt is dark.¹ And cold.⁹\n\nNotes\n\n¹ Ibid.\n² Ledger.\n`;
    const { notes, warnings } = readBrief({ text });
    expect(notes.map(({ sameAs }) => sameAs)).toEqual([null, null]);
    expect(warnings.filter(({ at }) => at.startsWith('notes')).map(({ message }) => message)).toEqual([
      '"Ibid.": the note it means was not found.',
      'Nothing in the text cites note 2.',
      'The text cites note 9, which is not there.',
    ]);
  });
});

describe('hostile input', () => {
  // Each of these made some pattern or loop of an earlier version slow.
  it.each([
    ['spaced dots', ' .'.repeat(200_000)],
    ['brackets', '['.repeat(200_000)],
    ['stars', '*'.repeat(200_000)],
    ['repeated heads', Array.from({ length: 20_000 }, (_, i) => `Head of page ${i}\n\nwords`).join('\n\n')],
    ['repeated lines', 'The town should act again.\n\n'.repeat(20_000)],
    [
      'one wrapped paragraph',
      'The town should act again and again until all of its lamps burn\n'.repeat(20_000),
    ],
    ['narrow tables', '|a|b|\n'.repeat(20_000)],
    ['notes', `Notes\n\n${Array.from({ length: 20_000 }, (_, i) => `${i + 1}. Ibid.`).join('\n')}`],
    ['icons', 'icon-'.repeat(50_000)],
    ['actors', `${MATRIX}a\tb\tc\t${'Vell and Harth, '.repeat(10_000)}\t6 months`],
    ['nested brackets', `${MATRIX}a\tb\tc\t${'('.repeat(4000)}\t6 months`],
    ['windows', `${MATRIX}a\tb\tc\td\t${'between 6 and '.repeat(30)}`],
  ])('stays quick on %s', (_, text) => {
    const spent = processorTime();
    readBrief({ text: HEAD + text });
    expect(spent()).toBeLessThan(4000);
  });
});
