import { paths, useT } from '../../../web/components/index.js';
import type { Review } from '../review.js';
import { describePath, differencesFrom } from './review-model.js';

/** Both versions of what differs, and the choice between them. */
export function StaleNotice({ id, mine, theirs }: { id: string; mine: Review; theirs: Review }) {
  const t = useT();
  const words = (value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'imports.yes' : 'imports.no');
    if (value === null || value === undefined) return '';
    if (typeof value === 'object')
      return Object.values(value)
        .filter((one) => typeof one === 'string' && one)
        .join(', ');
    return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
  };
  return (
    <div class="h-callout h-callout-warning" role="alert" tabIndex={-1} data-focus>
      <div>
        <p>
          <strong>{t('imports.stale')}</strong> {t('imports.staleHint')}{' '}
          <a href={`${paths.imports}/${id}`}>{t('imports.staleOpen')}</a>.
        </p>
        <div class="h-table-frame">
          <table class="h-table h-table-plain">
            <caption class="visually-hidden">{t('imports.staleCaption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('imports.staleField')}</th>
                <th scope="col">{t('imports.staleMine')}</th>
                <th scope="col">{t('imports.staleTheirs')}</th>
              </tr>
            </thead>
            <tbody>
              {differencesFrom(mine, theirs).map(({ path, mine: here, theirs: there }) => (
                <tr key={path}>
                  <th scope="row">{describePath(path, t)}</th>
                  <td dir="auto">{words(here)}</td>
                  <td dir="auto">{words(there)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </div>
  );
}
