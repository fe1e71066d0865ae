import { asset } from '../../../web/assets.js';
import {
  Button,
  Callout,
  Form,
  FormActions,
  PageHeader,
  paths,
  useT,
} from '../../../web/components/index.js';
import type { ReadingProgress } from '../draft-readings.service.js';
import { LIMITS } from '../reading-apart.js';

/** While a document is being read: how long already, what it waits for, and how to end it. */
export function ReadingPage({
  id,
  filename,
  progress,
  failure,
  mayHelp,
}: {
  id: string;
  filename: string;
  progress: ReadingProgress;
  /** Why it could not be read, in words; null while it is being read or where that was interrupted. */
  failure: string | null;
  /** Whether it may go better another time. */
  mayHelp: boolean;
}) {
  const t = useT();
  const isOngoing = failure === null && !progress.interrupted;
  return (
    <>
      <link rel="stylesheet" href={asset('styles/imports.css')} />
      <PageHeader
        before={<span dir="auto">{t('imports.review.before', { filename })}</span>}
        title={t(isOngoing ? 'imports.reading.title' : 'imports.reading.failedTitle')}
        breadcrumbs={[{ label: t('nav.imports'), href: paths.newImport }]}
      />
      {isOngoing ? (
        <Ongoing id={id} progress={progress} />
      ) : (
        <Ended id={id} why={failure ?? t('imports.reading.interrupted')} mayHelp={mayHelp} />
      )}
    </>
  );
}

function Ongoing({ id, progress: { seconds, ahead } }: { id: string; progress: ReadingProgress }) {
  const t = useT();
  return (
    <section class="h-reading" data-reading>
      {/* Scripts ask quietly instead. */}
      <noscript>
        <meta http-equiv="refresh" content="2" />
      </noscript>
      <progress class="h-reading-bar" aria-label={t('imports.reading.title')} />
      <p role="status" data-reading-part="stage">
        {ahead > 0 ? t('imports.reading.waits', { place: ahead }) : t('imports.reading.reads')}
      </p>
      <p class="h-soft" data-reading-part="time">
        {t('imports.reading.time', { seconds, limit: LIMITS.milliseconds / 1000 })}
      </p>
      <p class="h-hint">{t('imports.reading.leave')}</p>
      <Form action={`${paths.imports}/${id}/discard`} label={t('imports.reading.cancel')}>
        <FormActions>
          <Button>{t('imports.reading.cancel')}</Button>
        </FormActions>
      </Form>
    </section>
  );
}

function Ended({ id, why, mayHelp }: { id: string; why: string; mayHelp: boolean }) {
  const t = useT();
  const discard = `${paths.imports}/${id}/discard`;
  return (
    <section class="h-reading">
      <Callout kind="warning">{why}</Callout>
      <p>{t(mayHelp ? 'imports.reading.kept' : 'imports.reading.another')}</p>
      <Form
        action={mayHelp ? `${paths.imports}/${id}/attempts` : discard}
        label={t(mayHelp ? 'imports.reading.again' : 'imports.reading.discard')}
      >
        <FormActions>
          {mayHelp && <Button look="primary">{t('imports.reading.again')}</Button>}
          <Button look={mayHelp ? 'quiet' : 'secondary'} formaction={discard}>
            {t('imports.reading.discard')}
          </Button>
        </FormActions>
      </Form>
    </section>
  );
}
