import type { FormErrors, FormValues } from '../../../web/forms.js';
import {
  Arrow,
  Button,
  Callout,
  DataTable,
  EmptyState,
  Form,
  FormActions,
  Hidden,
  LinkButton,
  PageHeader,
  useT,
} from '../../../web/components/index.js';
import type { BulkWish, ItemRow, PreviewRow } from '../../tracking/index.js';
import { Name, Now, Read, Then, titleColumn } from './bulk-cells.js';
import { BulkFields, type Staff } from './bulk-fields.js';

type Kind = BulkWish['kind'];

interface Common {
  kind: Kind;
  path: string;
  staff: Staff[];
  values: FormValues;
  /** The list that the items were chosen in. */
  back: string;
}

/** Several items, how each stands now, and what shall be done with all of them. */
export function BulkFormPage({
  kind,
  path,
  items,
  staff,
  values,
  errors,
  back,
  cutOff,
}: Common & {
  items: ItemRow[];
  errors: FormErrors;
  /** How many more were chosen than one change takes. */ cutOff: number;
}) {
  const t = useT();
  return (
    <>
      <PageHeader title={t(`many.${kind}.title`)} subtitle={t(`many.${kind}.subtitle`)} />
      {items.length === 0 ? (
        <EmptyState
          title={t('many.none.title')}
          actions={<LinkButton href={back}>{t('many.back')}</LinkButton>}
        >
          {t('many.none.text')}
        </EmptyState>
      ) : (
        <Form action={path} {...{ values, errors }}>
          {cutOff > 0 && (
            <Callout kind="warning">{t('many.cutOff', { count: items.length, cutOff })}</Callout>
          )}
          <Hidden name="back" value={back} />
          <BulkFields {...{ kind, items, staff }} />
          <FormActions>
            <StepButton step="preview">{t('many.preview', { count: items.length })}</StepButton>
            <LinkButton href={back}>{t('many.cancel')}</LinkButton>
          </FormActions>
          <DataTable<ItemRow>
            caption={t('many.items', { count: items.length })}
            showCaption
            rows={items}
            rowKey={(row) => row.ref}
            columns={[
              titleColumn(
                t('items.column.title'),
                (row, index) => (
                  <>
                    <Read row={row} index={index} />
                    <Name row={row} />
                  </>
                ),
                items,
              ),
              { key: 'now', header: t(`many.${kind}.now`), cell: (row) => <Now kind={kind} row={row} /> },
            ]}
          />
        </Form>
      )}
    </>
  );
}

/** What will become of each item, and why nothing may of some: all or nothing. */
export function BulkPreviewPage({
  kind,
  path,
  rows,
  staff,
  values,
  back,
  reasons,
  changed,
  idempotencyKey,
}: Common & {
  rows: PreviewRow[];
  /** Why a row refuses, by reference. */
  reasons: Map<string, string>;
  /** References of those that somebody changed since. */
  changed: string[];
  idempotencyKey: string;
}) {
  const t = useT();
  const count = rows.length;
  const refused = reasons.size;
  return (
    <>
      <PageHeader title={t(`many.${kind}.title`)} subtitle={t('many.previewSubtitle')} />
      <Form action={path} idempotencyKey={idempotencyKey}>
        {changed.length > 0 && (
          <Callout kind="warning">
            <p data-focus tabIndex={-1}>
              {t('many.changed', { refs: changed.join(', ') })}
            </p>
          </Callout>
        )}
        {refused > 0 && (
          <Callout kind="warning">
            <p data-focus={changed.length === 0 ? '' : undefined} tabIndex={-1}>
              {t('many.refused', { count: refused, of: count })}
            </p>
          </Callout>
        )}
        {kind === 'due' && refused < count && <Callout>{t('many.due.stays')}</Callout>}
        <Sent values={values} back={back} />
        <DataTable<PreviewRow>
          caption={t('many.willBe', { count: count - refused })}
          showCaption
          rows={rows}
          rowKey={({ row }) => row.ref}
          columns={[
            titleColumn(
              t('items.column.title'),
              ({ row }, index) => (
                <>
                  <Read row={row} index={index} />
                  <Name row={row} />
                </>
              ),
              rows,
            ),
            { key: 'now', header: t(`many.${kind}.now`), cell: ({ row }) => <Now kind={kind} row={row} /> },
            {
              key: 'then',
              header: t('many.then'),
              cell: (one) =>
                one.refusal ? (
                  <span class="h-refused">
                    <b>{t('many.refuses')}</b> {reasons.get(one.row.ref)}
                  </span>
                ) : (
                  <div class="h-then">
                    <Arrow />
                    <div>
                      <Then row={one} {...{ kind, staff, values }} />
                    </div>
                  </div>
                ),
            },
          ]}
        />
        <FormActions>
          {refused === 0 && count > 0 && (
            <StepButton step="apply">{t(`many.${kind}.apply`, { count })}</StepButton>
          )}
          {refused > 0 && refused < count && (
            <StepButton step="leaveOut">{t('many.leaveOut', { count: refused })}</StepButton>
          )}
          <Button name="step" value="edit">
            {t('many.edit')}
          </Button>
          <LinkButton href={back} look="quiet">
            {t('many.cancel')}
          </LinkButton>
        </FormActions>
      </Form>
    </>
  );
}

function StepButton({ step, children }: { step: 'preview' | 'apply' | 'leaveOut'; children: string }) {
  return (
    <Button look="primary" name="step" value={step}>
      {children}
    </Button>
  );
}

/** What was filled in travels on; it is changed by going back to the form. */
function Sent({ values, back }: { values: FormValues; back: string }) {
  const apart = ['_csrf', 'items', 'step', 'back', 'idempotencyKey'];
  return (
    <>
      <Hidden name="back" value={back} />
      {Object.entries(values).map(
        ([name, value]) =>
          typeof value === 'string' &&
          !apart.includes(name) && <Hidden key={name} name={name} value={value} />,
      )}
    </>
  );
}
