import { ApiProperty } from '@nestjs/swagger';
import { Expose, Type } from 'class-transformer';
import { IsDefined, ValidateNested } from 'class-validator';
import { ListOf } from '../../../web/fields.js';
import { ACTOR_KINDS, type ActorKind } from '../../actors/index.js';
import { CLASSIFICATIONS, type Classification } from '../../publications/index.js';
import { TERMS, type Term } from '../../tracking/index.js';
import { MAX_ROWS } from '../added-rows.js';
import {
  type ActionReview,
  type ActorReview,
  type PublicationReview,
  RECOMMENDATION_TIMELINES,
  type RecommendationReview,
  type RecommendationTimeline,
  type Review,
} from '../review.js';
import {
  Choice,
  Count,
  Id,
  Indices,
  Lines,
  Match,
  NeededWords,
  PartialDay,
  Ticked,
  Words,
} from './review-fields.js';

/** A cell of a matrix or a paragraph: long, but no book. */
const LONG = 20_000;

export class PublicationReviewDto implements PublicationReview {
  @Words()
  series: string;

  @Words(40)
  number: string;

  @NeededWords(40, { pattern: /^[A-Z0-9][A-Za-z0-9-]*$/, message: 'error.publication.refPrefix' })
  refPrefix: string;

  @NeededWords(1_000)
  title: string;

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

  @Words(LONG)
  disclaimer: string;

  @Id()
  teamId: number | null;

  @Id()
  ownerId: number | null;
}

export class RecommendationReviewDto implements RecommendationReview {
  @Ticked()
  include: boolean;

  @Words()
  title: string;

  @Words(LONG)
  text: string;

  @Words(1_000)
  heading: string;

  @Words(1_000)
  addressee: string;

  @Choice(RECOMMENDATION_TIMELINES, 'none_in_source')
  timelineKind: RecommendationTimeline;

  @Id()
  ownerId: number | null;
}

export class ActorReviewDto implements ActorReview {
  @Words(300)
  name: string;

  @Match()
  match: string;

  @Words(300)
  qualifier: string;

  @Ticked()
  lead: boolean;

  @Choice(ACTOR_KINDS, 'other')
  kind: ActorKind;

  @Words(1_000)
  verbatim: string;

  @Words(300)
  linkedTo: string;

  @Words(60)
  abbreviation: string;
}

export class ExtraColumnDto {
  @NeededWords(1_000)
  heading: string;

  @Words(LONG)
  text: string;
}

export class ActionReviewDto implements ActionReview {
  @Ticked()
  include: boolean;

  @Words(LONG)
  issue: string;

  @Words(LONG)
  pathway: string;

  @Words(LONG)
  implementation: string;

  @ListOf(() => ActorReviewDto, 200)
  actors: ActorReviewDto[];

  @Words(2_000)
  timelineText: string;

  @Choice(['', ...TERMS], '')
  term: Term | '';

  @Count(1_200, 'error.import.months')
  minMonths: number | null;

  @Count(1_200, 'error.import.months')
  maxMonths: number | null;

  @PartialDay()
  anchorOn: string;

  @PartialDay()
  dueOn: string;

  @Words(1_000)
  dueReason: string;

  @ListOf(() => ExtraColumnDto, 50)
  extra: ExtraColumnDto[];

  @Indices(MAX_ROWS)
  recommendationIndexes: number[];

  @Id()
  ownerId: number | null;
}

/** A whole review: every row of the reading, in its order, then those that the reader missed. */
export class ReviewDto implements Review {
  @Expose()
  @Type(() => PublicationReviewDto)
  @ValidateNested()
  @IsDefined({ message: 'error.required' })
  @ApiProperty({ type: () => PublicationReviewDto })
  publication: PublicationReviewDto;

  @ListOf(() => RecommendationReviewDto, MAX_ROWS)
  recommendations: RecommendationReviewDto[];

  @ListOf(() => ActionReviewDto, MAX_ROWS)
  actions: ActionReviewDto[];
}

/** The review as its page sends it. */
export class ReviewForm extends ReviewDto {
  @Count(2_147_483_647)
  version: number | null;

  /** Without scripts: the list that gets another row, `actions` or `actions[0].actors`. */
  @Words()
  add: string;

  /** Without scripts: the row that goes, `actions[7]` or `actions[0].actors[2]`. */
  @Words()
  remove: string;
}
