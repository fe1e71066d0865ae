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
import type { ActorKind } from '../../actors/index.js';
import type { ActorMatch, ActorRegistry } from '../actor-registry.js';
import type { Warning } from '../reader/reading.js';
import type { ActorReview } from '../review.js';
import { DoubtReasons, Doubtful } from './review-parts.js';
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
              doubts={doubts}
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
  doubts,
}: {
  at: string;
  actor: ActorReview | undefined;
  known: ActorRegistry;
  doubts: Warning[];
}) {
  const t = useT();
  const exact = actor && known.exact(actor.name);
  const own = doubts.filter((doubt) => doubt.at === `${at}.name`);
  return (
    <div
      class={own.length > 0 ? 'h-import-actor h-doubt' : 'h-import-actor'}
      data-doubt={own.length > 0 || undefined}
    >
      <TextField name={`${at}.name`} label={t('imports.actor.name')} />
      <TextField name={`${at}.qualifier`} label={t('imports.actor.qualifier')} />
      {exact ? (
        <KnownKind at={at} kind={exact.kind} sent={actor.kind} />
      ) : (
        <SelectField
          name={`${at}.kind`}
          label={t('imports.actor.kind')}
          value={actor?.kind ?? 'other'}
          options={wordsOf('actorKind').map((value) => ({ value, label: t(wordKey('actorKind', value)) }))}
        />
      )}
      <Checkbox name={`${at}.lead`} label={t('imports.actor.lead')} />
      {actor?.name ? (
        <WhoItIs at={at} actor={actor} known={known} />
      ) : (
        <Hidden name={`${at}.match`} value="" />
      )}
      <DoubtReasons doubts={own} />
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

/** What Heed takes the name for, how sure that is, and what else it may be. */
function WhoItIs({ at, actor, known }: { at: string; actor: ActorReview; known: ActorRegistry }) {
  const t = useT();
  const matches = known.matchesFor(actor.name, actor.abbreviation);
  const [exact] = matches.filter(({ how }) => how === 'name' || how === 'alias');
  const others = exact ? [] : matches;
  const chosen = others.find(({ id }) => String(id) === actor.match);
  const isElsewhere = /^\d+$/.test(actor.match) && !chosen && String(exact?.id) !== actor.match;
  return (
    <div class="h-import-match">
      <MatchTag actor={actor} exact={exact} />
      <SelectField
        name={`${at}.match`}
        label={t('imports.actor.is')}
        hideLabel
        options={[
          {
            value: '',
            label: exact
              ? exact.name
              : t(others.length > 0 ? 'imports.actor.undecided' : 'imports.actor.asNew'),
          },
          ...others.map(({ id, name, how, share }) => ({
            value: String(id),
            label: t('imports.actor.choice', { name, how, share }),
          })),
          ...(isElsewhere
            ? [{ value: actor.match, label: t('imports.actor.other', { id: actor.match }) }]
            : []),
          ...(others.length > 0 ? [{ value: 'new', label: t('imports.actor.surelyNew') }] : []),
          { value: 'none', label: t('imports.actor.notOne') },
        ]}
      />
      {chosen && (
        <span class="h-import-learns" dir="auto">
          {t('imports.actor.learns', { name: actor.name, actor: chosen.name })}
        </span>
      )}
    </div>
  );
}

function MatchTag({ actor, exact }: { actor: ActorReview; exact: ActorMatch | undefined }) {
  const t = useT();
  if (actor.match === 'none') return <span class="h-tag">{t('imports.actor.leftOut')}</span>;
  if (exact)
    return (
      <span class="h-tag h-import-known">
        {exact.how === 'alias' ? t('imports.actor.alias', { name: exact.name }) : t('imports.actor.known')}
      </span>
    );
  if (/^\d+$/.test(actor.match)) return <span class="h-tag h-import-known">{t('imports.actor.chosen')}</span>;
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
