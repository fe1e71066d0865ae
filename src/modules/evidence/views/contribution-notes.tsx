import type { FormErrors, FormValues } from '../../../web/forms.js';
import { may } from '../../../shared/permissions.js';
import {
  Button,
  type Claim,
  Form,
  FormActions,
  type Progress,
  RadioGroup,
  TextArea,
  dayText,
  paths,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import { isTerminal } from '../../tracking/index.js';
import { CONTRIBUTIONS } from '../contribution-note.entity.js';
import type { ContributionView } from '../contribution-notes.service.js';

export interface ContributionNotesProps {
  itemRef: string;
  progress: Progress;
  claim: Claim;
  notes: ContributionView[];
  idempotencyKey: string;
  /** The form was refused. */
  sent?: { form: string; values: FormValues; errors: FormErrors };
}

/** What part the publication had in what became of the item, asked when it closes; nothing while it is open. */
export function ContributionNotes(props: ContributionNotesProps) {
  const t = useT();
  const { itemRef, notes, sent } = props;
  const mayNote = may(useCtx().user, 'record') && isTerminal(props.progress);
  const refused = sent?.form === 'contribution' ? sent : undefined;
  if (notes.length === 0 && !mayNote) return null;
  return (
    <section class="h-section" id="contribution">
      <h2>{t('contribution.title')}</h2>
      {notes.length === 0 && <p class="h-soft">{t('contribution.none')}</p>}
      <ol class="h-lines h-lines-inside">
        {notes.map((note) => (
          <li key={note.id}>
            <span class="h-line-day">{dayText(note.recordedOn, t)}</span>
            <span>
              <b>{t(`contribution.${note.contribution}`)}</b> <span dir="auto">{note.text}</span>
              <span class="h-soft">
                {' · '}
                <bdi>{note.recordedBy.name}</bdi>
              </span>
            </span>
          </li>
        ))}
      </ol>
      {mayNote && (
        <details class="h-fold h-no-print" id="contribution-fold" open={refused !== undefined}>
          <summary>{t(notes.length > 0 ? 'contribution.again' : 'contribution.note')}</summary>
          <div>
            <Form
              id="contribution-note"
              action={paths.contributionNotes(itemRef)}
              idempotencyKey={props.idempotencyKey}
              {...(refused ? { values: refused.values, errors: refused.errors } : {})}
            >
              <RadioGroup
                name="contribution"
                label={t('contribution.which')}
                required
                options={CONTRIBUTIONS.map((value) => ({
                  value,
                  label: t(`contribution.${value}`),
                  hint: t(`contribution.${value}.hint`),
                }))}
              />
              <TextArea name="text" label={t('contribution.text')} rows={3} required />
              <FormActions>
                <Button look="primary" small>
                  {t('contribution.submit')}
                </Button>
                <span class="h-hint">{t('contribution.kept')}</span>
              </FormActions>
            </Form>
          </div>
        </details>
      )}
    </section>
  );
}
