import { readFileSync } from 'node:fs';
import { readFile } from '../../src/modules/imports/reader/read-brief.js';
import { UnreadableDocument } from '../../src/modules/imports/reader/reading.js';
import { processorTime } from '../../src/modules/imports/reader/processor-time.js';

const sample = (name: string) => readFileSync(new URL(`../corpus/html/${name}.html`, import.meta.url));
const read = async (html: string | Uint8Array, filename = 'brief.html') =>
  (await readFile({ bytes: typeof html === 'string' ? Buffer.from(html) : html, filename })).reading;

const HEAD = '<tr><th>Issue<th>Pathway<th>Implementation<th>Actors<th>Timeline';
const ROW = '<tr><td>Benches rot<td>Use oak<td>Replace forty benches<td>Park Office<td>6 months';
const MATRIX = `<table>${HEAD}${ROW}</table>`;

describe('a web page', () => {
  it('says where things stand, and which sentences cite its notes', async () => {
    const { format, actions, notes, sections } = await read(sample('plain'));
    expect(format).toBe('html');
    expect(sections.at(-1)).toMatchObject({ heading: 'Notes', text: '' });
    expect(actions.map(({ at }) => at)).toEqual([23, 28, 33, 38, 43].map((paragraph) => ({ paragraph })));
    expect(notes.map(({ marker, citedAt, url }) => [marker, citedAt, url !== null])).toEqual([
      ['1', [{ paragraph: 7 }], true],
      ['2', [{ paragraph: 9 }], false],
      ['3', [{ paragraph: 11 }], false],
    ]);
    // The link back is no part of a note.
    expect(notes.map(({ text }) => text).join()).not.toContain('↩');
  });

  it('leaves out menus, scripts, styles and what is hidden', async () => {
    const html = `<html><body><nav><ul><li>Recommendations</ul></nav><script>var a = "<table>${HEAD}"</script><style>p {}</style>
      <div hidden>Hidden</div><div style="display: none">None</div><template><p>Template</template>${MATRIX}<button>Send</button></body></html>`;
    const { blocks, reading } = await readFile({ bytes: Buffer.from(html), filename: 'a.html' });
    expect(reading.actions).toHaveLength(1);
    expect(blocks).toHaveLength(1);
  });

  it('takes title, author, date and language from its head where the text has none', async () => {
    const head = `<html lang="en-GB"><head><title>Benches That Last</title><meta name="author" content="Ada Rook"><meta property="article:published_time" content="2025-05-03T10:00:00Z"></head>`;
    const { publication, actions } = await read(`${head}<body>${MATRIX}`);
    expect(publication).toMatchObject({ title: 'Benches That Last', authors: ['Ada Rook'], date: '2025-05-03', language: 'en' }); // prettier-ignore
    expect(actions[0].timeline?.dueOn).toBe('2025-11-03');
  });

  it('knows a page by what is in it, and text by that it has no tags', async () => {
    const called = await read(`<div><p>Note</p>${MATRIX}</div>`, 'brief.docx');
    expect([called.format, called.actions.length]).toEqual(['html', 1]);
    expect(called.warnings[0].message).toContain('called .docx but is a web page');
    const plain = await read('Recommendations\n\nThe town should buy oak.\n', 'brief.html');
    expect([plain.format, plain.recommendations.length]).toEqual(['text', 1]);
    expect(plain.warnings[0].message).toContain('called .html but is text');
  });

  it('reads the encoding that a page declares', async () => {
    const html = Buffer.concat([
      Buffer.from('<html><head><meta charset="windows-1256"></head><body><h2>'),
      Buffer.from([0xc7, 0xe1, 0xca, 0xe6, 0xd5, 0xed, 0xc7, 0xca]),
      Buffer.from('</h2><ol><li>The town should buy oak.</ol></body></html>'),
    ]);
    const { recommendations, sections } = await read(html);
    expect(sections.map(({ heading }) => heading)).toEqual(['التوصيات']);
    expect(recommendations).toHaveLength(1);
  });

  it('counts lists as they are shown', async () => {
    const markers = async (lists: string) =>
      (await read(`<h2>Recommendations</h2>${lists}`)).recommendations.map(({ marker }) => marker);
    const items = '<li>The town should buy oak.<li value=7>The town should paint it.';
    expect(await markers(`<ol start=3>${items}</ol><p>And so on.</p><ol start=9>${items}</ol>`)).toEqual([
      '3',
      '7',
      '9',
      '7',
    ]);
    expect(await markers(`<ol type=I>${items}</ol>`)).toEqual(['I', 'VII']);
    expect(await markers(`<ol style="list-style-type: lower-alpha">${items}</ol>`)).toEqual(['a', 'g']);
    expect(await markers(`<ul>${items}</ul>`)).toEqual([null, null]);
  });

  it('repeats cells down to the last row, and refuses no span', async () => {
    const html = `<table>${HEAD}<tr><td rowspan=0>Benches rot<td>Oak<td>Buy<td>Park Office<td>1 month<tr><td>Paint<td>Paint it<td colspan=-3>Town<td rowspan=99999>2 months</table>`;
    const { actions } = await read(html);
    expect(actions.map(({ issue, pathway, actorsText, timeline }) => [issue, pathway, actorsText, timeline?.text])).toEqual([
      ['Benches rot', 'Oak', 'Park Office', '1 month'],
      ['Benches rot', 'Paint', 'Town', '2 months'],
    ]); // prettier-ignore
  });
});

describe('a hostile page', () => {
  it.each([
    ['20,000 elements deep', '<div>'.repeat(20_000), 'too_large'],
    ['of a million elements', '<b>x</b>'.repeat(1_000_000), 'too_large'],
    ['with a table of a hundred million cells', `<table>${'<tr>'}${'<td colspan=1000 rowspan=9999>x'.repeat(1000)}${'<tr><td>y'.repeat(9000)}</table>`, 'too_large'],
    ['that is not closed anywhere', '<table><tr><td>'.repeat(300), 'too_large'],
    ['with nothing in it', '<html><body></body></html>', 'nothing_found'],
    ['with a NUL', '<html>\0<p>x', 'binary'],
  ])('is refused: %s', async (_, html, code) => {
    const spent = processorTime();
    await expect(read(html)).rejects.toMatchObject({ code, constructor: UnreadableDocument });
    // Whatever the engine does on other threads counts too.
    expect(spent()).toBeLessThan(5_000);
  }); // prettier-ignore

  it.each([
    ['brackets', '<'.repeat(1_000_000)],
    ['entities', '&amp;'.repeat(500_000)],
    ['attributes', `<p ${'a=b '.repeat(200_000)}>x</p>`],
    ['links to themselves', Array.from({ length: 20_000 }, (_, i) => `<p id=n${i}><a href="#n${i}">1</a> words</p>`).join('')],
    ['notes of notes', Array.from({ length: 20_000 }, (_, i) => `<p id=n${i}>words <a href="#n${i + 1}">1</a></p>`).join('')],
    ['broken lines', `<p>${'word<br>'.repeat(100_000)}</p>`],
    ['raised numbers', '<sup>1</sup>'.repeat(100_000)],
  ])('stays quick on %s', async (_, html) => {
    const spent = processorTime();
    await read(`<html><body>${MATRIX}${html}`);
    expect(spent()).toBeLessThan(8_000);
  }); // prettier-ignore
});
