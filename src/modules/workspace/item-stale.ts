import { dayText, wordKey } from '../../web/components/index.js';
import type { FormValues } from '../../web/forms.js';
import type { Translate } from '../../web/messages/index.js';
import { RESPONSES, TIMELINE_KINDS } from '../tracking/index.js';
import type { PersonView } from '../evidence/index.js';
import type { ItemDetails } from './item-details.query.js';
import { dueWords } from './item-page-props.js';

export interface BothVersions {
  what: string;
  yours: string;
  theirs: string;
}

/** What was entered in one of the item's forms beside what stands there now, for the person to choose. */
export function bothVersions(
  form: string,
  values: FormValues,
  item: ItemDetails,
  people: PersonView[],
  t: Translate,
): BothVersions[] {
  const text = (name: string) => (typeof values[name] === 'string' ? values[name].trim() : '');
  const day = (name: string) => dayText(text(name), t);
  if (form === 'assign-owner')
    return [
      {
        what: t('item.owner'),
        yours: people.find(({ id }) => String(id) === text('ownerId'))?.name ?? t('item.owner.nobody'),
        theirs: item.owner?.name ?? t('item.owner.none'),
      },
    ];
  if (form === 'revise-due') return [{ what: t('item.due'), yours: day('dueOn'), theirs: dueWords(item, t) }];
  if (form === 'set-timeline') {
    const kind = TIMELINE_KINDS.find((one) => one === text('kind'));
    const yours = kind ? t(wordKey('timeline', kind)) : '';
    return [{ what: t('item.timeline'), yours, theirs: dueWords(item, t) }];
  }
  if (form.startsWith('response-')) {
    const actor = item.actors.find(({ id }) => form === `response-${id}`);
    const response = RESPONSES.find((one) => one === text('response'));
    if (!actor || !response) return [];
    return [
      {
        what: actor.name,
        yours: t(wordKey('response', response)),
        theirs: t(wordKey('response', actor.response)),
      },
    ];
  }
  const step = item.followUps.find(
    ({ id }) => /^(done|postpone|reassign|cancel)-/.test(form) && form.endsWith(`-${id}`),
  );
  if (!step) return [];
  const yours =
    people.find(({ id }) => String(id) === text('assigneeId'))?.name ??
    (text('dueOn') || text('doneOn') ? day(text('dueOn') ? 'dueOn' : 'doneOn') : text('reason'));
  return [
    {
      what: step.step,
      yours,
      theirs: step.doneOn ? dayText(step.doneOn, t) : dayText(step.dueOn, t),
    },
  ];
}
