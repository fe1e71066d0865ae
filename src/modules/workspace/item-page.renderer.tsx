import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import type { FastifyReply } from 'fastify';
import { NotFound, StaleVersion } from '../../shared/errors.js';
import { type CurrentUser, may } from '../../shared/permissions.js';
import { type FormErrors, type FormValues, readForm, refusalsOf } from '../../web/forms.js';
import { paths } from '../../web/components/index.js';
import { type Translate, translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import {
  ClaimsQuery,
  ContributionNotes,
  ContributionNotesService,
  EvidenceInPlace,
  type ItemChoice,
  ReturnedClaims,
  WatchList,
  WatchPlacesQuery,
  watchedNames,
} from '../evidence/index.js';
import { type ItemDetails, ItemDetailsQuery } from './item-details.query.js';
import { ItemDocumentsQuery } from './item-documents.query.js';
import { ItemHistoryQuery } from './item-history.query.js';
import { HISTORY_LINES, historyLine, itemPageProps, peopleOptions } from './item-page-props.js';
import { bothVersions } from './item-stale.js';
import { ItemDocumentsPart } from './views/item-documents.js';
import { ItemPage } from './views/item-page.js';
import { ItemStale } from './views/item-stale.js';

/** One request for a page: who asks, and where the answer goes. */
export interface Visit {
  ctx: RequestState;
  user: CurrentUser;
  reply: FastifyReply;
}

interface Returned {
  form: string;
  values: FormValues;
  errors: FormErrors;
}

/** Shows the page of an item, and runs the forms that stand on it. */
@Injectable()
export class ItemPageRenderer {
  constructor(
    private readonly items: ItemDetailsQuery,
    private readonly history: ItemHistoryQuery,
    private readonly documents: ItemDocumentsQuery,
    private readonly claims: ClaimsQuery,
    private readonly watch: WatchPlacesQuery,
    private readonly contributions: ContributionNotesService,
  ) {}

  async page(
    { ctx, user, reply }: Visit,
    ref: string,
    {
      returned: sent,
      status = 200,
      ask = false,
    }: { returned?: Returned; status?: number; ask?: boolean } = {},
  ): Promise<string> {
    const item = await this.items.one(user, ref);
    const history = await this.history.of(user, ref, { limit: HISTORY_LINES + 1 });
    if (!item || !history) throw new NotFound();
    const people = await this.items.staff();
    const t = translator(ctx.locale);
    const returned = await this.claims.returnedOn(user, ref);
    const places = await this.watch.of(user, [ref]);
    const isOwn = item.waiting?.recordedBy.id === user.id && may(user, 'confirm');
    const props = itemPageProps(item, history, {
      otherReaders: isOwn ? await this.claims.otherReaders(item.waiting!.effectId) : [],
      justRecorded: /[?&]done=(evidenceRecorded|evidenceCorrected|checkRecorded)\b/.test(ctx.url),
      user,
      t,
      ask,
      forms: {
        returned: sent,
        people: peopleOptions(people),
        idempotencyKey: randomUUID(),
        version: item.version,
        places: watchedNames(places).join('\n') || (item.checks[0]?.places ?? ''),
      },
    });
    const stale = status === 412 && sent && (
      <ItemStale
        itemRef={ref}
        rows={bothVersions(sent.form, sent.values, item, people, t)}
        last={history[0] ? historyLine(history[0], t) : null}
      />
    );
    const recordForm = may(user, 'record') && (
      <EvidenceInPlace item={choiceOf(item)} idempotencyKey={randomUUID()} />
    );
    const contribution = (
      <ContributionNotes
        itemRef={ref}
        progress={item.progress}
        claim={item.claim}
        notes={await this.contributions.of(user, ref)}
        idempotencyKey={randomUUID()}
        sent={sent}
      />
    );
    const watchList = (
      <WatchList
        itemRef={ref}
        idempotencyKey={randomUUID()}
        scopes={scopesOf(item, t)}
        {...{ places, sent }}
      />
    );
    const fromDocuments = (
      <ItemDocumentsPart
        itemRef={ref}
        documents={await this.documents.of(user, ref)}
        returned={sent?.form === 'carries-out' ? sent : undefined}
      />
    );
    const page = (
      <ItemPage
        {...props}
        {...{ stale, fromDocuments, recordForm, contribution, watchList }}
        returned={<ReturnedClaims claims={returned} />}
      />
    );
    return renderPage(reply, ctx, page, {
      title: `${ref} ${item.title}`,
      status,
    });
  }

  /**
   * Reads a form of the item's page, does the work and leads back to the item (or on to `to`); refused, it shows the
   * page with the form as it was sent. When somebody else was first, the page shows both versions.
   */
  async submit<T extends object>(
    visit: Visit,
    ref: string,
    { form, done, to = paths.item(ref) }: { form: string; done: string; to?: string },
    Dto: ClassConstructor<T>,
    values: FormValues,
    work: (dto: T) => Promise<unknown>,
  ): Promise<string> {
    const t = translator(visit.ctx.locale);
    const { dto, errors } = await readForm(Dto, values, t);
    if (Object.keys(errors).length > 0)
      return this.page(visit, ref, { returned: { form, values, errors }, status: 422 });
    try {
      await work(dto);
    } catch (error) {
      if (error instanceof StaleVersion)
        return this.page(visit, ref, {
          returned: { form, values, errors: { '': t('error.stale') } },
          status: 412,
        });
      return this.page(visit, ref, {
        returned: { form, values, errors: refusalsOf(error, t) },
        status: 422,
      });
    }
    return seeOther(visit.reply, `${to}?done=${done}`);
  }
}

/** The item as the form for evidence needs it. */
const choiceOf = (item: ItemDetails): ItemChoice => ({
  ref: item.ref,
  kind: item.kind,
  title: item.title,
  version: item.version,
  progress: item.progress,
  progressOn: item.progressOn,
  progressPrecision: item.progressPrecision,
  claim: item.claim,
  confirmedProgress: item.confirmedProgress,
  publishedOn: item.publication.publishedOn,
  places: null,
});

/** Whose watch list a place may go on, beside the item's own. */
const scopesOf = ({ publication, actors }: ItemDetails, t: Translate) => [
  ...(publication.id === null
    ? []
    : [{ value: 'publication', label: t('watch.for.publication', { name: publication.refPrefix }) }]),
  ...actors.map(({ id, name }) => ({ value: `actor-${id}`, label: t('watch.for.actor', { name }) })),
];
