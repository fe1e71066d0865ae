import type { CurrentUser } from '../../../shared/permissions.js';
import {
  Button,
  Callout,
  Card,
  DataTable,
  DefinitionList,
  Form,
  LinkButton,
  PageHeader,
  TextField,
  paths,
  useT,
} from '../../../web/components/index.js';
import type { FormErrors, FormValues } from '../../../web/forms.js';
import type { NamedToken } from '../api-tokens.service.js';
import type { OpenSession } from '../sessions.service.js';
import { Moment } from './moment.js';
import { NewPassword } from './setup.js';

export function AccountView({
  user,
  sessions,
  tokens,
  errors,
  tokenValues,
}: {
  user: CurrentUser;
  sessions: OpenSession[];
  tokens: NamedToken[];
  errors: { password?: FormErrors; token?: FormErrors };
  tokenValues: FormValues;
}) {
  const t = useT();
  return (
    <>
      <PageHeader title={t('nav.account')} />
      <div class="h-narrow">
        <Card title={t('account.you')} id="you">
          <DefinitionList
            items={[
              { term: t('people.name'), value: <span dir="auto">{user.name}</span> },
              { term: t('signIn.email'), value: user.email },
              { term: t('people.role'), value: t(`word.role.${user.role}`) },
            ]}
          />
        </Card>
        <Card title={t('account.password')} id="password">
          <Form
            action={`${paths.account}/password`}
            id="password-form"
            errors={errors.password}
            turbo={false}
          >
            <TextField
              name="current"
              type="password"
              label={t('account.currentPassword')}
              autocomplete="current-password"
              required
            />
            <NewPassword />
            <p class="h-hint">{t('account.password.hint')}</p>
            <Button look="primary">{t('account.password.submit')}</Button>
          </Form>
        </Card>
        <Card title={t('account.sessions')} id="sessions" flush>
          <Sessions sessions={sessions} />
        </Card>
        <Card title={t('account.tokens')} id="tokens">
          <p>{t('account.tokens.intro')}</p>
          {tokens.length > 0 && <Tokens tokens={tokens} />}
          <Form
            action={`${paths.account}/tokens`}
            id="token-form"
            values={tokenValues}
            errors={errors.token}
            turbo={false}
          >
            <TextField
              name="name"
              label={t('account.tokens.name')}
              hint={t('account.tokens.name.hint')}
              required
            />
            <Button>{t('account.tokens.create')}</Button>
          </Form>
        </Card>
      </div>
    </>
  );
}

function Sessions({ sessions }: { sessions: OpenSession[] }) {
  const t = useT();
  return (
    <DataTable
      caption={t('account.sessions')}
      rows={sessions}
      rowKey={(session) => session.id}
      columns={[
        {
          key: 'browser',
          header: t('account.sessions.browser'),
          primary: true,
          width: 'wide',
          cell: (session) => session.userAgent || t('account.sessions.unknown'),
        },
        { key: 'address', header: t('account.sessions.address'), cell: (session) => session.address },
        {
          key: 'seen',
          header: t('account.sessions.seen'),
          cell: (session) => <Moment at={session.lastSeenAt} />,
        },
        {
          key: 'end',
          header: t('people.actions'),
          hideHeader: true,
          width: 'tight',
          cell: (session) =>
            session.current ? (
              t('account.sessions.this')
            ) : (
              <Form
                action={`${paths.account}/sessions/${session.id}/revoke`}
                id={`session-${session.id.slice(0, 8)}`}
              >
                <Button small>{t('account.sessions.end')}</Button>
              </Form>
            ),
        },
      ]}
    />
  );
}

function Tokens({ tokens }: { tokens: NamedToken[] }) {
  const t = useT();
  return (
    <DataTable
      caption={t('account.tokens')}
      rows={tokens}
      rowKey={(token) => String(token.id)}
      columns={[
        {
          key: 'name',
          header: t('account.tokens.name'),
          primary: true,
          width: 'wide',
          cell: (token) => <span dir="auto">{token.name}</span>,
        },
        { key: 'made', header: t('account.tokens.made'), cell: (token) => <Moment at={token.createdAt} /> },
        {
          key: 'used',
          header: t('account.tokens.used'),
          cell: (token) => (token.lastUsedAt ? <Moment at={token.lastUsedAt} /> : t('account.tokens.never')),
        },
        {
          key: 'revoke',
          header: t('people.actions'),
          hideHeader: true,
          width: 'tight',
          cell: (token) => (
            <Form action={`${paths.account}/tokens/${token.id}/revoke`} id={`token-${token.id}`}>
              <Button small look="danger" confirm={t('account.tokens.confirm', { name: token.name })}>
                {t('account.tokens.revoke')}
              </Button>
            </Form>
          ),
        },
      ]}
    />
  );
}

/** Shown this once. */
export function NewTokenView({ name, token }: { name: string; token: string }) {
  const t = useT();
  return (
    <>
      <PageHeader title={t('account.tokens.created', { name })} />
      <Callout kind="warning">{t('account.tokens.once')}</Callout>
      <p>
        <code dir="ltr">{token}</code>
      </p>
      <LinkButton href={paths.account} look="primary">
        {t('account.tokens.back')}
      </LinkButton>
    </>
  );
}
