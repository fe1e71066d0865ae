import { ROLES } from '../../../shared/permissions.js';
import {
  Button,
  Callout,
  Card,
  Checkbox,
  DataTable,
  Form,
  FormActions,
  Hidden,
  LinkButton,
  PageHeader,
  RadioGroup,
  SelectField,
  TextField,
  paths,
  useT,
} from '../../../web/components/index.js';
import type { FormErrors, FormValues } from '../../../web/forms.js';
import type { PersonRow } from '../people.service.js';
import type { TeamRow } from '../teams.service.js';
import { Moment } from './moment.js';

interface Sent {
  values: FormValues;
  errors: FormErrors;
}

export function PeopleView({
  people,
  teams,
  values,
  errors,
}: { people: PersonRow[]; teams: TeamRow[] } & Sent) {
  const t = useT();
  return (
    <>
      <PageHeader title={t('nav.people')} subtitle={t('people.intro')} />
      <Card flush>
        <DataTable
          caption={t('nav.people')}
          rows={people}
          rowKey={(person) => String(person.id)}
          rowHref={(person) => `${paths.people}/${person.id}`}
          columns={[
            {
              key: 'name',
              header: t('people.name'),
              primary: true,
              width: 'wide',
              cell: (person) => (
                <a href={`${paths.people}/${person.id}`} dir="auto">
                  {person.name}
                </a>
              ),
            },
            { key: 'email', header: t('signIn.email'), cell: (person) => person.email },
            { key: 'role', header: t('people.role'), cell: (person) => t(`word.role.${person.role}`) },
            { key: 'team', header: t('people.team'), cell: (person) => person.team ?? '' },
            { key: 'state', header: t('people.state'), cell: (person) => <State person={person} /> },
          ]}
        />
      </Card>
      <Card title={t('people.invite')} id="invite">
        <Form action={paths.people} values={values} errors={errors} turbo={false}>
          <PersonFields teams={teams} />
          <Button look="primary">{t('people.invite.submit')}</Button>
        </Form>
      </Card>
    </>
  );
}

function State({ person }: { person: PersonRow }) {
  const t = useT();
  if (!person.active) return <>{t('people.state.inactive')}</>;
  if (!person.joined) return <>{t('people.state.invited')}</>;
  return person.lastSeenAt ? <Moment at={person.lastSeenAt} /> : <>{t('people.state.active')}</>;
}

function PersonFields({ teams, person }: { teams: TeamRow[]; person?: PersonRow }) {
  const t = useT();
  return (
    <>
      <TextField name="name" label={t('people.name')} value={person?.name} autocomplete="off" required />
      <TextField
        name="email"
        type="email"
        label={t('signIn.email')}
        value={person?.email}
        autocomplete="off"
        required
      />
      <RadioGroup
        name="role"
        label={t('people.role')}
        value={person?.role ?? 'contributor'}
        required
        options={ROLES.map((role) => ({
          value: role,
          label: t(`word.role.${role}`),
          hint: t(`people.role.${role}`),
        }))}
      />
      <SelectField
        name="teamId"
        label={t('people.team')}
        hint={t('people.team.hint')}
        required={false}
        value={person?.teamId ? String(person.teamId) : ''}
        empty={t('people.team.none')}
        options={teams.map((team) => ({ value: String(team.id), label: team.name }))}
      />
    </>
  );
}

export function PersonView({
  person,
  teams,
  hasWork,
  values,
  errors,
}: {
  person: PersonRow;
  teams: TeamRow[];
  /** They still follow items or have steps to do. */
  hasWork: boolean;
} & Sent) {
  const t = useT();
  return (
    <>
      <PageHeader title={person.name} breadcrumbs={[{ label: t('nav.people'), href: paths.people }]} />
      <Card>
        <Form action={`${paths.people}/${person.id}`} values={values} errors={errors}>
          <Hidden name="version" value={person.version} />
          <PersonFields teams={teams} person={person} />
          <Checkbox
            name="active"
            label={t('people.active')}
            hint={t('people.active.hint')}
            checked={person.active}
          />
          <FormActions>
            <Button look="primary">{t('action.save')}</Button>
            <LinkButton href={paths.people}>{t('action.cancel')}</LinkButton>
          </FormActions>
        </Form>
      </Card>
      {hasWork && (
        <Card title={t('people.work')} id="work">
          <p>{t('people.work.hint')}</p>
          <LinkButton href={`${paths.newHandOver}?from=${person.id}`}>{t('people.work.handOver')}</LinkButton>
        </Card>
      )}
      {person.active && (
        <Card title={person.joined ? t('people.reset') : t('people.reinvite')} id="link">
          <p>{person.joined ? t('people.reset.hint') : t('people.reinvite.hint')}</p>
          <Form action={`${paths.people}/${person.id}/link`} id="link-form" turbo={false}>
            <Button>{t('people.link.submit')}</Button>
          </Form>
        </Card>
      )}
    </>
  );
}

/** Shown this once. */
export function LinkView({ name, address }: { name: string; address: string }) {
  const t = useT();
  return (
    <>
      <PageHeader title={t('people.link.title', { name })} />
      <Callout kind="warning">{t('people.link.once')}</Callout>
      <p>
        <code dir="ltr">{address}</code>
      </p>
      <LinkButton href={paths.people} look="primary">
        {t('people.link.back')}
      </LinkButton>
    </>
  );
}
