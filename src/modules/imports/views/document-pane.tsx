import { useT } from '../../../web/components/index.js';
import type { Mark, ShownLine } from '../document-lines.js';

const ROWS = {
  action: 'actions',
  recommendation: 'recommendations',
  note: 'notes',
  section: 'sections',
} as const;

/** The document line by line, what was found marked in the margin; a mark leads to its row and a row to its line. */
export function DocumentPane({ lines, dir }: { lines: ShownLine[] | null; dir: 'ltr' | 'rtl' }) {
  const t = useT();
  return (
    <section class="h-document" id="document" aria-labelledby="document-title">
      <h2 id="document-title">{t('imports.document.title')}</h2>
      {lines === null ? (
        <p class="h-soft">{t('imports.document.none')}</p>
      ) : (
        <div class="h-document-lines" tabIndex={0} role="group" aria-labelledby="document-title">
          {lines.map((line, index) => (
            <Line key={index} line={line} dir={dir} />
          ))}
        </div>
      )}
    </section>
  );
}

function Line({ line, dir }: { line: ShownLine; dir: 'ltr' | 'rtl' }) {
  const t = useT();
  if ('leftOut' in line)
    return <p class="h-document-gap">{t('imports.document.left', { count: line.leftOut })}</p>;
  const marked = line.marks.length > 0;
  return (
    <div class={marked ? 'h-document-line h-document-found' : 'h-document-line'} id={line.id || undefined}>
      <span class="h-document-margin">
        <span class="h-document-number">{line.number}</span>
        {line.marks.map((mark) => (
          <MarkLink key={`${mark.kind}-${mark.index}`} mark={mark} />
        ))}
      </span>
      <p dir={dir === 'rtl' ? 'rtl' : 'auto'}>{line.text.replaceAll('\t', '  ⇥  ')}</p>
    </div>
  );
}

function MarkLink({ mark }: { mark: Mark }) {
  const t = useT();
  const label =
    mark.kind === 'section'
      ? t('imports.mark.section')
      : mark.kind === 'note'
        ? t('imports.mark.note', { marker: mark.label })
        : t(`imports.mark.${mark.kind}`, { number: mark.index + 1 });
  return (
    <a
      class={`h-mark h-mark-${mark.kind}`}
      data-turbo="false"
      href={`#${ROWS[mark.kind]}-${mark.index}`}
      aria-label={label}
    >
      {mark.label}
    </a>
  );
}
