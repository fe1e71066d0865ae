import type { ComponentChildren } from 'preact';
import { may } from '../../shared/permissions.js';
import { asset } from '../assets.js';
import type { MessageKey } from '../messages/index.js';
import { dayText } from './dates.js';
import { Icon } from './icons.js';
import { useCtx, useT } from './page-context.js';
import { isCurrent, paths } from './paths.js';
import { queryValue, withQuery } from './url.js';

const PAGES = ['overview', 'items', 'overdue', 'inbox', 'publications', 'actors', 'briefs'] as const;

/** The whole document around a page: head, navigation, messages, main landmark, footer. */
export function Layout({
  title,
  kind = 'full',
  children,
}: {
  title: string;
  /** `bare`: one centred card without navigation (sign in, setup, errors). */
  kind?: 'full' | 'bare';
  children?: ComponentChildren;
}) {
  const ctx = useCtx();
  const t = useT();
  const full = kind === 'full' && ctx.user !== null;
  return (
    <html lang={ctx.locale.split('-')[0]} dir={ctx.dir}>
      <Head title={title} />
      <body class={full ? 'h-body' : 'h-body h-bare'}>
        <a class="h-skip" href="#main">
          {t('shell.skip')}
        </a>
        {full && <TopBar />}
        <div id="announcer" class="visually-hidden" role="status" aria-live="polite" data-turbo-permanent />
        <main id="main" class="h-main" tabIndex={-1}>
          {!full && (
            <p class="h-bare-brand">
              <Brand />
            </p>
          )}
          <Flash />
          {full ? (
            children
          ) : (
            <div class="card">
              <div class="card-body">{children}</div>
            </div>
          )}
        </main>
        <Footer />
        {full && <ShortcutHelp />}
        <ConfirmDialog />
        <ClientWords />
      </body>
    </html>
  );
}

function Head({ title }: { title: string }) {
  const ctx = useCtx();
  const t = useT();
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{t('app.title', { page: title, app: t('app.name') })}</title>
      <meta name="csp-nonce" content={ctx.nonce} />
      <meta name="color-scheme" content="light dark" />
      <meta name="turbo-cache-control" content="no-preview" />
      <meta name="turbo-prefetch" content="false" />
      <link rel="icon" type="image/svg+xml" href={asset('styles/favicon.svg')} />
      <link
        rel="stylesheet"
        href={asset(ctx.dir === 'rtl' ? 'tabler/css/tabler.rtl.min.css' : 'tabler/css/tabler.min.css')}
        data-turbo-track="reload"
      />
      <link rel="stylesheet" href={asset('styles/heed.css')} data-turbo-track="reload" />
      <link rel="stylesheet" href={asset('styles/workspace.css')} data-turbo-track="reload" />
      <link rel="stylesheet" href={asset('styles/manage.css')} data-turbo-track="reload" />
      <link rel="stylesheet" href={asset('styles/search.css')} data-turbo-track="reload" />
      <script src={asset('client/theme.js')} nonce={ctx.nonce} />
      <script type="module" src={asset('turbo/turbo.es2017-esm.js')} nonce={ctx.nonce} />
      <script type="module" src={asset('client/main.js')} nonce={ctx.nonce} data-turbo-track="reload" />
    </head>
  );
}

function Brand() {
  const t = useT();
  return (
    <a class="h-brand" href={paths.overview}>
      <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true" focusable="false">
        <rect class="h-brand-ground" width="24" height="24" rx="6" />
        <path class="h-brand-mark" d="M7 5.5v13M17 5.5v6.2M7 12h6.2M12.6 15.6l2.6 2.7 4.6-5" />
      </svg>
      <span>{t('app.name')}</span>
    </a>
  );
}

/** The record form; on an item's page, for that item. */
function recordPath(url: string): string {
  const ref = /^\/items\/([^/?]+)/.exec(url)?.[1];
  return ref ? paths.recordEvidence(decodeURIComponent(ref)) : paths.recordEvidence();
}

function TopBar() {
  const ctx = useCtx();
  const t = useT();
  return (
    <header class="h-top">
      <div class="h-top-inner">
        <details class="h-menu">
          <summary>
            <Icon name="menu" />
            <span class="visually-hidden">{t('shell.menu')}</span>
          </summary>
          <div class="h-menu-sheet">
            <NavLinks label={t('shell.menu')} />
            <Search id="menu-search" />
          </div>
        </details>
        <Brand />
        <div class="h-top-nav">
          <NavLinks label={t('shell.navigation')} />
        </div>
        <Search id="search" />
        {may(ctx.user, 'record') && (
          <a class="btn btn-primary h-top-record" href={recordPath(ctx.url)} aria-keyshortcuts="n">
            <Icon name="plus" />
            <span>{t('shell.recordEvidence')}</span>
          </a>
        )}
        <PersonMenu />
      </div>
    </header>
  );
}

function NavLinks({ label }: { label: string }) {
  const ctx = useCtx();
  const t = useT();
  return (
    <nav aria-label={label}>
      <ul class="h-nav">
        {PAGES.filter((page) => page !== 'inbox' || may(ctx.user, 'record')).map((page) => (
          <li key={page}>
            <a href={paths[page]} aria-current={isCurrent(paths[page], ctx.url) ? 'page' : undefined}>
              {t(`nav.${page}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Search({ id }: { id: string }) {
  const ctx = useCtx();
  const t = useT();
  return (
    <form class="h-search" role="search" action={paths.search} method="get" data-suggest={paths.suggestions}>
      <label class="visually-hidden" for={id}>
        {t('shell.search')}
      </label>
      <Icon name="search" />
      <input
        id={id}
        type="search"
        name="q"
        dir="auto"
        placeholder={t('shell.searchShort')}
        value={isCurrent(paths.search, ctx.url) ? (queryValue(ctx.url, 'q') ?? '') : ''}
        autoComplete="off"
        aria-keyshortcuts="/"
      />
      <kbd aria-hidden="true">/</kbd>
      <button type="submit" class="visually-hidden">
        {t('shell.searchButton')}
      </button>
    </form>
  );
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => /^./u.exec(part)?.[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

function PersonMenu() {
  const ctx = useCtx();
  const t = useT();
  const { user } = ctx;
  if (!user) return null;
  const link = (href: string, key: MessageKey) => (
    <li>
      <a href={href} aria-current={isCurrent(href, ctx.url) ? 'page' : undefined}>
        {t(key)}
      </a>
    </li>
  );
  return (
    <details class="h-person">
      <summary>
        <span class="h-avatar" aria-hidden="true" dir="auto">
          {initials(user.name)}
        </span>
        <span class="visually-hidden">{t('shell.person', { name: user.name })}</span>
      </summary>
      <div class="h-person-sheet">
        <p class="h-person-name">
          <strong dir="auto">{user.name}</strong>
          <span>{t(`word.role.${user.role}`)}</span>
        </p>
        <ul>
          {link(paths.account, 'nav.account')}
          {may(user, 'record') && link(paths.newImport, 'nav.imports')}
          {may(user, 'administer') && (
            <>
              {link(paths.people, 'nav.people')}
              {link(paths.teams, 'nav.teams')}
              {link(paths.settings, 'nav.settings')}
            </>
          )}
        </ul>
        <ul>
          <li data-scripted>
            <button type="button" data-theme-toggle>
              <span data-theme-when="light">{t('shell.theme.dark')}</span>
              <span data-theme-when="dark">{t('shell.theme.light')}</span>
            </button>
          </li>
          <li data-scripted>
            <button type="button" data-shortcut-help>
              {t('shell.shortcuts')} <kbd aria-hidden="true">?</kbd>
            </button>
          </li>
          <li>
            <form action={paths.signOut} method="post" data-turbo="false" data-sign-out>
              <input type="hidden" name="_csrf" value={ctx.csrf} />
              <button type="submit">{t('shell.signOut')}</button>
            </form>
          </li>
        </ul>
      </div>
    </details>
  );
}

/**
 * What was just done, after a redirect to `?done=<key>`: only sentences we have, never the words of the address. Of
 * several things `<key>.<how many>`, and `.<number>` after that by which it can be undone for ten seconds.
 */
function Flash() {
  const ctx = useCtx();
  const t = useT();
  const given = queryValue(ctx.url, 'done') ?? '';
  const [, done, count = '1', undo] = /^(.+?)(?:\.(\d{1,9})(?:\.(\d{1,9}))?)?$/.exec(given) ?? [];
  const key = `done.${done}`;
  if (!t.has(key)) return null;
  return (
    <div class="h-flash" role="status" data-flash>
      <Icon name="done" />
      <p>{t(key, { count: Number(count) })}</p>
      {undo && (
        <form action={paths.undo(undo)} method="post" class="h-undo" data-undo>
          <input type="hidden" name="_csrf" value={ctx.csrf} />
          <input type="hidden" name="back" value={withQuery(ctx.url, { done: null })} />
          <button type="submit" class="btn btn-sm h-btn-secondary">
            {t('undo.button')}
          </button>
        </form>
      )}
    </div>
  );
}

function Footer() {
  const ctx = useCtx();
  const t = useT();
  const day = dayText(ctx.today, t);
  return (
    <footer class="h-footer">
      <p class="h-screen-only">
        {/* Before it is set up, an installation goes by our own name. */}
        {ctx.organisation.name !== t('app.name') && (
          <span>{t('shell.footer', { organisation: ctx.organisation.name })} </span>
        )}
        <span>{t('shell.today', { day })}</span>
      </p>
      <p class="h-print-only">{t('shell.printed', { organisation: ctx.organisation.name, day })}</p>
    </footer>
  );
}

const SHORTCUTS = [
  [['/'], 'shortcut.search'],
  [['g', 'o'], 'shortcut.overview'],
  [['g', 'i'], 'shortcut.items'],
  [['g', 'd'], 'shortcut.overdue'],
  [['n'], 'shortcut.record'],
  [['j'], 'shortcut.next'],
  [['k'], 'shortcut.previous'],
  [['Enter'], 'shortcut.open'],
  [['x'], 'shortcut.select'],
  [['a'], 'shortcut.selectAll'],
  [['b'], 'shortcut.act'],
  [['u'], 'shortcut.undo'],
  [['?'], 'shortcut.help'],
] as const;

function ShortcutHelp() {
  const t = useT();
  return (
    <dialog id="shortcuts" class="h-dialog" aria-labelledby="shortcuts-title">
      <h2 id="shortcuts-title">{t('shell.shortcuts')}</h2>
      <dl class="h-keys">
        {SHORTCUTS.map(([keys, key]) => (
          <div key={key}>
            <dt>
              {keys.map((name, index) => (
                <>
                  {index > 0 && <span> {t('shortcut.then')} </span>}
                  <kbd>{name}</kbd>
                </>
              ))}
            </dt>
            <dd>{t(key)}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button class="btn h-btn-secondary" type="submit">
          {t('shell.close')}
        </button>
      </form>
    </dialog>
  );
}

function ConfirmDialog() {
  const t = useT();
  return (
    <dialog id="confirm" class="h-dialog" aria-labelledby="confirm-title" aria-describedby="confirm-text">
      <h2 id="confirm-title">{t('shell.confirmTitle')}</h2>
      <p id="confirm-text" dir="auto" />
      <form method="dialog" class="h-form-actions">
        <button class="btn btn-primary" type="submit" value="yes">
          {t('shell.confirmYes')}
        </button>
        <button class="btn h-btn-secondary" type="submit" value="no">
          {t('shell.confirmNo')}
        </button>
      </form>
    </dialog>
  );
}

/** Sentences that client scripts say, and where shortcuts lead: text stays in the message files. */
function ClientWords() {
  const ctx = useCtx();
  const t = useT();
  return (
    <div
      id="client-words"
      hidden
      data-draft-restored={t('shell.draftRestored')}
      data-draft-discard={t('shell.draftDiscard')}
      data-overview={paths.overview}
      data-items={paths.items}
      data-overdue={paths.overdue}
      data-record={may(ctx.user, 'record') ? recordPath(ctx.url) : undefined}
    />
  );
}
