import { readFile } from '../../src/modules/imports/reader/read-brief.js';
import { UnreadableDocument } from '../../src/modules/imports/reader/reading.js';
import { pageOf, pdfOf, rowOf, streamOf, workbookOf, zipOf } from './make-files.js';
import { processorTime } from '../../src/modules/imports/reader/processor-time.js';

const HEADER = ['Issue', 'Pathway', 'Implementation', 'Actors', 'Timeline'];
const ROWS = [
  ['Dark posts', 'Share the oil', 'Walk the river road', 'Vell Lamp Board', '6 months'],
  ['Wet wicks', 'Dry them', 'Build a loft', 'Harth Council', '12 months'],
];
const FONT = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';

async function read(filename: string, bytes: Buffer) {
  return (await readFile({ bytes, filename })).reading;
}

async function refusal(filename: string, bytes: Buffer): Promise<[string, string]> {
  try {
    await read(filename, bytes);
  } catch (error) {
    if (error instanceof UnreadableDocument) return [error.code, error.message];
    throw error;
  }
  throw new Error('It was read.');
}

/** A page of these lines. @param content what stands before and after them */
function textPage(lines: string[], before = '', after = ''): Buffer {
  const shown = lines.map((line) => `(${line}) Tj 0 -14 Td`).join('\n');
  return streamOf(`${before}BT /F 10 Tf 60 740 Td\n${shown}\nET${after}`);
}

const fontPage = (content: Buffer) => pageOf(content, '/Font<</F 5 0 R>>', [FONT]);

describe('files that are not what Heed reads', () => {
  it.each([
    ['a.fodt', Buffer.from('<?xml version="1.0"?><office:document xmlns:office="urn:x"/>'), 'flat OpenDocument file (.fodt), which Heed does not read. Save it as .odt or .docx'],
    ['a.gdoc', Buffer.from('{"url": "https://docs.google.com/open?id=1"}'), 'only a link'],
    ['a.xml', Buffer.from('<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package/>'), 'Word file kept as XML'],
    ['a.pages', zipOf([{ name: 'Index/Document.iwa', content: 'x' }]), 'Export it as .docx'],
    ['a.epub', zipOf([{ name: 'META-INF/container.xml', content: '<x/>' }]), 'e-book'],
    ['a.docx', zipOf([{ name: 'brief.docx', content: 'x' }]), 'zipped file, which Heed does not read. Unpack it, choose the document in it, and bring that.'],
    ['a.docx', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(900, 1)]), 'a program'],
    ['a.pdf', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(900, 7)]), 'a picture'],
    ['a.docx', Buffer.from('7z\u00BC\u00AF', 'latin1'), 'a compressed file'],
  ])('says what it is: %s', async (name, bytes, words) => {
    expect(await refusal(name, bytes)).toEqual(['format_not_read', expect.stringContaining(words)]);
  }); // prettier-ignore

  it('reads a table by what is in it, whatever its file is called', async () => {
    for (const [name, delimiter] of [['a.csv', '\t'], ['a.csv', '|'], ['a.txt', ','], ['a.txt', ';'], ['a.tsv', ',']]) {
      const text = [HEADER, ...ROWS].map((row) => row.join(delimiter)).join('\r\n');
      expect([name, delimiter, (await read(name, Buffer.from(text))).actions.map(({ issue }) => issue)]).toEqual([name, delimiter, ['Dark posts', 'Wet wicks']]);
    }
  }); // prettier-ignore

  it('reads what stands above the header of a CSV file, and quotation marks within a cell', async () => {
    const rows = [HEADER, ['The "old" way', ...ROWS[0].slice(1)]].map((row) => row.join(';')).join('\n');
    const text = `sep=;\nPolicy Brief No. 4;\nDate;3 May 2025\n\n${rows}`;
    const { publication, actions } = await read('a.csv', Buffer.from(text));
    expect(publication).toMatchObject({ number: '4', date: '2025-05-03' });
    expect(actions.map(({ issue }) => issue)).toEqual(['The "old" way']);
  });

  it('refuses a row of millions of cells soon', async () => {
    const spent = processorTime();
    const [code] = await refusal('a.csv', Buffer.from(`${HEADER.join(',')}\n${','.repeat(3_000_000)}`));
    expect(code).toBe('too_large');
    expect(spent()).toBeLessThan(2_000);
  });
});

describe('sheets that hide something', () => {
  it('says which rows and columns', async () => {
    const rows = rowOf(1, [...HEADER, 'Remark']) + rowOf(2, [...ROWS[0], 'x']).replace('<row', '<row hidden="1"') + rowOf(3, [...ROWS[1], 'y']); // prettier-ignore
    const { actions, warnings } = await read('a.xlsx', workbookOf(rows, { after: '<cols><col min="6" max="6" hidden="1"/></cols>' })); // prettier-ignore
    expect(actions).toHaveLength(2);
    const messages = warnings.map(({ at, message }) => `${at}: ${message}`);
    expect(messages).toContain('actions[0].issue: Row 2 of Plan is hidden; it was read like the others.');
    expect(messages).toContain(
      'document: Columns of the sheet "Plan" are hidden; they were read like the others: F.',
    );
    expect(messages.filter((message) => message.startsWith('actions[1].issue'))).toEqual([]);
  });

  it('names no error of a library', async () => {
    const cells = [HEADER, ...ROWS].map((row) => `<row>${row.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`); // prettier-ignore
    const [code, message] = await refusal('a.xlsx', workbookOf(cells.join('')));
    expect([code, message]).toEqual(['malformed', expect.stringContaining('save it again and bring that')]);
    expect(message).not.toMatch(/undefined|properties/);
  });
});

describe('pages that hide something', () => {
  const table = [HEADER, ...ROWS]
    .map((row) => `<div role="row">${row.map((text) => `<span role="cell">${text}</span>`).join('')}</div>`)
    .join('');

  it('reads tables by their roles, and leaves out what classes hide and what was deleted', async () => {
    const page = `<style>@media print{.no{display:none}} .gone, p.away { color: red; display: none }</style>
      <h1>Lamps</h1><div role="table">${table}</div>
      <h2>Recommendations</h2><p>The town should <del>not</del> <ins>now</ins> act.<span class="gone"> Never.</span><span class="no"> Soon.</span></p>`;
    const { actions, recommendations, warnings } = await read('a.html', Buffer.from(page));
    expect(actions.map(({ issue, actorsText }) => [issue, actorsText])).toEqual(
      ROWS.map(([issue, , , actors]) => [issue, actors]),
    );
    expect(recommendations.map(({ text }) => text)).toEqual(['The town should now act. Soon.']);
    expect(warnings.map(({ message }) => message).join()).toContain('marks what was deleted and inserted');
  });

  it('stays quick on style sheets that are made to be slow', async () => {
    const styles = ['/*'.repeat(100_000), '@'.repeat(200_000), 'a'.repeat(200_000), '@{a{}'.repeat(40_000), '.a,'.repeat(60_000)]; // prettier-ignore
    const page = `<html>${styles.map((style) => `<style>${style}</style>`).join('')}<h2>Recommendations</h2><p>The town should act.</p>`;
    const spent = processorTime();
    expect((await read('a.html', Buffer.from(page))).recommendations).toHaveLength(1);
    expect(spent()).toBeLessThan(2_000);
  });
});

describe('a PDF that hides its text', () => {
  const words = ['Recommendations', ...Array.from({ length: 20 }, () => 'The town of Vell should light all of its lamps before the winter')]; // prettier-ignore
  const shifted = words.map((line) => line.replaceAll(/[a-z]/gi, (letter) => String.fromCharCode(((letter.toLowerCase().charCodeAt(0) - 97 + 7) % 26) + 97))); // prettier-ignore

  it('says that its letters are nonsense', async () => {
    expect(await refusal('a.pdf', fontPage(textPage(shifted)))).toEqual([
      'encoding',
      expect.stringContaining('do not say which letters they show'),
    ]);
    expect((await read('a.pdf', fontPage(textPage(words)))).recommendations.length).toBeGreaterThan(0);
  });

  it('is scanned, though the scanner left its name on each page', async () => {
    const picture = streamOf(Buffer.alloc(90_000, 200), '/Type/XObject/Subtype/Image/Width 300/Height 300/ColorSpace/DeviceGray/BitsPerComponent 8', true); // prettier-ignore
    const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>/XObject<</I 6 0 R>>>>/Contents 4 0 R>>'; // prettier-ignore
    const file = pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R 3 0 R 3 0 R 3 0 R]/Count 4>>', page, textPage(['Scanned with PaperEye 3000'], '600 0 0 800 0 0 cm /I Do '), FONT, picture]); // prettier-ignore
    expect(await refusal('a.pdf', file)).toEqual(['scanned', expect.stringContaining('it was scanned')]);
  });

  it('doubts what a line is drawn through', async () => {
    const line = ' 60 729 m 160 729 l S';
    const { warnings } = await read('a.pdf', fontPage(textPage(words, '', line)));
    expect(warnings.map(({ at }) => at)).toContain('recommendations');
    expect(warnings.map(({ message }) => message).join()).toContain('struck through');
    const plain = await read('a.pdf', fontPage(textPage(words, '', ' 60 722 m 160 722 l S')));
    expect(plain.warnings.map(({ message }) => message).join()).not.toContain('struck through');
  });

  it.each([90, 180, 270])('reads a page whose text is turned by %i degrees', async (turn) => {
    const file = fontPage(textPage(words))
      .toString('latin1')
      .replace('/MediaBox', `/Rotate ${turn}/MediaBox`);
    const { recommendations } = await read('a.pdf', Buffer.from(file, 'latin1'));
    expect(recommendations.map(({ text }) => text).join(' ')).toContain('The town of Vell should light');
  });
});
