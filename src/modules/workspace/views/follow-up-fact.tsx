import { RelativeDays, dayText, useT } from '../../../web/components/index.js';
import { FollowUpChangeForms, FollowUpDoneForm, FollowUpForm } from './follow-up-forms.js';
import { Fact } from './fact.js';
import { Fold, type ItemForms } from './item-forms.js';

export interface FollowUpView {
  id: number;
  step: string;
  assigneeId: number;
  person: string;
  on: string;
  version: number;
}

export interface FollowUpsProps {
  itemRef: string;
  /** Open ones, next first. */
  followUps: FollowUpView[];
  /** Done ones, the latest first. */
  followUpsDone: {
    id: number;
    step: string;
    person: string;
    on: string;
    cancelled: boolean;
    note: string | null;
  }[];
  /** Something was just recorded and nothing is planned: the form for the next step stands first on the page. */
  next: boolean;
  due: { on: string } | null;
  owner: { id: number; name: string } | null;
  forms: ItemForms;
  /** `?ask=owner`: the follow-up form is open and filled for asking the owner. */
  ask?: { step: string } | null;
}

/** The forms that change a follow-up. */
const CHANGES = ['postpone', 'reassign', 'cancel'];

/** What we do next about the item, and what we did. */
export function FollowUpFact(props: FollowUpsProps & { mayRecord: boolean }) {
  const { itemRef, followUps, followUpsDone, due, owner, forms, ask, next, mayRecord } = props;
  const t = useT();
  return (
    <Fact title={t('item.followUp')}>
      {followUps.length === 0 && <p class="h-soft">{t('item.followUp.none')}</p>}
      <ul class="h-responses">
        {followUps.map((step) => (
          <li key={step.id}>
            <p dir="auto">{step.step}</p>
            <p class="h-soft">
              <span dir="auto">
                {t('item.followUp.line', { person: step.person, day: dayText(step.on, t) })}
              </span>
              , <RelativeDays day={step.on} />
            </p>
            {mayRecord && (
              <Fold id={`done-${step.id}`} label={t('item.followUp.done')} forms={forms}>
                <FollowUpDoneForm id={step.id} version={step.version} forms={forms} />
              </Fold>
            )}
            {mayRecord && (
              <Fold
                id={`change-${step.id}`}
                label={t('item.followUp.change')}
                forms={forms}
                primary={CHANGES.some((change) => forms.returned?.form === `${change}-${step.id}`)}
              >
                <FollowUpChangeForms {...step} forms={forms} />
              </Fold>
            )}
          </li>
        ))}
      </ul>
      {followUpsDone.length > 0 && (
        <details class="h-fold">
          <summary>{t('item.followUp.doneOnes', { count: followUpsDone.length })}</summary>
          <ul class="h-responses">
            {followUpsDone.map((step) => (
              <li key={step.id}>
                <p dir="auto">{step.step}</p>
                <p class="h-soft" dir="auto">
                  {t(step.cancelled ? 'item.followUp.cancelledLine' : 'item.followUp.doneLine', {
                    person: step.person,
                    day: dayText(step.on, t),
                  })}
                </p>
                {step.note && <p dir="auto">{step.note}</p>}
              </li>
            ))}
          </ul>
        </details>
      )}
      {mayRecord && !next && (
        <Fold id="plan-follow-up" label={t('item.followUp.plan')} forms={forms} primary={Boolean(ask)}>
          <FollowUpForm
            itemRef={itemRef}
            dueOn={due?.on ?? null}
            forms={forms}
            step={ask?.step}
            assigneeId={ask ? (owner?.id ?? null) : null}
          />
        </Fold>
      )}
    </Fact>
  );
}
