import {
  Hidden,
  SelectField,
  TextArea,
  TextField,
  useT,
  wordKey,
  wordsOf,
} from '../../../web/components/index.js';
import { timelineOfAction } from '../derived-timeline.js';
import type { Warning } from '../reader/reading.js';
import { readTimeline } from '../reader/timeline.js';
import { dateOrNull } from '../review-dates.js';
import { ActorRows } from './review-actors.js';
import { CarriesOut } from './review-links.js';
import type { ReviewPageData } from './review-model.js';
import { Doubtful, DueLine, OwnerField, RowHead } from './review-parts.js';

const CELLS = ['issue', 'pathway', 'implementation'] as const;

/** One row of the action matrix: its cells, who is to act, until when, and what it carries out. */
export function ActionRow({
  data,
  index,
  doubts,
}: {
  data: ReviewPageData;
  index: number;
  doubts: Warning[];
}) {
  const t = useT();
  const path = `actions[${index}]`;
  const { review, reading } = data;
  const row = review.actions[index]!;
  return (
    <li class="h-import-row" id={`actions-${index}`}>
      <RowHead
        path={path}
        refPrefix={review.publication.refPrefix}
        number={`A${index + 1}`}
        place={reading.actions[index]?.at}
        lineId={data.document?.ids.get(path)}
        goOn={data.goOnAt === `actions-${index}`}
        include={row.include}
      />
      <Doubtful at={path} doubts={doubts}>
        {null}
      </Doubtful>
      <div class="h-import-cells">
        {CELLS.map((cell) => (
          <Doubtful at={`${path}.${cell}`} doubts={doubts} key={cell}>
            <TextArea name={`${path}.${cell}`} label={t(`imports.action.${cell}`)} serif rows={3} />
          </Doubtful>
        ))}
      </div>
      <ActorRows data={data} index={index} doubts={doubts} />
      <TimelineFields data={data} index={index} doubts={doubts} />
      <CarriesOut data={data} index={index} />
      {row.extra.map((column, n) => (
        <Doubtful at={`${path}.extra`} doubts={doubts} key={column.heading}>
          <Hidden name={`${path}.extra[${n}].heading`} value={column.heading} />
          <TextArea
            name={`${path}.extra[${n}].text`}
            label={t('imports.action.extra', { heading: column.heading })}
            rows={2}
            serif
          />
        </Doubtful>
      ))}
      <details class="h-import-more" open={Boolean(data.errors[`${path}.ownerId`])}>
        <summary>{t('imports.action.more')}</summary>
        <OwnerField name={`${path}.ownerId`} staff={data.context.staff} />
      </details>
    </li>
  );
}

function TimelineFields({ data, index, doubts }: { data: ReviewPageData; index: number; doubts: Warning[] }) {
  const t = useT();
  const path = `actions[${index}]`;
  const row = data.review.actions[index]!;
  const { date } = data.review.publication;
  const { countedFrom, span } = readTimeline(row.timelineText, dateOrNull(date)).timeline;
  const terms = wordsOf('term').filter((term) => term !== 'none');
  return (
    <Doubtful at={`${path}.timeline`} doubts={doubts}>
      <div class="h-import-timeline">
        <TextField name={`${path}.timelineText`} label={t('imports.action.timeline')} />
        <SelectField
          name={`${path}.term`}
          label={t('imports.action.term')}
          empty={t('imports.action.termNone')}
          options={terms.map((value) => ({ value, label: t(wordKey('term', value)) }))}
        />
        <TextField
          name={`${path}.minMonths`}
          label={t('imports.action.from')}
          inputmode="numeric"
          width="short"
        />
        <TextField
          name={`${path}.maxMonths`}
          label={t('imports.action.to')}
          inputmode="numeric"
          width="short"
        />
        <DueLine at={path} timeline={timelineOfAction(row, date)} published={date} />
      </div>
      {countedFrom && span && (
        <TextField
          name={`${path}.anchorOn`}
          label={t('imports.action.anchor', { what: countedFrom })}
          hint={t('imports.action.anchorHint')}
          width="medium"
        />
      )}
      <DueByHand data={data} index={index} />
    </Doubtful>
  );
}

/** For a timeline that cannot be read, or that the reviewer knows better. */
function DueByHand({ data, index }: { data: ReviewPageData; index: number }) {
  const t = useT();
  const path = `actions[${index}]`;
  const { dueOn, dueReason } = data.review.actions[index]!;
  const isWrong = data.errors[`${path}.dueOn`] || data.errors[`${path}.dueReason`];
  return (
    <details class="h-import-more" open={Boolean(dueOn || dueReason || isWrong)}>
      <summary>{t('imports.action.byHand')}</summary>
      <div class="h-import-by-hand">
        <TextField
          name={`${path}.dueOn`}
          label={t('imports.action.dueOn')}
          hint={t('imports.action.dueOnHint')}
          width="medium"
        />
        <TextField name={`${path}.dueReason`} label={t('imports.action.dueReason')} />
      </div>
    </details>
  );
}
