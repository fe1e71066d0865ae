import { SelectField, TextArea, TextField, useT, wordKey } from '../../../web/components/index.js';
import type { RecommendationReading, Warning } from '../reader/reading.js';
import { timelineOfAction, timelineOfRecommendation } from '../derived-timeline.js';
import { carriersOf } from '../review-rules.js';
import { Doubtful, DueLine, OwnerField, RowHead } from './review-parts.js';
import type { ReviewPageData } from './review-model.js';

/** What the reader offers but is not sure of. */
export const isUnsure = (read: RecommendationReading | undefined): read is RecommendationReading =>
  read !== undefined && read.confidence < 1;

/** One recommendation: its paragraph, and what it becomes. */
export function RecommendationRow({
  data,
  index,
  doubts,
}: {
  data: ReviewPageData;
  index: number;
  doubts: Warning[];
}) {
  const t = useT();
  const path = `recommendations[${index}]`;
  const { review, errors, context } = data;
  const row = review.recommendations[index]!;
  const read = data.reading.recommendations[index];
  const date = review.publication.date;
  const carriers = carriersOf(review, index).map((action) => timelineOfAction(action, date));
  const timeline = timelineOfRecommendation(row, read?.timeline ?? null, date, carriers);
  const open = ['title', 'heading', 'addressee', 'ownerId'].some((field) => errors[`${path}.${field}`]);
  const choices = [
    { value: 'none_in_source', label: t(wordKey('timeline', 'none_in_source')) },
    ...(read?.timeline
      ? [
          {
            value: 'from_source',
            label: t('imports.recommendation.fromSource', { text: read.timeline.text }),
          },
        ]
      : []),
    { value: 'from_actions', label: t('imports.recommendation.fromActions') },
    { value: 'ongoing', label: t(wordKey('timeline', 'ongoing')) },
  ];
  return (
    <li class="h-import-row" id={`recommendations-${index}`}>
      <RowHead
        path={path}
        refPrefix={review.publication.refPrefix}
        number={`R${index + 1}`}
        place={read?.at}
        lineId={data.document?.ids.get(path)}
        goOn={data.goOnAt === `recommendations-${index}`}
        include={row.include}
      />
      {isUnsure(read) && (
        <p class="h-import-unsure">{t('imports.recommendation.unsure', { share: read.confidence })}</p>
      )}
      <Doubtful at={[path, `${path}.text`]} doubts={doubts}>
        <TextArea name={`${path}.text`} label={t('imports.recommendation.text')} hideLabel serif rows={3} />
      </Doubtful>
      <Doubtful at={`${path}.timeline`} doubts={doubts}>
        <SelectField
          name={`${path}.timelineKind`}
          label={t('imports.recommendation.timeline')}
          width="medium"
          options={choices}
        />
      </Doubtful>
      {(row.timelineKind === 'from_source' || row.timelineKind === 'from_actions') && (
        <DueLine at={path} timeline={timeline} published={date} />
      )}
      <details class="h-import-more" open={open}>
        <summary>{t('imports.row.more')}</summary>
        <TextField name={`${path}.title`} label={t('imports.recommendation.title')} />
        <div class="h-import-grid">
          <Doubtful at={`${path}.heading`} doubts={doubts}>
            <TextField name={`${path}.heading`} label={t('imports.recommendation.heading')} />
          </Doubtful>
          <Doubtful at={`${path}.addressee`} doubts={doubts}>
            <TextField name={`${path}.addressee`} label={t('imports.recommendation.addressee')} />
          </Doubtful>
          <OwnerField name={`${path}.ownerId`} staff={context.staff} />
        </div>
      </details>
    </li>
  );
}
