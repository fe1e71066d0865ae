import type { FormErrors, FormValues } from '../../../web/forms.js';
import { asset } from '../../../web/assets.js';
import {
  Button,
  Card,
  Form,
  FormActions,
  Hidden,
  LinkButton,
  PageHeader,
  ProgressBadge,
  Ref,
  SourceText,
  TextArea,
  dayText,
  isWebAddress,
  paths,
  useT,
} from '../../../web/components/index.js';
import type { InboxEntryView, LikelyItem, Twins } from '../inbox.query.js';
import { TwinsNote } from './inbox-form.js';

/** A form of the entry that came back. */
interface Sent {
  values: FormValues;
  errors: FormErrors;
}

/** One entry on a page of its own: where links to it lead, and where a refused form comes back. */
export function InboxEntryPage({
  entry,
  likely,
  twins,
  sent,
}: {
  entry: InboxEntryView;
  likely: LikelyItem[];
  twins: Twins;
  sent?: Sent;
}) {
  const t = useT();
  return (
    <>
      <link rel="stylesheet" href={asset('styles/evidence.css')} />
      <PageHeader
        breadcrumbs={[{ label: t('inbox.title'), href: paths.inbox }]}
        title={t('inbox.entry')}
        subtitle={t(`inbox.state.${entry.state}.long`)}
      />
      <TwinsNote twins={twins} />
      <InboxEntryCard {...{ entry, likely, sent }} />
    </>
  );
}

/** What was pasted, what it may be about, and what can be done with it. */
export function InboxEntryCard({
  entry,
  likely,
  sent,
}: {
  entry: InboxEntryView;
  likely: LikelyItem[];
  sent?: Sent;
}) {
  const t = useT();
  const { id, url } = entry;
  const name = entry.title ?? (url ? addressText(url) : t('inbox.passage'));
  return (
    <Card
      id={`entry-${id}`}
      title={
        url && isWebAddress(url) ? (
          <a href={url} rel="noopener noreferrer external" dir="auto">
            {name}
          </a>
        ) : (
          <span dir="auto">{name}</span>
        )
      }
    >
      <p class="h-small h-soft h-inbox-facts">
        {entry.publisher && <span dir="auto">{entry.publisher}</span>}
        {entry.publishedOn && <span>{dayText(entry.publishedOn, t)}</span>}
        {url && entry.title && <bdi dir="ltr">{addressText(url)}</bdi>}
        <span dir="auto">
          {t('inbox.pasted', { day: dayText(entry.createdOn, t), person: entry.createdBy.name })}
        </span>
        <span dir="auto">
          {entry.shared
            ? t('inbox.sees.all')
            : entry.team
              ? t('inbox.sees.team', { team: entry.team })
              : t('inbox.sees.me')}
        </span>
      </p>
      {entry.quote && <SourceText>{entry.quote}</SourceText>}
      {entry.note && (
        <p class="h-prose" dir="auto">
          {entry.note}
        </p>
      )}
      {entry.state === 'open' ? (
        <OpenEntry {...{ entry, likely, sent, name }} />
      ) : (
        <SettledEntry {...{ entry, sent }} />
      )}
    </Card>
  );
}

function OpenEntry({
  entry,
  likely,
  sent,
  name,
}: {
  entry: InboxEntryView;
  likely: LikelyItem[];
  sent?: Sent;
  name: string;
}) {
  const t = useT();
  const { id } = entry;
  return (
    <>
      <Form action={paths.recordEvidence()} method="get" label={t('inbox.recordOne', { name })}>
        <input type="hidden" name="inbox" value={id} />
        {likely.length > 0 && (
          <fieldset class="h-field h-choices">
            <legend class="h-label">{t('inbox.likely')}</legend>
            {likely.map((item) => (
              <div class="form-check" key={item.ref}>
                <input
                  class="form-check-input"
                  type="checkbox"
                  id={`likely-${id}-${item.ref}`}
                  name="items"
                  value={item.ref}
                />
                <label class="form-check-label" for={`likely-${id}-${item.ref}`}>
                  <Ref>{item.ref}</Ref> <span dir="auto">{item.title}</span>{' '}
                  <ProgressBadge progress={item.progress} claim={item.claim} />
                </label>
              </div>
            ))}
          </fieldset>
        )}
        <FormActions>
          <Button look="primary" small>
            {t('inbox.record')}
          </Button>
          <span class="h-hint">{t(likely.length > 0 ? 'inbox.recordHint' : 'inbox.recordNone')}</span>
        </FormActions>
      </Form>
      <details class="h-fold" open={sent !== undefined}>
        <summary>{t('inbox.dismiss')}</summary>
        <div>
          <Form id={`dismiss-${id}`} action={paths.inboxDismissal(id)} {...sent}>
            <Hidden name="version" value={entry.version} />
            <TextArea
              name="reason"
              label={t('inbox.reason')}
              hint={t('inbox.reasonHint')}
              rows={2}
              required
            />
            <FormActions>
              <Button small>{t('inbox.dismissIt')}</Button>
            </FormActions>
          </Form>
        </div>
      </details>
    </>
  );
}

function SettledEntry({ entry, sent }: { entry: InboxEntryView; sent?: Sent }) {
  const t = useT();
  const when = {
    day: entry.settledOn ? dayText(entry.settledOn, t) : '',
    person: entry.settledBy?.name ?? '',
  };
  if (entry.state === 'recorded')
    return (
      <p dir="auto">
        {t('inbox.recordedBy', when)}{' '}
        {entry.updateId !== null && <a href={paths.oneEvidence(entry.updateId)}>{t('inbox.seeUpdate')}</a>}
      </p>
    );
  return (
    <>
      <p dir="auto">{t('inbox.dismissedBy', { ...when, reason: entry.dismissalReason ?? '' })}</p>
      <Form id={`restore-${entry.id}`} action={paths.inboxRestoration(entry.id)} {...sent}>
        <Hidden name="version" value={entry.version} />
        <FormActions>
          <Button small>{t('inbox.restore')}</Button>
          <LinkButton small look="quiet" href={paths.inbox}>
            {t('inbox.title')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  );
}

/** An address as people read it: without scheme, not longer than a line. */
function addressText(url: string): string {
  const short = url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return short.length > 70 ? `${short.slice(0, 69)}…` : short;
}
