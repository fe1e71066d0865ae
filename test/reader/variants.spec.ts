import { readFileSync } from 'node:fs';
import { readBrief } from '../../src/modules/imports/reader/read-brief.js';
import type { Reading } from '../../src/modules/imports/reader/reading.js';

function read(filename: string): Reading {
  return readBrief({
    bytes: readFileSync(new URL(`../fixtures/briefs/${filename}`, import.meta.url)),
    filename,
  });
}

const recommendations = (reading: Reading) =>
  reading.recommendations.map(({ marker, heading, addressee, text }) => [marker, heading, addressee, text]);
const actions = (reading: Reading) =>
  reading.actions.map(({ issue, pathway, implementation, actors, timeline }) => [
    issue,
    pathway,
    implementation,
    actors.map(({ name, lead }) => `${name}${lead ? '*' : ''}`).join('; '),
    timeline?.text,
    timeline?.dueOn,
  ]);
const messages = (reading: Reading) => reading.warnings.map(({ at, message }) => `${at}: ${message}`);

describe('briefs of other shapes', () => {
  it('reads lines broken at a width, numbered sections, a matrix set with spaces, [1] notes', () => {
    const reading = read('libraries.txt');
    expect(reading.publication).toMatchObject({
      series: 'Policy Brief',
      number: '7',
      title: 'Keeping Rural Libraries Open: What the Counties Can Do',
      date: '2024-03-12',
      datePrecision: 'day',
      publisher: 'RIVERBEND INSTITUTE',
      authors: ['Ana Torv', 'Ben Okri'],
    });
    expect(reading.sections.map(({ heading, level }) => `${level} ${heading}`)).toEqual([
      '1 Executive Summary',
      '1 Introduction',
      '1 Policy Recommendations',
      '1 Action Plan',
      '1 References',
    ]);
    expect(recommendations(reading)).toEqual([
      ['1', 'Opening hours', null, 'Opening hours: The counties should keep each branch open for at least twenty hours a week, two evenings among them.'],
      ['2', 'Shared staff', null, 'Shared staff: Branches should share librarians across county lines.'],
      ['3', 'Mobile services', null, 'Mobile services: The Ministry of Culture should pay for four new book buses.'],
    ]); // prettier-ignore
    expect(actions(reading)).toEqual([
      [
        'Short opening hours',
        'Pool the budgets',
        'Sign a joint agreement',
        'County boards',
        'by June 2025',
        '2025-06-30',
      ],
      [
        'No book buses',
        'Fund mobile services',
        'Buy four buses',
        'Ministry of Culture',
        'within 18 months',
        '2025-09-12',
      ],
    ]);
    expect(reading.notes.map(({ marker, url, sameAs, citedAt }) => [marker, url, sameAs, citedAt])).toEqual([
      ['1', 'https://census.example/2023', null, [{ line: 10 }]],
      ['2', 'https://census.example/2023', '1', [{ line: 17 }]],
    ]);
  });

  it('reads Markdown: headings, lists in groups, a pipe table with further columns, footnotes', () => {
    const reading = read('buses.md');
    expect(reading.format).toBe('markdown');
    expect(reading.publication).toMatchObject({
      title: 'Clean Buses for Ostrand',
      number: '7',
      date: '2024-03-12',
    });
    expect(recommendations(reading)).toEqual([
      [
        null,
        'Buy electric buses',
        'Ministry of Transport',
        'Buy electric buses. The ministry should buy 40 buses.',
      ],
      [null, 'For the Ministry of Transport', 'Ministry of Transport', 'Train drivers in all depots.'],
      [null, 'For the City Council', 'City Council', 'Build chargers in two depots.'],
    ]);
    expect(actions(reading)).toEqual([
      [
        'Old buses',
        'Electrify',
        'Buy 40 buses; retire diesel',
        'Ministry of Transport*',
        '0-12 months',
        '2025-03-12',
      ],
      ['Old buses', 'Train', 'Hold courses', 'Ministry of Transport; City Council', 'Ongoing', null],
    ]);
    expect(reading.actions[1].extra).toEqual({ 'No.': '2', Indicator: 'Drivers trained' });
    expect(reading.notes).toEqual([
      expect.objectContaining({ marker: '1', url: 'https://bus.example/2023', citedAt: [{ line: 8 }] }),
    ]);
  });

  it('reads running heads, a classification, lettered items, a drawn table, a table that goes on', () => {
    const reading = read('dredging.txt');
    expect(reading.publication).toMatchObject({
      number: '2024/03',
      date: '2024-04',
      classification: 'confidential',
    });
    expect(reading.sections[0].text).toContain('and ships wait for days in the roads.');
    expect(recommendations(reading)).toEqual([
      [
        'a',
        null,
        null,
        'The three towns should set up one dredging office:\n- with one budget,\n- with one fleet.',
      ],
      ['b', null, null, 'Harth should sell its old dredger.'],
      ['c', null, null, 'The towns must publish the depth of the channel every month.'],
    ]);
    expect(actions(reading)).toEqual([
      [
        'Silted channel in the Vell',
        'One office',
        'Found the office; hire a head',
        'Harth*; Vell',
        'Within 90 days of adoption',
        null,
      ],
      ['Old dredger', 'Sell it', 'Auction', 'Harth', 'FY 2025–26', null],
      [
        'Depth unknown',
        'Publish',
        'Weekly soundings',
        'Harbour offices of Vell and Harth',
        'Quarterly',
        null,
      ],
      ['Depth unknown 2', 'Publish', '', '', undefined, undefined],
    ]);
    expect(messages(reading)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('left out as a running head'),
        'actions[0]: The row was put together from several lines: check its cells.',
        'actions[0].timeline: The window is counted from "adoption": give the date of that.',
        `actions[1].timeline: "FY 2025-26" needs the organisation's fiscal year.`,
        'actions[3]: The row at line 45 has only 2 of 5 cells: check each of them.',
        'notes[0]: Nothing in the text cites note 1.',
      ]),
    );
    expect(reading.notes[1].url).toBe('https://doi.org/10.1234/abc.5');
  });

  it('reads numbered titles with their text below, lead and supporting columns, plain note numbers', () => {
    const reading = read('harbour.txt');
    expect(reading.publication).toMatchObject({
      title: 'Harbour Safety After Dark',
      subtitle: 'A plan for the coming decade',
      authors: ['Dr. Ada Rook'],
      publisher: 'Varnholm Policy Centre',
    });
    expect(recommendations(reading)).toEqual([
      ['1', 'Light the quay', null, 'The harbour office should light the quay before the winter.'],
      [
        '2',
        'Train the pilots',
        null,
        'Pilots should be trained in night landings, and the office must pay for it.',
      ],
      ['3', 'Publish a log', null, 'The office should publish a log of accidents.'],
    ]);
    expect(actions(reading)).toEqual([
      [
        'Dark quay',
        'Light it',
        'Buy 20 lamps',
        'Harbour Office*; Ministry of Transport; Lamp Guild',
        'Short-term (3–6 months)',
        '2024-12-15',
      ],
      [
        'Untrained pilots',
        'Train them',
        'Run courses',
        "Pilots' Guild*; Harbour Office",
        '12 months',
        '2025-06-15',
      ],
      ['No log', 'Publish', 'Set up a log', 'Harbour Office*', 'Immediate', null],
    ]);
    expect(reading.actions[0].extra).toEqual({ 'S/N': '1', KPI: '20 lamps' });
    expect(reading.notes.map(({ citedAt }) => citedAt)).toEqual([[{ line: 12 }], [{ line: 13 }], []]);
  });

  it('reads labelled facts, headings in capitals, bullets under a lead-in, a group for one body', () => {
    const reading = read('roads.txt');
    expect(reading.publication).toMatchObject({
      series: 'Policy Brief',
      number: '14',
      title: 'Roads Without Dust',
      date: '2024-03',
      authors: ['Ana Torv', 'Ben Okri'],
      publisher: 'Hill Towns Institute',
    });
    expect(recommendations(reading).map(([, , addressee, text]) => [addressee, text])).toEqual([
      [null, 'pave the school roads first;'],
      [null, 'water the market roads in summer; and'],
      [null, 'plant hedges along the fields.'],
      ['Ministry of Health', 'Count the cases each month.'],
    ]);
    expect(actions(reading).map((row) => row.slice(3))).toEqual([
      ['Road board', 'By end of 2025', '2025-12-31'],
      ['Road board; traders', 'Ongoing', null],
      ["Farmers' union; Road board", 'Q1 2025 – Q4 2025', '2025-12-31'],
    ]);
  });

  it('reads "Recommendation 1: …", a date that does not exist, a row cut short', () => {
    const reading = read('meals.txt');
    expect(reading.publication).toMatchObject({
      title: 'HEALTHY SCHOOL MEALS',
      series: 'Policy Paper',
      date: null,
      anchor: null,
    });
    expect(recommendations(reading)).toEqual([
      [
        '1',
        'Cut the price',
        'School Board',
        'The board should cut the price by half.\n\nIt should do so before the autumn.',
      ],
      ['2', 'Cook locally', 'School Board', 'Kitchens should buy from local farms.'],
      [null, null, 'Parents', 'Parents could join the meal committees.'],
    ]);
    expect(reading.recommendations.map(({ confidence }) => confidence)).toEqual([1, 1, 0.6]);
    expect(messages(reading)).toEqual(
      expect.arrayContaining([
        'publication.date: "31 February 2024" was not read as a date: there is no such date.',
        'actions[0].timeline: Without a date of publication no due date can be derived.',
        'actions[1]: The row at line 30 has only 5 of 6 cells: check each of them.',
      ]),
    );
  });

  it('reads a table alone, as CSV or TSV, with line ends in its cells', () => {
    const csv =
      'Timeframe,Responsible,Issue,Activity,Strategy\r\n6 months,"Vell, Harth","Dark\nposts",Fix,Share\r\n\r\nTBD,Ostrand,Oil,Buy,Pool\r\n';
    const reading = readBrief({ bytes: Buffer.from(csv), filename: 'matrix.csv' });
    expect(reading.format).toBe('csv');
    expect(actions(reading)).toEqual([
      ['Dark\nposts', 'Share', 'Fix', 'Vell; Harth', '6 months', null],
      ['Oil', 'Pool', 'Buy', 'Ostrand', 'TBD', null],
    ]);
    expect(reading.actions.map(({ at }) => at)).toEqual([{ line: 2 }, { line: 5 }]);
  });
});

describe('facts above the text', () => {
  const facts = (head: string) =>
    readBrief({ text: `${head}\n\nRecommendations\n\nThe town should light its lamps.\n` }).publication;

  it.each([
    ['Policy Brief No. 7\n12 March 2024', 'Policy Brief', '7', '2024-03-12'],
    ['Issue Brief #12 | March 12, 2024', 'Issue Brief', '12', '2024-03-12'],
    ['POLICY BRIEF 12\nMarch 2024', 'Policy Brief', '12', '2024-03'],
    ['Policy Brief Series: No 4\nDate: 2024-03-12', 'Policy Brief', '4', '2024-03-12'],
    ['Working Paper 2024/03\nPublished 1st of May 2024', 'Working Paper', '2024/03', '2024-05-01'],
    ['Policy Note\nVol. 2, No. 3\n3.5.2024', 'Policy Note', '3', '2024-05-03'],
    ['Series: Lamp Letters\nNumber: 11\nSat Jan 17 2026', 'Lamp Letters', '11', '2026-01-17'],
    ['Policy Brief 12 March 2024', 'Policy Brief', null, '2024-03-12'],
    ['Policy Brief\n2024', 'Policy Brief', null, '2024'],
    ['Policy Brief\n03/04/2024', 'Policy Brief', null, null],
    ['Policy Brief\n23/04/2024', 'Policy Brief', null, '2024-04-23'],
  ])('reads %j', (masthead, series, number, date) => {
    expect(facts(`${masthead}\n\nLamps For Every Street`)).toMatchObject({
      series,
      number,
      date,
      title: 'Lamps For Every Street',
    });
  });
});
