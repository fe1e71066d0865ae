import {
  Callout,
  EmptyState,
  LinkButton,
  PageHeader,
  Pagination,
  type Tab,
  Tabs,
  paths,
  useT,
} from '../../../web/components/index.js';
import type { HitGroup } from '../hit.js';
import { SEARCH_KINDS, type SearchKind } from '../query-language.js';
import { MOST_RANKED } from '../search.query.js';
import type { SearchResult } from '../search.service.js';
import { HitView } from './hits.js';
import { SearchHelp } from './search-help.js';

export interface SearchPageProps {
  typed: string;
  /** Null: nothing was asked yet, or it made no sense. */
  result: SearchResult | null;
  error: string | null;
  page: number;
  pageSize: number;
  /** The same query about one kind, or about all (null). */
  hrefOf: (kind: SearchKind | null, page?: number) => string;
  /** The query with a word replaced. */
  instead: (typed: string, meant: string) => string;
  /** The query without its filters; null where it has none. */
  withoutFilters: string | null;
}

export function SearchPage(props: SearchPageProps) {
  const t = useT();
  const { typed, result, error } = props;
  return (
    <>
      <PageHeader title={t('search.title')} />
      <form
        class="h-search h-search-page"
        role="search"
        action={paths.search}
        method="get"
        aria-label={t('search.form')}
        data-suggest={paths.suggestions}
      >
        <label class="visually-hidden" for="q">
          {t('search.label')}
        </label>
        <input
          id="q"
          type="search"
          name="q"
          class="form-control"
          dir="auto"
          value={typed}
          autoComplete="off"
          spellcheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? 'q-error' : undefined}
        />
        <button type="submit" class="btn btn-primary">
          {t('search.submit')}
        </button>
      </form>
      {error && (
        <div class="h-errors h-search-error" id="q-error" role="alert" dir="auto">
          {error}
        </div>
      )}
      {result && <Found {...props} result={result} />}
      <SearchHelp open={!result} />
    </>
  );
}

function Found(props: SearchPageProps & { result: SearchResult }) {
  const { result, hrefOf } = props;
  const t = useT();
  const found = result.groups.filter(({ total }) => total > 0);
  if (found.length === 0) return <Nothing {...props} />;
  const only = result.kinds.length === 1 ? found[0] : null;
  return (
    <>
      <Tabs label={t('search.kinds')} tabs={tabsOf(props, only)} />
      <div role="status">
        <HowRead {...props} />
      </div>
      {only ? (
        <OneKind {...props} group={only} />
      ) : (
        found.map((group) => <Some key={group.type} group={group} href={hrefOf(group.type)} />)
      )}
    </>
  );

  function tabsOf({ hrefOf }: SearchPageProps, only: HitGroup | null): Tab[] {
    const kinds = only ? SEARCH_KINDS : found.map(({ type }) => type);
    return [
      { label: t('search.all'), href: hrefOf(null), current: only === null },
      ...kinds.map((kind) => {
        const group = found.find(({ type }) => type === kind);
        const name = t(`search.kind.${kind}`);
        return {
          label: group?.more ? t('search.tabMany', { kind: name, count: group.total }) : name,
          href: hrefOf(kind),
          current: only?.type === kind,
          ...(group && !group.more && { count: group.total }),
        };
      }),
    ];
  }
}

/** What had to be done to find something, said before what was found. */
function HowRead({ result, instead }: SearchPageProps & { result: SearchResult }) {
  const t = useT();
  const { reading, corrections } = result;
  if (reading === 'asked') return null;
  if (reading !== 'corrected' || corrections.length === 0)
    return <Callout>{t(reading === 'some' ? 'search.some' : 'search.begun')}</Callout>;
  return (
    <Callout>
      <span dir="auto">{t('search.corrected', { typed: corrections[0].typed })}</span>{' '}
      {corrections.map(({ typed, meant }, n) => (
        <>
          {n > 0 && t('search.or')}
          <a href={instead(typed, meant)} dir="auto">
            {meant}
          </a>
        </>
      ))}
      {t('search.correctedEnd')}
    </Callout>
  );
}

function Some({ group, href }: { group: HitGroup; href: string }) {
  const t = useT();
  const { type, total, more, hits } = group;
  return (
    <section class="h-section" aria-labelledby={`found-${type}`}>
      <h2 id={`found-${type}`}>
        {t(`search.kind.${type}`)}
        <span class="h-count">{t('search.count', { count: total, more: String(more) })}</span>
      </h2>
      <ol class="h-hits">
        {hits.map((hit, n) => (
          <HitView key={n} hit={hit} />
        ))}
      </ol>
      {total > hits.length && (
        <p>
          <a href={href}>{more ? t('search.showMany') : t('search.showAll', { count: total })}</a>
        </p>
      )}
    </section>
  );
}

function OneKind({ group, page, pageSize, hrefOf }: SearchPageProps & { group: HitGroup }) {
  const t = useT();
  const { type, total, more, hits } = group;
  const from = (page - 1) * pageSize;
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (hits.length === 0)
    return (
      <EmptyState
        title={t('search.nothing.page')}
        actions={<LinkButton href={hrefOf(type)}>{t('search.nothing.first')}</LinkButton>}
      />
    );
  return (
    <section class="h-section" aria-labelledby={`found-${type}`}>
      <h2 id={`found-${type}`} class="visually-hidden">
        {t(`search.kind.${type}`)}
      </h2>
      {more && <p class="h-small">{t('search.newest', { most: MOST_RANKED })}</p>}
      <ol class="h-hits" start={from + 1}>
        {hits.map((hit, n) => (
          <HitView key={n} hit={hit} />
        ))}
      </ol>
      <Pagination
        from={from + 1}
        to={from + hits.length}
        total={total}
        previous={page > 1 ? hrefOf(type, Math.min(page - 1, last)) : null}
        next={page < last ? hrefOf(type, page + 1) : null}
      />
    </section>
  );
}

function Nothing({ typed, withoutFilters }: SearchPageProps) {
  const t = useT();
  return (
    <EmptyState
      title={t('search.nothing.title', { typed })}
      actions={
        withoutFilters && <LinkButton href={withoutFilters}>{t('search.nothing.noFilters')}</LinkButton>
      }
    >
      {t('search.nothing.text')}
    </EmptyState>
  );
}
