import type { SourceFacts, SourceStanding } from './facts.js';
import type { SourceRow } from './brief-rows.query.js';

/** Numbers a brief's sources in the order of first citation; the same source cited twice keeps its number. */
export class SourceNotes {
  private readonly numbered = new Map<string, SourceFacts>();

  cite(sources: SourceRow[]): number[] {
    return sources.map((source) => {
      const key = JSON.stringify([source.url ?? [source.publisher, source.publishedOn], source.title]);
      const known = this.numbered.get(key);
      if (known) return known.note;
      const note = this.numbered.size + 1;
      this.numbered.set(key, facts(note, source));
      return note;
    });
  }

  all(): SourceFacts[] {
    return [...this.numbered.values()];
  }
}

function facts(note: number, { publishedOn, standing, standingOf, ...source }: SourceRow): SourceFacts {
  const standings: Record<SourceRow['standing'], SourceStanding | null> = {
    first_hand: { kind: 'first_hand' },
    reporting: { kind: 'reporting', whom: standingOf },
    party: { kind: 'party' },
    not_given: null,
  };
  return { note, ...source, date: publishedOn, standing: standings[standing] };
}
