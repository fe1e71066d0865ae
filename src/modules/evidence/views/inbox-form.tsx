import { asset } from '../../../web/assets.js';
import type { FormErrors, FormValues } from '../../../web/forms.js';
import {
  Button,
  Callout,
  Checkbox,
  DateField,
  FieldRow,
  Form,
  FormActions,
  LinkButton,
  PageHeader,
  Ref,
  TextArea,
  TextField,
  dayText,
  paths,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import type { Twins } from '../inbox.query.js';

/** Paste now, choose the items later. */
export function NewInboxEntryPage({
  values,
  errors,
  twins,
  idempotencyKey,
}: {
  values: FormValues;
  errors: FormErrors;
  twins: Twins;
  idempotencyKey: string;
}) {
  const t = useT();
  const { user, today } = useCtx();
  const isThere = twins.entries.length + twins.updates.length > 0;
  return (
    <>
      <link rel="stylesheet" href={asset('styles/evidence.css')} />
      <PageHeader
        breadcrumbs={[{ label: t('inbox.title'), href: paths.inbox }]}
        title={t('inbox.new.title')}
        subtitle={t('inbox.new.subtitle')}
      />
      <TwinsNote twins={twins} />
      <Form action={paths.inbox} {...{ values, errors, idempotencyKey }} draft="inbox">
        <TextField name="url" type="url" label={t('inbox.url')} required={false} autofocus />
        <TextArea
          name="quote"
          label={t('inbox.quote')}
          hint={t('inbox.quoteHint')}
          rows={4}
          serif
          required={false}
        />
        <TextField name="title" label={t('evidence.source.title')} required={false} maxlength={1000} />
        <FieldRow>
          <TextField name="publisher" label={t('evidence.source.publisher')} required={false} />
          <DateField
            name="publishedOn"
            label={t('evidence.source.publishedOn')}
            max={today}
            required={false}
          />
        </FieldRow>
        <TextArea name="note" label={t('inbox.note')} rows={2} required={false} />
        <Checkbox
          name="shared"
          label={t('inbox.shared')}
          hint={t(user?.teamId ? 'inbox.seenBy.team' : 'inbox.seenBy.me')}
        />
        {isThere && <Checkbox name="again" label={t('inbox.again')} />}
        <FormActions>
          <Button look="primary">{t('inbox.add')}</Button>
          <LinkButton href={paths.inbox} look="quiet">
            {t('action.cancel')}
          </LinkButton>
        </FormActions>
        <p class="h-hint h-inbox-bookmark">{t('inbox.bookmark')}</p>
      </Form>
    </>
  );
}

/** Where the same address stands already. */
export function TwinsNote({ twins }: { twins: Twins }) {
  const t = useT();
  if (twins.entries.length + twins.updates.length === 0) return null;
  return (
    <Callout kind="warning">
      <p>{t('inbox.twins')}</p>
      <ul>
        {twins.entries.map((entry) => (
          <li key={`entry-${entry.id}`}>
            <a href={paths.inboxEntry(entry.id)} dir="auto">
              {t(`inbox.twinEntry.${entry.state}`, {
                day: dayText(entry.createdOn, t),
                person: entry.createdBy,
              })}
            </a>
          </li>
        ))}
        {twins.updates.map((update) => (
          <li key={`update-${update.id}`}>
            <a href={paths.oneEvidence(update.id)}>
              {t('evidence.one.title', { day: dayText(update.eventOn, t) })}
            </a>{' '}
            {update.refs.map((ref) => (
              <>
                <Ref link>{ref}</Ref>{' '}
              </>
            ))}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
