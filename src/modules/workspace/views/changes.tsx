import {
  Button,
  Callout,
  Card,
  DateField,
  Day,
  EmptyState,
  Form,
  PageHeader,
  Ref,
  dayText,
  paths,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import type { ChangeGroupLines, ChangeLine } from '../change-lines.js';

/** Since which day: last Monday, or any other. */
export function SinceForm({ action, since, id }: { action: string; since: string; id: string }) {
  const t = useT();
  return (
    <Form action={action} method="get" id={id} class="h-since h-no-print" label={t('changes.since')}>
      <DateField name="since" label={t('changes.since')} value={since} max={useCtx().today} />
      <Button small>{t('changes.show')}</Button>
    </Form>
  );
}

export function ChangesPage({
  groups,
  since,
  cutOff,
}: {
  groups: ChangeGroupLines[];
  since: string;
  /** There is more than is shown. */
  cutOff: boolean;
}) {
  const t = useT();
  const day = dayText(since, t);
  return (
    <>
      <PageHeader title={t('overview.changes', { day })} subtitle={t('changes.subtitle')} />
      <SinceForm action={paths.changes} since={since} id="since" />
      {cutOff && <Callout>{t('changes.cutOff')}</Callout>}
      {groups.length === 0 ? (
        <EmptyState title={t('overview.changes.none', { day })}>{t('changes.none')}</EmptyState>
      ) : (
        groups.map(({ group, lines }) => (
          <Card
            key={group}
            id={group}
            flush
            title={t(`changes.group.${group}`)}
            aside={<Count lines={lines} />}
          >
            <Lines lines={lines} />
          </Card>
        ))
      )}
    </>
  );
}

const Count = ({ lines }: { lines: ChangeLine[] }) => <span class="h-count">{lines.length}</span>;

/** The same within a card of the overview, the first few of each kind. */
export function ChangesCard({
  groups,
  since,
  most,
}: {
  groups: ChangeGroupLines[];
  since: string;
  /** How many lines of each kind. */
  most: number;
}) {
  const t = useT();
  const day = dayText(since, t);
  return (
    <Card
      title={t('overview.changes', { day })}
      id="changes"
      flush
      aside={
        <a class="h-small" href={`${paths.changes}?since=${since}`}>
          {t('overview.changes.all')}
        </a>
      }
    >
      <div class="h-card-line">
        <SinceForm action={paths.overview} since={since} id="since" />
      </div>
      {groups.length === 0 && <p class="card-body h-soft">{t('overview.changes.none', { day })}</p>}
      {groups.map(({ group, lines }) => (
        <section key={group} class="h-change-group" aria-labelledby={`changes-${group}`}>
          <h3 class="h-label" id={`changes-${group}`}>
            {t(`changes.group.${group}`)} <Count lines={lines} />
          </h3>
          <Lines lines={lines.slice(0, most)} />
          {lines.length > most && (
            <p class="h-card-line h-small">
              <a href={`${paths.changes}?since=${since}#${group}`}>
                {t('overview.changes.more', { count: lines.length - most })}
              </a>
            </p>
          )}
        </section>
      ))}
    </Card>
  );
}

function Lines({ lines }: { lines: ChangeLine[] }) {
  return (
    <ol class="h-lines">
      {lines.map((line) => (
        <li key={line.key}>
          <span class="h-line-day">
            <Day day={line.day} />
          </span>
          <Line line={line} />
        </li>
      ))}
    </ol>
  );
}

function Line({ line }: { line: ChangeLine }) {
  const t = useT();
  return (
    <span>
      {line.refs.map((ref) => (
        <>
          <Ref link>{ref}</Ref>{' '}
        </>
      ))}
      {line.count > line.refs.length && (
        <span class="h-soft">{t('overview.changes.more', { count: line.count - line.refs.length })} </span>
      )}
      {line.subject && (
        <>
          <a href={line.subject.href} dir="auto">
            {line.subject.label}
          </a>{' '}
        </>
      )}
      {line.text}
      {line.person && (
        <span class="h-soft">
          {' · '}
          <bdi>{line.person}</bdi>
        </span>
      )}
    </span>
  );
}
