import fc from 'fast-check';
import { fold, tokensOf } from './fold.js';
import { excerpt, mark, targetOf } from './highlight.js';
import { daysOf, parseQuery } from './query-language.js';
import { withType, withWord, withoutFilters } from './query-text.js';
import { distance, nearWords } from './spelling.js';

describe('a query', () => {
  test('is words, phrases, words that must not be there, and filters', () => {
    expect(parseQuery('Canal "lock gates" -river owner:me -progress:"in progress" due:<2027')).toEqual({
      terms: [
        { text: 'Canal', quoted: false },
        { text: 'lock gates', quoted: true },
      ],
      without: [{ text: 'river', quoted: false }],
      filters: [
        { name: 'owner', value: 'me', not: false },
        { name: 'progress', value: 'in progress', not: true },
        { name: 'due', value: '<2027', not: false },
      ],
      problems: [],
      reference: null,
    });
  });

  test('what is no filter is words', () => {
    const { terms, filters } = parseQuery('Note: https://x.example theme:water');
    expect(filters).toEqual([]);
    expect(terms.map(({ text }) => fold(text))).toEqual(['note', 'https x example', 'theme water']);
  });

  test('curly and foreign quotation marks, and one that is left open', () => {
    for (const typed of ['“lock gates”', '«lock gates»', '"lock gates', '„lock gates“'])
      expect(parseQuery(typed).terms).toEqual([{ text: 'lock gates', quoted: true }]);
  });

  test.each([
    ['PB-11.A3', 'pb11a3'],
    ['pb11 a3', 'pb11a3'],
    ['pb 11', 'pb11'],
    ['canal', null],
    ['"PB-11"', null],
    ['2027', null],
  ])('may be a reference: %s', (typed, reference) => expect(parseQuery(typed).reference).toBe(reference));

  test('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
        const { terms, filters, problems } = parseQuery(typed);
        expect(problems.length + terms.length + filters.length).toBeGreaterThan(0);
      }),
    );
  });

  test.each([
    ['<2027', null, '2026-12-31'],
    ['<=2027', null, '2027-12-31'],
    ['>2026-02', '2026-03-01', null],
    ['>=2026-02', '2026-02-01', null],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['=2026-06-30', '2026-06-30', '2026-06-30'],
    ['<۲۰۲۷', null, '2026-12-31'],
  ])('a span of days: %s', (typed, from, to) => expect(daysOf(typed)).toEqual({ from, to }));

  test('what is no date is none', () => {
    for (const typed of ['soon', '2026-13', '<>2026', '', '20261', '2026-02-30', '2026..2027'])
      expect([typed, daysOf(typed)]).toEqual([typed, null]);
  });

  test('can be rewritten: about one kind, without filters, with another word', () => {
    expect(withType('canal type:item -type:"source" x', 'actor')).toBe('canal x type:actor');
    expect(withoutFilters('canal owner:"A B" -due:<2027 type:item')).toBe('canal');
    expect(withWord('a cannal boat', 'cannal', 'canal')).toBe('a canal boat');
  });
});

describe('marks', () => {
  const marked = (text: string, ...words: [string, boolean?, string?][]) => {
    const { marks } = mark(
      text,
      words.map(([word, begun = false, stem]) => targetOf(word, begun, stem)),
    );
    return marks.map(([from, to]) => text.slice(from, to));
  };

  test('stand on the words as they are written', () => {
    expect(marked('The Canal’s CANALS, canalboat', ['canal', false, 'canal'])).toEqual(['Canal’s', 'CANALS']);
    expect(marked('Policies, policy, police', ['policies', false, 'polici'])).toEqual(['Policies', 'policy']);
    expect(marked('Café de la Gare', ['CAFE'])).toEqual(['Café']);
    expect(marked('نهر کی صفائی', ['نہر'])).toEqual(['نهر']);
    expect(marked('می‌روم به ۱۲۳', ['میروم'], ['روم'], ['123'])).toEqual(['می‌روم', '۱۲۳']);
    expect(marked('lock gates and gates', ['lock gates'])).toEqual(['lock', 'gates']);
  });

  test('an excerpt shows most of what was looked for, whole words, and nothing that was not there', () => {
    const word = fc.constantFrom('canal', 'نہر', 'lock', 'the', '😀', 'gates', 'x'.repeat(60), 'École');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 300 }), fc.integer({ min: 40, max: 240 }), (words, length) => {
        const text = words.join(' ');
        const short = excerpt(mark(text, [targetOf('canal', false), targetOf('نہر', true)]), length);
        const bare = short.text.replaceAll('…', '');
        expect(text).toContain(bare);
        expect(bare.length).toBeLessThanOrEqual(length + 1);
        expect(short.text.isWellFormed()).toBe(true);
        for (const [from, to] of short.marks) expect(['canal', 'نہر']).toContain(short.text.slice(from, to));
        if (words.includes('canal') || words.includes('نہر')) expect(short.marks.length).toBeGreaterThan(0);
      }),
    );
  });

  test('tokens cover their own text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const { from, to, words } of tokensOf(text)) {
          expect(to).toBeGreaterThan(from);
          expect(words).not.toContain('');
        }
      }),
    );
  });
});

describe('spelling', () => {
  test.each([
    ['canal', 'cannal', 1],
    ['canal', 'canla', 1],
    ['canal', 'cabal', 1],
    ['irrigation', 'irigattion', 2],
    ['نہروں', 'نہرو', 1],
    ['canal', 'river', 3],
  ])('%s – %s', (one, other, slips) => expect(distance(one, other, 2)).toBe(slips));

  test('is symmetric, and nothing only for the same word', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ہ'), maxLength: 7 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(distance(one, other, 7)).toBe(distance(other, one, 7));
        expect(distance(one, other, 7) === 0).toBe(one === other);
      }),
    );
  });

  test('short words may have one slip, longer ones two', () => {
    expect(nearWords('gats', ['gates', 'goats', 'gates', 'boasts'])).toEqual(
      new Map([[1, ['gates', 'goats']]]),
    );
    expect(nearWords('irigattion', ['irrigation', 'navigation']).get(2)).toEqual(['irrigation']);
  });
});
