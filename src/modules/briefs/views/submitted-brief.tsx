import { may } from '../../../shared/permissions.js';
import type { FormErrors, FormValues } from '../../../web/forms.js';
import {
  Button,
  Callout,
  Card,
  DateField,
  Day,
  DefinitionList,
  Form,
  FormActions,
  Hidden,
  LinkButton,
  PageHeader,
  TextArea,
  TextField,
  dayText,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import type { BriefFormat } from '../brief-files.js';
import type { BriefFacts } from '../facts.js';
import type { BriefDispatch } from '../issued-brief.entity.js';
import type { BriefState, ProgressBrief } from '../progress-brief.entity.js';
import { BriefDownloads, BriefSubject } from './brief-parts.js';
import { BriefChanges, BriefFigures } from './brief-summary.js';

interface Submitted {
  brief: ProgressBrief;
  /** As it was submitted. */
  facts: BriefFacts;
  /** Null until it is approved. */
  number: string | null;
  submitter: string | null;
  approver: string | null;
  /** The reader wrote or submitted it, and so may not approve it. */
  isOwn: boolean;
  /** The brief that takes its place, or will. */
  replacement: { id: number; state: BriefState; number: string | null } | null;
  sizes: Partial<Record<BriefFormat, number>>;
  dispatches: BriefDispatch[];
  values: FormValues;
  errors: FormErrors;
}

/** A brief that awaits its second person, or is out: what it says no longer changes. */
export function SubmittedBrief(props: Submitted) {
  const { brief, facts, number, sizes } = props;
  const t = useT();
  const isIssued = brief.state === 'issued';
  return (
    <>
      <PageHeader
        title={brief.title}
        breadcrumbs={[{ label: t('brief.list.title'), href: '/briefs' }]}
        before={
          <span class="h-soft">
            {isIssued ? t('brief.numbered', { number: number! }) : t('brief.awaiting')}
          </span>
        }
        subtitle={<BriefSubject facts={facts} />}
        actions={
          <LinkButton href={`/briefs/${brief.id}/brief.html?view`} look="primary" file>
            {t('brief.preview')}
          </LinkButton>
        }
      />
      <Replacement {...props} />
      <div class="h-columns h-columns-side">
        <div>
          <BriefFigures summary={facts.summary} />
          <BriefChanges facts={facts} />
          {isIssued && <Dispatches {...props} />}
        </div>
        <aside class="h-side">
          {isIssued ? <Issue {...props} /> : <Approval {...props} />}
          <BriefDownloads
            id={brief.id}
            hint={t(isIssued ? 'brief.downloads.issued' : 'brief.downloads.submitted')}
            sizes={sizes}
          />
        </aside>
      </div>
    </>
  );
}

function Replacement({ facts, replacement }: Submitted) {
  const t = useT();
  return (
    <>
      {facts.replaces && (
        <Callout>
          {t('brief.replaces', { number: facts.replaces.number, day: dayText(facts.replaces.on, t) })}
        </Callout>
      )}
      {replacement && (
        <Callout kind="warning">
          {replacement.state === 'issued'
            ? t('brief.replacedBy', { number: replacement.number! })
            : t('brief.beingReplaced')}{' '}
          <a href={`/briefs/${replacement.id}`}>{t('brief.replacement.open')}</a>
        </Callout>
      )}
    </>
  );
}

function Approval({ brief, submitter, isOwn, values, errors }: Submitted) {
  const t = useT();
  const { user } = useCtx();
  return (
    <Card title={t('brief.approval')}>
      <p>{t('brief.approval.by', { name: submitter ?? '–' })}</p>
      {may(user, 'confirm') && !isOwn ? (
        <Form action={`/briefs/${brief.id}/approvals`} values={values} errors={errors} id="approval">
          <Hidden name="version" value={brief.version} />
          <p class="h-soft">{t('brief.approval.hint')}</p>
          <TextArea
            name="reason"
            label={t('brief.approval.reason')}
            hint={t('brief.approval.reason.hint')}
            value=""
            required={false}
            rows={3}
          />
          <FormActions>
            <Button look="primary" name="verdict" value="approved">
              {t('brief.approve')}
            </Button>
            <Button name="verdict" value="sent_back">
              {t('brief.sendBack')}
            </Button>
          </FormActions>
        </Form>
      ) : (
        <p class="h-soft">{t(isOwn ? 'brief.approval.own' : 'brief.approval.waiting')}</p>
      )}
      {(isOwn || may(user, 'confirm')) && (
        <Form action={`/briefs/${brief.id}/withdrawals`} values={{}} errors={{}} id="withdraw">
          <Hidden name="version" value={brief.version} />
          <Button look="quiet">{t('brief.withdraw')}</Button>
        </Form>
      )}
    </Card>
  );
}

function Issue({ brief, facts, number, submitter, approver, replacement }: Submitted) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  const scope = brief.publicationId === null ? null : `publication=${brief.publicationId}`;
  return (
    <Card title={t('brief.issue')}>
      <DefinitionList
        stacked
        items={[
          { term: t('brief.issue.number'), value: number! },
          { term: t('brief.issue.approvedOn'), value: <Day day={facts.approvedOn!} /> },
          { term: t('brief.issue.submittedBy'), value: submitter ?? '–' },
          { term: t('brief.issue.approvedBy'), value: approver ?? '–' },
        ]}
      />
      {mayRecord && (
        <FormActions>
          {scope && !replacement && (
            <LinkButton href={`/briefs/new?${scope}`}>{t('brief.issue.next')}</LinkButton>
          )}
          {!replacement && (
            <Form action={`/briefs/${brief.id}/revisions`} values={{}} errors={{}} id="revise">
              <Button look="quiet">{t('brief.issue.revise')}</Button>
            </Form>
          )}
        </FormActions>
      )}
    </Card>
  );
}

function Dispatches({ brief, dispatches, values, errors }: Submitted) {
  const t = useT();
  const ctx = useCtx();
  return (
    <Card title={t('brief.dispatches')} id="dispatches">
      {dispatches.length === 0 && <p class="h-soft">{t('brief.dispatches.none')}</p>}
      <ul class="h-lines">
        {dispatches.map(({ id, sentOn, recipient, how }) => (
          <li key={id}>
            <span class="h-line-day">
              <Day day={sentOn} />
            </span>
            <span>
              <span dir="auto">{recipient}</span>
              {how && (
                <span class="h-soft">
                  {' · '}
                  <span dir="auto">{how}</span>
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {may(ctx.user, 'record') && (
        <Form action={`/briefs/${brief.id}/dispatches`} values={values} errors={errors} id="dispatch">
          <TextField
            name="recipient"
            label={t('brief.dispatch.recipient')}
            value={brief.recipient ?? ''}
            required
          />
          <DateField
            name="sentOn"
            label={t('brief.dispatch.sentOn')}
            value={ctx.today}
            max={ctx.today}
            required
          />
          <TextField
            name="how"
            label={t('brief.dispatch.how')}
            hint={t('brief.dispatch.how.hint')}
            value=""
            required={false}
          />
          <FormActions>
            <Button>{t('brief.dispatch.record')}</Button>
          </FormActions>
        </Form>
      )}
    </Card>
  );
}
