import { may } from '../../../shared/permissions.js';
import {
  Button,
  Callout,
  Card,
  DefinitionList,
  EmptyState,
  Form,
  FormActions,
  Hidden,
  LinkButton,
  type Option,
  PageHeader,
  SelectField,
  TextField,
  paths,
  useCtx,
  useT,
  wordKey,
  wordsOf,
} from '../../../web/components/index.js';
import type { FormErrors, FormValues } from '../../../web/forms.js';
import { type ItemRow, ItemTable } from '../../tracking/index.js';
import type { ActorDetail, ActorName } from '../actors.query.js';

export interface ActorFormState {
  values: FormValues;
  errors: FormErrors;
}

export interface ActorProps {
  actor: ActorDetail;
  /** Every other actor, for parent and successor. */
  others: ActorName[];
  /** What was sent and refused, with what is wrong. */
  edit?: ActorFormState;
  alias?: ActorFormState;
  /** Somebody saved while this person edited: what is there now is shown beside what they typed. */
  stale?: boolean;
}

const FEW = ['due', 'progress', 'evidence'] as const;

/** A body: what it owes of what we follow, its names, and those it is linked with. */
export function ActorPage(props: ActorProps) {
  const t = useT();
  const { actor } = props;
  const mayRecord = may(useCtx().user, 'record');
  const late = actor.owes.filter(({ timeliness }) => timeliness === 'past_due');
  const settled = actor.owes.filter(isSettled);
  const open = actor.owes.filter((item) => !late.includes(item) && !settled.includes(item));
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: t('actors.title'), href: paths.actors }]}
        title={actor.name}
        subtitle={t(wordKey('actorKind', actor.kind))}
        actions={
          mayRecord && (
            <LinkButton href="#edit" small>
              {t('action.edit')}
            </LinkButton>
          )
        }
      />
      <div class="h-columns h-columns-side">
        <div>
          {actor.owes.length === 0 && (
            <EmptyState title={t('actor.owesNothing.title')}>{t('actor.owesNothing.text')}</EmptyState>
          )}
          <Owed id="past-due" title={t('actor.pastDue', { count: late.length })} rows={late} />
          <Owed id="open" title={t('actor.open', { count: open.length })} rows={open} />
          <Owed id="done" title={t('actor.done', { count: settled.length })} rows={settled} />
        </div>
        <div>
          <Card title={t('actor.names')} id="names">
            <Names actor={actor} />
            {mayRecord && <AliasForm {...props} />}
          </Card>
          {mayRecord && (
            <Card title={t('actor.edit')} id="edit">
              {props.stale && (
                <Callout kind="warning">
                  {t('actor.stale', { name: actor.name, kind: t(wordKey('actorKind', actor.kind)) })}
                </Callout>
              )}
              <ActorForm
                action={paths.actor(actor.id)}
                id="actor"
                values={props.edit?.values ?? valuesOf(actor)}
                errors={props.edit?.errors ?? {}}
                others={props.others.filter(({ id }) => id !== actor.id)}
                version={actor.version}
              />
            </Card>
          )}
        </div>
      </div>
    </>
  );
}

const isSettled = ({ timeliness }: ItemRow) =>
  ['done', 'done_in_time', 'done_late', 'closed'].includes(timeliness);

const valuesOf = (actor: ActorDetail): FormValues => ({
  name: actor.name,
  kind: actor.kind,
  parentId: String(actor.parent?.id ?? ''),
  successorId: String(actor.successor?.id ?? ''),
});

function Owed({ id, title, rows }: { id: string; title: string; rows: ItemRow[] }) {
  if (rows.length === 0) return null;
  return (
    <section class="h-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ItemTable rows={rows} caption={title} sortable={false} columns={[...FEW]} />
    </section>
  );
}

function Names({ actor }: { actor: ActorDetail }) {
  const t = useT();
  const links = (names: ActorName[]) =>
    names.length > 0 && (
      <ul class="h-actors">
        {names.map(({ id, name }) => (
          <li key={id}>
            <a href={paths.actor(id)} dir="auto">
              {name}
            </a>
          </li>
        ))}
      </ul>
    );
  const aliases = actor.aliases.length > 0 && (
    <ul class="h-actors">
      {actor.aliases.map((alias) => (
        <li key={alias} dir="auto">
          {alias}
        </li>
      ))}
    </ul>
  );
  return (
    <DefinitionList
      stacked
      items={[
        { term: t('actor.aliases'), value: aliases || <span class="h-soft">{t('actor.noAliases')}</span> },
        { term: t('actor.parent'), value: links(actor.parent ? [actor.parent] : []) },
        { term: t('actor.members'), value: links(actor.members) },
        { term: t('actor.successor'), value: links(actor.successor ? [actor.successor] : []) },
        { term: t('actor.predecessors'), value: links(actor.predecessors) },
      ]}
    />
  );
}

function AliasForm({ actor, alias }: ActorProps) {
  const t = useT();
  return (
    <Form
      action={`${paths.actor(actor.id)}/aliases`}
      id="alias"
      values={alias?.values}
      errors={alias?.errors ?? {}}
      summary={false}
    >
      <TextField name="alias" label={t('actor.newAlias')} maxlength={300} />
      <FormActions>
        <Button small>{t('actor.addAlias')}</Button>
      </FormActions>
    </Form>
  );
}

/** Enters or changes a body. */
export function ActorForm({
  action,
  id = '',
  values,
  errors,
  others,
  version,
}: ActorFormState & { action: string; id?: string; others: ActorName[]; version?: number }) {
  const t = useT();
  const choices: Option[] = others.map((one) => ({ value: String(one.id), label: one.name }));
  return (
    <Form action={action} id={id} values={values} errors={errors}>
      {version !== undefined && <Hidden name="version" value={version} />}
      <TextField name="name" label={t('actors.name')} required maxlength={300} />
      <SelectField
        name="kind"
        label={t('actors.kind')}
        hint={t('actor.kindHint')}
        options={wordsOf('actorKind').map((kind) => ({ value: kind, label: t(wordKey('actorKind', kind)) }))}
        value="other"
      />
      <SelectField
        name="parentId"
        label={t('actor.parent')}
        hint={t('actor.parentHint')}
        required={false}
        empty={t('actor.noOne')}
        options={choices}
      />
      <SelectField
        name="successorId"
        label={t('actor.successor')}
        hint={t('actor.successorHint')}
        required={false}
        empty={t('actor.noOne')}
        options={choices}
      />
      <FormActions>
        <Button look="primary">{t(version === undefined ? 'actor.enter' : 'action.save')}</Button>
        {version === undefined && (
          <LinkButton href={paths.actors} look="quiet">
            {t('action.cancel')}
          </LinkButton>
        )}
      </FormActions>
    </Form>
  );
}

/** A new body. */
export function NewActorPage({ values, errors, others }: ActorFormState & { others: ActorName[] }) {
  const t = useT();
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: t('actors.title'), href: paths.actors }]}
        title={t('actor.newTitle')}
        subtitle={t('actor.newSubtitle')}
      />
      <Card>
        <ActorForm action={paths.actors} values={values} errors={errors} others={others} />
      </Card>
    </>
  );
}
