import type { ComponentChildren } from 'preact';
import { Icon } from './icons.js';
import { useCtx, useT } from './page-context.js';
import { withQuery } from './url.js';

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ComponentChildren;
  /** Name of the sort in the address; the header becomes a link. */
  sort?: string;
  /** The cell that names the row: it is its header, and comes first on a phone's card. */
  primary?: boolean;
  align?: 'end';
  /** `tight` as narrow as its words, `wide` takes what is left. */
  width?: 'tight' | 'wide';
  /** Without its label on a phone's card, where the value speaks for itself. */
  plain?: boolean;
  /** The header is for screen readers only: what stands below says it. */
  hideHeader?: boolean;
}

export interface Selection<Row> {
  /** Id of the form the check boxes belong to. */
  form: string;
  /** Their field name, sent once per selected row. */
  name: string;
  value: (row: Row) => string;
  /** What a screen reader calls the row. */
  label: (row: Row) => string;
}

/**
 * A table with a caption, a head that stays in sight, sort links (`?sort=due`, `?sort=-due`), optional check boxes,
 * and rows that become cards on a phone. `url` keeps the rest of the address; without it the page's own is used.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  groups = [{ key: '', heading: null, rows }],
  rowKey,
  rowHref,
  sort,
  url,
  select,
  showCaption,
  empty,
}: {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  /** The same rows under headings within the one table. */
  groups?: { key: string; heading: ComponentChildren; rows: Row[] }[];
  rowKey: (row: Row) => string;
  /** Where Enter and a click on the row lead. */
  rowHref?: (row: Row) => string;
  /** The sort in force, as in the address: `due` or `-due`. */
  sort?: string;
  url?: string;
  select?: Selection<Row>;
  showCaption?: boolean;
  empty?: ComponentChildren;
}) {
  const t = useT();
  const ctx = useCtx();
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <div class="h-table-frame">
      <table class="h-table" data-rows>
        <caption class={showCaption ? undefined : 'visually-hidden'}>{caption}</caption>
        <thead>
          <tr>
            {select && (
              <th scope="col" class="h-col-select">
                <span class="visually-hidden">{t('list.selectColumn')}</span>
                <input
                  type="checkbox"
                  class="form-check-input"
                  aria-label={t('list.selectAll')}
                  data-select-all
                  data-scripted
                />
              </th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={sort} url={url ?? ctx.url} />
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.key}>
            {group.heading && (
              <tr class="h-group-row">
                <th scope="rowgroup" colSpan={columns.length + (select ? 1 : 0)}>
                  {group.heading}
                </th>
              </tr>
            )}
            {group.rows.map((row) => (
              <tr key={rowKey(row)} data-href={rowHref?.(row)}>
                {select && <SelectCell select={select} row={row} />}
                {columns.map((column) => (
                  <BodyCell key={column.key} column={column} row={row} />
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function SelectCell<Row>({ select, row }: { select: Selection<Row>; row: Row }) {
  const t = useT();
  return (
    <td class="h-col-select">
      <input
        type="checkbox"
        class="form-check-input"
        form={select.form}
        name={select.name}
        value={select.value(row)}
        aria-label={t('list.selectRow', { row: select.label(row) })}
        data-select
      />
    </td>
  );
}

function HeaderCell<Row>({ column, sort, url }: { column: Column<Row>; sort?: string; url: string }) {
  const t = useT();
  const name = column.sort;
  const by = !name ? undefined : sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : undefined;
  return (
    <th scope="col" class={classOf(column)} aria-sort={by}>
      {name ? (
        <a
          href={withQuery(url, { sort: by === 'ascending' ? `-${name}` : name, page: null })}
          aria-label={t('list.sortBy', { column: column.header })}
        >
          {column.header}
          <Icon
            name={by === 'ascending' ? 'chevron-up' : by === 'descending' ? 'chevron-down' : 'selector'}
          />
        </a>
      ) : (
        <span class={column.hideHeader ? 'visually-hidden' : undefined}>{column.header}</span>
      )}
    </th>
  );
}

const classOf = <Row,>(column: Column<Row>) =>
  [column.align === 'end' && 'h-end', column.width && `h-col-${column.width}`, column.primary && 'h-primary']
    .filter(Boolean)
    .join(' ') || undefined;

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = column.cell(row);
  const empty = content === null || content === undefined || content === '' || content === false;
  const attributes = {
    class: classOf(column),
    'data-label': column.plain || column.hideHeader ? undefined : column.header,
    'data-empty': empty ? '' : undefined,
  };
  return column.primary ? (
    <th scope="row" {...attributes}>
      {content}
    </th>
  ) : (
    <td {...attributes}>{content}</td>
  );
}

export interface PaginationProps {
  from: number;
  to: number;
  total: number;
  previous?: string | null;
  next?: string | null;
}

/** "1–50 of 312" with the way to the neighbouring pages. Rows are counted from 1. */
export function Pagination({ from, to, total, previous, next }: PaginationProps) {
  const t = useT();
  if (total === 0) return null;
  return (
    <nav class="h-pages" aria-label={t('list.pages')}>
      <p>{t('list.range', { from, to, total })}</p>
      {(previous || next) && (
        <div class="h-actions">
          {previous && (
            <a class="btn btn-sm h-btn-secondary" href={previous} rel="prev">
              <Icon name="chevron-left" class="h-icon-flip" />
              {t('list.previous')}
            </a>
          )}
          {next && (
            <a class="btn btn-sm h-btn-secondary" href={next} rel="next">
              {t('list.next')}
              <Icon name="chevron-right" class="h-icon-flip" />
            </a>
          )}
        </div>
      )}
    </nav>
  );
}

export interface Chip {
  /** The filter's name, "Progress". */
  label: string;
  /** The chosen value in words, "In progress". */
  value: string;
  /** The address without it. */
  removeHref: string;
}

/** What the list is filtered by, each removable. */
export function FilterChips({ chips, clearHref }: { chips: Chip[]; clearHref: string }) {
  const t = useT();
  if (chips.length === 0) return null;
  return (
    <div class="h-chips" role="group" aria-label={t('filter.active')}>
      {chips.map((chip) => (
        <a
          class="h-chip"
          href={chip.removeHref}
          key={chip.removeHref}
          aria-label={t('filter.remove', { label: chip.label, value: chip.value })}
        >
          <span class="h-chip-label">{chip.label}</span>
          <span dir="auto">{chip.value}</span>
          <Icon name="x" />
        </a>
      ))}
      {chips.length > 1 && (
        <a class="h-chip-clear" href={clearHref}>
          {t('filter.clear')}
        </a>
      )}
    </div>
  );
}

/**
 * The bar that appears at the foot when rows are selected. It only leads on, to a form for the selected rows
 * (`?items=PB-11.A1&items=PB-11.A3`); its buttons may lead elsewhere by `formaction`.
 */
export function BulkBar({
  id,
  action,
  all,
  children,
}: {
  id: string;
  action: string;
  /** Where the list goes on beyond the page: its query, sent as `matching` instead of the rows, and what that says. */
  all?: { query: string; label: string };
  children: ComponentChildren;
}) {
  const t = useT();
  return (
    <form
      class="h-bulk"
      id={id}
      action={action}
      method="get"
      data-bulk
      data-one={t('list.selectedOne')}
      data-many={t('list.selectedMany')}
      aria-label={t('list.bulk')}
    >
      <p data-bulk-count aria-live="polite" />
      {all && (
        <div class="form-check">
          <input
            class="form-check-input"
            type="checkbox"
            id={`${id}-all`}
            name="matching"
            value={all.query}
            data-select-matching
          />
          <label class="form-check-label" for={`${id}-all`}>
            {all.label}
          </label>
        </div>
      )}
      <div class="h-actions">{children}</div>
    </form>
  );
}
