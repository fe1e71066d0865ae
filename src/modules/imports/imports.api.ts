import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validate } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { VALIDATION, describe } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { InvalidInput } from '../../web/refusals.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { IfMatch, sendVersion } from '../../web/versions.js';
import { CommitAgainService } from './again/commit-again.service.js';
import { decisionsFrom } from './again/comparison.dto.js';
import { ComparisonsService } from './again/comparisons.service.js';
import { broughtIn } from './brought-document.js';
import { CommitImportService } from './commit-import.service.js';
import { DraftReadingsService, mustBeRead } from './draft-readings.service.js';
import { DOCUMENT, DRAFT, type DraftAnswer, READING, REVIEW_EXAMPLE } from './dto/import-examples.js';
import { ReviewDto } from './dto/review.dto.js';
import type { ImportDraft } from './import-draft.entity.js';
import { ImportDraftsService } from './import-drafts.service.js';
import { type Review, settled } from './review.js';
import { asShown, overProposal } from './review-input.js';

@ApiTags('imports')
@Controller('api/v1/imports')
export class ImportsApi {
  constructor(
    private readonly drafts: ImportDraftsService,
    private readonly readings: DraftReadingsService,
    private readonly imports: CommitImportService,
    private readonly comparisons: ComparisonsService,
    private readonly again: CommitAgainService,
  ) {}

  @Permission('record')
  @Post()
  @ApiOperation({
    summary: 'Read a document for review',
    description:
      'Nothing is tracked until the draft is committed. Answers 201 once the document is read, which takes up to 20 seconds; with `Prefer: respond-async` it waits for 1.5 seconds only and then answers 202: GET the address in Location until `state` is no longer `reading`. DELETE there cancels.',
  })
  @ApiHeader({ name: 'Prefer', required: false, example: 'respond-async' })
  @ApiConsumes('application/json', 'multipart/form-data')
  @ApiBody(DOCUMENT)
  @ApiCreatedResponse(DRAFT)
  @ApiAcceptedResponse(READING)
  async bring(
    @Body() body: unknown,
    @Headers('prefer') prefer: string | undefined,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftAnswer> {
    const document = broughtIn(body, 'pasted text.txt');
    const isAsync = /\brespond-async\b/i.test(prefer ?? '');
    const draft = isAsync
      ? await this.drafts.bring(user, document)
      : await this.drafts.create(user, document);
    void reply.header('location', `/api/v1/imports/${draft.id}`);
    if (draft.state === 'reading') void reply.status(202).header('preference-applied', 'respond-async');
    return this.answer(reply, user, draft);
  }

  @Permission('record')
  @Get(':id')
  @ApiOperation({
    summary: 'One draft: what was read, and the review as it stands',
    description:
      'One’s own only. `state` is `reading`, `read` or `failed`; the ETag is the version of the review.',
  })
  @ApiOkResponse(DRAFT)
  async one(
    @Param('id') id: string,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftAnswer> {
    return this.answer(reply, user, await this.drafts.get(user, id));
  }

  @Permission('record')
  @Post(':id/attempts')
  @HttpCode(202)
  @ApiOperation({ summary: 'Read again a document whose reading was interrupted or failed' })
  @ApiAcceptedResponse(READING)
  async readAgain(
    @Param('id') id: string,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftAnswer> {
    await this.drafts.readAgain(user, id);
    void reply.header('location', `/api/v1/imports/${id}`);
    return this.answer(reply, user, await this.drafts.get(user, id));
  }

  @Permission('record')
  @Put(':id/review')
  @ApiOperation({
    summary: 'Keep a review for later',
    description:
      'The body says what is to differ; a list of rows that is sent must be whole and may go on with rows that the reader missed. Fields in error are kept too and named in `errors`: only the commit refuses them.',
  })
  @ApiHeader({ name: 'If-Match', required: true, example: '"1"' })
  @ApiBody({ type: ReviewDto, required: false, ...REVIEW_EXAMPLE })
  @ApiOkResponse(DRAFT)
  async save(
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch() version: number,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftAnswer> {
    const draft = await this.drafts.get(user, id);
    mustBeRead(draft);
    const shown = await this.drafts.reviewOf(user, draft);
    const { sent, found } = await this.read(shown, body);
    if (hasUnknown(found)) throw new InvalidInput(found);
    const review = settled(shown, found.length > 0 ? asShown(shown, sent, draft.reading) : sent);
    await this.drafts.saveReview(user, id, review, version);
    const errors = Object.entries(describe(found, translator(ctx.locale)));
    return {
      ...(await this.answer(reply, user, await this.drafts.get(user, id))),
      errors: errors.map(([field, message]) => ({ field, message })),
    };
  }

  @Permission('record')
  @Post(':id/commit')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Track what was read, all or nothing',
    description:
      'The body says what is to differ from the review as it stands; it may be left out. Done again, it answers with the publication that came of it.',
  })
  @ApiHeader({ name: 'If-Match', required: true, example: '"1"' })
  @ApiBody({ type: ReviewDto, required: false, ...REVIEW_EXAMPLE })
  @ApiOkResponse({ schema: { type: 'object', example: { publicationId: 12 } } })
  async commit(
    @Param('id') id: string,
    @Body() body: unknown,
    @IfMatch() version: number,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ publicationId: number }> {
    const draft = await this.drafts.get(user, id);
    const committed =
      draft.publicationId === null
        ? await this.carryOut(user, draft, body, version)
        : { publicationId: draft.publicationId };
    void reply.header('location', `/api/v1/publications/${committed.publicationId}`);
    return committed;
  }

  @Permission('record')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a draft away, file and all; a reading that goes on ends' })
  async discard(@Param('id') id: string, @User() user: CurrentUser): Promise<void> {
    await this.drafts.discard(user, id);
  }

  /** A document that Heed knows brings its publication up to date: `decisions` says what is taken over of it. */
  private async carryOut(user: CurrentUser, draft: ImportDraft, body: unknown, version: number) {
    const { decisions, rest } = await decisionsFrom(body);
    const target = await this.comparisons.targetOf(user, draft);
    const review = await this.reviewFrom(user, draft, target === null ? body : rest);
    if (target === null) return this.imports.commit(user, draft.id, review, version);
    return this.again.commit(user, draft.id, review, version, { publicationId: target, ...decisions });
  }

  private async reviewFrom(user: CurrentUser, draft: ImportDraft, body: unknown): Promise<Review> {
    mustBeRead(draft);
    const shown = await this.drafts.reviewOf(user, draft);
    const { sent, found } = await this.read(shown, body);
    if (found.length > 0) throw new InvalidInput(found);
    return settled(shown, sent);
  }

  private async read(shown: Review, body: unknown) {
    const sent = plainToInstance(ReviewDto, overProposal(shown, body), { enableImplicitConversion: false });
    if (typeof sent !== 'object') throw new Refused('malformed');
    return { sent, found: await validate(sent, VALIDATION) };
  }

  private async answer(reply: FastifyReply, user: CurrentUser, draft: ImportDraft): Promise<DraftAnswer> {
    sendVersion(reply, draft.version);
    const { id, filename, createdAt, publicationId, state, failure } = draft;
    const common = { id, filename, createdAt, publicationId, state };
    if (publicationId !== null) return common;
    if (state === 'reading') return { ...common, progress: await this.readings.progressOf(draft) };
    if (state === 'failed') return { ...common, failure: failure?.code };
    const { reading } = draft;
    return {
      ...common,
      reading,
      warnings: reading.warnings,
      review: await this.drafts.reviewOf(user, draft),
    };
  }
}

/** A field that is none of ours is no slip of the reviewer's. */
const hasUnknown = (found: ValidationError[]): boolean =>
  found.some(({ constraints, children }) => constraints?.whitelistValidation || hasUnknown(children ?? []));
