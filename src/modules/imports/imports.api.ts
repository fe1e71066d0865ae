import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { VALIDATION } from '../../web/forms.js';
import { InvalidInput } from '../../web/refusals.js';
import { Permission, User } from '../../web/route.js';
import { IfMatch, sendVersion } from '../../web/versions.js';
import { broughtIn } from './brought-document.js';
import { CommitImportService } from './commit-import.service.js';
import { ReviewDto } from './dto/review.dto.js';
import type { ImportDraft } from './import-draft.entity.js';
import { ImportDraftsService } from './import-drafts.service.js';
import type { Reading } from './reader/reading.js';
import { type Review, readChangedTimelines } from './review.js';
import { overProposal } from './review-input.js';

const DOCUMENT = {
  schema: {
    type: 'object',
    properties: {
      file: { type: 'string', format: 'binary', description: 'As multipart/form-data; up to 20 MB' },
      text: { type: 'string', description: 'Instead of a file' },
      filename: { type: 'string', description: 'With `text`: its ending (.md, .csv) tells how to read it' },
    },
  },
};

@ApiTags('imports')
@Controller('api/v1/imports')
export class ImportsApi {
  constructor(
    private readonly drafts: ImportDraftsService,
    private readonly imports: CommitImportService,
  ) {}

  /** Reads a document. Nothing is tracked until it is committed. */
  @Permission('record')
  @Post()
  @ApiConsumes('application/json', 'multipart/form-data')
  @ApiBody(DOCUMENT)
  async bring(
    @Body() body: unknown,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftAnswer> {
    const draft = await this.drafts.create(user, broughtIn(body, 'pasted text.txt'));
    void reply.header('location', `/api/v1/imports/${draft.id}`);
    return this.answer(reply, user, draft);
  }

  /** One's own draft: what was read, and the review as it stands. */
  @Permission('record')
  @Get(':id')
  async one(
    @Param('id') id: string,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftAnswer> {
    return this.answer(reply, user, await this.drafts.get(user, id));
  }

  /** Tracks what was read: all or nothing. The body says what is to differ from the review; it may be left out. */
  @Permission('record')
  @Post(':id/commit')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiBody({ type: ReviewDto, required: false })
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
        ? await this.imports.commit(user, id, await this.reviewFrom(user, draft, body), version)
        : { publicationId: draft.publicationId };
    void reply.header('location', `/api/v1/publications/${committed.publicationId}`);
    return committed;
  }

  /** Takes a draft away, file and all. */
  @Permission('record')
  @Delete(':id')
  @HttpCode(204)
  async discard(@Param('id') id: string, @User() user: CurrentUser): Promise<void> {
    await this.drafts.discard(user, id);
  }

  private async reviewFrom(user: CurrentUser, draft: ImportDraft, body: unknown): Promise<Review> {
    const shown = await this.drafts.reviewOf(user, draft);
    const sent = plainToInstance(ReviewDto, overProposal(shown, body), { enableImplicitConversion: false });
    const found = await validate(sent, VALIDATION);
    if (found.length > 0) throw new InvalidInput(found);
    return readChangedTimelines(shown, sent);
  }

  private async answer(reply: FastifyReply, user: CurrentUser, draft: ImportDraft): Promise<DraftAnswer> {
    sendVersion(reply, draft.version);
    const { id, filename, createdAt, publicationId } = draft;
    if (publicationId !== null) return { id, filename, createdAt, publicationId };
    const reading = draft.reading;
    const review = await this.drafts.reviewOf(user, draft);
    return { id, filename, createdAt, publicationId, reading, warnings: reading.warnings, review };
  }
}

interface DraftAnswer {
  id: string;
  filename: string;
  createdAt: Date;
  /** What came of it; then there is nothing to review any more. */
  publicationId: number | null;
  reading?: Reading;
  warnings?: Reading['warnings'];
  review?: Review;
}
