import { Ref, SourceText, useT } from '../../../../web/components/index.js';
import type { ComparedItem } from '../compared.js';
import { indexOf } from '../taken-over.js';
import { EXTRA } from '../read-rows.js';
import { DifferenceBox } from './difference-box.js';

/** Items of one kind that a row may be. */
export type PairChoices = { ref: string; title: string }[];

/** One row of the comparison, with its differences and, where it is doubtful, which item it is. */
export function ComparedRow({ row, choices, n }: { row: ComparedItem; choices: PairChoices; n: number }) {
  const t = useT();
  const id = row.ref ?? row.row!.replaceAll(/\W+/g, '-');
  return (
    <li class="h-compared" id={`row-${id}`}>
      <p class="h-compared-head">
        {row.ref && <Ref link>{row.ref}</Ref>}
        {row.ref && (
          <span class="h-compared-title" dir="auto">
            {row.title}
          </span>
        )}
        {row.row && (
          <span class="h-soft h-small">{t('again.rowNumber', { number: indexOf(row.row) + 1 })}</span>
        )}
      </p>
      <Doubt row={row} />
      {row.differences.map((difference) => (
        <DifferenceBox key={difference.id} difference={difference} />
      ))}
      {row.status === 'new' && <NewWords words={row.words} />}
      {row.row && <Pair row={row} choices={choices} n={n} />}
    </li>
  );
}

function Doubt({ row: { status, ref, isCertain, isSaid, likeness } }: { row: ComparedItem }) {
  const t = useT();
  if (isSaid) return <p class="h-soft h-small">{t('again.chosen')}</p>;
  if (isCertain) return null;
  const share = Math.round(likeness * 100) / 100;
  return (
    <p class="h-doubt">
      {status === 'new'
        ? t('again.uncertainNew')
        : status === 'gone'
          ? t('again.uncertainGone')
          : t('again.uncertain', { ref: ref!, share })}
    </p>
  );
}

function NewWords({ words }: { words: Record<string, string> }) {
  const t = useT();
  return (
    <dl class="h-compared-words">
      {Object.entries(words)
        .filter(([, text]) => text)
        .map(([field, text]) => (
          <div key={field}>
            <dt>
              {field.startsWith(EXTRA)
                ? t('again.extra', { heading: field.slice(EXTRA.length) })
                : t.dynamic(`again.cell.${field}`)}
            </dt>
            <dd>
              <SourceText>{text}</SourceText>
            </dd>
          </div>
        ))}
    </dl>
  );
}

/** Open where Heed is not sure; folded where it is. */
function Pair({ row, choices, n }: { row: ComparedItem; choices: PairChoices; n: number }) {
  const t = useT();
  const chosen = row.isSaid ? (row.ref ?? 'new') : '';
  const number = indexOf(row.row!) + 1;
  const options = [
    ['', t('again.pair.heed')],
    ['new', t('again.pair.new')],
    ...choices.map(({ ref, title }) => [ref, `${ref} · ${title}`]),
  ] as [string, string][];
  const select = (
    <div class="h-field h-pair">
      <input type="hidden" name={`pairs[${n}][row]`} value={row.row!} />
      <label class="h-label" for={`pair-${n}`}>
        {t('again.pair.of', { number })}
      </label>
      <select class="form-select h-w-medium" id={`pair-${n}`} name={`pairs[${n}][item]`} dir="auto">
        {options.map(([value, label]) => (
          <option key={value} value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
  if (!row.isCertain || row.isSaid) return select;
  return (
    <details class="h-fold">
      <summary>{t('again.pair.change')}</summary>
      {select}
    </details>
  );
}
