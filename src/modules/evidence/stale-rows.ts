import { asKnown } from '../../shared/calendar-date.js';
import { dayText, wordKey } from '../../web/components/index.js';
import type { FormValues } from '../../web/forms.js';
import type { Translate } from '../../web/messages/index.js';
import { type Progress, PROGRESS } from '../tracking/index.js';
import type { ItemChoice } from './evidence-form.query.js';
import { rowsOf } from './evidence-form-values.js';

/** For each item that changed since the form was opened: what was entered for it, and what stands there now. */
export function staleRows(
  values: FormValues,
  items: ItemChoice[],
  t: Translate,
): { ref: string; yours: string; theirs: string }[] {
  const word = (progress: Progress) => t(wordKey('progress', progress));
  return rowsOf(values, 'effects').flatMap((effect) => {
    const item = items.find(({ ref }) => ref === effect.item);
    if (!item || effect.version === String(item.version)) return [];
    const to = PROGRESS.find((progress) => progress === effect.progressTo);
    const now = [
      word(item.progress),
      item.claim !== 'none' && t(wordKey('claim', item.claim)),
      item.progressOn && dayText(asKnown(item.progressOn, item.progressPrecision), t),
    ];
    return [
      {
        ref: item.ref,
        yours: to ? word(to) : t('evidence.one.unmoved'),
        theirs: now.filter(Boolean).join(', '),
      },
    ];
  });
}
