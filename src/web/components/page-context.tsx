import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Translate } from '../messages/index.js';
import type { RequestState } from '../request-state.js';

export const PageContext = createContext<{ ctx: RequestState; t: Translate } | null>(null);

function inPage() {
  const page = useContext(PageContext);
  if (!page) throw new Error('A component was rendered outside renderPage');
  return page;
}

/** The message function of the page being rendered: `const t = useT()`. */
export const useT = (): Translate => inPage().t;

/** The request of the page being rendered: user, csrf, today, organisation. */
export const useCtx = (): RequestState => inPage().ctx;
