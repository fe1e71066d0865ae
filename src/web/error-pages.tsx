import type { Answer } from './error-answers.js';
import { Callout } from './components/page.js';
import { useCtx, useT } from './components/page-context.js';
import { paths } from './components/paths.js';

/** What went wrong, what to do, and a way back. Hidden and missing give the same page to everyone. */
export function ErrorPage({
  answer,
  message,
  requestId,
}: {
  answer: Answer;
  message: string;
  requestId: string;
}) {
  const t = useT();
  const ctx = useCtx();
  const title = `error.page.${answer.status}`;
  return (
    <>
      <h1>{t.has(title) ? t(title) : t('error.page.other')}</h1>
      <p dir="auto">{message}</p>
      {answer.errors && (
        <ul>
          {answer.errors.map((error) => (
            <li key={error.field} dir="auto">
              {error.message}
            </li>
          ))}
        </ul>
      )}
      {answer.link && (
        <p>
          <a href={answer.link}>{t('error.page.seeExisting')}</a>
        </p>
      )}
      {answer.status >= 500 && <Callout>{t('error.page.quote', { requestId })}</Callout>}
      <p>
        <a href={ctx.user ? paths.overview : paths.signIn}>
          {ctx.user ? t('error.page.home') : t('shell.signIn')}
        </a>
      </p>
    </>
  );
}
