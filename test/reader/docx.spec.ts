import { readFileSync } from 'node:fs';
import { readFile } from '../../src/modules/imports/reader/read-brief.js';
import { UnreadableDocument } from '../../src/modules/imports/reader/reading.js';
import { HEADER, ROW, heading, paragraph, table, word, zip } from './docx-files.js';
import { processorTime } from '../../src/modules/imports/reader/processor-time.js';

const sample = (name: string) => readFileSync(new URL(`../corpus/docx/${name}.docx`, import.meta.url));
const read = async (bytes: Uint8Array, filename = 'brief.docx') =>
  (await readFile({ bytes, filename })).reading;
const cellsOf = async (bytes: Buffer) =>
  (await read(bytes)).actions.map((row) => [row.issue, row.pathway, row.implementation, row.actorsText, row.timeline?.text]); // prettier-ignore

async function refusal(bytes: Uint8Array, filename = 'brief.docx'): Promise<[string, string]> {
  const spent = processorTime();
  try {
    await readFile({ bytes, filename });
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    expect(spent()).toBeLessThan(2000);
    return [error.code, error.message];
  }
  throw new Error('It was read.');
}

describe('a Word file', () => {
  it('says where things stand: paragraphs counted through cells, notes last', async () => {
    const { format, sections, actions, recommendations, notes } = await read(sample('plain'));
    expect(format).toBe('docx');
    expect(sections.map(({ heading: text, level, at }) => [text, level, at])).toEqual([
      ['Executive Summary', 1, { paragraph: 6 }],
      ['Background', 1, { paragraph: 8 }],
      ['Recommendations', 1, { paragraph: 12 }],
      ['Action Matrix', 1, { paragraph: 17 }],
    ]);
    expect(recommendations.map(({ marker, at }) => [marker, at])).toEqual(
      ['1', '2', '3', '4'].map((marker, index) => [marker, { paragraph: 13 + index }]),
    );
    // Five cells of the header come first.
    expect(actions.map(({ at }) => at)).toEqual(
      [23, 28, 33, 38, 43].map((number) => ({ paragraph: number })),
    );
    expect(notes.map(({ marker, citedAt, sameAs }) => [marker, citedAt, sameAs])).toEqual([
      ['1', [{ paragraph: 7 }], null],
      ['2', [{ paragraph: 9 }], null],
      ['3', [{ paragraph: 11 }], '2'],
    ]);
  });

  it('repeats a merged issue in each of its rows, each with a place of its own', async () => {
    const { actions } = await read(sample('merged-issue'));
    expect(new Set(actions.slice(0, 2).map(({ issue }) => issue)).size).toBe(1);
    expect(new Set(actions.map(({ at }) => JSON.stringify(at))).size).toBe(actions.length);
  });

  it('keeps the marker of a note where the text cites it, and numbers endnotes as they are printed', async () => {
    const { notes } = await read(sample('endnotes'));
    expect(notes.map(({ marker }) => marker)).toEqual(['i', 'ii']);
    const { blocks } = await readFile({ bytes: sample('endnotes'), filename: 'x.docx' });
    expect(JSON.stringify(blocks)).toContain('all the same.ⁱ');
  });

  it('says that changes are tracked, and reads them as accepted', async () => {
    const { warnings } = await read(sample('tracked-changes'));
    expect(warnings.map(({ message }) => message).join()).toContain('read as if all were accepted');
    const gone = paragraph('Benches', '<w:rPr><w:del w:id="1"/></w:rPr>');
    const moved =
      '<w:p><w:moveFrom><w:r><w:t>Chairs</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> rot</w:t></w:r></w:moveTo><w:del><w:r><w:delText> slowly</w:delText></w:r></w:del></w:p>';
    const [row] = await cellsOf(word(table([HEADER, [gone + moved, ...ROW.slice(1)]])));
    expect(row[0]).toBe('Benches rot');
  });

  it('reads fields by their result, symbols and hidden text as they are seen', async () => {
    const field = (instruction: string, result: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>${result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const cell = `<w:p>${field('REF forty', 'Replace')}<w:r><w:t xml:space="preserve"> forty</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>${field('PAGE', '7')}<w:r><w:noBreakHyphen/></w:r><w:r><w:t>odd</w:t></w:r><w:r><w:tab/><w:t>benches</w:t></w:r></w:p>`;
    const [row] = await cellsOf(word(table([HEADER, ROW.with(2, cell)])));
    expect(row[2]).toBe('Replace forty-odd benches');
  });

  it('reads content controls, other prefixes and a file without styles', async () => {
    const control = `<w:sdt><w:sdtPr/><w:sdtContent>${table([HEADER, ROW])}</w:sdtContent></w:sdt>`;
    expect(await cellsOf(word(control))).toEqual([ROW]);
    const other = table([HEADER, ROW]).replaceAll('w:', 'x:');
    const root = 'x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"';
    expect(await cellsOf(word(other, { root }))).toEqual([ROW]);
  });

  it('puts a table together that was typed with tabs', async () => {
    const typed = (cells: string[]) => paragraph(cells.join('</w:t><w:tab/><w:t>'));
    const body = [paragraph('A first sentence stands above.'), typed(HEADER), typed(ROW), typed(ROW.with(0, 'No shade')), paragraph('An end.')];
    expect(await cellsOf(word(body.join('')))).toEqual([ROW, ROW.with(0, 'No shade')]);
  }); // prettier-ignore

  it('counts lists through the paragraphs between them, and levels below each other', async () => {
    const numbering = `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num></w:numbering>`;
    const item = (text: string, level = 0) => paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="4"/></w:numPr>`);
    const more = [
      { name: 'word/numbering.xml', content: numbering },
      { name: 'word/_rels/document.xml.rels', content: '<Relationships><Relationship Id="r1" Type="http://x/numbering" Target="numbering.xml"/></Relationships>' },
    ];
    const body = [heading('Recommendations'), item('The town should buy oak.'), item('It should be dry.', 1), item('It should be local.', 1), paragraph('Oak lasts.'), item('The town should paint it.'), paragraph('Paint helps.')];
    const { recommendations } = await read(word(body.join(''), { more }));
    expect(recommendations.map(({ marker, text }) => [marker, text])).toEqual([
      ['1', 'The town should buy oak.\n(i) It should be dry.\n(ii) It should be local.\n\nOak lasts.'],
      ['2', 'The town should paint it.\n\nPaint helps.'],
    ]);
  }); // prettier-ignore

  it('takes title and author from the properties where the text has none, and says so', async () => {
    const core = '<cp:coreProperties><dc:title>Benches That Last</dc:title><dc:creator>Ada Rook</dc:creator></cp:coreProperties>';
    const { publication, warnings } = await read(word(table([HEADER, ROW]), { more: [{ name: 'docProps/core.xml', content: core }] }));
    expect([publication.title, publication.authors]).toEqual(['Benches That Last', ['Ada Rook']]);
    expect(warnings.map(({ at }) => at)).toEqual(expect.arrayContaining(['publication.title', 'publication.authors']));
    const names = core.replace('Benches That Last', 'Document1').replace('Ada Rook', 'Microsoft Office User');
    const other = await read(word(table([HEADER, ROW]), { more: [{ name: 'docProps/core.xml', content: names }] }));
    expect([other.publication.title, other.publication.authors]).toEqual([null, []]);
  }); // prettier-ignore

  it('reads a file with macros without looking at them', async () => {
    const more = [{ name: 'word/vbaProject.bin', content: 'Sub AutoOpen()' }];
    const { actions, warnings } = await read(word(table([HEADER, ROW]), { more }), 'brief.docm');
    expect(actions).toHaveLength(1);
    expect(warnings.filter(({ at }) => at === 'document')).toEqual([]);
  });

  it('says where a file is called otherwise than it is', async () => {
    const { format, warnings } = await read(word(table([HEADER, ROW])), 'brief.pdf');
    expect(format).toBe('docx');
    expect(warnings[0].message).toBe('The file is called .pdf but is a Word file: it was read as that.');
  });
});

describe('a Word file that cannot be read', () => {
  const whole = sample('plain');

  it.each([
    ['cut off', () => whole.subarray(0, whole.length / 2), 'malformed', 'cut off'],
    ['broken inside', () => Buffer.from(whole).fill(0x55, 2000, 2600), 'malformed', 'broken'],
    ['with a password for a part', () => zip([{ name: 'word/document.xml', content: 'x', isEncrypted: true }]), 'protected', 'password'],
    ['encrypted by Word', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]), 'protected', 'password'],
    ['of the old kind', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('WordDocument', 'utf16le')]), 'format_not_read', 'Save it as .docx'],
    ['without a document', () => zip([{ name: 'word/document2.xml', content: '<a/>' }, { name: '_rels/.rels', content: '<Relationships/>' }]), 'malformed', 'no document in it'],
    ['with nothing to track', () => word(paragraph('Benches rot.')), 'nothing_found', 'Nothing to track'],
    ['with entities of its own', () => zip([{ name: 'word/document.xml', content: `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>` }]), 'malformed', 'entities of its own'],
    ['that unpacks to 200 MB', () => zip([{ name: 'word/document.xml', content: Buffer.alloc(200 * 2 ** 20, ' ') }]), 'too_large', 'far larger'],
    ['that lies about its size', () => zip([{ name: 'word/document.xml', content: Buffer.alloc(40 * 2 ** 20, ' '), declared: 1000 }]), 'too_large', 'far larger'],
    ['of 5,000 parts', () => zip(Array.from({ length: 5000 }, (_, index) => ({ name: `word/${index}.xml`, content: '' }))), 'too_large', 'far larger'],
    ['nested 20,000 deep', () => word('<w:sdt><w:sdtContent>'.repeat(10_000)), 'too_large', 'levels'],
    ['of a million elements', () => word(`${'<w:p/><w:r/>x'.repeat(500_000)}${Array.from({ length: 40_000 }, (_, i) => i * 7919).join('')}`), 'too_large', 'elements'],
    ['with a table of a million cells', () => word(`<w:tbl>${`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="100"/></w:tcPr><w:p/></w:tc>${'<w:tc><w:tcPr><w:gridSpan w:val="100"/></w:tcPr><w:p/></w:tc>'.repeat(20)}</w:tr>`.repeat(200)}</w:tbl>${Array.from({ length: 9000 }, (_, i) => (i * 7919).toString(36)).join('')}`), 'too_large', 'cells'],
  ] as [string, () => Uint8Array, string, string][])('says why: %s', async (_, make, code, words) => {
    const [actual, message] = await refusal(make());
    expect([actual, message]).toEqual([code, expect.stringContaining(words)]);
  }); // prettier-ignore
});
