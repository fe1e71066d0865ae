import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { readBrief } from '../../src/modules/imports/reader/read-brief.js';

const twin = readFileSync(new URL('../fixtures/twin-brief.txt', import.meta.url), 'utf8').split('\n');
const before = twin.slice(0, 125).join('\n');
const rows = twin.slice(127).map((line) => line.split('\t'));
const expected = readBrief({ text: twin.join('\n') });

/** Other names that the five columns go by, in the order of the twin's. */
const NAMES = [
  ['Issue', 'Issues', 'Policy Issue', 'Problem', 'Challenge', 'Key Challenges', 'Problem Statement', 'Gap identified'],
  ['Pathways to Solution', 'Pathway', 'Strategy', 'Policy Option', 'Proposed Solution', 'Approach', 'Policy response'],
  ['Implementation of Solution', 'Implementation', 'Action', 'Key Actions', 'Activities', 'Implmentation', 'Measures', 'Action required'],
  ['Actors Responsible', 'Responsible', 'Actors', 'Stakeholders', 'Responsible Body', 'Implementing agencies', 'Responsibility', 'Who'],
  ['Implementation Timelines', 'Timeline', 'Time Frame', 'Timeframe', 'Deadline', 'Duration', 'When', 'Time-line', 'Target date'],
]; // prettier-ignore

const shape = fc.record({
  order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
  names: fc.tuple(...NAMES.map((names) => fc.constantFrom(...names))),
  write: fc.constantFrom(tabs, spaces, aligned, pipes, markdown, grid),
  eol: fc.constantFrom('\n', '\r\n'),
});

function tabs(table: string[][]): string {
  return table.map((row) => row.join('\t')).join('\n');
}

function spaces(table: string[][]): string {
  return table.map((row) => row.join('   ')).join('\n');
}

function pad(table: string[][]): string[][] {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  return table.map((row) => row.map((cell, column) => cell.padEnd(widths[column])));
}

function aligned(table: string[][]): string {
  return pad(table).map((row) => row.join('  ')).join('\n'); // prettier-ignore
}

function pipes(table: string[][]): string {
  return table.map((row) => row.join(' | ')).join('\n');
}

function markdown(table: string[][]): string {
  const [header, ...body] = table.map((row) => `| ${row.join(' | ')} |`);
  return [header, `|${table[0].map(() => '---').join('|')}|`, ...body].join('\n');
}

function grid(table: string[][]): string {
  const rule = `+${pad(table)[0]
    .map((cell) => '-'.repeat(cell.length + 2))
    .join('+')}+`;
  return [rule, ...pad(table).flatMap((row) => [`| ${row.join(' | ')} |`, rule])].join('\n');
}

const withoutPlaces = (text: string) =>
  readBrief({ text }).actions.map((action) => ({ ...action, at: null }));

describe('an action matrix of any shape', () => {
  it('reads the same, whatever the order and names of its columns and the way they are kept apart', () => {
    fc.assert(
      fc.property(shape, ({ order, names, write, eol }) => {
        const table = [names, ...rows.slice(1)].map((row) => order.map((column) => row[column]));
        const text = `${before}\nAction Matrix\n\n${write(table)}\n`.replaceAll('\n', eol);
        expect(withoutPlaces(text)).toEqual(expected.actions.map((action) => ({ ...action, at: null })));
      }),
      { numRuns: 100 },
    );
  });

  it('never loses a cell of further columns', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Indicator', 'Budget', 'Priority', 'Status', 'No.', 'Remarks', 'Colour'),
        fc.nat(5),
        (name, place) => {
          const table = rows.map((row, index) =>
            row.toSpliced(place, 0, index === 0 ? name : `cell ${index}`),
          );
          const { actions, warnings } = readBrief({ text: `${before}\n${tabs(table)}` });
          expect(actions.map(({ extra }) => extra)).toEqual(
            [1, 2, 3, 4, 5].map((n) => ({ [name]: `cell ${n}` })),
          );
          expect(actions.map(({ issue }) => issue)).toEqual(expected.actions.map(({ issue }) => issue));
          expect(warnings.some(({ message }) => message.includes(`"${name}"`))).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('says which column is missing', () => {
    for (const [column, word] of ['Issue', 'Pathway', 'Implementation', 'Actors', 'Timeline'].entries()) {
      const { actions, warnings } = readBrief({
        text: `${before}\n${tabs(rows.map((row) => row.toSpliced(column, 1)))}`,
      });
      expect(actions).toHaveLength(5);
      expect(warnings.map(({ message }) => message).join()).toMatch(new RegExp(`no column for "${word}`));
    }
  });

  it('never takes a row with too many or too few cells without saying so', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 8 }), (at, cells) => {
        fc.pre(cells !== 5);
        const table = rows.map((row, index) =>
          index === at ? [...row, 'x', 'y', 'z'].slice(0, cells) : row,
        );
        const { warnings } = readBrief({ text: `${before}\n${tabs(table)}` });
        expect(warnings.filter((warning) => warning.at === `actions[${at - 1}]`).length).toBeGreaterThan(0);
      }),
    );
  });

  it('goes on after a page break, with its header repeated or without', () => {
    const [header, ...body] = rows;
    const parts = [[header, ...body.slice(0, 2)], [header, ...body.slice(2)], body.slice(2)].map(tabs);
    for (const rest of [parts[1], parts[2]]) {
      const reading = readBrief({ text: `${before}\n${parts[0]}\n\nVarnholm at night\n\n${rest}` });
      expect(reading.actions.map(({ issue }) => issue)).toEqual(expected.actions.map(({ issue }) => issue));
    }
  });

  it('takes a blank Issue from the row above, and says so', () => {
    const table = rows.map((row, index) => (index === 2 ? row.with(0, '') : row));
    for (const text of [
      tabs(table),
      pipes(table),
      markdown(table),
      grid(table),
      aligned(table),
      spaces(table),
    ]) {
      const { actions, warnings } = readBrief({ text: `${before}\n${text}` });
      expect(actions.map((action) => action.issue)).toEqual(
        expected.actions.map(({ issue }, i) => (i === 1 ? expected.actions[0].issue : issue)),
      );
      expect(actions[1].pathway).toBe(expected.actions[1].pathway);
      expect(warnings.map(({ at }) => at)).toContain('actions[1].issue');
    }
  });
});
