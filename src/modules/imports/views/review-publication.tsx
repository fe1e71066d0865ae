import {
  Card,
  SelectField,
  TextArea,
  TextField,
  dayText,
  useT,
  wordKey,
  wordsOf,
} from '../../../web/components/index.js';
import { anchorDay } from '../../../shared/calendar-date.js';
import type { Warning } from '../reader/reading.js';
import { dateOrNull } from '../review-dates.js';
import { Doubtful } from './review-parts.js';
import type { ReviewPageData } from './review-model.js';

/** The facts of the publication, and whose it becomes. */
export function PublicationFields({ data, doubts }: { data: ReviewPageData; doubts: Warning[] }) {
  const t = useT();
  const { publication } = data.review;
  const { teams, staff } = data.context;
  const date = dateOrNull(publication.date);
  return (
    <Card title={t('imports.publication.title')} id="publication">
      <Doubtful at="publication" doubts={doubts}>
        {null}
      </Doubtful>
      <Doubtful at="publication.title" doubts={doubts}>
        <TextArea name="publication.title" label={t('imports.publication.name')} rows={2} serif required />
      </Doubtful>
      <div class="h-import-grid">
        <Doubtful at="publication.series" doubts={doubts}>
          <TextField name="publication.series" label={t('imports.publication.series')} />
        </Doubtful>
        <Doubtful at="publication.number" doubts={doubts}>
          <TextField name="publication.number" label={t('imports.publication.number')} />
        </Doubtful>
        <Doubtful at="publication.date" doubts={doubts}>
          <TextField name="publication.date" label={t('imports.publication.date')} />
        </Doubtful>
        <TextField name="publication.refPrefix" label={t('imports.publication.refPrefix')} required />
        <SelectField
          name="publication.teamId"
          label={t('imports.publication.team')}
          empty={t('imports.publication.teamNone')}
          options={teams.map((team) => ({ value: String(team.id), label: team.name }))}
          required
        />
        <Doubtful at="publication.classification" doubts={doubts}>
          <SelectField
            name="publication.classification"
            label={t('imports.publication.classification')}
            options={wordsOf('classification').map((value) => ({
              value,
              label: t(wordKey('classification', value)),
            }))}
          />
        </Doubtful>
        <SelectField
          name="publication.ownerId"
          label={t('imports.publication.owner')}
          empty={t('imports.publication.ownerNone')}
          options={staff.map((person) => ({ value: String(person.id), label: person.name }))}
        />
      </div>
      <p class="h-hint" id="publication-about">
        {t('imports.publication.refPrefixHint', { example: `${publication.refPrefix}.A1` })}{' '}
        {date
          ? t('imports.publication.dateMeans', { day: dayText(anchorDay(date), t) })
          : t('imports.publication.dateHint')}
      </p>
      <MoreFields data={data} doubts={doubts} />
    </Card>
  );
}

const SELDOM = ['publisher', 'authors', 'language', 'direction', 'disclaimer'];

function MoreFields({ data, doubts }: { data: ReviewPageData; doubts: Warning[] }) {
  const t = useT();
  const paths = SELDOM.map((field) => `publication.${field}`);
  const open = paths.some((path) => data.errors[path] || doubts.some((doubt) => doubt.at === path));
  return (
    <details class="h-import-more" open={open}>
      <summary>{t('imports.publication.more')}</summary>
      <div class="h-import-grid">
        <Doubtful at="publication.publisher" doubts={doubts}>
          <TextField name="publication.publisher" label={t('imports.publication.publisher')} />
        </Doubtful>
        <Doubtful at="publication.language" doubts={doubts}>
          <TextField
            name="publication.language"
            label={t('imports.publication.language')}
            hint={t('imports.publication.languageHint')}
          />
        </Doubtful>
        <SelectField
          name="publication.direction"
          label={t('imports.publication.direction')}
          options={(['ltr', 'rtl'] as const).map((value) => ({
            value,
            label: t(`imports.publication.direction.${value}`),
          }))}
        />
      </div>
      <Doubtful at="publication.authors" doubts={doubts}>
        <TextArea
          name="publication.authors"
          label={t('imports.publication.authors')}
          hint={t('imports.publication.authorsHint')}
          rows={2}
        />
      </Doubtful>
      <Doubtful at="publication.disclaimer" doubts={doubts}>
        <TextArea name="publication.disclaimer" label={t('imports.publication.disclaimer')} rows={3} serif />
      </Doubtful>
    </details>
  );
}
