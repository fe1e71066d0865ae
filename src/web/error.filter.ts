import { STATUS_CODES } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { h } from 'preact';
import { baseState } from './base-state.js';
import { type Answer, answerTo } from './error-answers.js';
import { ErrorPage } from './error-pages.js';
import { type Translate, translator } from './messages/index.js';
import { renderPage } from './page.js';
import { NotAllowed, SignInNeeded } from './refusals.js';

/** Every error of every request ends here: pages get a page, `/api/` gets application/problem+json (RFC 9457). */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly log = new Logger('Request');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.sent || reply.raw.headersSent) return;
    const ctx = request.heed ?? baseState(request);
    const t = translator(ctx.locale);
    const isApi = request.url.startsWith('/api/');
    if (error instanceof SignInNeeded && !isApi) {
      void reply.redirect(`/sign-in?next=${encodeURIComponent(error.next)}`, 303);
      return;
    }
    // A page that one may not see looks like one that is not there.
    const answer: Answer =
      error instanceof NotAllowed && !isApi ? { status: 404, code: 'notFound' } : answerTo(error, t);
    if (answer.status >= 500) this.report(error, answer, request);
    if (answer.retryAfterSeconds) void reply.header('retry-after', String(answer.retryAfterSeconds));
    void reply.header('cache-control', 'no-store');
    if (isApi) {
      void reply
        .status(answer.status)
        .type('application/problem+json; charset=utf-8')
        .send(JSON.stringify(problem(answer, t, request.id)));
      return;
    }
    const message = t.dynamic(`error.${answer.code}`, answer.values);
    const body = h(ErrorPage, { answer, message, requestId: request.id });
    const title = t.dynamic(`error.page.${answer.status}`);
    void reply.send(
      renderPage(reply, ctx, body, {
        title: title.startsWith('error.') ? t('error.page.other') : title,
        status: answer.status,
        layout: 'bare',
      }),
    );
  }

  private report(error: unknown, { status }: Answer, request: FastifyRequest): void {
    const what = `${request.id} ${request.method} ${request.url.split('?')[0]} ${status}`;
    if (status === 503) this.log.warn(`${what} ${error instanceof Error ? error.message : String(error)}`);
    else this.log.error(what, error instanceof Error ? error.stack : String(error));
  }
}

function problem(
  { status, code, values, errors, link, currentVersion }: Answer,
  t: Translate,
  requestId: string,
) {
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: t.dynamic(`error.${code}`, values),
    code,
    ...(errors && { errors }),
    ...(link && { link }),
    ...(currentVersion !== undefined && { currentVersion }),
    ...(status >= 500 && { requestId }),
  };
}
