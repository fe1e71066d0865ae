import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Clock } from '../../shared/clock.js';
import { Conflict, StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import { type FormErrors, type FormValues, messageOf, readForm, refusalsOf } from '../../web/forms.js';
import { type Translate, translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { changeActors, changeRows } from './added-rows.js';
import { ComparisonsService } from './again/comparisons.service.js';
import { CommitImportService } from './commit-import.service.js';
import { documentLines } from './document-lines.js';
import { DraftReadingsService, mustBeRead } from './draft-readings.service.js';
import { ReviewDto, ReviewForm } from './dto/review.dto.js';
import type { ImportDraft } from './import-draft.entity.js';
import { ImportDraftsService } from './import-drafts.service.js';
import { type Review, settled } from './review.js';
import { ReviewContextQuery } from './review-context.query.js';
import { asShown, isStorable } from './review-input.js';
import { type Autosaved, autosaved } from './views/autosaved.js';
import { ReadingPage } from './views/reading-page.js';
import { ReviewPage } from './views/review-page.js';

interface Shown {
  status?: number;
  review?: Review;
  errors?: FormErrors;
  elsewhere?: Review;
  /** The id of the part of the page where one goes on. */
  goOnAt?: string;
}

/** The page on which a reading is looked over, saved and committed. */
@ApiExcludeController()
@Controller()
export class ReviewsPages {
  constructor(
    private readonly drafts: ImportDraftsService,
    private readonly readings: DraftReadingsService,
    private readonly imports: CommitImportService,
    private readonly context: ReviewContextQuery,
    private readonly comparisons: ComparisonsService,
    private readonly clock: Clock,
  ) {}

  @Permission('record')
  @Get('imports/:id')
  async review(
    @Param('id') id: string,
    @Query('at') goOnAt: string | undefined,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const draft = await this.drafts.get(user, id);
    if (draft.publicationId !== null) return seeOther(reply, paths.publication(String(draft.publicationId)));
    if (draft.state !== 'read') return this.readingPage(reply, ctx, draft);
    // What was saved with a field in error comes back with it said.
    const errors = draft.review ? await errorsIn(draft.review, translator(ctx.locale)) : {};
    return this.reviewPage(reply, ctx, user, draft, { goOnAt, errors });
  }

  /** Keeps the review as it was typed, fields in error and all: only the commit insists. */
  @Permission('record')
  @Post('imports/:id')
  async save(
    @Param('id') id: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.withReview(reply, ctx, user, id, body, true, async (review, version) => {
      await this.drafts.saveReview(user, id, review, version);
      return `${paths.imports}/${id}?done=importSaved`;
    });
  }

  /** The same for the page's script, while one works: answers what the page is to show. */
  @Permission('record')
  @Post('imports/:id/autosave')
  async autosave(
    @Param('id') id: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Autosaved> {
    const t = translator(ctx.locale);
    const draft = await this.drafts.get(user, id);
    mustBeRead(draft);
    const { dto, errors } = await readForm(ReviewForm, body, t);
    const { version, add: _, remove: __, ...sent } = dto;
    const shown = await this.drafts.reviewOf(user, draft);
    const typed = asShown(shown, sent, draft.reading);
    const review = settled(shown, Object.keys(errors).length > 0 ? typed : sent);
    const saved = await this.drafts.saveReview(user, id, review, version ?? 0);
    void reply.status(200);
    const { reading } = draft;
    return autosaved({ version: saved, at: this.clock.now(), review, sent: typed, reading, errors }, ctx, t);
  }

  @Permission('record')
  @Post('imports/:id/commit')
  async commit(
    @Param('id') id: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.withReview(reply, ctx, user, id, body, false, async (review, version) => {
      const draft = await this.drafts.get(user, id);
      if ((await this.comparisons.targetOf(user, draft, review)) !== null) {
        await this.drafts.saveReview(user, id, review, version);
        return `${paths.imports}/${id}/compare`;
      }
      const { publicationId } = await this.imports.commit(user, id, review, version);
      return publicationPage(publicationId);
    });
  }

  /** Reads the form and does the work; what is refused comes back with everything that was typed. */
  private async withReview(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    id: string,
    body: FormValues,
    /** Work that takes fields in error too. */
    isLenient: boolean,
    work: (review: Review, version: number) => Promise<string>,
  ) {
    const t = translator(ctx.locale);
    const draft = await this.drafts.get(user, id);
    if (draft.publicationId !== null) return seeOther(reply, publicationPage(draft.publicationId));
    if (draft.state !== 'read') return seeOther(reply, `${paths.imports}/${id}`);
    const { dto, errors } = await readForm(ReviewForm, body, t);
    const { version, add, remove, ...sent } = dto;
    const shown = await this.drafts.reviewOf(user, draft);
    const change = { add, remove };
    const typed = asShown(shown, sent, draft.reading);
    if (changeActors(typed, change)) return this.reviewPage(reply, ctx, user, draft, { review: typed });
    const isWrong = Object.keys(errors).length > 0;
    if (isWrong && !(isLenient && version && isStorable(typed))) {
      changeRows(typed, change, draft.reading);
      return this.reviewPage(reply, ctx, user, draft, { status: 422, review: typed, errors });
    }
    const review = settled(shown, isWrong ? typed : sent);
    const goOnAt = changeRows(review, change, draft.reading);
    try {
      if (!goOnAt) return seeOther(reply, await work(review, version ?? 0));
      // Kept at once: a row of one's own stands nowhere else.
      await this.drafts.saveReview(user, id, review, version ?? 0);
      return seeOther(reply, `${paths.imports}/${id}?at=${goOnAt}#${goOnAt}`);
    } catch (error) {
      const refusal = await this.refused(error, user, id, t);
      const again = asShown(shown, review, draft.reading);
      return this.reviewPage(reply, ctx, user, draft, { ...refusal, review: again });
    }
  }

  private async refused(error: unknown, user: CurrentUser, id: string, t: Translate): Promise<Shown> {
    if (error instanceof StaleVersion)
      return {
        status: 412,
        elsewhere: await this.drafts.reviewOf(user, await this.drafts.get(user, id)),
      };
    if (error instanceof Conflict)
      return { status: 409, errors: { [error.field ?? '']: messageOf(error, t) } };
    return { status: 422, errors: refusalsOf(error, t) };
  }

  private async readingPage(reply: FastifyReply, ctx: RequestState, draft: ImportDraft) {
    const t = translator(ctx.locale);
    const { id, filename, failure } = draft;
    const data = {
      id,
      filename,
      progress: await this.readings.progressOf(draft),
      failure: failure && t.dynamic(`error.${failure.code}`, failure.values),
      mayHelp: !failure || OF_THE_MOMENT.has(failure.code),
    };
    return renderPage(reply, ctx, <ReadingPage {...data} />, { title: t('imports.reading.title') });
  }

  private async reviewPage(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    draft: ImportDraft,
    { status = 200, review: sent, errors = {}, elsewhere, goOnAt }: Shown = {},
  ) {
    const reading = draft.reading;
    const { content, passages } = await this.drafts.contentOf(draft);
    const proposal = await this.drafts.proposalOf(user, draft);
    const review = sent ?? draft.review ?? proposal;
    const data = {
      id: draft.id,
      filename: draft.filename,
      // Whoever sees both versions and sends theirs again has chosen.
      version: elsewhere ? (await this.drafts.get(user, draft.id)).version : draft.version,
      reading,
      review,
      proposal,
      context: await this.context.find(user, review),
      ...(await this.comparisons.choiceOf(user, draft, review)),
      document: documentLines(content, passages, reading),
      errors,
      elsewhere,
      goOnAt,
    };
    return renderPage(reply, ctx, <ReviewPage data={data} />, {
      title: translator(ctx.locale)('imports.review.title'),
      status,
    });
  }
}

/** Reasons for which a document was not read that need not be there another time. */
const OF_THE_MOMENT = new Set(['import.tooSlow', 'import.readerBroke']);

const errorsIn = async (review: Review, t: Translate): Promise<FormErrors> =>
  (await readForm(ReviewDto, { ...review }, t)).errors;

const publicationPage = (id: number) => `${paths.publication(String(id))}?done=imported`;
