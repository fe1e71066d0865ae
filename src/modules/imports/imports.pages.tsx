import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { today } from '../../shared/calendar-date.js';
import { Conflict, StaleVersion, Unreadable } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths } from '../../web/components/index.js';
import { type FormErrors, type FormValues, messageOf, readForm, refusalsOf } from '../../web/forms.js';
import { type Translate, translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { seeOther } from '../../web/redirect.js';
import { TooLarge } from '../../web/refusals.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { changeActors, changeRows } from './added-rows.js';
import { broughtIn } from './brought-document.js';
import { CommitImportService } from './commit-import.service.js';
import { documentLines } from './document-lines.js';
import { ReviewForm } from './dto/review.dto.js';
import type { ImportDraft } from './import-draft.entity.js';
import { ImportDraftsService } from './import-drafts.service.js';
import { type Review, readChangedTimelines } from './review.js';
import { ReviewContextQuery } from './review-context.query.js';
import { asShown } from './review-input.js';
import { NewImport } from './views/new-import.js';
import { ReviewPage } from './views/review-page.js';

interface Shown {
  status?: number;
  review?: Review;
  errors?: FormErrors;
  elsewhere?: Review;
  /** The id of the part of the page where one goes on. */
  goOnAt?: string;
}

@ApiExcludeController()
@Controller()
export class ImportsPages {
  constructor(
    private readonly drafts: ImportDraftsService,
    private readonly imports: CommitImportService,
    private readonly context: ReviewContextQuery,
  ) {}

  @Permission('record')
  @Get(['import', 'imports', 'imports/new'])
  form(@Ctx() ctx: RequestState, @User() user: CurrentUser, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.newPage(reply, ctx, user, 200);
  }

  @Permission('record')
  @Post('imports')
  async bring(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    try {
      const draft = await this.drafts.create(user, broughtIn(body, t('imports.pasted')));
      return seeOther(reply, `${paths.imports}/${draft.id}`);
    } catch (error) {
      const field = body.text ? 'text' : 'file';
      if (error instanceof TooLarge)
        return this.newPage(reply, ctx, user, 413, body, { [field]: t('error.tooLarge') });
      if (error instanceof Unreadable)
        return this.newPage(reply, ctx, user, 422, body, { [field]: messageOf(error, t) });
      return this.newPage(reply, ctx, user, 422, body, refusalsOf(error, t));
    }
  }

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
    return this.reviewPage(reply, ctx, user, draft, { goOnAt });
  }

  @Permission('record')
  @Post('imports/:id')
  async save(
    @Param('id') id: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.withReview(reply, ctx, user, id, body, async (review, version) => {
      await this.drafts.saveReview(user, id, review, version);
      return `${paths.imports}/${id}?done=importSaved`;
    });
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
    return this.withReview(reply, ctx, user, id, body, async (review, version) => {
      const { publicationId } = await this.imports.commit(user, id, review, version);
      return publicationPage(publicationId);
    });
  }

  @Permission('record')
  @Post('imports/:id/discard')
  async discard(
    @Param('id') id: string,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.drafts.discard(user, id);
    return seeOther(reply, `${paths.newImport}?done=importDiscarded`);
  }

  /** Reads the form and does the work; what is refused comes back with everything that was typed. */
  private async withReview(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    id: string,
    body: FormValues,
    work: (review: Review, version: number) => Promise<string>,
  ) {
    const t = translator(ctx.locale);
    const draft = await this.drafts.get(user, id);
    if (draft.publicationId !== null) return seeOther(reply, publicationPage(draft.publicationId));
    const { dto, errors } = await readForm(ReviewForm, body, t);
    const { version, add, remove, ...sent } = dto;
    const shown = await this.drafts.reviewOf(user, draft);
    const change = { add, remove };
    const typed = asShown(shown, sent, draft.reading);
    if (changeActors(typed, change)) return this.reviewPage(reply, ctx, user, draft, { review: typed });
    if (Object.keys(errors).length > 0) {
      changeRows(typed, change, draft.reading);
      return this.reviewPage(reply, ctx, user, draft, { status: 422, review: typed, errors });
    }
    const review = readChangedTimelines(shown, sent);
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

  private async newPage(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    status: number,
    body: FormValues = {},
    errors: FormErrors = {},
  ) {
    const title = translator(ctx.locale)('imports.new.title');
    const drafts = (await this.drafts.openOf(user)).map((draft) => ({
      ...draft,
      day: today({ now: () => draft.createdAt }, ctx.organisation.timeZone),
    }));
    const values = typeof body.text === 'string' ? { text: body.text } : {};
    return renderPage(reply, ctx, <NewImport values={values} errors={errors} drafts={drafts} />, {
      title,
      status,
    });
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
      lines: documentLines(content, passages, reading),
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

const publicationPage = (id: number) => `${paths.publication(String(id))}?done=imported`;
