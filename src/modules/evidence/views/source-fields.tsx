import type { FormValues } from '../../../web/forms.js';
import {
  DateField,
  FieldGroup,
  FieldRow,
  Repeatable,
  SelectField,
  TextField,
  useT,
  wordKey,
  wordsOf,
} from '../../../web/components/index.js';
import { rowsOf } from '../evidence-form-values.js';

const MORE = ['author', 'archivedUrl', 'standingOf'];

/** Where it was published: as many sources as it takes; the rarer fields folded. */
export function SourceFields({ values }: { values: FormValues }) {
  const t = useT();
  const sources = rowsOf(values, 'sources');
  return (
    <FieldGroup legend={t('evidence.sources')} hint={t('evidence.sourcesHint')}>
      <Repeatable
        name="sources"
        count={Math.max(sources.length, 1)}
        legend={(number) => t('evidence.source', { number })}
        addLabel={t('evidence.source.add')}
        removeLabel={t('evidence.source.remove')}
        row={(path, index) => (
          <>
            <TextField name={`${path}.url`} type="url" label={t('evidence.source.url')} required={false} />
            <TextField name={`${path}.title`} label={t('evidence.source.title')} />
            <FieldRow>
              <TextField name={`${path}.publisher`} label={t('evidence.source.publisher')} required={false} />
              <DateField
                name={`${path}.publishedOn`}
                label={t('evidence.source.publishedOn')}
                required={false}
              />
            </FieldRow>
            <FieldRow>
              <SelectField
                name={`${path}.kind`}
                label={t('evidence.source.kind')}
                value="news"
                options={wordsOf('sourceKind').map((value) => ({
                  value,
                  label: t(wordKey('sourceKind', value)),
                }))}
              />
              <SelectField
                name={`${path}.standing`}
                label={t('evidence.source.standing')}
                value="not_given"
                options={wordsOf('standing').map((value) => ({
                  value,
                  label: t(wordKey('standing', value)),
                }))}
              />
            </FieldRow>
            <details class="h-fold" open={MORE.some((name) => Boolean(sources[index]?.[name]))}>
              <summary>{t('evidence.source.more')}</summary>
              <div>
                <TextField
                  name={`${path}.standingOf`}
                  label={t('evidence.source.standingOf')}
                  required={false}
                />
                <TextField name={`${path}.author`} label={t('evidence.source.author')} required={false} />
                <TextField
                  name={`${path}.archivedUrl`}
                  type="url"
                  label={t('evidence.source.archivedUrl')}
                  required={false}
                />
              </div>
            </details>
          </>
        )}
      />
    </FieldGroup>
  );
}
