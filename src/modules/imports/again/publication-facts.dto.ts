import { OptionalText, WholeNumber } from '../../../web/fields.js';
import { CLASSIFICATIONS, type Classification } from '../../publications/index.js';
import { Choice, Id, Lines, NeededWords, PartialDay, Words } from '../dto/review-fields.js';

/** The facts of a publication that can be corrected. */
export class PublicationFactsDto {
  @NeededWords(1_000)
  title: string;

  @Words()
  series: string;

  @Words(40)
  number: string;

  /** As far as it is known; '' where it is not. */
  @PartialDay()
  date: string;

  @Words(300)
  publisher: string;

  @Lines(100)
  authors: string[];

  @NeededWords(35, { pattern: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, message: 'error.import.language' })
  language: string;

  @Choice(['ltr', 'rtl'])
  direction: 'ltr' | 'rtl';

  @Choice(CLASSIFICATIONS)
  classification: Classification;

  @Words(20_000)
  disclaimer: string;

  @Id()
  teamId: number | null;
}

export class PublicationFactsForm extends PublicationFactsDto {
  @WholeNumber()
  version: number;

  /** The date whose effects were shown: another one is shown first. */
  @OptionalText(40)
  previewed: string | null;
}

export class DuePreviewDto {
  @PartialDay()
  date: string;
}
