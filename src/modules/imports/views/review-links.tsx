import { CheckboxGroup, htmlName, useT } from '../../../web/components/index.js';
import { shortTitle } from '../../tracking/index.js';
import type { ReviewPageData } from './review-model.js';

/** Which recommendations an action carries out: those that are alike first, the others folded away. */
export function CarriesOut({ data, index }: { data: ReviewPageData; index: number }) {
  const t = useT();
  const { review, reading } = data;
  if (review.recommendations.length === 0) return null;
  const name = `actions[${index}].recommendationIndexes`;
  const chosen = review.actions[index]!.recommendationIndexes;
  const proposed = reading.actions[index]?.proposedRecommendations ?? [];
  const first = [...new Set([...proposed.map((proposal) => proposal.index), ...chosen])].filter(
    (n) => review.recommendations[n],
  );
  const others = [...review.recommendations.keys()].filter((n) => !first.includes(n));
  const option = (n: number) => {
    const score = proposed.find((proposal) => proposal.index === n)?.score;
    return {
      value: String(n),
      label: `R${n + 1} · ${shortTitle(review.recommendations[n]!.text, 100)}`,
      hint: score === undefined ? undefined : t('imports.action.likeness', { share: score }),
    };
  };
  return (
    <div class="h-import-links">
      {first.length > 0 && (
        <CheckboxGroup
          name={name}
          label={t('imports.action.carriesOut')}
          hint={t('imports.action.carriesOutHint')}
          options={first.map(option)}
        />
      )}
      {others.length > 0 && (
        <details class="h-import-more">
          <summary>
            {first.length > 0
              ? t('imports.action.others', { count: others.length })
              : t('imports.action.carriesOut')}
          </summary>
          {others.length > MOST_BOXES ? (
            <ManyRecommendations
              name={name}
              options={others.map((n) => [
                n,
                `R${n + 1} · ${shortTitle(review.recommendations[n]!.text, 50)}`,
              ])}
            />
          ) : (
            <OtherRecommendations name={name} options={others.map(option)} />
          )}
        </details>
      )}
    </div>
  );
}

/** Each action lists each recommendation: boxes for all of a large brief would make a page that no browser bears. */
const MOST_BOXES = 24;

function ManyRecommendations({ name, options }: { name: string; options: [number, string][] }) {
  const t = useT();
  const id = `${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}-others`;
  return (
    <div class="h-field">
      <label class="h-hint" for={id}>
        {t('imports.action.othersHint')}
      </label>
      <select class="form-select" id={id} name={`${htmlName(name)}[]`} multiple size={8} dir="auto">
        {options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Boxes of the same list, with ids of their own. */
function OtherRecommendations({
  name,
  options,
}: {
  name: string;
  options: { value: string; label: string }[];
}) {
  const html = `${htmlName(name)}[]`;
  const id = (value: string) => `${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}-other-${value}`;
  return (
    <>
      {options.map(({ value, label }) => (
        <div class="form-check" key={value}>
          <input class="form-check-input" type="checkbox" id={id(value)} name={html} value={value} />
          <label class="form-check-label" for={id(value)} dir="auto">
            {label}
          </label>
        </div>
      ))}
    </>
  );
}
