import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { FormErrors, FormValues } from '../forms.js';
import { dayText } from './dates.js';
import { useCtx, useT } from './page-context.js';

interface FormState {
  id: string;
  values: FormValues;
  errors: FormErrors;
}

const FormContext = createContext<FormState>({ id: '', values: {}, errors: {} });

/** `effects[1].quote` → `effects[1][quote]`: the name that `qs` reads back into the same place. */
export const htmlName = (path: string): string => path.replaceAll(/\.([^.[\]]+)/g, '[$1]');

/** The id of a field, and so the target of its link in the error summary. */
export const fieldId = (formId: string, path: string): string =>
  [formId, path.replaceAll(/[^A-Za-z0-9]+/g, '-').replace(/-$/, '')].filter(Boolean).join('-');

/** The value that stands at `effects[1].quote` in what the browser had sent. */
export function valueAt(values: FormValues, path: string): unknown {
  let at: unknown = values;
  for (const step of path.split(/[.[\]]+/).filter(Boolean)) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}

const asText = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';

const asList = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(asText) : value === undefined || value === null ? [] : [asText(value)];

/**
 * A form with its CSRF token, its error summary and, where told, an idempotency key against double clicks. Fields
 * inside find their value and error by name; give `id` where two forms stand on one page.
 */
export function Form({
  action,
  method = 'post',
  children,
  id = '',
  values = {},
  errors = {},
  idempotencyKey,
  files,
  draft,
  class: extra,
  turbo,
  label,
  summary = true,
}: {
  action: string;
  method?: 'post' | 'get';
  children: ComponentChildren;
  id?: string;
  values?: FormValues;
  errors?: FormErrors;
  idempotencyKey?: string;
  /** The form carries files (multipart/form-data). */
  files?: boolean;
  /** Keep what is typed in this browser under the person and this key until the form is sent. */
  draft?: string;
  class?: string;
  /** False for forms whose answer is a file. */
  turbo?: boolean;
  /** Names the form for screen readers, where no heading does. */
  label?: string;
  /** False where the page shows its ErrorSummary elsewhere. */
  summary?: boolean;
}) {
  const { csrf, user } = useCtx();
  return (
    <FormContext.Provider value={{ id, values, errors }}>
      <form
        action={action}
        method={method}
        id={id || undefined}
        encType={files ? 'multipart/form-data' : undefined}
        class={extra ? `h-form ${extra}` : 'h-form'}
        data-draft={draft && `${user?.id ?? 0}-${draft}`}
        data-turbo={turbo === false ? 'false' : undefined}
        aria-label={label}
        noValidate={method === 'post'}
      >
        {method === 'post' && <input type="hidden" name="_csrf" value={csrf} />}
        {idempotencyKey && <input type="hidden" name="idempotencyKey" value={idempotencyKey} />}
        {summary && <ErrorSummary errors={errors} formId={id} />}
        {children}
      </form>
    </FormContext.Provider>
  );
}

/** What is wrong with a form, first on the page and first in focus; each line leads to its field. */
export function ErrorSummary({ errors, formId = '' }: { errors: FormErrors; formId?: string }) {
  const t = useT();
  const list = Object.entries(errors);
  if (list.length === 0) return null;
  return (
    <div
      class="h-errors"
      role="alert"
      tabIndex={-1}
      data-focus
      aria-labelledby={fieldId(formId, 'errors-title')}
    >
      <h2 id={fieldId(formId, 'errors-title')}>{t('form.errors', { count: list.length })}</h2>
      <ul>
        {list.map(([name, message]) => (
          <li key={name}>
            {name ? (
              <a href={`#${fieldId(formId, name)}`} dir="auto">
                {message}
              </a>
            ) : (
              <span dir="auto">{message}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

export interface FieldProps {
  /** Where the value stands in the DTO: `title`, `effects[1].quote`. */
  name: string;
  /** Already a message: `label={t('item.title')}`. */
  label: ComponentChildren;
  hint?: ComponentChildren;
  required?: boolean;
  /** Used where the form was not sent before. */
  value?: string | null;
  /** Instead of the form's own error. */
  error?: string;
  /** Label for screen readers only, where a table head or a heading says it to the eye. */
  hideLabel?: boolean;
  autofocus?: boolean;
  disabled?: boolean;
}

function useField({ name, value, error, hint }: Pick<FieldProps, 'name' | 'value' | 'error' | 'hint'>) {
  const form = useContext(FormContext);
  const id = fieldId(form.id, name);
  const sent = valueAt(form.values, name);
  const wrong = error ?? form.errors[name];
  return {
    id,
    html: htmlName(name),
    sent,
    value: sent === undefined ? (value ?? '') : asText(sent),
    wrong,
    describedBy: [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ') || undefined,
  };
}

function Hint({ id, children }: { id: string; children?: ComponentChildren }) {
  return children ? (
    <div class="h-hint" id={`${id}-hint`}>
      {children}
    </div>
  ) : null;
}

function FieldError({ id, message }: { id: string; message?: string }) {
  const t = useT();
  return message ? (
    <div class="h-field-error" id={`${id}-error`} dir="auto">
      <span class="visually-hidden">{t('form.error')} </span>
      {message}
    </div>
  ) : null;
}

function Label({
  id,
  required,
  hidden,
  children,
}: {
  id: string;
  required?: boolean;
  hidden?: boolean;
  children: ComponentChildren;
}) {
  const t = useT();
  return (
    <label class={hidden ? 'visually-hidden' : 'h-label'} for={id}>
      {children}
      {required === false && <span class="h-optional"> {t('form.optional')}</span>}
    </label>
  );
}

const LTR_TYPES = new Set(['email', 'url', 'number', 'password', 'tel']);

/** One line of text. `required={false}` marks it as optional in words. */
export function TextField({
  type = 'text',
  autocomplete,
  maxlength,
  min,
  max,
  step,
  list,
  inputmode,
  width,
  ...props
}: FieldProps & {
  type?: 'text' | 'email' | 'url' | 'password' | 'number' | 'search' | 'tel';
  autocomplete?: string;
  maxlength?: number;
  min?: number | string;
  max?: number | string;
  step?: number | string;
  /** Suggestions, shown as one types. */
  list?: string[];
  inputmode?: 'text' | 'numeric' | 'email' | 'url';
  /** In characters: `short` 12, `medium` 32, otherwise the column. */
  width?: 'short' | 'medium';
}) {
  const field = useField(props);
  // Preact's types pair each type with its own attributes; here they are chosen at run time.
  const kind: object = { type, list: list && `${field.id}-list` };
  return (
    <div class="h-field">
      <Label id={field.id} required={props.required} hidden={props.hideLabel}>
        {props.label}
      </Label>
      <Hint id={field.id}>{props.hint}</Hint>
      <input
        class={['form-control', width && `h-w-${width}`, field.wrong && 'is-invalid']
          .filter(Boolean)
          .join(' ')}
        id={field.id}
        name={field.html}
        {...kind}
        value={type === 'password' ? '' : field.value}
        dir={LTR_TYPES.has(type) ? 'ltr' : 'auto'}
        required={props.required || undefined}
        aria-invalid={field.wrong ? 'true' : undefined}
        aria-describedby={field.describedBy}
        autoComplete={autocomplete}
        autoFocus={props.autofocus}
        disabled={props.disabled}
        maxLength={maxlength}
        min={min}
        max={max}
        step={step}
        inputMode={inputmode}
      />
      {list && (
        <datalist id={`${field.id}-list`}>
          {list.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
      <FieldError id={field.id} message={field.wrong} />
    </div>
  );
}

/** Several lines of text; grows as one types. `serif` for the source's own words. */
export function TextArea({
  rows = 4,
  maxlength,
  serif,
  ...props
}: FieldProps & { rows?: number; maxlength?: number; serif?: boolean }) {
  const field = useField(props);
  return (
    <div class="h-field">
      <Label id={field.id} required={props.required} hidden={props.hideLabel}>
        {props.label}
      </Label>
      <Hint id={field.id}>{props.hint}</Hint>
      <textarea
        class={['form-control', serif && 'h-serif', field.wrong && 'is-invalid'].filter(Boolean).join(' ')}
        id={field.id}
        name={field.html}
        rows={rows}
        dir="auto"
        maxLength={maxlength}
        required={props.required || undefined}
        disabled={props.disabled}
        aria-invalid={field.wrong ? 'true' : undefined}
        aria-describedby={field.describedBy}
        data-autosize
      >
        {field.value}
      </textarea>
      <FieldError id={field.id} message={field.wrong} />
    </div>
  );
}

/** A calendar day; what was entered is repeated in words, as browsers show dates each in their own way. */
export function DateField({ min, max, ...props }: FieldProps & { min?: string; max?: string }) {
  const t = useT();
  const shown = useField(props);
  const inWords = /^\d{4}-\d\d-\d\d$/.test(shown.value) ? dayText(shown.value, t) : null;
  const hint =
    props.hint && inWords ? (
      <>
        {props.hint} · {inWords}
      </>
    ) : (
      (props.hint ?? inWords)
    );
  const field = useField({ ...props, hint });
  return (
    <div class="h-field">
      <Label id={field.id} required={props.required} hidden={props.hideLabel}>
        {props.label}
      </Label>
      <Hint id={field.id}>{hint}</Hint>
      <input
        class={['form-control', 'h-w-date', field.wrong && 'is-invalid'].filter(Boolean).join(' ')}
        id={field.id}
        name={field.html}
        type="date"
        value={field.value}
        min={min}
        max={max}
        required={props.required || undefined}
        disabled={props.disabled}
        aria-invalid={field.wrong ? 'true' : undefined}
        aria-describedby={field.describedBy}
      />
      <FieldError id={field.id} message={field.wrong} />
    </div>
  );
}

export interface Option {
  value: string;
  label: string;
  hint?: ComponentChildren;
  disabled?: boolean;
  /** Options of one group stand under this heading (select boxes only). */
  group?: string;
}

/** One of many, as a select box. `empty` is the words of the choice "none". */
export function SelectField({
  options,
  empty,
  width,
  ...props
}: FieldProps & { options: Option[]; empty?: string; width?: 'medium' }) {
  const field = useField(props);
  const groups = [...new Set(options.map((option) => option.group))];
  const choice = (option: Option) => (
    <option
      key={option.value}
      value={option.value}
      selected={option.value === field.value}
      disabled={option.disabled}
    >
      {option.label}
    </option>
  );
  return (
    <div class="h-field">
      <Label id={field.id} required={props.required} hidden={props.hideLabel}>
        {props.label}
      </Label>
      <Hint id={field.id}>{props.hint}</Hint>
      <select
        class={['form-select', width && `h-w-${width}`, field.wrong && 'is-invalid']
          .filter(Boolean)
          .join(' ')}
        id={field.id}
        name={field.html}
        required={props.required || undefined}
        disabled={props.disabled}
        aria-invalid={field.wrong ? 'true' : undefined}
        aria-describedby={field.describedBy}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {groups.map((group) => {
          const inside = options.filter((option) => option.group === group).map(choice);
          return group ? (
            <optgroup key={group} label={group}>
              {inside}
            </optgroup>
          ) : (
            inside
          );
        })}
      </select>
      <FieldError id={field.id} message={field.wrong} />
    </div>
  );
}

/** One of few, all in sight; `inline` sets them side by side. */
export function RadioGroup({
  options,
  inline,
  ...props
}: FieldProps & { options: Option[]; inline?: boolean }) {
  const field = useField(props);
  return <Choices {...{ field, options, inline, props }} type="radio" checked={[field.value]} />;
}

/** Any of several, as check boxes under one label; sent as a list. */
export function CheckboxGroup({
  options,
  inline,
  selected = [],
  ...props
}: Omit<FieldProps, 'value'> & { options: Option[]; inline?: boolean; selected?: string[] }) {
  const field = useField(props);
  const checked = field.sent === undefined ? selected : asList(field.sent);
  return <Choices {...{ field, options, inline, props, checked }} type="checkbox" />;
}

function Choices({
  field,
  options,
  inline,
  props,
  type,
  checked,
}: {
  field: ReturnType<typeof useField>;
  options: Option[];
  inline?: boolean;
  props: Omit<FieldProps, 'value'>;
  type: 'radio' | 'checkbox';
  checked: string[];
}) {
  const t = useT();
  return (
    <fieldset class="h-field h-choices" aria-describedby={field.describedBy} disabled={props.disabled}>
      <legend class={props.hideLabel ? 'visually-hidden' : 'h-label'}>
        {props.label}
        {props.required === false && <span class="h-optional"> {t('form.optional')}</span>}
      </legend>
      <Hint id={field.id}>{props.hint}</Hint>
      <div class={inline ? 'h-choices-inline' : 'h-choices-stacked'}>
        {options.map((option, index) => {
          const id = index === 0 ? field.id : `${field.id}-${index}`;
          return (
            <div class="form-check" key={option.value}>
              <input
                class={field.wrong ? 'form-check-input is-invalid' : 'form-check-input'}
                type={type}
                id={id}
                name={type === 'checkbox' ? `${field.html}[]` : field.html}
                value={option.value}
                checked={checked.includes(option.value)}
                disabled={option.disabled}
                required={(type === 'radio' && props.required) || undefined}
                aria-describedby={option.hint ? `${id}-about` : undefined}
              />
              <label class="form-check-label" for={id}>
                {option.label}
              </label>
              {option.hint && (
                <div class="h-hint" id={`${id}-about`}>
                  {option.hint}
                </div>
              )}
            </div>
          );
        })}
      </div>
      <FieldError id={field.id} message={field.wrong} />
    </fieldset>
  );
}

/** Yes or no. Sends `value` ("true" unless told) when ticked and nothing otherwise. */
export function Checkbox({
  checked = false,
  value = 'true',
  ...props
}: Omit<FieldProps, 'value'> & { checked?: boolean; value?: string }) {
  const field = useField(props);
  const form = useContext(FormContext);
  const sentAtAll = Object.keys(form.values).length > 0;
  return (
    <div class="h-field form-check">
      <input
        class={field.wrong ? 'form-check-input is-invalid' : 'form-check-input'}
        type="checkbox"
        id={field.id}
        name={field.html}
        value={value}
        checked={sentAtAll ? asList(field.sent).some((sent) => sent === value || sent === 'on') : checked}
        disabled={props.disabled}
        aria-invalid={field.wrong ? 'true' : undefined}
        aria-describedby={field.describedBy}
      />
      <label class={props.hideLabel ? 'visually-hidden' : 'form-check-label'} for={field.id}>
        {props.label}
      </label>
      <Hint id={field.id}>{props.hint}</Hint>
      <FieldError id={field.id} message={field.wrong} />
    </div>
  );
}

/** A file to send; the form needs `files`. A browser never fills it again, so the hint may name what was sent. */
export function FileField({
  accept,
  multiple,
  ...props
}: Omit<FieldProps, 'value'> & { accept?: string; multiple?: boolean }) {
  const field = useField(props);
  return (
    <div class="h-field">
      <Label id={field.id} required={props.required} hidden={props.hideLabel}>
        {props.label}
      </Label>
      <Hint id={field.id}>{props.hint}</Hint>
      <input
        class={field.wrong ? 'form-control is-invalid' : 'form-control'}
        id={field.id}
        name={field.html}
        type="file"
        accept={accept}
        multiple={multiple}
        required={props.required || undefined}
        aria-invalid={field.wrong ? 'true' : undefined}
        aria-describedby={field.describedBy}
      />
      <FieldError id={field.id} message={field.wrong} />
    </div>
  );
}

/** A hidden value that travels with the form. */
export function Hidden({ name, value }: { name: string; value: string | number }) {
  return <input type="hidden" name={htmlName(name)} value={String(value)} />;
}

/** The foot of a form: one primary button first, then what leads away. */
export function FormActions({ children }: { children: ComponentChildren }) {
  return <div class="h-form-actions">{children}</div>;
}

/** Fields that belong together under a heading of their own. */
export function FieldGroup({
  legend,
  hint,
  children,
}: {
  legend: ComponentChildren;
  hint?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <fieldset class="h-group">
      <legend>{legend}</legend>
      {hint && <p class="h-hint">{hint}</p>}
      {children}
    </fieldset>
  );
}

/** Fields side by side where there is room. */
export function FieldRow({ children }: { children: ComponentChildren }) {
  return <div class="h-field-row">{children}</div>;
}

/**
 * Rows that can be added and removed, such as sources. Without scripts the two buttons send the form with
 * `add=<name>` or `remove=<name>[i]`, and the server shows it again with a row more or less; with scripts the
 * browser does the same from the template (its fields are rendered with the index `__index__`).
 */
export function Repeatable({
  name,
  count,
  legend,
  row,
  addLabel,
  removeLabel,
  max = 20,
}: {
  name: string;
  count: number;
  /** Heading of one row, by its number from 1. */
  legend: (number: number) => string;
  /** The fields of one row; `path` is `sources[0]`. */
  row: (path: string, index: number) => ComponentChildren;
  addLabel: string;
  removeLabel: string;
  max?: number;
}) {
  const t = useT();
  const one = (index: number | string, number: number) => (
    <fieldset class="h-repeat" data-repeat-row>
      <legend data-repeat-legend>{legend(number)}</legend>
      <div class="h-repeat-fields">{row(`${name}[${index}]`, Number(index) || 0)}</div>
      <button
        type="submit"
        class="btn btn-sm h-btn-quiet h-repeat-remove"
        name="remove"
        value={`${name}[${index}]`}
        formNoValidate
        data-repeat-remove
      >
        {removeLabel}
      </button>
    </fieldset>
  );
  return (
    <div
      class="h-repeatable"
      data-repeat={name}
      data-repeat-max={String(max)}
      data-repeat-announce={t('form.rowAdded')}
    >
      {/* Enter in a field presses the form's first button: let that be none of "remove". */}
      <button type="submit" class="visually-hidden" tabIndex={-1} aria-hidden="true" />
      <div data-repeat-rows>{Array.from({ length: count }, (_, index) => one(index, index + 1))}</div>
      <template>{one('__index__', count + 1)}</template>
      <button
        type="submit"
        class="btn btn-sm h-btn-secondary"
        name="add"
        value={name}
        formNoValidate
        data-repeat-add
      >
        {addLabel}
      </button>
    </div>
  );
}
