import { translator } from '../../web/messages/index.js';
import { changeGroups } from './change-lines.js';
import type { ChangeRow } from './changes.query.js';

const t = translator('en');
let seq = 100;
const row = (action: string, refs: string[], more: Partial<ChangeRow> = {}): ChangeRow => ({
  seq: String((seq -= 1)),
  day: '2026-11-18',
  action,
  person: 'Sara',
  items: refs.map((ref) => ({ ref, title: ref, movedTo: null })),
  itemCount: refs.length,
  publication: null,
  actor: null,
  ...more,
});

describe('the lines of what was recorded', () => {
  it('stand under what they are about, in a fixed order', () => {
    const groups = changeGroups(
      [row('owner.assigned', ['A']), row('due.revised', ['B']), row('check.recorded', ['C'])],
      t,
    );
    expect(groups.map(({ group }) => group)).toEqual(['evidence', 'dates', 'ours']);
  });

  it('tell a move of progress first, whatever moved it', () => {
    const moved = row('evidence.recorded', ['A', 'B']);
    moved.items = moved.items.map((item) => ({ ...item, movedTo: 'in_progress' }));
    const [group] = changeGroups([moved], t);
    expect([group!.group, group!.lines[0]!.text]).toEqual(['progress', 'evidence recorded: In progress']);
    moved.items[1]!.movedTo = 'implemented';
    expect(changeGroups([moved], t)[0]!.group).toBe('evidence');
  });

  it('are one for what one person did to many at a stroke', () => {
    const many = ['A', 'B', 'C', 'D'].map((ref) => row('owner.assigned', [ref]));
    const groups = changeGroups([...many, row('owner.assigned', ['E'], { person: 'Omar' })], t);
    expect(groups[0]!.lines.map(({ refs, count }) => [refs, count])).toEqual([
      [['A', 'B', 'C'], 4],
      [['E'], 1],
    ]);
  });

  it('do not swallow a day, nor a publication that came in', () => {
    const publication = { id: 1, title: 'The report' };
    const groups = changeGroups(
      [
        row('publication.imported', ['A', 'B'], { publication }),
        row('publication.imported', ['C'], { publication: { id: 2, title: 'Another' } }),
        row('check.recorded', ['A']),
        row('check.recorded', ['A'], { day: '2026-11-17' }),
      ],
      t,
    );
    expect(groups.map(({ lines }) => lines.length)).toEqual([2, 2]);
    expect(groups[1]!.lines[0]).toMatchObject({ refs: [], subject: { label: 'The report' } });
  });
});
