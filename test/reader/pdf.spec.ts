import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readFile } from '../../src/modules/imports/reader/read-brief.js';
import { UnreadableDocument } from '../../src/modules/imports/reader/reading.js';
import { pageOf, pdfOf, streamOf } from './make-files.js';
import { processorTime } from '../../src/modules/imports/reader/processor-time.js';

const corpus = (name: string) => readFileSync(new URL(`../corpus/pdf/${name}.pdf`, import.meta.url));
const fixture = (name: string) => readFileSync(new URL(`../fixtures/pdf/${name}.pdf`, import.meta.url));
const read = async (bytes: Uint8Array, filename = 'brief.pdf') =>
  (await readFile({ bytes, filename })).reading;
const FONT = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';

async function refusal(bytes: Uint8Array): Promise<[string, string]> {
  try {
    await readFile({ bytes, filename: 'brief.pdf' });
  } catch (error) {
    if (error instanceof UnreadableDocument) return [error.code, error.message];
    throw error;
  }
  throw new Error('It was read.');
}

describe('a PDF', () => {
  it('is known by what is in it, and says on which page each thing stands', async () => {
    const { format, actions, notes, recommendations } = await read(
      corpus('ruled-merged-pages'),
      'brief.txt.pdf',
    );
    expect(format).toBe('pdf');
    expect(actions.map(({ at }) => at)).toEqual([
      ...Array.from({ length: 6 }, () => ({ page: 2 })),
      { page: 3 },
      { page: 3 },
    ]);
    expect(recommendations[0].at).toEqual({ page: 1 });
    expect(notes.map(({ citedAt, at }) => [citedAt, at])).toEqual(
      Array.from({ length: 3 }, () => [[{ page: 1 }], { page: 3 }]),
    );
  });

  it('takes running heads and page numbers out, and a row that a page cuts for one row with a warning', async () => {
    const { sections, actions, warnings } = await read(corpus('ruled-merged-pages'));
    const everything = JSON.stringify([sections.map(({ text }) => text), actions]);
    expect(everything).not.toMatch(/\d of 3|Policy Brief No\. 21/);
    expect(actions[5].implementation).toContain('by quarter, with the money spent on them');
    expect(warnings).toContainEqual({ at: 'actions[5]', message: expect.stringContaining('put together') });
    expect(warnings.filter(({ at }) => at === 'actions[6]')).toEqual([]);
  });

  it('doubts every row that only gaps divide, and none that lines or tags do', async () => {
    const doubted = async (name: string) => {
      const { actions, warnings } = await read(corpus(name));
      return [actions.length, warnings.filter(({ at }) => /^actions\[\d+\]$/.test(at)).length];
    };
    expect(await doubted('borderless-plain')).toEqual([4, 4]);
    expect(await doubted('ruled-plain')).toEqual([5, 0]);
    expect(await doubted('tagged-plain')).toEqual([5, 0]);
  });

  it('reads Arabic script as far as it can, and asks for another format', async () => {
    const { actions, warnings } = await read(fixture('arabic'));
    expect(actions.length).toBeGreaterThan(0);
    expect(warnings).toContainEqual({ at: 'document', message: expect.stringContaining('DOCX or HTML') });
    const doubted = new Set(warnings.map(({ at }) => at));
    for (const index of actions.keys())
      for (const column of ['issue', 'pathway', 'implementation', 'actors', 'timeline'])
        expect([...doubted]).toContain(`actions[${index}].${column}`);
  });

  it('needs no password where only changing it is forbidden', async () => {
    expect((await read(fixture('no-changes'))).actions).toHaveLength(4);
  });
});

describe('a PDF that cannot be read', () => {
  const picture = streamOf(Buffer.alloc(200_000, 200), '/Type/XObject/Subtype/Image/Width 400/Height 500/ColorSpace/DeviceGray/BitsPerComponent 8', true); // prettier-ignore
  const forms = Array.from({ length: 30 }, (_, n) =>
    streamOf(
      n === 29 ? 'BT ET' : '/X Do /X Do',
      `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ${n + 6} 0 R>>>>`,
    ),
  );
  const dense = streamOf('BT /F 9 Tf 50 700 Td (Recommendations) Tj ET '.repeat(3_000), '', true);
  it.each([
    ['scanned', pageOf(streamOf('600 0 0 800 0 0 cm /I Do'), '/XObject<</I 5 0 R>>', [picture]), 'scanned', 'it was scanned'],
    ['without text', pageOf(streamOf('')), 'empty', 'no text'],
    ['with a password', fixture('locked'), 'protected', 'protected by a password'],
    ['cut off', corpus('ruled-plain').subarray(0, 12_000), 'malformed', 'cut off'],
    ['nothing but its mark', Buffer.from('%PDF-1.7\nhello'), 'malformed', 'broken'],
    ['pages in a circle', pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Pages/Kids[2 0 R]/Count 1>>']), 'malformed', 'broken'],
    ['lists in lists', Buffer.from(`%PDF-1.7\n1 0 obj\n${'['.repeat(1_000_000)}\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF`), 'malformed', 'broken'],
    ['a drawing that uses itself', pageOf(streamOf('/X Do'), '/XObject<</X 5 0 R>>', [streamOf('/X Do /X Do', '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>')]), 'empty', 'no text'],
    ['drawings that double thirty times', pageOf(streamOf('/X Do'), '/XObject<</X 5 0 R>>', forms), 'too_large', 'far more'],
    ['a stream of 200 MB', pageOf(streamOf(Buffer.alloc(200_000_000, 32), '', true)), 'too_large', 'far more'],
    ['packed twice', pageOf(streamOf('', '/Filter[/FlateDecode/FlateDecode]')), 'too_large', 'far more'],
    ['the same dense page a thousand times', pdfOf(['<</Type/Catalog/Pages 2 0 R>>', `<</Type/Pages/Kids[${'3 0 R '.repeat(1_000)}]/Count 1000>>`, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>', dense, FONT]), 'too_large', 'far more'],
  ] as [string, Buffer, string, string][])('says why, soon: %s', async (_, bytes, code, words) => {
    const spent = processorTime();
    const [actual, message] = await refusal(bytes);
    expect([actual, message]).toEqual([code, expect.stringContaining(words)]);
    expect(spent()).toBeLessThan(9_000);
  }); // prettier-ignore

  it('is read apart, with the same words', async () => {
    const { readApart } = await import('../../src/modules/imports/reading-apart.js');
    const bytes = fixture('locked');
    await expect(readApart({ filename: basename('locked.pdf'), bytes })).rejects.toMatchObject({
      code: 'import.protected',
    });
    const { reading } = await readApart({ filename: 'brief.pdf', bytes: corpus('tagged-plain') });
    expect(reading.actions).toHaveLength(5);
  });
});
