import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readBrief } from '../../src/modules/imports/reader/read-brief.js';
import type { Reading } from '../../src/modules/imports/reader/reading.js';
import { UnreadableDocument } from '../../src/modules/imports/reader/reading.js';

/** The real documents are not ours to keep in the repository: what is expected of them stands here as hashes. */
const folder = new URL('../../../shared/documents/', import.meta.url);
const here = existsSync(folder);
if (!here) console.warn('Skipped: the real documents are not in ../shared/documents.');
const describeReal = here ? describe : describe.skip;

const sha = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

const TITLE_AND_DISCLAIMER = ['676d5b2c4951707d', '67562901bcb346e2'];
const SECTIONS: [string, number, number][] = [
  ['d4b1ea5708dd5329', 1, 9],
  ['48dc76dfa23ae03f', 1, 13],
  ['e70d8eb9050021ad', 1, 17],
  ['514e1d956e104c33', 2, 31],
  ['e5fb840ca3076220', 3, 33],
  ['522772fd3f1cd030', 3, 43],
  ['98832edde02c3be9', 3, 49],
  ['cc8ca04ef40dfb36', 3, 55],
  ['8f2eaa91168aff28', 3, 65],
  ['89db2ad881f29c18', 1, 71],
  ['0738ee00b61bc3af', 1, 79],
  ['8a7525b1492fb848', 1, 97],
  ['27635d6a1babe629', 1, 126],
];
const SECTION_TEXTS = [
  'bc164fd830652bd3',
  '73cdc19ac1dc276e',
  '178ce966c924aa2d',
  'e3b0c44298fc1c14',
  '6263464f853966c7',
  '4ec29d4d8a48befe',
  'f146f0c9139f28fd',
  '3abe7dbe79775d99',
  '6ff7cb0a8671a177',
  '13be095288110604',
  'd36eca18c47ce79d',
  '1c9bd9fa3fe02fb5',
  'e3b0c44298fc1c14',
];
const RECOMMENDATIONS = [
  '42aec47451d16749',
  'c80a606956336fea',
  '806b342af7ea0475',
  '8d0f256f4effb507',
  'a2f56e3bf532d445',
  '35c897c1ed795106',
  'd6296c17dc1da378',
  '0fd0e3674955bad5',
];
const CELLS = [
  ['90d6157e1cfcd4c6', 'd62e32830aeb358a', '4b1e2c83f86177b3', 'ddc720eaf13e2c22', '8870b3042ea586f0'],
  ['ebf17ad74c1543c7', 'bc7910f7d57c7377', '420b676f185fa8a6', 'ceb2d78a3213a079', '404d903ce0ee8bc3'],
  ['34052aa77fbb66a0', '8d83fbb605a980d1', '95b945807a933a6c', '199d299ca3983295', '59c1af2b77ff65f1'],
  ['c5d598837c8884dd', 'dd5c51cdef407dcf', 'ebc8a5d324c9c352', '0531cbb87a640d02', '404d903ce0ee8bc3'],
  ['f1059268f5488ee0', '2fa63b54666ceb5d', 'bb4db3ee0a9b5187', '1670738363ae9566', '917ae0efe6f24355'],
];
const ACTORS = [
  ['f8218006bdbdce44', '0468d72f918f9cc0', '67305370da27fbd6', '436a2ca33a4b5020'],
  ['7c30cee34e759f91', 'efc69dce7953f465', '73f6a7f3928ea133', '77b5e075f3971e42'],
  ['de8aeb8844482590', '00b0d4d772d24d51', '3da574a9d46ed7bb'],
  [
    'e2567312ec53232b',
    '10436829032f361a',
    '33a3d8ed92b0709b',
    '18d4e170765cc488',
    '97aa9a0cadc6e479',
    '082eb169c0d3d655',
  ],
  ['4482340af284d720', 'e2567312ec53232b', '77b5e075f3971e42', '115df5030ec2a388'],
];
const NOTES = [
  'f1bdd9c142a11ebd',
  '60c1007eeda7104a',
  '386cabf5ef4df15a',
  'ef30edd0f59720fc',
  'ef30edd0f59720fc',
  'c221f0b98e4a5d83',
  'cda1587732accde5',
  '32a388ccb7a5141e',
  'f8fb15278bf9e9e5',
  'dcd617b08f13d080',
  '648c1994341895c1',
  '8d5da2ce6e5bc3e1',
  '47e7af32e1329354',
  'a801e67f5e710d6b',
  '53bbb3fc15ac5961',
  '3f2f77fb9b7a3625',
  '39127b7b6f8d100a',
  '91074b2517f0cd3e',
  'e5ae58cad4e5a609',
  'c7b75bf3a1f8f048',
  'c54e599dd11e0f54',
  '6234c26009567b7c',
  'eb719fcd91216b1f',
  '44504dd7bce89ac2',
  '619d90c1330f0e46',
  '131cd6b8d3c9f290',
];
const URLS = [
  '97dd861cc55624c7',
  'a7bb3a2fa0bea67c',
  'c0b25a15f0bb2e64',
  'c0b25a15f0bb2e64',
  'c0b25a15f0bb2e64',
  '9bb1010febd82128',
  'e4704e0e3e3b0b4a',
  'bcb198fa32ebac07',
  '49f5498c673d3015',
  '11d00f5e21e5e26d',
  '03f1f9158c05d23e',
  '49936ad0d4bfe64b',
  '49936ad0d4bfe64b',
  '98cf71ea28aeff29',
  'bc4eed7a7b8f507a',
  'b125029f4e8f10b9',
  'e67fd1ee0d9df389',
  '21ff936c459a54dd',
  '62e2bb7ec439ab45',
  '1eba182fba2f6725',
  'df14e23292507695',
  '76298a77fea2559c',
  'c0be97bbbdf4b63c',
  '3460e6b4254bd2d3',
  'af5b503a2663a740',
  '3a913250865203c8',
];

describeReal('the real brief', () => {
  let reading: Reading;
  beforeAll(() => {
    reading = readBrief({ bytes: readFileSync(new URL('policy-brief-11.txt', folder)) });
  });

  it('says what it is', () => {
    const { title, disclaimer, ...rest } = reading.publication;
    expect(rest).toEqual({
      series: 'Policy Brief',
      number: '11',
      subtitle: null,
      date: '2025-12',
      datePrecision: 'month',
      anchor: '2025-12-31',
      publisher: 'IPRI',
      authors: [],
      language: 'en',
      classification: null,
    });
    expect([title, disclaimer].map((text) => sha(text!))).toEqual(TITLE_AND_DISCLAIMER);
  });

  it('has its sections in order', () => {
    expect(reading.sections.map(({ heading, level, at }) => [sha(heading), level, at])).toEqual(
      SECTIONS.map(([hash, level, line]) => [hash, level, { line }]),
    );
  });

  it('joins the four sentences that the layout cut in two', () => {
    expect(reading.warnings.slice(0, 4).map(({ message }) => message.replace(/: ".*/s, ''))).toEqual([
      'A sentence cut in two was joined (line 23 and line 29)',
      'A sentence cut in two was joined (line 45 and line 47)',
      'A sentence cut in two was joined (line 57 and line 59)',
      'A sentence cut in two was joined (line 73 and line 75)',
    ]);
    expect(reading.sections.map(({ text }) => sha(text))).toEqual(SECTION_TEXTS);
    expect(reading.sections.some(({ text }) => text.includes('\\$'))).toBe(false);
  });

  it('has eight recommendations, verbatim', () => {
    expect(reading.recommendations.map(({ text }) => sha(text))).toEqual(RECOMMENDATIONS);
    expect(reading.recommendations.map(({ at }) => at)).toEqual(
      [81, 83, 85, 87, 89, 91, 93, 95].map((line) => ({ line })),
    );
    expect(
      reading.recommendations.every(({ confidence, timeline }) => confidence === 1 && timeline === null),
    ).toBe(true);
  });

  it('has five actions with five cells each, verbatim', () => {
    expect(
      reading.actions.map((action) =>
        [action.issue, action.pathway, action.implementation, action.actorsText, action.timeline!.text].map(
          sha,
        ),
      ),
    ).toEqual(CELLS);
  });

  it('takes the actors apart: 21 mentions of 19 names', () => {
    const mentions = reading.actions.flatMap((action) => action.actors);
    expect(reading.actions.map((action) => action.actors.map(({ name }) => sha(name)))).toEqual(ACTORS);
    expect(mentions).toHaveLength(21);
    expect(new Set(mentions.map(({ name }) => name)).size).toBe(19);
    expect(mentions.filter(({ qualifier }) => qualifier).map(({ qualifier }) => qualifier)).toEqual([
      'where feasible',
    ]);
    expect(mentions.filter(({ name }) => name.startsWith('SCO')).map(({ linkedTo }) => linkedTo)).toEqual([
      'SCO',
      'SCO',
      null,
    ]);
    expect(mentions.filter(({ unnamed }) => unnamed).map(({ name }) => name)).toEqual([
      'neighbouring countries',
      'neighbouring countries',
      'international counterterrorism agencies',
    ]);
    expect(reading.warnings.filter(({ at }) => at === 'actions[2].actors')).toHaveLength(1);
  });

  it('derives when the actions fall due', () => {
    expect(
      reading.actions.map(({ timeline }) => [timeline?.term, timeline?.startsOn, timeline?.dueOn]),
    ).toEqual([
      ['short', '2025-12-31', '2026-06-30'],
      ['medium', '2026-06-30', '2027-06-30'],
      ['short-medium', '2025-12-31', '2026-12-31'],
      ['medium', '2026-06-30', '2027-06-30'],
      ['medium-long', '2026-06-30', '2027-12-31'],
    ]);
  });

  it('has 26 notes, each with an address and tied to where it stands', () => {
    const { notes } = reading;
    expect(notes.map(({ text }) => sha(text))).toEqual(NOTES);
    expect(notes.map(({ url }) => sha(url!))).toEqual(URLS);
    expect(notes.filter(({ sameAs }) => sameAs).map((note) => [note.marker, note.sameAs, note.page])).toEqual(
      [
        ['4', '3', '18'],
        ['5', '3', '18'],
        ['13', '12', null],
      ],
    );
    expect(notes.filter(({ sameAs }) => !sameAs)).toHaveLength(23);
    expect(notes.map(({ citedAt }) => citedAt)).toEqual(
      [
        21, 21, 35, 37, 39, 41, 47, 47, 47, 51, 51, 51, 51, 59, 59, 61, 61, 63, 63, 63, 67, 67, 67, 67, 67,
        69,
      ].map((line) => [{ line }]),
    );
  });

  it('warns of the joins, the series and the actor that may be two, and of nothing else', () => {
    expect(reading.warnings.slice(4).map(({ at }) => at)).toEqual([
      'publication.series',
      'actions[2].actors',
    ]);
  });
});

describeReal('documents with nothing to track', () => {
  it.each(['news-2026-01-17.txt', 'article-safe-haven.txt'])('says what was looked for in %s', (name) => {
    const bytes = readFileSync(new URL(name, folder));
    expect(() => readBrief({ bytes })).toThrow(UnreadableDocument);
    expect(() => readBrief({ bytes })).toThrow(
      /Heed looked for a table .* and for a heading such as "Recommendations"/,
    );
  });
});
