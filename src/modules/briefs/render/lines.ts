import type { ActorFacts, BriefFacts, Day, ItemFacts, ProgressFacts, PublicationFacts } from '../facts.js';
import { directionOf } from './clean.js';
import type { Line, Run } from './document.js';
import { textsFor, type Texts } from './texts.js';

/** What the composing functions pass along: the facts, their words, and where things stand in the document. */
export class Composer {
  readonly t: Texts;
  private readonly itemIds: Map<string, string>;
  private readonly notesGiven: Set<number>;
  private readonly publications: Map<string, PublicationFacts>;

  constructor(readonly facts: BriefFacts) {
    this.t = textsFor(facts.language);
    this.itemIds = new Map(facts.items.map((item, index) => [item.ref, `item-${index + 1}`]));
    this.notesGiven = new Set(facts.sources.map((source) => source.note));
    this.publications = new Map(facts.publications.map((publication) => [publication.code, publication]));
  }

  /** A paragraph; it takes the direction of its first letter where that is not the document's. */
  line(...runs: (Run | string)[]): Line {
    const made = runs
      .map((run) => (typeof run === 'string' ? { text: run } : run))
      .map((run) => ({ ...run, ...this.directed(run.text) }));
    const dir = directionOf(made.map((run) => run.text).join(''));
    return { runs: made, ...(dir !== null && dir !== this.facts.direction && { dir }) };
  }

  /** A paragraph that begins with our own words and so has their direction, whatever stands in it. */
  ours(...runs: (Run | string)[]): Line {
    const { runs: made } = this.line(...runs);
    const dir = this.t.direction;
    return { runs: made, ...(dir !== this.facts.direction && { dir }) };
  }

  /** The source's own words, with its language. */
  source(text: string, item: ItemFacts): Line {
    const language = this.publications.get(item.publication)?.language;
    const line = this.line({ text, source: true });
    return language && language !== this.facts.language ? { ...line, lang: language } : line;
  }

  itemId(ref: string): string {
    return this.itemIds.get(ref) ?? '';
  }

  /** A reference, linked where the item is in this brief. */
  ref(ref: string): Run {
    return { text: ref, strong: true, ...(this.itemIds.has(ref) && { to: this.itemId(ref) }) };
  }

  /** "[1, 3]", each number leading to its source. */
  notes(numbers: number[]): Run[] {
    if (numbers.length === 0) return [];
    const runs = numbers.flatMap((number, index): Run[] => [
      ...(index > 0 ? [{ text: ', ', note: true as const }] : []),
      { text: String(number), note: true, ...(this.notesGiven.has(number) && { to: `note-${number}` }) },
    ]);
    return [{ text: ' [', note: true }, ...runs, { text: ']', note: true }];
  }

  /** The same in lines, for a narrow cell. */
  progressLines(progress: ProgressFacts): Line[] {
    const { t } = this;
    const lines = [this.line({ text: t(`progress.${progress.value}`), strong: true, glyph: progress.value })];
    if (progress.on !== null) lines.push(this.line(quiet(this.progressDate(progress, progress.on))));
    if (progress.awaitingSecondReading) lines.push(this.line(quiet(t('progress.awaiting'))));
    return lines;
  }

  /** "In progress · recorded 12 Mar 2026 · a claim awaits its second reading" */
  progress(progress: ProgressFacts): Run[] {
    const { t } = this;
    const runs: Run[] = [{ text: t(`progress.${progress.value}`), strong: true, glyph: progress.value }];
    if (progress.on !== null) runs.push(quiet(`\u00A0· ${this.progressDate(progress, progress.on)}`));
    if (progress.awaitingSecondReading) runs.push(quiet(`\u00A0· ${t('progress.awaiting')}`));
    return runs;
  }

  /** Null for what is closed or reversed, of which the calendar says nothing any more. */
  timeliness(item: ItemFacts): Run | null {
    if (item.timeliness.value === 'not_counted') return null;
    const text = this.t.timeliness(item.timeliness);
    return item.timeliness.value === 'past_due' ? { text, strong: true, alert: true } : { text };
  }

  /** "National Weights Office (lead): accepted, 3 Feb 2026" and, below it, the actor's own words. */
  actor(actor: ActorFacts): Line[] {
    const { t } = this;
    const { value, on, words } = actor.response;
    const state = t(`response.${value}`);
    const response = on === null ? state : t('response.on', { response: state, day: t.day(on) });
    const head = { ...this.line(t.actor(actor), quiet(`: ${response}`)), opens: true as const };
    if (words === null) return [head];
    return [head, this.line({ text: t('quote.open') + words + t('quote.close'), source: true })];
  }

  private progressDate({ confirmed }: ProgressFacts, on: Day): string {
    const day = this.t.day(on);
    return confirmed
      ? `✓ ${this.t('progress.confirmedOn', { day })}`
      : this.t('progress.recordedOn', { day });
  }

  private directed(text: string): Pick<Run, 'dir'> {
    const dir = directionOf(text);
    return dir !== null && dir !== this.facts.direction ? { dir } : {};
  }
}

export const quiet = (text: string): Run => ({ text, quiet: true });
