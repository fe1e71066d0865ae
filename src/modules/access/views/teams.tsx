import {
  Button,
  Card,
  DataTable,
  EmptyState,
  Form,
  FormActions,
  Hidden,
  LinkButton,
  PageHeader,
  TextField,
  paths,
  useT,
} from '../../../web/components/index.js';
import type { FormErrors, FormValues } from '../../../web/forms.js';
import type { TeamRow } from '../teams.service.js';

interface Sent {
  values: FormValues;
  errors: FormErrors;
}

export function TeamsView({ teams, values, errors }: { teams: TeamRow[] } & Sent) {
  const t = useT();
  return (
    <>
      <PageHeader title={t('nav.teams')} subtitle={t('teams.intro')} />
      <Card flush>
        <DataTable
          caption={t('nav.teams')}
          rows={teams}
          rowKey={(team) => String(team.id)}
          rowHref={(team) => `${paths.teams}/${team.id}`}
          empty={<EmptyState title={t('teams.none')}>{t('teams.none.hint')}</EmptyState>}
          columns={[
            {
              key: 'name',
              header: t('teams.name'),
              primary: true,
              width: 'wide',
              cell: (team) => (
                <a href={`${paths.teams}/${team.id}`} dir="auto">
                  {team.name}
                </a>
              ),
            },
            { key: 'people', header: t('teams.people'), align: 'end', cell: (team) => team.people },
          ]}
        />
      </Card>
      <Card title={t('teams.create')} id="create">
        <Form action={paths.teams} values={values} errors={errors}>
          <TextField name="name" label={t('teams.name')} required />
          <Button look="primary">{t('teams.create.submit')}</Button>
        </Form>
      </Card>
    </>
  );
}

export function TeamView({ team, values, errors }: { team: TeamRow } & Sent) {
  const t = useT();
  return (
    <>
      <PageHeader title={team.name} breadcrumbs={[{ label: t('nav.teams'), href: paths.teams }]} />
      <Card>
        <Form action={`${paths.teams}/${team.id}`} values={values} errors={errors}>
          <Hidden name="version" value={team.version} />
          <TextField name="name" label={t('teams.name')} value={team.name} required />
          <FormActions>
            <Button look="primary">{t('action.save')}</Button>
            <LinkButton href={paths.teams}>{t('action.cancel')}</LinkButton>
          </FormActions>
        </Form>
      </Card>
    </>
  );
}
