import type { FormErrors, FormValues } from '../../../web/forms.js';
import {
  Button,
  CheckboxGroup,
  DataTable,
  Day,
  EmptyState,
  Form,
  FormActions,
  Hidden,
  LinkButton,
  type Option,
  PageHeader,
  ProgressBadge,
  Ref,
  SelectField,
  paths,
  useT,
} from '../../../web/components/index.js';
import type { ItemRow, OpenFollowUp } from '../../tracking/index.js';
import type { WorkloadPerson } from '../workload.query.js';
import type { Staff } from './bulk-fields.js';

interface Sent {
  values: FormValues;
  errors: FormErrors;
}

/** Whose items, and to whom. */
export function HandOverStart({
  people,
  person,
  staff,
  values,
  errors,
}: {
  people: WorkloadPerson[];
  person: WorkloadPerson | null;
  staff: Staff[];
} & Sent) {
  const t = useT();
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: t('workload.title'), href: paths.workload }]}
        title={person ? t('handOver.titleOf', { person: person.name }) : t('handOver.title')}
        subtitle={t('handOver.subtitle')}
      />
      <Form action={paths.newHandOver} {...{ values, errors }}>
        {person ? (
          <>
            <Hidden name="from" value={person.id!} />
            <p>{t('handOver.has', { person: person.name, items: person.counts.all })}</p>
          </>
        ) : (
          <SelectField
            name="from"
            label={t('handOver.from')}
            empty={t('form.choose')}
            required
            width="medium"
            options={people.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        )}
        <CheckboxGroup
          name="to"
          label={t('handOver.to')}
          hint={t('handOver.toHint')}
          options={optionsOf(staff).filter(({ value }) => value !== String(person?.id))}
        />
        <FormActions>
          <Button look="primary" name="step" value="deal">
            {t('handOver.deal')}
          </Button>
          <LinkButton href={paths.workload}>{t('many.cancel')}</LinkButton>
        </FormActions>
      </Form>
    </>
  );
}

type To = { to: number | null };

/** Each item and each open follow-up, and whose it shall be. */
export function HandOverDealt({
  person,
  items,
  followUps,
  staff,
  values,
  errors,
  idempotencyKey,
}: {
  person: WorkloadPerson;
  items: (ItemRow & To)[];
  followUps: (OpenFollowUp & To)[];
  staff: Staff[];
  idempotencyKey: string;
} & Sent) {
  const t = useT();
  const people = optionsOf(staff).filter(({ value }) => value !== String(person.id));
  const count = items.length + followUps.length;
  const keep = person.active
    ? [{ value: String(person.id), label: t('handOver.keep', { person: person.name }) }]
    : [];
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: t('workload.title'), href: paths.workload }]}
        title={t('handOver.titleOf', { person: person.name })}
        subtitle={t('many.previewSubtitle')}
      />
      {count === 0 ? (
        <EmptyState
          title={t('handOver.nothing.title')}
          actions={<LinkButton href={paths.workload}>{t('workload.title')}</LinkButton>}
        >
          {t('handOver.nothing.text', { person: person.name })}
        </EmptyState>
      ) : (
        <Form action={paths.newHandOver} {...{ values, errors, idempotencyKey }}>
          <Hidden name="from" value={person.id!} />
          {items.length > 0 && (
            <DataTable<ItemRow & To>
              caption={t('many.items', { count: items.length })}
              showCaption
              rows={items}
              rowKey={(row) => row.ref}
              columns={[
                {
                  key: 'title',
                  header: t('items.column.title'),
                  primary: true,
                  width: 'wide',
                  cell: (row) => {
                    const at = `items[${items.indexOf(row)}]`;
                    return (
                      <>
                        <Hidden name={`${at}.ref`} value={row.ref} />
                        <Hidden name={`${at}.version`} value={row.version} />
                        <Ref link>{row.ref}</Ref> <span dir="auto">{row.title}</span>
                      </>
                    );
                  },
                },
                {
                  key: 'progress',
                  header: t('items.column.progress'),
                  cell: ({ progress, claim }) => <ProgressBadge {...{ progress, claim }} />,
                },
                {
                  key: 'to',
                  header: t('handOver.toColumn'),
                  cell: (row) => (
                    <SelectField
                      name={`items[${items.indexOf(row)}].ownerId`}
                      label={t('handOver.toLabel', { what: row.ref })}
                      hideLabel
                      value={row.to === null ? '' : String(row.to)}
                      empty={t('item.owner.nobody')}
                      options={[...people, ...keep]}
                    />
                  ),
                },
              ]}
            />
          )}
          {followUps.length > 0 && (
            <DataTable<OpenFollowUp & To>
              caption={t('handOver.followUps', { count: followUps.length })}
              showCaption
              rows={followUps}
              rowKey={(row) => String(row.id)}
              columns={[
                {
                  key: 'step',
                  header: t('overdue.column.step'),
                  primary: true,
                  width: 'wide',
                  cell: (row) => {
                    const at = `followUps[${followUps.indexOf(row)}]`;
                    return (
                      <>
                        <Hidden name={`${at}.id`} value={row.id} />
                        <Hidden name={`${at}.version`} value={row.version} />
                        <span dir="auto">{row.step}</span>
                        <span class="h-cell-soft">
                          <Ref link>{row.ref}</Ref> <span dir="auto">{row.title}</span>
                        </span>
                      </>
                    );
                  },
                },
                { key: 'when', header: t('overdue.column.when'), cell: (row) => <Day day={row.dueOn} /> },
                {
                  key: 'to',
                  header: t('handOver.toColumn'),
                  cell: (row) => (
                    <SelectField
                      name={`followUps[${followUps.indexOf(row)}].assigneeId`}
                      label={t('handOver.toLabel', { what: row.step })}
                      hideLabel
                      value={row.to === null ? '' : String(row.to)}
                      options={[...people, ...keep]}
                    />
                  ),
                },
              ]}
            />
          )}
          <FormActions>
            <Button look="primary" name="step" value="apply">
              {t('handOver.apply', { count })}
            </Button>
            <Button name="step" value="edit">
              {t('many.edit')}
            </Button>
            <LinkButton href={paths.workload} look="quiet">
              {t('many.cancel')}
            </LinkButton>
          </FormActions>
        </Form>
      )}
    </>
  );
}

const optionsOf = (staff: Staff[]): Option[] =>
  staff.map(({ id, name }) => ({ value: String(id), label: name }));
