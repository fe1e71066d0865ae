import {
  Checkbox,
  Hidden,
  Repeatable,
  SelectField,
  TextField,
  useT,
  wordKey,
  wordsOf,
} from '../../../web/components/index.js';
import { type ActorKind, nameKey } from '../../actors/index.js';
import type { Warning } from '../reader/reading.js';
import type { ActorReview } from '../review.js';
import type { ActorMatch, ReviewContext } from '../review-context.query.js';
import { Doubtful } from './review-parts.js';
import type { ReviewPageData } from './review-model.js';

/** The bodies that one action names, each with what Heed knows of it. */
export function ActorRows({
  data,
  index,
  doubts,
}: {
  data: ReviewPageData;
  index: number;
  doubts: Warning[];
}) {
  const t = useT();
  const path = `actions[${index}].actors`;
  const { actors } = data.review.actions[index]!;
  const read = data.reading.actions[index];
  const source = read?.actorsText;
  return (
    <Doubtful at={path} doubts={doubts}>
      <fieldset class="h-import-actors" id={`actions-${index}-actors`} tabIndex={-1}>
        <legend class="h-label">{t('imports.action.actors')}</legend>
        {read && (
          <p class="h-hint" dir="auto">
            {source ? t('imports.action.actorsSource', { text: source }) : t('imports.action.noActors')}
          </p>
        )}
        {data.errors[path] && <p class="h-field-error">{data.errors[path]}</p>}
        <Repeatable
          name={path}
          count={actors.length}
          max={100}
          legend={(number) => t('imports.actor.number', { number })}
          addLabel={t('imports.action.addActor')}
          removeLabel={t('imports.action.removeActor')}
          row={(at, n) => (
            <ActorFields
              at={at}
              actor={at.includes('__index__') ? undefined : actors[n]}
              known={data.context.actors}
            />
          )}
        />
      </fieldset>
    </Doubtful>
  );
}

/** `actor` is absent in the row that scripts copy for a new one. */
function ActorFields({
  at,
  actor,
  known,
}: {
  at: string;
  actor: ActorReview | undefined;
  known: ReviewContext['actors'];
}) {
  const t = useT();
  const match = actor && known.get(nameKey(actor.name));
  return (
    <div class="h-import-actor">
      <TextField name={`${at}.name`} label={t('imports.actor.name')} />
      <TextField name={`${at}.qualifier`} label={t('imports.actor.qualifier')} />
      {match ? (
        <KnownKind at={at} kind={match.kind} sent={actor!.kind} />
      ) : (
        <SelectField
          name={`${at}.kind`}
          label={t('imports.actor.kind')}
          value={actor?.kind ?? 'other'}
          options={wordsOf('actorKind').map((value) => ({ value, label: t(wordKey('actorKind', value)) }))}
        />
      )}
      <Checkbox name={`${at}.lead`} label={t('imports.actor.lead')} />
      <p class="h-import-match">{actor && <MatchWords actor={actor} match={match} />}</p>
      <Hidden name={`${at}.verbatim`} value={actor?.verbatim ?? ''} />
      <Hidden name={`${at}.linkedTo`} value={actor?.linkedTo ?? ''} />
      <Hidden name={`${at}.abbreviation`} value={actor?.abbreviation ?? ''} />
    </div>
  );
}

/** The registry's own word: an import changes no actor that is there already. */
function KnownKind({ at, kind, sent }: { at: string; kind: ActorKind; sent: ActorKind }) {
  const t = useT();
  return (
    <div class="h-field">
      <span class="h-label">{t('imports.actor.kind')}</span>
      <span class="h-import-kind">{t(wordKey('actorKind', kind))}</span>
      <Hidden name={`${at}.kind`} value={sent} />
    </div>
  );
}

function MatchWords({ actor, match }: { actor: ActorReview; match: ActorMatch | undefined }) {
  const t = useT();
  if (match)
    return (
      <span class="h-tag h-import-known">
        {match.isAlias ? t('imports.actor.alias', { name: match.name }) : t('imports.actor.known')}
      </span>
    );
  if (!actor.name) return null;
  return (
    <>
      <span class="h-tag h-import-new">
        {actor.kind === 'group' ? t('imports.actor.group') : t('imports.actor.new')}
      </span>
      {actor.linkedTo && (
        <span class="h-import-linked" dir="auto">
          {t('imports.actor.linked', { name: actor.linkedTo })}
        </span>
      )}
    </>
  );
}
