import { may } from '../../../shared/permissions.js';
import type { FormErrors, FormValues } from '../../../web/forms.js';
import {
  Button,
  Card,
  Checkbox,
  DataTable,
  EmptyState,
  Form,
  FormActions,
  Hidden,
  LinkButton,
  PageHeader,
  Tabs,
  TextField,
  paths,
  useCtx,
  useT,
  withQuery,
} from '../../../web/components/index.js';
import type { ViewList } from '../saved-view.entity.js';
import type { ViewRow } from '../saved-views.service.js';

/** The pinned views of a list as tabs above it, and the way to save what is shown. */
export function ViewTabs({
  list,
  views,
  current,
  query,
}: {
  list: ViewList;
  /** The pinned ones, and the one that is shown. */
  views: ViewRow[];
  current: number | null;
  /** What would be saved. */
  query: string;
}) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  const whole = list === 'items' ? paths.items : paths.overdue;
  return (
    <div class="h-views h-no-print">
      {views.length > 0 && (
        <Tabs
          label={t('items.views')}
          tabs={[
            { label: t('views.all'), href: whole, current: current === null },
            ...views.map(({ id, name }) => ({ label: name, href: paths.view(id), current: id === current })),
          ]}
        />
      )}
      <p class="h-views-actions">
        {mayRecord && <a href={withQuery(paths.newView, { list, query })}>{t('views.save')}</a>}
        <a href={paths.views}>{t('views.manage')}</a>
      </p>
    </div>
  );
}

export function SavedViewsPage({ views }: { views: ViewRow[] }) {
  const t = useT();
  const mayRecord = may(useCtx().user, 'record');
  return (
    <>
      <PageHeader title={t('views.title')} subtitle={t('views.subtitle')} />
      <DataTable<ViewRow>
        caption={t('views.title')}
        rows={views}
        rowKey={({ id }) => String(id)}
        empty={
          <EmptyState
            title={t('views.none.title')}
            actions={<LinkButton href={paths.items}>{t('nav.items')}</LinkButton>}
          >
            {t('views.none.text')}
          </EmptyState>
        }
        columns={[
          {
            key: 'name',
            header: t('views.name'),
            primary: true,
            width: 'wide',
            cell: (view) => (
              <a href={paths.view(view.id)} dir="auto">
                {view.name}
              </a>
            ),
          },
          { key: 'list', header: t('views.list'), cell: ({ list }) => t(`nav.${list}`) },
          {
            key: 'who',
            header: t('views.who'),
            cell: (view) =>
              view.mine ? (
                t(view.shared ? 'views.mineShared' : 'views.mineOnly')
              ) : (
                <span dir="auto">{t('views.of', { person: view.owner })}</span>
              ),
          },
          {
            key: 'pinned',
            header: t('views.tab'),
            cell: (view) =>
              mayRecord ? (
                <Form action={paths.viewPin(view.id)} id={`pin-${view.id}`} class="h-inline-form">
                  <Hidden name="pinned" value={String(!view.pinned)} />
                  <Button
                    small
                    label={t(view.pinned ? 'views.unpinName' : 'views.pinName', { name: view.name })}
                  >
                    {t(view.pinned ? 'views.unpin' : 'views.pin')}
                  </Button>
                </Form>
              ) : null,
          },
          {
            key: 'edit',
            header: t('items.column.actions'),
            hideHeader: true,
            width: 'tight',
            cell: (view) =>
              view.mine && (
                <a href={paths.editView(view.id)}>
                  {t('action.edit')} <span class="visually-hidden">{view.name}</span>
                </a>
              ),
          },
        ]}
      />
    </>
  );
}

export function NewViewPage({ values, errors }: { values: FormValues; errors: FormErrors }) {
  const t = useT();
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
  return (
    <>
      <PageHeader title={t('views.new')} subtitle={t('views.newSubtitle')} />
      <Card>
        <Form
          action={paths.newView}
          values={errors && Object.keys(errors).length > 0 ? values : {}}
          errors={errors}
        >
          <Hidden name="list" value={text('list') || 'items'} />
          <Hidden name="query" value={text('query')} />
          <TextField name="name" label={t('views.name')} maxlength={80} width="medium" required autofocus />
          <Checkbox name="pinned" label={t('views.pinned')} checked />
          <Checkbox name="shared" label={t('views.shared')} hint={t('views.sharedHint')} />
          {errors.name && <Checkbox name="replace" label={t('views.replace')} />}
          <FormActions>
            <Button look="primary">{t('views.save')}</Button>
            <LinkButton href={paths.items}>{t('action.cancel')}</LinkButton>
          </FormActions>
        </Form>
      </Card>
    </>
  );
}

export function ViewPage({
  view,
  values,
  errors,
}: {
  view: ViewRow;
  values: FormValues;
  errors: FormErrors;
}) {
  const t = useT();
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: t('views.title'), href: paths.views }]}
        title={view.name}
        actions={<LinkButton href={paths.view(view.id)}>{t('views.open')}</LinkButton>}
      />
      {view.mine && (
        <>
          <Card>
            <Form action={paths.view(view.id)} {...{ values, errors }}>
              <Hidden name="version" value={view.version} />
              <TextField
                name="name"
                label={t('views.name')}
                value={view.name}
                maxlength={80}
                width="medium"
                required
              />
              <Checkbox
                name="shared"
                label={t('views.shared')}
                hint={t('views.sharedHint')}
                checked={view.shared}
              />
              <FormActions>
                <Button look="primary">{t('action.save')}</Button>
                <LinkButton href={paths.views}>{t('action.cancel')}</LinkButton>
              </FormActions>
            </Form>
          </Card>
          <Card title={t('views.remove')} id="remove">
            <p>{t(view.shared ? 'views.removeShared' : 'views.removeHint')}</p>
            <Form action={paths.viewRemoval(view.id)} id="removal">
              <Hidden name="version" value={view.version} />
              <Button look="danger" confirm={t('views.removeConfirm', { name: view.name })}>
                {t('views.remove')}
              </Button>
            </Form>
          </Card>
        </>
      )}
    </>
  );
}
