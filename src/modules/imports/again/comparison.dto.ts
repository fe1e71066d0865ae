import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { Refused } from '../../../shared/errors.js';
import {
  ListOf,
  OptionalText,
  OptionalWholeNumber,
  RequiredText,
  TextList,
  WholeNumber,
} from '../../../web/fields.js';
import { VALIDATION } from '../../../web/forms.js';
import { InvalidInput } from '../../../web/refusals.js';
import type { Decisions } from './decisions.js';

const MOST = 20_000;

export class PairDto {
  /** A row's path in the review: `actions[2]`. */
  @RequiredText(100)
  row: string;

  /** The reference of the item that it is, `new`, or nothing: as Heed has it. */
  @OptionalText(100)
  item: string | null;
}

export class DecisionsDto {
  /** Ids of differences that are taken over; what is named in neither list is as it is proposed. */
  @TextList(MOST)
  accepted: string[];

  /** Ids of differences that are left as they were. */
  @TextList(MOST)
  refused: string[];

  @ListOf(() => PairDto, 2_000)
  pairs: PairDto[];

  /** The version of the publication that was compared; another one by now is refused. */
  @OptionalWholeNumber()
  publicationVersion: number | null;
}

export class CompareWithDto {
  /** Null: it is a new publication. */
  @OptionalWholeNumber()
  publicationId: number | null;
}

export class CompareWithForm extends CompareWithDto {
  @WholeNumber()
  version: number;
}

/** The comparison as its page sends it: what is shown and not ticked is refused. */
export class ComparisonForm {
  @TextList(MOST)
  shown: string[];

  @TextList(MOST)
  accepted: string[];

  @ListOf(() => PairDto, 2_000)
  pairs: PairDto[];

  /** `accept:new` or `refuse:gone`: all of a section at once. */
  @OptionalText(40)
  all: string | null;

  @WholeNumber()
  version: number;

  @WholeNumber()
  publicationVersion: number;
}

const pairsOf = (pairs: PairDto[]): Decisions['pairs'] =>
  Object.fromEntries(
    pairs.flatMap(({ row, item }) => (item === null ? [] : [[row, item === 'new' ? null : item]])),
  );

export const decisionsIn = ({
  accepted,
  refused,
  pairs,
}: Pick<DecisionsDto, 'accepted' | 'refused' | 'pairs'>): Decisions => ({
  accepted,
  refused,
  pairs: pairsOf(pairs),
});

/**
 * What the body of a commit says of the comparison, apart from the review that it is laid over.
 * @throws InvalidInput
 */
export async function decisionsFrom(body: unknown): Promise<{
  decisions: { decisions: Decisions; publicationVersion: number | null };
  rest: unknown;
}> {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  const { decisions: given = {}, ...rest } = isObject ? (body as Record<string, unknown>) : {};
  if (typeof given !== 'object' || given === null) throw new Refused('malformed', {}, 'decisions');
  const dto = plainToInstance(DecisionsDto, given, { enableImplicitConversion: false });
  const found = await validate(dto, VALIDATION);
  if (found.length > 0) throw new InvalidInput(found);
  const { publicationVersion } = dto;
  return {
    decisions: { decisions: decisionsIn(dto), publicationVersion },
    rest: isObject ? rest : body,
  };
}

/** @param kindOf tells the section of a difference by its id */
export function decisionsInForm(
  { shown, accepted, pairs, all }: ComparisonForm,
  kindOf: (id: string) => string | undefined,
): Decisions {
  const [verb, kind] = all?.split(':') ?? [];
  const ticked = new Set(accepted);
  for (const id of shown)
    if (kind && kindOf(id) === kind) {
      if (verb === 'accept') ticked.add(id);
      else ticked.delete(id);
    }
  return {
    accepted: [...ticked],
    refused: shown.filter((id) => !ticked.has(id)),
    pairs: pairsOf(pairs),
  };
}
