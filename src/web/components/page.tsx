import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons.js';
import { useT } from './page-context.js';

export interface Crumb {
  label: string;
  href: string;
}

/** The head of a page: where one is, its one h1, what it is about, and what can be done here. */
export function PageHeader({
  title,
  subtitle,
  actions,
  breadcrumbs = [],
  serif,
  before,
}: {
  title: ComponentChildren;
  subtitle?: ComponentChildren;
  actions?: ComponentChildren;
  breadcrumbs?: Crumb[];
  /** For titles that are a source's own words. */
  serif?: boolean;
  /** A line above the title, such as an item's reference. */
  before?: ComponentChildren;
}) {
  const t = useT();
  return (
    <header class="h-page-head">
      <div class="h-page-head-words">
        {breadcrumbs.length > 0 && (
          <nav aria-label={t('nav.breadcrumbs')}>
            <ol class="h-crumbs">
              {breadcrumbs.map((crumb) => (
                <li key={crumb.href}>
                  <a href={crumb.href} dir="auto">
                    {crumb.label}
                  </a>
                </li>
              ))}
            </ol>
          </nav>
        )}
        {before && <p class="h-before">{before}</p>}
        <h1 class={serif ? 'h-serif' : undefined} dir="auto" tabIndex={-1}>
          {title}
        </h1>
        {subtitle && <p class="h-subtitle">{subtitle}</p>}
      </div>
      {actions && <div class="h-actions">{actions}</div>}
    </header>
  );
}

/** A sheet with an optional heading and what belongs beside the heading. */
export function Card({
  title,
  aside,
  children,
  level = 2,
  id,
  flush,
}: {
  title?: ComponentChildren;
  aside?: ComponentChildren;
  children: ComponentChildren;
  level?: 2 | 3;
  id?: string;
  /** Without padding, for tables and lists that reach the edge. */
  flush?: boolean;
}) {
  const Heading = `h${level}` as const;
  return (
    <section class="card" id={id} aria-labelledby={title && id ? `${id}-heading` : undefined}>
      {title && (
        <div class="card-header">
          <Heading id={id ? `${id}-heading` : undefined}>{title}</Heading>
          {aside}
        </div>
      )}
      {flush ? children : <div class="card-body">{children}</div>}
    </section>
  );
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({
  title,
  children,
  actions,
  level = 2,
}: {
  title: string;
  /** 1 where it is all the page says, such as "not found". */
  level?: 1 | 2 | 3;
  children?: ComponentChildren;
  actions?: ComponentChildren;
}) {
  const Heading = `h${level}` as const;
  return (
    <div class="h-empty">
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {actions && <div class="h-actions">{actions}</div>}
    </div>
  );
}

const CALLOUT_ICONS = { info: 'info', warning: 'warning', danger: 'danger' } as const satisfies Record<
  string,
  IconName
>;

/** Something to know before going on; `danger` only where something is lost or refused. */
export function Callout({
  kind = 'info',
  children,
}: {
  kind?: keyof typeof CALLOUT_ICONS;
  children: ComponentChildren;
}) {
  const t = useT();
  return (
    <div class={`h-callout h-callout-${kind}`} role="note">
      <Icon name={CALLOUT_ICONS[kind]} />
      <div>
        <span class="visually-hidden">{t(`callout.${kind}`)}: </span>
        {children}
      </div>
    </div>
  );
}

export interface Tab {
  label: string;
  href: string;
  current: boolean;
  count?: number;
}

/** Views of one thing as links, the shown one marked; `label` names the group. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav class="h-tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} aria-current={tab.current ? 'page' : undefined} dir="auto">
              {tab.label}
              {tab.count !== undefined && <span class="h-count">{tab.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Facts as term and value; empty values are left out. */
export function DefinitionList({
  items,
  stacked,
}: {
  items: { term: ComponentChildren; value: ComponentChildren }[];
  /** Term above value, for narrow columns. */
  stacked?: boolean;
}) {
  return (
    <dl class={stacked ? 'h-facts h-facts-stacked' : 'h-facts'}>
      {items
        .filter(({ value }) => value !== null && value !== undefined && value !== '' && value !== false)
        .map(({ term, value }, index) => (
          <div key={index}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
