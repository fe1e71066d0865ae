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
    ['numbered, in round brackets in the text', 'It is dark (1). And cold (2).', '1. A.\n2. B.'],
    ['several in round brackets', 'It is dark and cold (1, 2).', '1. A.\n2. B.'],
    ['plain numbers', 'It is dark.¹ And cold.²', '1 Author A.\n2 Author B.'],
    ['Markdown', 'It is dark.[^1] And cold.[^2]', '[^1]: A.\n[^2]: B.'],
  ])('ties them to the text: %s', (_, body, list) => {
    expect(lines(notesOf(body, list))).toEqual(['1: 9', '2: 9']);
  });

  it('ties notes that each page counts anew to the page that cites them', () => {
    const text =
      'LAMPS FOR ALL\n\nAnalysis\n\nIt is dark.¹ And cold.²\n\n¹ A, https://a.example/1\n² B.\n\nRecommendations\n\nThe town should act.¹\n\nBoards should pay.²\n\n¹ Ibid., p. 9.\n² C.\n';
    const reading = readBrief({ text });
    expect(lines(reading)).toEqual(['1: 5', '2: 5', '1: 12', '2: 14']);
    expect(reading.notes[2]).toMatchObject({ sameAs: '2', page: '9' });
    expect(reading.warnings.filter(({ at }) => at.startsWith('notes')).map(({ message }) => message)).toEqual(
      ['The notes are counted anew from line 16 on: each is tied to the text before it.'],
    );
  });

  it('ties references to where author and year are cited', () => {
    const reading = notesOf(
      'It is dark (Khan, 2023a; Marsh and Kelm 2021, p. 4). Otieno (2019) says so, and so does the Road Authority (2022).\n\nKhan was there in 2023. It costs more (Lind 2020).',
      'Khan, S. (2023a). Dark.\n\nKhan, S. (2023b). Darker.\n\nMarsh, P. and Kelm, D. (2021) Bees.\n\nB. Otieno, Posts, 2019.\n\nRoad Authority. 2022. Accounts.',
    );
    expect(reading.notes.map(({ citedAt }) => citedAt.length)).toEqual([1, 0, 1, 1, 1]);
    const told = reading.warnings.filter(({ at }) => at.startsWith('notes')).map(({ message }) => message);
    expect(told).toEqual([
      'Nothing in the text cites "Khan, S. (2023b). Darker.".',
      'The text cites "Lind 2020", which is not in the list.',
    ]);
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
