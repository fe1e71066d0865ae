import { useT } from '../../../web/components/index.js';

const EXAMPLES = [
  ['PB-11.A3', 'search.help.ref'],
  ['"lock gates"', 'search.help.phrase'],
  ['canal -river', 'search.help.without'],
  ['type:evidence', 'search.help.type'],
  ['owner:me', 'search.help.owner'],
  ['progress:reversed', 'search.help.progress'],
  ['actor:parliament', 'search.help.actor'],
  ['publication:PB-11', 'search.help.publication'],
  ['due:<2027', 'search.help.due'],
] as const;

/** What can be typed; unfolded while nothing has been found yet. */
export function SearchHelp({ open }: { open: boolean }) {
  const t = useT();
  return (
    <details class="h-fold h-search-help" open={open}>
      <summary>{t('search.help.title')}</summary>
      <div>
        <p>{t('search.help.words')}</p>
        <table>
          <thead class="visually-hidden">
            <tr>
              <th scope="col">{t('search.help.example')}</th>
              <th scope="col">{t('search.help.meaning')}</th>
            </tr>
          </thead>
          <tbody>
            {EXAMPLES.map(([typed, meaning]) => (
              <tr key={typed}>
                <th scope="row">
                  <code dir="ltr">{typed}</code>
                </th>
                <td>{t(meaning)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
