import { useT } from '../../../../web/components/index.js';
import { wordDifference } from '../word-difference.js';

/** What was deleted is struck, what was inserted underlined; both are said to whoever does not see it. */
export function WordDifference({ before, after }: { before: string; after: string }) {
  const t = useT();
  if (!before || !after)
    return (
      <span class="h-difference" dir="auto">
        {before && <Mark kind="del" text={before} />}
        {after && <Mark kind="ins" text={after} />}
        {!before && !after && <span class="h-soft">{t('again.not')}</span>}
      </span>
    );
  return (
    <span class="h-difference" dir="auto">
      {wordDifference(before, after).map(({ kind, text }, index) =>
        kind === 'same' ? text : <Mark key={index} kind={kind === 'deleted' ? 'del' : 'ins'} text={text} />,
      )}
    </span>
  );
}

function Mark({ kind, text }: { kind: 'del' | 'ins'; text: string }) {
  const t = useT();
  const Element = kind;
  return (
    <Element>
      <span class="visually-hidden">{t(kind === 'del' ? 'again.deleted' : 'again.inserted')} </span>
      {text}
      <span class="visually-hidden"> {t('again.end')} </span>
    </Element>
  );
}
