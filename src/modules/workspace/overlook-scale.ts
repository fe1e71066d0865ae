import { type Day, addMonths, daysBetween, plain } from '../../shared/calendar-date.js';

/** A part of a line, in percent of its width from where one begins to read. */
export interface Span {
  from: number;
  to: number;
}

export interface Tick {
  at: number;
  day: Day;
  /** A year begins: it is written out. */
  year: number | null;
}

/** Room at the end for the sign behind the last bar. */
const WIDTH = 96;
/** Beyond so many years the quarters would only be grey. */
const QUARTERS_UP_TO = 6;

/** From days to places on a line that has all of them and today, from the first of a year's quarter. */
export class OverlookScale {
  private readonly from: Day;
  private readonly days: number;

  constructor(days: Day[], today: Day) {
    const all = [...days, today].toSorted();
    this.from = startOfQuarter(all[0]!);
    this.days = Math.max(1, daysBetween(this.from, addMonths(startOfQuarter(all.at(-1)!), 3)));
  }

  at(day: Day): number {
    const share = daysBetween(this.from, day) / this.days;
    return Math.min(Math.max(share, 0), 1) * WIDTH;
  }

  /** From the start of one day to the end of another: at least as wide as one can see. */
  span(from: Day, to: Day): Span {
    const start = this.at(from);
    return { from: start, to: Math.max(this.at(to), start + 0.4) };
  }

  ticks(): Tick[] {
    const every = this.days > QUARTERS_UP_TO * 366 ? 12 : 3;
    const found: Tick[] = [];
    for (let day = this.from; daysBetween(this.from, day) < this.days; day = addMonths(day, every)) {
      const { month, year } = plain(day);
      found.push({ at: this.at(day), day, year: month === 1 || found.length === 0 ? year : null });
    }
    return found;
  }
}

function startOfQuarter(day: Day): Day {
  const date = plain(day);
  return date.with({ month: date.month - ((date.month - 1) % 3), day: 1 }).toString();
}

/** What is drawn of one item: the window as first set, and by how much its end moved. */
export interface Bar {
  window: Span;
  /** From the first due date to the present one. */
  moved: Span | null;
  /** It came earlier: from the present due date to the first. */
  spared: Span | null;
  end: number;
}

export function barOf(
  { startsOn, firstDueOn, dueOn }: { startsOn: Day | null; firstDueOn: Day | null; dueOn: Day },
  scale: OverlookScale,
): Bar {
  const first = firstDueOn ?? dueOn;
  // Without a start there is no window, only the day it is due.
  const start = startsOn && startsOn <= dueOn ? startsOn : first < dueOn ? first : dueOn;
  return {
    window: scale.span(start, first < dueOn ? first : dueOn),
    moved: dueOn > first ? scale.span(first, dueOn) : null,
    spared: dueOn < first ? scale.span(dueOn, first) : null,
    end: scale.at(dueOn > first ? dueOn : first),
  };
}
