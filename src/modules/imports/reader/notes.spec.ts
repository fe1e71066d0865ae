import { readBrief } from './read-brief.js';

function notesOf(body: string, list: string) {
  const text = `LAMPS FOR ALL\n\nRecommendations\n\nThe town should act.\n\nAnalysis\n\n${body}\n\nNotes\n\n${list}\n`;
  return readBrief({ text });
}

const lines = (reading: ReturnType<typeof notesOf>) =>
  reading.notes.map(
    ({ marker, citedAt }) => `${marker}: ${citedAt.map((at) => ('line' in at ? at.line : '?')).join(',')}`,
  );

describe('notes', () => {
  it.each([
    ['raised', 'It is dark.¹ And cold.²ʼ³', '¹ A.\n\n² B.'],
    ['raised, in a list', 'It is dark.¹ And cold.²', '- ¹ A.\n- ² B.'],
    ['in brackets', 'It is dark.[1] And cold [2].', '[1] A.\n[2] B.'],
    ['several in brackets', 'It is dark and cold [1, 2].', '[1] A.\n[2] B.'],
    ['a range', 'It is dark and cold [1–2].', '[1] A.\n[2] B.'],
    ['numbered, raised in the text', 'It is dark.¹ And cold.²', '1. A.\n2. B.'],
    ['numbered, in brackets in the text', 'It is dark.[1] And cold.[2]', '1) A.\n2) B.'],
    ['numbered, plain in the text', 'It is dark.1 And cold.2 In 2020.', '1. A.\n2. B.'],
    ['plain numbers', 'It is dark.¹ And cold.²', '1 Author A.\n2 Author B.'],
    ['Markdown', 'It is dark.[^1] And cold.[^2]', '[^1]: A.\n[^2]: B.'],
  ])('ties them to the text: %s', (_, body, list) => {
    expect(lines(notesOf(body, list))).toEqual(['1: 9', '2: 9']);
  });

  it('finds citations in headings, in tables and on the lines of a joined paragraph', () => {
    const matrix = 'Issue\tPathway\tActors\nDark posts¹\tShare\tVell\n';
    const reading = notesOf(
      `The town says that¹\n\nit is dark.²\n\nOther Views²\n\nIt is cold.\n\n${matrix}`,
      '¹ A.\n\n² B.',
    );
    expect(lines(reading)).toEqual(['1: 9,18', '2: 11,13']);
    expect(reading.sections.map(({ heading }) => heading)).toContain('Other Views');
  });

  it('reads notes at the foot of a page and joins what they cut', () => {
    const reading = notesOf('The town says that\n\n¹ Ledger, https://a.example/1\n\nit is dark.¹', '');
    expect(reading.notes).toMatchObject([
      { marker: '1', url: 'https://a.example/1', citedAt: [{ line: 13 }] },
    ]);
    expect(reading.sections.find(({ heading }) => heading === 'Analysis')?.text).toBe(
      'The town says that it is dark.¹',
    );
  });

  it('follows chains of Ibid., op. cit. and see note', () => {
    const { notes } = notesOf('x', [
      '1. Pell, “Lamps,” https://a.example/1',
      '2. Ibid., 18.',
      '3. Ibidem, pp. 3–5.',
      '4. Rook, “Oil,” https://a.example/4',
      '5. Pell, op. cit., p. 7.',
      '6. Ibid.',
      '7. See note 4.',
    ].join('\n')); // prettier-ignore
    expect(notes.map(({ sameAs, page, url }) => [sameAs, page, url?.slice(-1)])).toEqual([
      [null, null, '1'],
      ['1', '18', '1'],
      ['1', '3–5', '1'],
      [null, null, '4'],
      ['1', '7', '1'],
      ['1', null, '1'],
      ['4', null, '4'],
    ]);
  });

  it.each([
    ['A <https://a.example/x>.', 'https://a.example/x'],
    ['A, https://a.example/x.', 'https://a.example/x'],
    ['A (https://a.example/x).', 'https://a.example/x'],
    ['A https://a.example/x_(y).', 'https://a.example/x_(y)'],
    ['A https://a.example/x?y=1&z=2, accessed 3 May 2024.', 'https://a.example/x?y=1&z=2'],
    ['A <https://a.example/\n   long/path>', 'https://a.example/long/path'],
    ['A. doi: 10.1234/abc.5.', 'https://doi.org/10.1234/abc.5'],
    ['A, www.a.example', undefined],
  ])('takes the address from %j', (text, url) => {
    expect(notesOf('Dark.[1]', `[1] ${text}`).notes[0].url ?? undefined).toBe(url);
  });

  it('goes on with a note over several lines', () => {
    const { notes } = notesOf(
      'Dark.[1] Cold.[2]',
      '[1] Pell, “Lamps”,\n    Harbour Post,\n    https://a.example/1\n[2] Rook.',
    );
    expect(notes.map(({ text }) => text)).toEqual([
      'Pell, “Lamps”, Harbour Post, https://a.example/1',
      'Rook.',
    ]);
  });
});
