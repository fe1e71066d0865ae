import type { DueFacts, TimelineFacts } from '../../src/modules/briefs/facts.js';
import { clean, directionOf, splitByScript } from '../../src/modules/briefs/render/clean.js';
import { parseMarkdown } from '../../src/modules/briefs/render/markdown-ast.js';
import { textsFor } from '../../src/modules/briefs/render/texts.js';

const t = textsFor('en');

describe('the words of a brief', () => {
  it('writes dates as far as they are known', () => {
    expect(['2026', '2026-06', '2026-06-30', '2026-09-01'].map((date) => t.date(date))).toEqual([
      '2026',
      'June 2026',
      '30 Jun 2026',
      '1 Sep 2026',
    ]);
  });

  it.each<[string, TimelineFacts['window'], DueFacts | null]>([
    [
      '0–6 months, to June 2026 (derived)',
      { min: 0, max: 6, unit: 'month' },
      due('2026-06-30', 'month', 'derived'),
    ],
    [
      'within 90 days, to 31 Mar 2026 (derived)',
      { min: null, max: 90, unit: 'day' },
      due('2026-03-31', 'day', 'derived'),
    ],
    ['after 1 year', { min: 1, max: null, unit: 'year' }, null],
    ['to 15 Jul 2026 (set by us)', null, due('2026-07-15', 'day', 'set_by_us')],
  ])('writes the window "%s"', (expected, window, firstDue) => {
    expect(t.window({ window, firstDue } as TimelineFacts)).toBe(expected);
  });

  it('counts days of timeliness, and leaves them out where there are none', () => {
    expect(t.timeliness({ value: 'past_due', days: 145 })).toBe('145 days past due');
    expect(t.timeliness({ value: 'past_due', days: 1 })).toBe('1 day past due');
    expect(t.timeliness({ value: 'due_soon', days: 39 })).toBe('due in 39 days');
    expect(t.timeliness({ value: 'due_soon', days: 0 })).toBe('due today');
    expect(t.timeliness({ value: 'done_in_time', days: 0 })).toBe('done in time, on the day');
    expect(t.timeliness({ value: 'done_late', days: 31 })).toBe('done 31 days late');
    expect(t.timeliness({ value: 'open', days: null })).toBe('open');
    expect(t.timeliness({ value: 'no_due_date', days: null })).toBe('no due date');
  });

  it('names an actor with its qualifier, its lead and that it is a group', () => {
    const response = { value: 'not_asked' as const, on: null, words: null };
    const actor = { name: 'Bureau', qualifier: 'where feasible', lead: true, unnamedGroup: false, response };
    expect(t.actor(actor)).toBe('Bureau (where feasible, lead)');
    expect(t.actor({ ...actor, qualifier: null, lead: false, unnamedGroup: true })).toBe(
      'Bureau (unnamed group)',
    );
  });
});

describe('text that every format can hold', () => {
  it('loses control characters and open directions, and keeps the rest', () => {
    expect(clean('a\u0000b\u202Ec\r\nd\te\uD800')).toBe('abc\nd\te\uFFFD');
    expect(clean('پاکستان\u200C 👨‍👩‍👧')).toBe('پاکستان\u200C 👨‍👩‍👧');
  });

  it('has the direction of its first letter', () => {
    expect(['12 کتب books', 'books کتب', '12 – 14'].map(directionOf)).toEqual(['rtl', 'ltr', null]);
  });

  it('comes apart by script without losing a character', () => {
    const text = 'PB-11 کتب خانوں، نمی (2026) and more';
    const pieces = splitByScript(text);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.find((piece) => piece.rtl)?.text).toBe('کتب خانوں، نمی');
  });
});

describe('Markdown of a commentary', () => {
  const blocks = (markdown: string) => parseMarkdown(markdown, 3, 'ltr');

  it('reads emphasis, links, lists and headings of one level', () => {
    expect(blocks('# A\n\n##### B')).toEqual([
      { type: 'heading', level: 3, line: { runs: [{ text: 'A' }] } },
      { type: 'heading', level: 3, line: { runs: [{ text: 'B' }] } },
    ]);
    expect(blocks('**b** [x](https://example.org)')).toEqual([
      {
        type: 'paragraph',
        line: {
          runs: [{ text: 'b', strong: true }, { text: ' ' }, { text: 'x', href: 'https://example.org' }],
        },
      },
    ]);
    expect(blocks('3. three\n4. four')).toMatchObject([{ type: 'list', ordered: true, start: 3 }]);
  });

  it('leaves HTML, scripts and tables as the text they are', () => {
    const said = (markdown: string) => JSON.stringify(blocks(markdown));
    expect(said('<b onclick=x>hi</b>')).toContain('<b onclick=x>hi</b>');
    expect(said('[x](javascript:alert(1))')).not.toContain('href');
    expect(said('[x](data:text/html,1)')).not.toContain('href');
    expect(said('| a | b |\n|---|---|\n| 1 | 2 |')).toContain('| a | b |');
  });

  it('keeps every word of a text nested without end', () => {
    const deep = JSON.stringify(blocks(`${'> '.repeat(60)}bottom`));
    expect(deep).toContain('bottom');
    expect(deep.match(/"quote"/g)).toHaveLength(5);
  });
});

function due(on: string, precision: DueFacts['precision'], basis: DueFacts['basis']): DueFacts {
  return { on, precision, basis };
}
