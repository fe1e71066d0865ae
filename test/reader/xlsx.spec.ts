import { readFile } from '../../src/modules/imports/reader/read-brief.js';
import { UnreadableDocument } from '../../src/modules/imports/reader/reading.js';
import { rowOf, workbookOf, zipOf } from './make-files.js';
import { processorTime } from '../../src/modules/imports/reader/processor-time.js';

const HEADER = ['Issue', 'Pathway', 'Implementation', 'Actors', 'Timeline'];
const ROW = ['Dark posts', 'Share the rounds', 'Walk in pairs', 'Lamp Wardens', '6 months'];
const sheet = (...rows: (string | null)[][]) => rows.map((row, index) => rowOf(index + 1, row)).join('');
const read = async (bytes: Buffer, filename = 'plan.xlsx') => (await readFile({ bytes, filename })).reading;
const messages = ({ warnings }: Awaited<ReturnType<typeof read>>) =>
  warnings.map(({ at, message }) => `${at}: ${message}`);

async function refusal(bytes: Buffer, filename = 'plan.xlsx'): Promise<[string, string]> {
  try {
    await readFile({ bytes, filename });
  } catch (error) {
    if (error instanceof UnreadableDocument) return [error.code, error.message];
    throw error;
  }
  throw new Error('It was read.');
}

describe('a workbook', () => {
  it('says in which cell of which sheet each row stands', async () => {
    const { format, actions } = await read(workbookOf(sheet(['A plan for lamps'], [], HEADER, ROW)));
    expect([format, actions.map(({ at }) => at)]).toEqual(['xlsx', [{ sheet: 'Plan', cell: 'A4' }]]);
  });

  it('takes a cell merged over rows for all of them, without a doubt', async () => {
    const bytes = workbookOf(sheet(HEADER, ROW, [null, 'Mend', 'Buy glass', 'Lamp Works', '12 months']), {
      after: '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
    });
    const reading = await read(bytes);
    expect(reading.actions.map(({ issue }) => issue)).toEqual(['Dark posts', 'Dark posts']);
    expect(messages(reading).filter((text) => text.includes('issue'))).toEqual([]);
  });

  it('reads real dates as days, and says what holds no value', async () => {
    const styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
    const rows = sheet(
      HEADER,
      ROW.with(4, '<c s="1"><v>46203</v></c>'),
      ROW.with(1, '<c t="e"><v>#REF!</v></c>').with(2, '<c><f>A1</f></c>'),
    );
    const reading = await read(workbookOf(rows, { styles }));
    expect(reading.actions[0].timeline).toMatchObject({
      text: '2026-06-30',
      dueOn: '2026-06-30',
      precision: 'day',
    });
    expect(reading.actions[1]).toMatchObject({ pathway: '#REF!', implementation: '' });
    expect(messages(reading)).toEqual(
      expect.arrayContaining([
        'document: Cell B3 of Plan holds an error: #REF!',
        'document: Cell C3 of Plan holds a formula without its result: it was left blank.',
        'actions[1].implementation: The cell "Implementation" is blank.',
      ]),
    );
  });

  it('reads macro workbooks without their macros, and hidden sheets with a warning', async () => {
    const more = [{ name: 'xl/vbaProject.bin', content: Buffer.alloc(5000, 7) }];
    const reading = await read(
      workbookOf(sheet(HEADER, ROW), { more, state: 'state="hidden"' }),
      'plan.xlsm',
    );
    expect(reading.actions).toHaveLength(1);
    expect(messages(reading)).toContain('document: The sheet "Plan" is hidden; it was read like the others.');
  });

  it('does not take a row for a header because its words are like one', async () => {
    const likeness = [
      'Nobody is paid',
      'One approach',
      'Hire mechanics and measure',
      'Ministry; Agency',
      'Medium term, 12 months',
    ];
    const { actions } = await read(workbookOf(sheet(HEADER, ROW, likeness, ROW)));
    expect(actions).toHaveLength(3);
  });
});

describe('a workbook that cannot be read', () => {
  const far =
    rowOf(1, HEADER) + '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>';
  it.each([
    ['an old one', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le')]), 'format_not_read', 'Save it as .xlsx'],
    ['with a password', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]), 'protected', 'protected by a password'],
    ['with encrypted parts', zipOf([{ name: 'xl/workbook.xml', content: 'x', isEncrypted: true }]), 'protected', 'protected by a password'],
    ['in the binary format', zipOf([{ name: 'xl/workbook.bin', content: 'x' }]), 'format_not_read', 'Save it as .xlsx'],
    ['cut off', workbookOf(sheet(HEADER, ROW)).subarray(0, 900), 'malformed', 'broken'],
    ['no sheets in it', zipOf([{ name: 'xl/workbook.xml', content: '<workbook/>' }]), 'malformed', 'broken'],
    ['a bomb', zipOf([{ name: 'xl/workbook.xml', content: Buffer.alloc(60_000_000, 32) }]), 'too_large', 'far larger'],
    ['a bomb that lies', zipOf([{ name: 'xl/workbook.xml', content: Buffer.alloc(60_000_000, 32), claims: 900 }]), 'too_large', 'far larger'],
    ['a cell at the end of the world', workbookOf(far), 'too_large', 'far larger than a matrix'],
    ['too many parts', zipOf(Array.from({ length: 5_000 }, (_, n) => ({ name: `xl/${n}.xml`, content: 'x' }))), 'too_large', 'far larger'],
  ] as [string, Buffer, string, string][])('says why, at once: %s', async (_, bytes, code, words) => {
    const spent = processorTime();
    const [actual, message] = await refusal(bytes);
    expect([actual, message]).toEqual([code, expect.stringContaining(words)]);
    expect(spent()).toBeLessThan(2_000);
  }); // prettier-ignore
});
