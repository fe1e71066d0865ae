import { dayText } from '../../web/components/index.js';
import type { Translate } from '../../web/messages/index.js';
import type { Detail, ItemHistoryEntry } from './item-history.query.js';

/** One change in a sentence. */
export function historyText({ action, before, after, redacted }: ItemHistoryEntry, t: Translate): string {
  if (redacted) return t('history.redacted');
  const text = (from: Detail | null, name: string) => String(from?.[name] ?? '');
  const day = (from: Detail | null, name: string) => {
    const value = from?.[name];
    return typeof value === 'string' ? dayText(value, t) : 'none';
  };
  const word = (area: string, from: Detail | null, name: string) =>
    t.dynamic(`word.${area}.${text(from, name)}`);
  switch (action) {
    case 'publication.imported':
    case 'items.imported':
      return t('history.taken');
    case 'owner.undone':
    case 'followUp.undone':
      return t(`history.${action}`);
    case 'publication.reimported':
      if (text(after, 'did') === 'new') return t('history.taken');
      return t('history.publication.reimported', {
        what: text(after, 'did')
          .split(' ')
          .map((did) =>
            t.dynamic(`history.did.${did}`, { from: day(after, 'dueFrom'), to: day(after, 'dueTo') }),
          )
          .join(', '),
      });
    case 'publication.corrected':
      if (!after?.dueTo) return t('history.publication.corrected');
      return t('history.due.revised', {
        from: day(after, 'dueFrom'),
        to: day(after, 'dueTo'),
        kind: t('word.revision.corrected'),
      });
    case 'item.linked':
      return after ? t('history.item.linked') : t('history.due.moved');
    case 'owner.assigned':
      return after?.person
        ? t('history.owner.assigned', { person: text(after, 'person') })
        : t('history.owner.none');
    case 'timeline.set':
      if (!after) return t('history.due.moved');
      return t('history.timeline.set', {
        kind: word('timeline', after, 'timelineKind'),
        day: day(after, 'dueOn'),
      });
    case 'due.revised':
      if (!after) return t('history.due.moved');
      return t('history.due.revised', {
        from: day(before, 'dueOn'),
        to: day(after, 'dueOn'),
        kind: word('revision', after, 'kind'),
      });
    case 'response.recorded':
      return t('history.response.recorded', {
        actor: text(after, 'actor'),
        response: word('response', after, 'response'),
      });
    case 'followUp.planned':
      return t('history.followUp.planned', { step: text(after, 'step') });
    case 'followUp.asked':
      return t('history.followUp.asked', { person: text(after, 'person'), step: text(after, 'step') });
    case 'followUp.handedOver':
      return t('history.followUp.handedOver', { person: text(after, 'person') });
    case 'followUp.reassigned':
      return t('history.followUp.reassigned', { person: text(after, 'person') });
    case 'followUp.postponed':
      return t('history.followUp.postponed', {
        from: day(before, 'dueOn'),
        to: day(after, 'dueOn'),
        reason: text(after, 'reason'),
      });
    case 'followUp.cancelled':
      return t('history.followUp.cancelled', { reason: text(after, 'reason') });
    case 'followUp.done':
      return t('history.followUp.done');
    case 'check.recorded':
      return t('history.check.recorded', { day: day(after, 'searchedOn') });
    case 'contribution.noted':
      return t('history.contribution.noted', {
        contribution: t.dynamic(`contribution.${text(after, 'contribution')}`),
      });
    case 'watch.added':
      return t('history.watch.added', { name: text(after, 'name') });
    case 'watch.removed':
      return t('history.watch.removed', { name: text(before, 'name') });
    case 'evidence.recorded':
    case 'evidence.corrected': {
      const what = t(`history.${action}`);
      if (text(before, 'progress') === text(after, 'progress')) return what;
      return t('history.evidence.moved', {
        what,
        from: word('progress', before, 'progress'),
        to: word('progress', after, 'progress'),
      });
    }
    case 'claim.confirmed':
    case 'claim.sent_back':
      return t(`history.${action}`, { progress: word('progress', after, 'progress') });
    case 'claim.better_source_wanted':
      return t('history.claim.better_source_wanted');
    default:
      return t('history.other');
  }
}
