import {
  Button,
  DataTable,
  Form,
  FormActions,
  Hidden,
  SelectField,
  paths,
  useT,
} from '../../../../web/components/index.js';
import type { FormErrors } from '../../../../web/forms.js';
import type { BulkDraft } from '../bulk-draft.entity.js';
import { FIELDS, headingKey } from '../fields.js';
import { EXTRA, LEFT_OUT, NOTE, faultsOf, mapsExtra } from '../mapping.js';

const EXAMPLES = 3;

/** What each column holds, with examples of its cells beside; folded away once it is known. */
export function BulkColumns({
  draft,
  mapping,
  errors,
  isOpen,
}: {
  draft: BulkDraft;
  mapping: string[];
  errors: FormErrors;
  isOpen: boolean;
}) {
  const t = useT();
  const { rowsKind, headers } = draft;
  const { missing } = faultsOf(rowsKind, draft.mapping);
  const faults = Object.fromEntries(Object.entries(errors).filter(([name]) => name.startsWith('columns')));
  const options = [
    ...FIELDS[rowsKind].map(({ key }) => ({ value: key, label: t.dynamic(headingKey(rowsKind, key)) })),
    ...(mapsExtra(rowsKind) ? [{ value: EXTRA, label: t('bulk.columns.extra') }] : []),
    { value: NOTE, label: t('bulk.columns.note') },
  ];
  const left = draft.mapping.filter((key) => key === LEFT_OUT).length;
  const examples = (column: number) =>
    draft.rows
      .flatMap(({ cells }) => cells[column]?.trim() || [])
      .slice(0, EXAMPLES)
      .map((cell) => cell.slice(0, 60));
  return (
    <details class="h-fold h-section h-bulk-fold" open={isOpen || Object.keys(faults).length > 0}>
      <summary>
        <h2>{t('bulk.columns.title')}</h2>{' '}
        <span class="h-soft h-small">{t('bulk.columns.summary', { count: headers.length, left })}</span>
      </summary>
      <Form action={`${paths.bulkImport}/${draft.id}`} id="columns" errors={faults} class="h-form-wide">
        <Hidden name="version" value={draft.version} />
        {missing.length > 0 && (
          <p class="h-field-error">
            {t('bulk.columns.missing', {
              fields: missing.map((key) => t.dynamic(headingKey(rowsKind, key))).join(', '),
            })}
          </p>
        )}
        <p class="h-hint">{t('bulk.columns.hint')}</p>
        <DataTable
          caption={t('bulk.columns.title')}
          rows={headers.map((header, column) => ({ header, column }))}
          rowKey={({ column }) => String(column)}
          columns={[
            {
              key: 'header',
              header: t('bulk.columns.header'),
              primary: true,
              cell: ({ header, column }) => (
                <span dir="auto">{header || t('bulk.columns.unnamed', { number: column + 1 })}</span>
              ),
            },
            {
              key: 'examples',
              header: t('bulk.columns.examples'),
              width: 'wide',
              cell: ({ column }) => (
                <span class="h-cell-soft" dir="auto">
                  {examples(column).join(' · ')}
                </span>
              ),
            },
            {
              key: 'holds',
              header: t('bulk.columns.holds'),
              cell: ({ header, column }) => (
                <SelectField
                  name={`columns[${column}]`}
                  label={t('bulk.columns.holdsOf', { header: header || String(column + 1) })}
                  hideLabel
                  value={mapping[column]}
                  empty={t('bulk.columns.leftOut')}
                  options={options}
                  width="medium"
                />
              ),
            },
          ]}
        />
        <FormActions>
          <Button>{t('bulk.columns.save')}</Button>
          <span class="h-soft h-small">{t('bulk.columns.remembered')}</span>
        </FormActions>
      </Form>
    </details>
  );
}
