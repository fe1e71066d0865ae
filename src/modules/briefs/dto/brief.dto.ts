import {
  Flag,
  IsDay,
  LONG_TEXT,
  ListOf,
  OneOf,
  OptionalText,
  OptionalWholeNumber,
  RequiredText,
} from '../../../web/fields.js';
import { SECTIONS, type SectionId } from '../facts.js';
import { AUDIENCES, type Audience } from '../progress-brief.entity.js';

export class ItemCommentDto {
  /** The item's reference. */
  @RequiredText(100)
  ref: string;

  /** Markdown. */
  @OptionalText(LONG_TEXT)
  text: string | null;
}

export class BriefSectionDto {
  @OneOf(SECTIONS)
  id: SectionId;

  /** False: left out of the brief. */
  @Flag()
  include: boolean;

  /** Sections stand by these, lowest first. */
  @OptionalWholeNumber()
  position: number | null;

  /** Markdown. */
  @OptionalText(LONG_TEXT)
  commentary: string | null;
}

/** What the editor decides; the scope comes with the address of a new brief and then stays. */
export class BriefDto {
  @RequiredText()
  title: string;

  /** The issued brief since which changes are told; then `periodFrom` is the day on which that one took stock. */
  @OptionalWholeNumber()
  sinceId: number | null;

  @IsDay()
  periodFrom: string;

  @IsDay()
  periodTo: string;

  @OneOf(AUDIENCES, 'internal')
  audience: Audience;

  @OptionalText()
  recipient: string | null;

  /** Markdown. */
  @OptionalText(LONG_TEXT)
  commentary: string | null;

  /** For the title page, Markdown. */
  @OptionalText(LONG_TEXT)
  coverText: string | null;

  /** Those between summary and sources; none: all in the usual order. */
  @ListOf(() => BriefSectionDto, SECTIONS.length)
  sections: BriefSectionDto[];

  @ListOf(() => ItemCommentDto, 2_000)
  comments: ItemCommentDto[];
}
