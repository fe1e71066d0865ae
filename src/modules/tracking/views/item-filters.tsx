import {
  BulkBar,
  Button,
  CheckboxGroup,
  type Chip,
  DateField,
  FilterChips,
  Form,
  FormActions,
  Icon,
  LinkButton,
  type Option,
  SelectField,
  TextField,
  paths,
  useCtx,
  useT,
  withQuery,
  wordsOf,
} from '../../../web/components/index.js';
import { GAPS } from '../gaps.js';
import type { ItemFilter } from '../item-filter.js';
import { ITEM_COLUMNS } from './item-table.js';

/** What the select boxes of the filter offer. */
export interface ItemChoices {
  publications: Option[];
  actors: Option[];
  people: Option[];
  teams: Option[];
}

/** Filters above a list: folded fields that send a GET form, and what is chosen as removable chips. */
export function ItemFilters({
  filter,
  choices,
  chips,
  sort,
  columns = ITEM_COLUMNS,
  action,
}: {
  filter: ItemFilter;
  choices: ItemChoices;
  chips: Chip[];
  /** The sort in force stays when the filter changes. */
  sort?: string;
  /** Which columns are shown. */
  columns?: string[];
  /** Where the filter leads, when that is not the list of items itself; that has columns to choose. */
  action?: string;
}) {
  const t = useT();
  const text = (value: string | number | undefined) => (value === undefined ? undefined : String(value));
  return (
    <>
      <details class="h-filters">
        <summary>
          <Icon name="filter" />
          {t('filter.open')}
          {chips.length > 0 && <span class="h-count">{chips.length}</span>}
        </summary>
        <Form action={action ?? paths.items} method="get" id="filter">
          <div class="h-filter-grid">
            <TextField
              name="q"
              type="search"
              label={t('items.filter.q')}
              value={filter.q}
              maxlength={200}
              autocomplete="off"
            />
            <Select name="publication" value={text(filter.publication)} options={choices.publications} />
            <Select
              name="actor"
              value={text(filter.actor)}
              options={[{ value: 'none', label: t('items.noActor') }, ...choices.actors]}
            />
            <Select
              name="owner"
              value={text(filter.owner)}
              options={[
                { value: 'me', label: t('items.owner.me') },
                { value: 'none', label: t('items.noOwner') },
                ...choices.people,
              ]}
            />
            <Select name="team" value={text(filter.team)} options={choices.teams} />
            <Select name="kind" value={filter.kind} options={options('kind')} />
            <DateField name="dueFrom" label={t('items.filter.dueFrom')} value={filter.dueFrom} />
            <DateField name="dueTo" label={t('items.filter.dueTo')} value={filter.dueTo} />
            <Select
              name="open"
              value={filter.open}
              options={[
                { value: 'yes', label: t('items.open.yes') },
                { value: 'no', label: t('items.open.no') },
              ]}
            />
            <Select
              name="check"
              value={filter.check}
              options={[{ value: 'due', label: t('items.check.due') }]}
            />
            <Select
              name="gap"
              value={filter.gap}
              options={GAPS.map((value) => ({ value, label: t(`gaps.${value}`) }))}
            />
            <Select
              name="followUp"
              value={text(filter.followUp)}
              options={[
                { value: 'due', label: t('items.followUp.due') },
                { value: 'mine', label: t('items.followUp.mine') },
                ...choices.people,
              ]}
            />
          </div>
          <div class="h-filter-choices">
            <Several name="progress" selected={filter.progress} options={options('progress')} />
            <Several name="timeliness" selected={filter.timeliness} options={options('timeliness')} />
            <Several name="term" selected={filter.term} options={options('term')} />
            <Several name="response" selected={filter.response} options={options('response')} />
            <Several name="claim" selected={filter.claim} options={options('claim')} />
          </div>
          {!action && (
            <CheckboxGroup
              name="columns"
              label={t('items.columns')}
              inline
              options={ITEM_COLUMNS.map((name) => ({ value: name, label: t(`items.column.${name}`) }))}
              selected={columns}
            />
          )}
          {sort && <input type="hidden" name="sort" value={sort} />}
          <FormActions>
            <Button look="primary" small>
              {t('filter.apply')}
            </Button>
            <LinkButton href={action ?? paths.items} look="quiet" small>
              {t('filter.clear')}
            </LinkButton>
          </FormActions>
        </Form>
      </details>
      <FilterChips chips={chips} clearHref={action ?? paths.items} />
    </>
  );

  function options(area: 'kind' | 'progress' | 'timeliness' | 'term' | 'response' | 'claim'): Option[] {
    return wordsOf(area).map((value) => ({ value, label: t.dynamic(`word.${area}.${value}`) }));
  }

  function Select({
    name,
    value,
    options: offered,
  }: {
    name: 'publication' | 'actor' | 'owner' | 'team' | 'kind' | 'open' | 'check' | 'followUp' | 'gap';
    value: string | undefined;
    options: Option[];
  }) {
    if (offered.length === 0) return null;
    return (
      <SelectField
        name={name}
        label={t(`items.filter.${name}`)}
        options={offered}
        empty={t('form.any')}
        value={value}
      />
    );
  }

  function Several({
    name,
    selected,
    options: offered,
  }: {
    name: 'progress' | 'timeliness' | 'term' | 'response' | 'claim';
    selected: string[] | undefined;
    options: Option[];
  }) {
    return (
      <CheckboxGroup
        name={name}
        label={t(`items.filter.${name}`)}
        options={offered}
        selected={selected ?? []}
      />
    );
  }
}

/** What can be done with selected items. `all`: the query of the whole list, where the page shows only part of it. */
export function ItemBulkBar({ id = 'bulk', all }: { id?: string; all?: { query: string; count: number } }) {
  const t = useT();
  const { url } = useCtx();
  return (
    <BulkBar
      id={id}
      action={paths.newOwner}
      all={all && { query: all.query, label: t('many.bar.all', { count: all.count }) }}
    >
      <input type="hidden" name="back" value={withQuery(url, { done: null })} />
      <Button small>{t('many.bar.owner')}</Button>
      <Button small formaction={paths.newQuestion}>
        {t('many.bar.question')}
      </Button>
      <Button small formaction={paths.newFollowUp}>
        {t('many.bar.followUp')}
      </Button>
      <Button small formaction={paths.newDueRevision}>
        {t('many.bar.due')}
      </Button>
      {/* One search or one article bears on rows that one has looked at, not on a whole list unseen. */}
      <span class="h-actions" data-picked-only>
        <Button small formaction={paths.newCheck}>
          {t('many.bar.check')}
        </Button>
        <Button small look="primary" formaction={paths.recordEvidence()}>
          {t('many.bar.record')}
        </Button>
      </span>
    </BulkBar>
  );
}
