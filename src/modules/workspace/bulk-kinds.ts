import type { ClassConstructor } from 'class-transformer';
import { Refused, RefusedFields } from '../../shared/errors.js';
import { paths } from '../../web/components/index.js';
import type { BulkWish } from '../tracking/index.js';
import {
  BulkDueForm,
  BulkFollowUpForm,
  type BulkForm,
  BulkOwnerForm,
  BulkQuestionForm,
} from './dto/bulk.forms.js';

/** What can be done with several items, as its page has it. */
export interface BulkKind<Form extends BulkForm = BulkForm> {
  kind: BulkWish['kind'];
  path: string;
  Form: ClassConstructor<Form>;
  /** Says what was done: `done.<key>`. */
  done: string;
  /** @throws Refused, RefusedFields where fields do not go together */
  wishOf: (form: Form) => BulkWish;
}

const bulk = <Form extends BulkForm>(kind: BulkKind<Form>) => kind as unknown as BulkKind;

export const BULK_KINDS = {
  owner: bulk({
    kind: 'owner',
    path: paths.newOwner,
    Form: BulkOwnerForm,
    done: 'bulkOwner',
    wishOf: ({ ownerId }) => ({ kind: 'owner', ownerId }),
  }),
  followUp: bulk({
    kind: 'followUp',
    path: paths.newFollowUp,
    Form: BulkFollowUpForm,
    done: 'bulkFollowUp',
    wishOf: ({ what, assigneeId, dueOn }) => ({ kind: 'followUp', step: what, assigneeId, dueOn }),
  }),
  question: bulk({
    kind: 'question',
    path: paths.newQuestion,
    Form: BulkQuestionForm,
    done: 'bulkQuestion',
    wishOf: ({ what, dueOn }) => ({ kind: 'question', step: what, assigneeId: null, dueOn }),
  }),
  due: bulk({
    kind: 'due',
    path: paths.newDueRevision,
    Form: BulkDueForm,
    done: 'bulkDue',
    wishOf: (form) => ({
      kind: 'due',
      shift: shiftOf(form),
      revision: form.kind,
      reason: form.reason,
      sourceUrl: form.sourceUrl,
      movedBy: form.movedBy,
    }),
  }),
} as const satisfies Record<BulkWish['kind'], BulkKind>;

/** Beyond these nobody moves a date; a slip of the finger does. */
const MOST = { days: 3_650, months: 120 } as const;

function shiftOf({ by, amount, dueOn, precision }: BulkDueForm) {
  if (by === 'day') {
    if (!dueOn) throw new RefusedFields([new Refused('required', {}, 'dueOn')]);
    return { by, dueOn, precision };
  }
  const number = /^[+\-−]?\d{1,4}$/.test(amount ?? '') ? Number(amount!.replace('−', '-')) : 0;
  if (number === 0 || Math.abs(number) > MOST[by])
    throw new RefusedFields([new Refused('due.amount', { most: MOST[by] }, 'amount')]);
  return { by, amount: number };
}
