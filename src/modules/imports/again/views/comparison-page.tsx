import type { ComponentChildren } from 'preact';
import { asset } from '../../../../web/assets.js';
import {
  Button,
  Callout,
  Form,
  Hidden,
  PageHeader,
  Ref,
  dayText,
  paths,
  useT,
} from '../../../../web/components/index.js';
import type { FormErrors } from '../../../../web/forms.js';
import type { MessageKey } from '../../../../web/messages/index.js';
import { type ComparedItem, type Comparison, type RowStatus, STATUSES } from '../compared.js';
import type { Choice } from '../recognise.js';
import { ComparedRow } from './compared-row.js';
import { Choose } from './compares-with.js';
import { DifferenceBox } from './difference-box.js';
import { DueTable } from './due-table.js';

export interface ComparisonPageData {
  id: string;
  filename: string;
  version: number;
  comparison: Comparison;
  choices: Choice[];
  errors: FormErrors;
  stale?: 'publication' | 'draft';
}

const SECTIONS = ['reworded', 'moved', 'new', 'gone'] as const satisfies RowStatus[];

/** A document that is brought again beside what is tracked: each difference is taken over, or left. */
export function ComparisonPage({ data }: { data: ComparisonPageData }) {
  const t = useT();
  const { id, version, comparison, errors } = data;
  const { publication, facts, rows, due, hasNothingNew } = comparison;
  const differing = rows.filter(({ differences }) => differences.length > 0);
  const hasDifferences = differing.length > 0 || facts.length > 0;
  return (
    <>
      <link rel="stylesheet" href={asset('styles/imports.css')} />
      <link rel="stylesheet" href={asset('styles/again.css')} />
      <PageHeader
        before={<span dir="auto">{t('again.before', { filename: data.filename })}</span>}
        title={t('again.title')}
        subtitle={
          <span dir="auto">
            {t('again.lead', { publication: `${publication.refPrefix}, ${publication.title}` })}
          </span>
        }
        breadcrumbs={[
          { label: t('nav.imports'), href: paths.newImport },
          { label: publication.refPrefix, href: paths.publication(String(publication.id)) },
        ]}
      />
      <Stale data={data} />
      <Counts comparison={comparison} />
      <SameFile comparison={comparison} hasDifferences={hasDifferences} />
      <Form
        action={`${paths.imports}/${id}/compare`}
        errors={errors}
        class="h-form-wide h-comparison"
        label={t('again.title')}
      >
        <Hidden name="version" value={version} />
        <Hidden name="publicationVersion" value={publication.version} />
        {/* Enter saves; it must press none of "take all over". */}
        <button type="submit" class="visually-hidden" tabIndex={-1} aria-hidden="true" />
        {facts.length > 0 && (
          <Section status="fact" title={t('again.facts')} count={facts.length}>
            <div class="h-compared">
              {facts.map((difference) => (
                <DifferenceBox key={difference.id} difference={difference} />
              ))}
            </div>
          </Section>
        )}
        {SECTIONS.map((status) => (
          <RowsOf key={status} status={status} rows={rows} />
        ))}
        <Due due={due} />
        <Unchanged rows={rows} />
        <Finish data={data} isIdle={Boolean(comparison.sameAs) && hasNothingNew && !hasDifferences} />
      </Form>
      <details class="h-folded">
        <summary>{t('again.with.other')}</summary>
        <Choose id={id} version={version} choices={data.choices} value={publication.id} />
      </details>
    </>
  );
}

function Stale({ data: { stale, comparison } }: { data: ComparisonPageData }) {
  const t = useT();
  if (!stale) return null;
  return (
    <div class="h-callout h-callout-warning" role="alert" tabIndex={-1} data-focus>
      <p>
        <strong>
          {stale === 'draft'
            ? t('again.staleDraft')
            : t('again.stale', { publication: comparison.publication.refPrefix })}
        </strong>{' '}
        {stale === 'publication' && t('again.staleHint')}
      </p>
    </div>
  );
}

function Counts({ comparison: { rows, facts } }: { comparison: Comparison }) {
  const t = useT();
  const count = (status: RowStatus) =>
    rows.filter((row) => row.status === status && (status === 'unchanged' || row.differences.length > 0))
      .length;
  return (
    <ul class="h-import-counts" aria-label={t('again.counts')}>
      {facts.length > 0 && (
        <li>
          <a data-turbo="false" href="#section-fact">
            {t('again.count.fact', { count: facts.length })}
          </a>
        </li>
      )}
      {STATUSES.map((status) => {
        const words = t(`again.count.${status}`, { count: count(status) });
        return (
          <li key={status}>
            {count(status) > 0 ? (
              <a data-turbo="false" href={`#section-${status}`}>
                {words}
              </a>
            ) : (
              <span class="h-soft">{words}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function SameFile({ comparison, hasDifferences }: { comparison: Comparison; hasDifferences: boolean }) {
  const t = useT();
  const { sameAs, hasNothingNew } = comparison;
  if (!sameAs && !hasNothingNew) return <p class="h-hint">{t('again.kept')}</p>;
  return (
    <Callout>
      {sameAs && (
        <span dir="auto">{t('again.same', { day: dayText(sameAs.on, t), filename: sameAs.filename })} </span>
      )}
      {hasNothingNew && t(hasDifferences ? 'again.nothingButRefused' : 'again.nothing')}
    </Callout>
  );
}

function Section({
  status,
  title,
  count,
  hint,
  children,
}: {
  status: RowStatus | 'fact';
  title: string;
  count: number;
  hint?: string;
  children: ComponentChildren;
}) {
  const t = useT();
  const all = (verb: 'accept' | 'refuse', key: MessageKey) => (
    <Button
      small
      look="quiet"
      name="all"
      value={`${verb}:${status}`}
      label={t.dynamic(`${key}.label`, { section: title })}
    >
      {t(key)}
    </Button>
  );
  return (
    <section class="h-section" id={`section-${status}`} aria-labelledby={`${status}-title`}>
      <div class="h-compared-section">
        <h2 id={`${status}-title`}>
          {title} <span class="h-count">{count}</span>
        </h2>
        <span class="h-compared-all">
          {all('accept', 'again.acceptAll')}
          {all('refuse', 'again.refuseAll')}
        </span>
      </div>
      {hint && <p class="h-hint">{hint}</p>}
      {children}
    </section>
  );
}

function RowsOf({ status, rows }: { status: (typeof SECTIONS)[number]; rows: ComparedItem[] }) {
  const t = useT();
  const mine = rows.flatMap((row, n) =>
    row.status === status && row.differences.length > 0 ? [{ row, n }] : [],
  );
  if (mine.length === 0) return null;
  const hints: Partial<Record<RowStatus, string>> = { new: t('again.newHint'), gone: t('again.goneHint') };
  const choices = (kind: ComparedItem['kind']) =>
    rows.flatMap(({ ref, title, kind: other }) => (ref && other === kind ? [{ ref, title }] : []));
  return (
    <Section status={status} title={t(`again.${status}`)} count={mine.length} hint={hints[status]}>
      <ul class="h-compared-rows">
        {mine.map(({ row, n }) => (
          <ComparedRow key={n} row={row} choices={choices(row.kind)} n={n} />
        ))}
      </ul>
    </Section>
  );
}

function Due({ due }: Pick<Comparison, 'due'>) {
  const t = useT();
  if (due.length === 0) return null;
  return (
    <section class="h-section" aria-labelledby="due-title">
      <h2 id="due-title">{t('again.due.title')}</h2>
      <p class="h-hint">{t('again.due.lead')}</p>
      <DueTable due={due} />
    </section>
  );
}

function Unchanged({ rows }: Pick<Comparison, 'rows'>) {
  const t = useT();
  const same = rows.filter(({ status, ref }) => status === 'unchanged' && ref);
  if (same.length === 0) return null;
  return (
    <details class="h-folded" id="section-unchanged">
      <summary>{t('again.unchanged', { count: same.length })}</summary>
      <ul class="h-lines h-lines-plain">
        {same.map(({ ref, title }) => (
          <li key={ref}>
            <span>
              <Ref link>{ref!}</Ref> <span dir="auto">{title}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Finish({ data: { id, comparison }, isIdle }: { data: ComparisonPageData; isIdle: boolean }) {
  const t = useT();
  const { refPrefix, id: publicationId } = comparison.publication;
  return (
    <div class="h-import-finish" role="group" aria-label={t('again.finish')}>
      {isIdle ? (
        <a class="btn btn-primary" href={paths.publication(String(publicationId))}>
          {t('again.toPublication')}
        </a>
      ) : (
        <>
          <Button look="primary" formaction={`${paths.imports}/${id}/compare/commit`} icon="check">
            {t(comparison.hasNothingNew ? 'again.commitNothing' : 'again.commit', { publication: refPrefix })}
          </Button>
          <Button>{t('again.save')}</Button>
        </>
      )}
      <a class="btn h-btn-quiet" href={`${paths.imports}/${id}`}>
        {t('again.review')}
      </a>
      <Button look="quiet" formaction={`${paths.imports}/${id}/discard`} confirm={t('again.discardAsk')}>
        {t('again.discard')}
      </Button>
    </div>
  );
}
