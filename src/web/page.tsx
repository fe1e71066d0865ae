import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { FastifyReply } from 'fastify';
import { Layout } from './components/layout.js';
import { PageContext } from './components/page-context.js';
import { translator } from './messages/index.js';
import type { RequestState } from './request-state.js';

export interface PageOptions {
  title: string;
  /** 200 unless told: 422 for a form that came back, 404, 412 … */
  status?: number;
  /** `bare`: one centred card without navigation (sign in, setup, errors). */
  layout?: 'full' | 'bare';
}

/**
 * Turbo shows the answer to a form only where it leads elsewhere or says that the form was not carried out, which is
 * so where a form comes back with a row more: https://turbo.hotwired.dev/handbook/drive#redirecting-after-a-form-submission
 */
const isTurboForm = ({ request }: FastifyReply): boolean =>
  request.method === 'POST' && (request.headers.accept ?? '').includes('text/vnd.turbo-stream.html');

/** Renders a whole page and sets status and type. Controllers return its result. */
export function renderPage(
  reply: FastifyReply,
  ctx: RequestState,
  body: VNode | ComponentChildren,
  { title, status = 200, layout = 'full' }: PageOptions,
): string {
  void reply.status(isTurboForm(reply) && status === 200 ? 422 : status).type('text/html; charset=utf-8');
  const t = translator(ctx.locale);
  return `<!doctype html>${renderToString(
    <PageContext.Provider value={{ ctx, t }}>
      <Layout title={title} kind={layout}>
        {body}
      </Layout>
    </PageContext.Provider>,
  )}`;
}
