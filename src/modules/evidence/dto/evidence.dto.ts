import {
  Flag,
  IsDay,
  IsOptionalDay,
  IsPartialDay,
  LONG_TEXT,
  ListOf,
  OneOf,
  OptionalOneOf,
  OptionalText,
  OptionalWebAddress,
  OptionalWholeNumber,
  RequiredText,
  TextList,
} from '../../../web/fields.js';
import { CLASSIFICATIONS, type Classification } from '../../publications/index.js';
import { PROGRESS, type Progress, SHOWS, type Shows } from '../../tracking/index.js';
import { CONTRIBUTIONS, type Contribution } from '../contribution-note.entity.js';
import {
  SOURCE_KINDS,
  STANDINGS,
  type SourceKind,
  type Standing,
  VERDICTS,
  type Verdict,
} from '../evidence.entity.js';

export class SourceDto {
  @RequiredText()
  title: string;

  @OptionalText()
  publisher: string | null;

  @OptionalText()
  author: string | null;

  @IsOptionalDay()
  publishedOn: string | null;

  @OptionalWebAddress()
  url: string | null;

  @OptionalWebAddress()
  archivedUrl: string | null;

  @OneOf(SOURCE_KINDS, 'other')
  kind: SourceKind;

  @OneOf(STANDINGS, 'not_given')
  standing: Standing;

  /** Whom it reports. */
  @OptionalText()
  standingOf: string | null;
}

export class EffectDto {
  /** The item's reference. */
  @RequiredText(100)
  item: string;

  /** The item's version as it was seen; left out: whatever it is. */
  @OptionalWholeNumber()
  version: number | null;

  @OneOf(SHOWS)
  shows: Shows;

  @OptionalText(LONG_TEXT)
  quote: string | null;

  @OptionalText()
  quotePlace: string | null;

  /** Left out: it moves nothing. */
  @OptionalOneOf(PROGRESS)
  progressTo: Progress | null;

  /** Counts although newer evidence moved the item. */
  @Flag()
  overridesNewer: boolean;
}

class EvidenceDto {
  /** The day of the event as far as it is known: `2026-01-17`, `2026-01` or `2026`. */
  @IsPartialDay()
  eventOn: string;

  @RequiredText(LONG_TEXT)
  text: string;

  @OneOf(CLASSIFICATIONS, 'public')
  classification: Classification;

  @ListOf(() => SourceDto, 20)
  sources: SourceDto[];

  @ListOf(() => EffectDto, 50)
  effects: EffectDto[];
}

export class RecordEvidenceDto extends EvidenceDto {
  /** The entry of the inbox that it comes from; it is settled with it. */
  @OptionalWholeNumber()
  inboxId: number | null;

  /** The day of the search that found it, to be kept as a check of each item; with `searchedPlaces`. */
  @IsOptionalDay()
  searchedOn: string | null;

  /** Where was searched, in words. */
  @OptionalText()
  searchedPlaces: string | null;
}

export class CorrectEvidenceDto extends EvidenceDto {
  /** What was wrong. */
  @RequiredText(LONG_TEXT)
  reason: string;
}

export class ReadClaimDto {
  @OneOf(VERDICTS)
  verdict: Verdict;

  /** Needed unless it is confirmed. */
  @OptionalText(LONG_TEXT)
  reason: string | null;
}

export class RecordCheckDto {
  /** References of the items that were searched for. */
  @TextList(50)
  items: string[];

  @IsDay()
  searchedOn: string;

  /** Where was searched, in words. */
  @RequiredText(LONG_TEXT)
  places: string;

  /** The update that came of it; left out: nothing was found. */
  @OptionalWholeNumber()
  updateId: number | null;

  @OptionalText(LONG_TEXT)
  note: string | null;
}

export class NoteContributionDto {
  @OneOf(CONTRIBUTIONS)
  contribution: Contribution;

  /** In words: where it is cited, who was consulted, what it agrees with. */
  @RequiredText(LONG_TEXT)
  text: string;
}
