import { readFileSync } from 'node:fs';
import { readBrief } from '../../src/modules/imports/reader/read-brief.js';
import type { Reading } from '../../src/modules/imports/reader/reading.js';
import { processorTime } from '../../src/modules/imports/reader/processor-time.js';

const bytes = readFileSync(new URL('../fixtures/twin-brief.txt', import.meta.url));
const lines = bytes.toString('utf8').split('\n');

/** A brief of our own with the layout and the traps of the real one. */
describe('the twin brief', () => {
  let reading: Reading;
  beforeAll(() => {
    reading = readBrief({ bytes, filename: 'twin-brief.txt' });
  });

  it('says what it is', () => {
    expect(reading.format).toBe('text');
    expect(reading.publication).toEqual({
      series: 'Policy Brief',
      number: '4',
      title: 'VARNHOLM GOES DARK AT NIGHT, ONCE AGAIN',
      subtitle: null,
      date: '2025-11',
      datePrecision: 'month',
      anchor: '2025-11-30',
      publisher: 'VLO',
      authors: [],
      language: 'en',
      classification: null,
      disclaimer: lines[26],
    });
  });

  it('has its sections in order', () => {
    expect(reading.sections.map(({ heading, level, at }) => [heading, level, at])).toEqual([
      ['Overview', 1, { line: 9 }],
      ['Issue', 1, { line: 13 }],
      ['Analysis', 1, { line: 17 }],
      ['The Return of the Dark Quarters', 2, { line: 31 }],
      ['Report of the Lamp Auditors', 3, { line: 33 }],
      ["Warden's Ledger", 3, { line: 43 }],
      ['Household Surveys', 3, { line: 49 }],
      ['Other Towns and Districts', 3, { line: 55 }],
      ['Varnholm–Vell Bridge Dispute and the Guilds', 3, { line: 65 }],
      ['Conclusion', 1, { line: 71 }],
      ['Recommendations', 1, { line: 79 }],
      ['Notes', 1, { line: 97 }],
      ['Action Matrix', 1, { line: 126 }],
    ]);
  });

  it('joins the four sentences that the layout cut in two', () => {
    const text = reading.sections.map((section) => section.text).join('\n\n');
    expect(text).toContain(
      'have begun to reorganise their shifts and to leave the outer quarters for the weekend.',
    );
    expect(text).toContain('pointed out that a lack of oil during the winter rounds left');
    expect(text).toContain('Mila Quade, wrote in May 2025 in a circular to all wardens');
    expect(text).toContain('are neither small nor far away. Closed shops,');
    expect(text).not.toContain('The views expressed');
    expect(text).toContain('around $900 a month');
    expect(
      reading.warnings
        .filter(({ message }) => message.startsWith('A sentence cut in two'))
        .map(({ at }) => at),
    ).toEqual(['document', 'document', 'document', 'document']);
  });

  it('has eight recommendations, verbatim', () => {
    const places = [81, 83, 85, 87, 89, 91, 93, 95];
    expect(reading.recommendations.map(({ text, at }) => [text, at])).toEqual(
      places.map((line) => [lines[line - 1], { line }]),
    );
    for (const recommendation of reading.recommendations) {
      expect(recommendation).toMatchObject({
        marker: null,
        heading: null,
        addressee: null,
        confidence: 1,
        timeline: null,
      });
    }
  });

  it('has five actions with five cells each, verbatim', () => {
    expect(
      reading.actions.map((action) => [
        action.issue,
        action.pathway,
        action.implementation,
        action.actorsText,
        action.timeline?.text,
      ]),
    ).toEqual([129, 130, 131, 132, 133].map((line) => lines[line - 1].split('\t')));
    expect(reading.actions.map(({ at }) => at)).toEqual([129, 130, 131, 132, 133].map((line) => ({ line })));
    expect(reading.actions.map(({ extra }) => extra)).toEqual([{}, {}, {}, {}, {}]);
  });

  it('takes the actors apart: 21 mentions of 19 names', () => {
    const mentions = reading.actions.flatMap((action) => action.actors);
    expect(reading.actions.map((action) => action.actors.map(({ name }) => name))).toEqual([
      ["Varnholm's wardens", "Ostrand's wardens", 'LCU members', 'valley road crews'],
      ['Varnholm Office of Accounts', 'SOL', 'GOS', 'neighbouring towns'],
      ['Lamp Wardens and brigade', 'Ostrand market authorities', 'LCU regional lighting bodies'],
      ['Varnholm', 'Ostrand', 'Vell', 'Harth', 'LCU', 'VRT Lamp Council'],
      ['VRT', 'Varnholm', 'neighbouring towns', 'international lamp agencies'],
    ]);
    expect(new Set(mentions.map(({ name }) => name)).size).toBe(19);
    expect(
      mentions.filter(({ qualifier }) => qualifier).map(({ name, qualifier }) => [name, qualifier]),
    ).toEqual([["Ostrand's wardens", 'where funded']]);
    expect(mentions.filter(({ unnamed }) => unnamed).map(({ name }) => name)).toEqual([
      'neighbouring towns',
      'neighbouring towns',
      'international lamp agencies',
    ]);
    expect(mentions.filter(({ linkedTo }) => linkedTo === 'LCU').map(({ name }) => name)).toEqual([
      'LCU members',
      'LCU regional lighting bodies',
    ]);
    expect(reading.warnings).toContainEqual({
      at: 'actions[2].actors',
      message: '"Lamp Wardens and brigade" was kept as one actor; it may be 2.',
    });
  });

  it('derives when the actions fall due', () => {
    expect(
      reading.actions.map(({ timeline: t }) => [t?.term, t?.minMonths, t?.maxMonths, t?.startsOn, t?.dueOn]),
    ).toEqual([
      ['short', 0, 6, '2025-11-30', '2026-05-31'],
      ['medium', 6, 18, '2026-05-31', '2027-05-31'],
      ['short-medium', 0, 12, '2025-11-30', '2026-11-30'],
      ['medium', 6, 18, '2026-05-31', '2027-05-31'],
      ['medium-long', 6, 24, '2026-05-31', '2027-11-30'],
    ]);
    expect(reading.actions.every(({ timeline }) => timeline?.precision === 'month')).toBe(true);
  });

  it('has 26 notes, 23 with an address of their own, three that follow another', () => {
    const { notes } = reading;
    expect(notes.map(({ marker }) => marker)).toEqual(Array.from({ length: 26 }, (_, i) => String(i + 1)));
    expect(
      notes.filter(({ sameAs }) => sameAs).map((n) => [n.marker, n.sameAs, n.text, n.page, n.url]),
    ).toEqual([
      ['4', '3', 'Ibid. p. 12', '12', 'https://auditors.example/LA/2025/9'],
      ['5', '3', 'Ibid. p. 14', '14', 'https://auditors.example/LA/2025/9'],
      ['13', '12', 'Ibid.', null, 'https://post.example/news/1963'],
    ]);
    expect(notes.every(({ url }) => url?.startsWith('https://'))).toBe(true);
    expect(notes[14].url).toBe('https://roundtable.example/notes/4_joint/');
    expect(notes.map(({ citedAt }) => citedAt)).toEqual(
      [
        21, 21, 35, 37, 39, 41, 47, 47, 47, 51, 51, 51, 51, 59, 59, 61, 61, 63, 63, 63, 67, 67, 67, 67, 67,
        69,
      ].map((line) => [{ line }]),
    );
  });

  it('proposes which recommendation an action carries out', () => {
    const first = reading.actions.map(({ proposedRecommendations }) => proposedRecommendations[0]?.index);
    expect(first.slice(0, 3)).toEqual([0, 5, 2]);
  });

  it('warns of nothing else', () => {
    expect(reading.warnings.slice(4).map(({ at, message }) => `${at}: ${message}`)).toEqual([
      'publication.series: The series "Policy Brief" stands only in the disclaimer.',
      'actions[2].actors: "Lamp Wardens and brigade" was kept as one actor; it may be 2.',
    ]);
  });

  it('reads the same from Windows line ends, other encodings and pasted text', () => {
    const text = bytes.toString('utf8');
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    for (const input of [
      { text },
      { text: text.replaceAll('\n', '\r\n') },
      { text: text.replaceAll('\n', '\r') },
      { bytes: Buffer.from(`\uFEFF${text}`) },
      { bytes: utf16 },
      { bytes: Buffer.from(utf16).swap16() },
      { bytes: utf16.subarray(2) },
    ]) {
      expect(readBrief(input)).toEqual(reading);
    }
  });

  it('takes far less than two seconds', () => {
    const spent = processorTime();
    readBrief({ bytes });
    expect(spent()).toBeLessThan(1000);
  });
});
