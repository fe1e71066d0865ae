import { may } from '../../../shared/permissions.js';
import type { FormErrors, FormValues } from '../../../web/forms.js';
import {
  Button,
  Callout,
  Card,
  Form,
  FormActions,
  Hidden,
  LinkButton,
  PageHeader,
  Ref,
  TextArea,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import type { EarlierBrief } from '../briefs.service.js';
import type { BriefFacts, ItemFacts } from '../facts.js';
import type { ProgressBrief } from '../progress-brief.entity.js';
import { BriefFields } from './brief-fields.js';
import { BriefDownloads, BriefSubject } from './brief-parts.js';
import { BriefChanges, BriefFigures } from './brief-summary.js';

/** The brief in the making: what it will say beside what the editor decides, what changed first. */
export function BriefBuilder({
  brief,
  facts,
  earlier,
  values,
  errors,
  stale,
}: {
  brief: ProgressBrief;
  facts: BriefFacts;
  earlier: EarlierBrief[];
  values: FormValues;
  errors: FormErrors;
  /** Somebody else saved meanwhile: theirs is shown beside what was typed. */
  stale: boolean;
}) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  return (
    <>
      <PageHeader
        title={brief.title}
        breadcrumbs={[{ label: t('brief.list.title'), href: '/briefs' }]}
        before={<span class="h-soft">{t('brief.draft')}</span>}
        subtitle={<BriefSubject facts={facts} />}
        actions={
          <LinkButton href={`/briefs/${brief.id}/brief.html?view`} look="primary" file>
            {t('brief.preview')}
          </LinkButton>
        }
      />
      {stale && <Stale brief={brief} />}
      {brief.sentBackReason !== null && (
        <Callout kind="warning">
          <p>
            <strong>{t('brief.sentBack.told')}</strong>
          </p>
          <p dir="auto">{brief.sentBackReason}</p>
        </Callout>
      )}
      <div class="h-columns h-columns-side">
        <div>
          {facts.leftOut && <Callout>{t('brief.leftOut')}</Callout>}
          <BriefFigures summary={facts.summary} />
          <BriefChanges facts={facts} />
          {mayRecord && (
            <Card title={t('brief.edit')} id="edit">
              <Form
                action={`/briefs/${brief.id}`}
                values={values}
                errors={errors}
                draft={`brief-${brief.id}`}
                id="brief"
              >
                <Hidden name="version" value={brief.version} />
                <BriefFields start={brief} earlier={earlier} />
                <ItemComments items={facts.items} brief={brief} />
                <FormActions>
                  <Button look="primary">{t('brief.save')}</Button>
                </FormActions>
              </Form>
            </Card>
          )}
        </div>
        <aside class="h-side">
          {mayRecord && (
            <Card title={t('brief.submit.title')}>
              <p class="h-soft">{t('brief.submit.hint')}</p>
              <Form action={`/briefs/${brief.id}/submissions`} values={values} errors={{}} id="submit">
                <Hidden name="version" value={brief.version} />
                <Button>{t('brief.submit')}</Button>
              </Form>
            </Card>
          )}
          <BriefDownloads id={brief.id} hint={t('brief.downloads.hint')} />
        </aside>
      </div>
    </>
  );
}

/** Two hundred text areas would bury the form: each is folded until it is wanted, open where something stands. */
function ItemComments({ items, brief }: { items: ItemFacts[]; brief: ProgressBrief }) {
  const t = useT();
  if (items.length === 0) return null;
  return (
    <fieldset class="h-group">
      <legend>{t('brief.comments')}</legend>
      {items.map((item, index) => {
        const written = brief.itemCommentary[item.ref] ?? '';
        return (
          <details key={item.ref} class="h-fold" open={written !== ''}>
            <summary>
              <Ref>{item.ref}</Ref> <span dir="auto">{item.title}</span>
            </summary>
            <Hidden name={`comments[${index}][ref]`} value={item.ref} />
            <TextArea
              name={`comments[${index}].text`}
              label={t('brief.comment', { ref: item.ref })}
              hint={t('brief.field.markdown')}
              value={written}
              rows={3}
              hideLabel
            />
          </details>
        );
      })}
    </fieldset>
  );
}

function Stale({ brief }: { brief: ProgressBrief }) {
  const t = useT();
  return (
    <Callout kind="warning">
      <p>
        <strong>{t('brief.stale')}</strong>
      </p>
      <p>{t('brief.stale.theirs')}</p>
      <dl class="h-facts h-facts-stacked">
        <div>
          <dt>{t('brief.field.title')}</dt>
          <dd dir="auto">{brief.title}</dd>
        </div>
        <div>
          <dt>{t('brief.field.commentary')}</dt>
          <dd dir="auto">{brief.commentary || '–'}</dd>
        </div>
        {Object.entries(brief.itemCommentary).map(([ref, text]) => (
          <div key={ref}>
            <dt>{t('brief.comment', { ref })}</dt>
            <dd dir="auto">{text}</dd>
          </div>
        ))}
      </dl>
    </Callout>
  );
}
