import { may } from '../../../shared/permissions.js';
import {
  Button,
  Callout,
  CheckboxGroup,
  Form,
  FormActions,
  Hidden,
  SourceText,
  dayText,
  paths,
  useCtx,
  useT,
} from '../../../web/components/index.js';
import type { FormErrors, FormValues } from '../../../web/forms.js';
import type { DocumentName, ItemDocuments } from '../item-documents.query.js';

export interface ItemDocumentsProps {
  itemRef: string;
  documents: ItemDocuments;
  /** The form for what it carries out, where it came back. */
  returned?: { values: FormValues; errors: FormErrors };
}

/** What later documents did to the item: that it is gone, how it read before, and what it carries out. */
export function ItemDocumentsPart({ itemRef, documents, returned }: ItemDocumentsProps) {
  const t = useT();
  const { gone, actorsGone, wordings } = documents;
  const named = ({ filename, on }: DocumentName) => ({ filename: filename ?? '…', day: dayText(on, t) });
  return (
    <>
      {gone && (
        <Callout>
          <span dir="auto">{t('again.goneMark.long', named(gone))}</span>
        </Callout>
      )}
      {actorsGone.length > 0 && (
        <ul class="h-lines-inside h-small">
          {actorsGone.map(({ id, name, document }) => (
            <li key={id}>
              <a href={paths.actor(id)} dir="auto">
                {name}
              </a>{' '}
              <span class="h-soft">{t('again.actor.goneMark', { day: dayText(document.on, t) })}</span>
            </li>
          ))}
        </ul>
      )}
      <CarriesOut {...{ itemRef, documents, returned }} />
      {wordings.length > 0 && (
        <section class="h-section" aria-labelledby="wordings">
          <h2 id="wordings">{t('again.wording.title')}</h2>
          {wordings.map(({ document, by, words }, index) => (
            <details key={index} class="h-folded">
              <summary dir="auto">{t('again.wording.line', { ...named(document), person: by.name })}</summary>
              <dl class="h-words-before">
                {Object.entries(words).map(([field, text]) => (
                  <div key={field}>
                    <dt>{cellName(field)}</dt>
                    <dd>
                      {text ? <SourceText>{text}</SourceText> : <span class="h-soft">{t('again.not')}</span>}
                    </dd>
                  </div>
                ))}
              </dl>
            </details>
          ))}
        </section>
      )}
    </>
  );

  function cellName(field: string): string {
    return field.startsWith('extra.')
      ? t('again.extra', { heading: field.slice('extra.'.length) })
      : t.dynamic(`again.cell.${field}`);
  }
}

function CarriesOut({ itemRef, documents: { recommendations, version }, returned }: ItemDocumentsProps) {
  const t = useT();
  if (recommendations.length === 0 || !may(useCtx().user, 'record')) return null;
  return (
    <details class="h-folded" open={Boolean(returned)} id="carries-out">
      <summary>{t('again.links.change')}</summary>
      <Form
        id="links"
        action={`${paths.item(itemRef)}/carries-out`}
        values={returned?.values}
        errors={returned?.errors}
      >
        <Hidden name="version" value={version} />
        <CheckboxGroup
          name="recommendations"
          label={t('again.links.title')}
          hint={t('again.links.hint')}
          selected={recommendations.filter(({ isLinked }) => isLinked).map(({ ref }) => ref)}
          options={recommendations.map(({ ref, title }) => ({ value: ref, label: `${ref} · ${title}` }))}
        />
        <FormActions>
          <Button>{t('again.links.save')}</Button>
        </FormActions>
      </Form>
    </details>
  );
}
