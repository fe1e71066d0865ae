import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Conflict, Refused, StaleVersion } from '../../../shared/errors.js';
import type { CurrentUser } from '../../../shared/permissions.js';
import { paths } from '../../../web/components/index.js';
import { type FormErrors, type FormValues, messageOf, readForm, refusalsOf } from '../../../web/forms.js';
import { type Translate, translator } from '../../../web/messages/index.js';
import { renderPage } from '../../../web/page.js';
import { seeOther } from '../../../web/redirect.js';
import type { RequestState } from '../../../web/request-state.js';
import { Ctx, Permission, User } from '../../../web/route.js';
import type { ImportDraft } from '../import-draft.entity.js';
import { ImportDraftsService } from '../import-drafts.service.js';
import { CommitAgainService } from './commit-again.service.js';
import type { Comparison } from './compared.js';
import { CompareWithForm, ComparisonForm, decisionsInForm } from './comparison.dto.js';
import { ComparisonsService, decisionsOf } from './comparisons.service.js';
import type { Decisions } from './decisions.js';
import { ComparisonPage } from './views/comparison-page.js';
import { NotCompared } from './views/compares-with.js';

interface Shown {
  status?: number;
  decisions?: Decisions;
  errors?: FormErrors;
  /** What changed while the page was open. */
  stale?: 'publication' | 'draft';
}

/** The step between the review of a document that is brought again and its commit. */
@ApiExcludeController()
@Permission('record')
@Controller('imports/:id')
export class ComparisonsPages {
  constructor(
    private readonly drafts: ImportDraftsService,
    private readonly comparisons: ComparisonsService,
    private readonly imports: CommitAgainService,
  ) {}

  @Get('compare')
  async compare(
    @Param('id') id: string,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const draft = await this.drafts.get(user, id);
    if (draft.publicationId !== null) return seeOther(reply, paths.publication(String(draft.publicationId)));
    if (draft.state !== 'read') return seeOther(reply, `${paths.imports}/${id}`);
    return this.page(reply, ctx, user, draft);
  }

  /** Keeps what is chosen, and shows it again: which rows are which, and what it does to the dates. */
  @Post('compare')
  async save(
    @Param('id') id: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.withChoices(reply, ctx, user, id, body, async (_, decisions, { version }) => {
      await this.comparisons.decide(user, id, decisions, version);
      return `${paths.imports}/${id}/compare?done=comparisonSaved`;
    });
  }

  @Post('compare/commit')
  async commit(
    @Param('id') id: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.withChoices(reply, ctx, user, id, body, async (comparison, decisions, form) => {
      const draft = await this.drafts.get(user, id);
      mustBeSeen(form, await this.comparisons.of(user, draft, decisions), draft);
      const review = await this.drafts.reviewOf(user, draft);
      const { publicationId } = await this.imports.commit(user, id, review, form.version, {
        publicationId: comparison.publication.id,
        publicationVersion: form.publicationVersion,
        decisions,
      });
      return `${paths.publication(String(publicationId))}?done=broughtUpToDate`;
    });
  }

  @Post('compares-with')
  async compareWith(
    @Param('id') id: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const draft = await this.drafts.get(user, id);
    const { dto, errors } = await readForm(CompareWithForm, body, translator(ctx.locale));
    if (Object.keys(errors).length > 0) return this.page(reply, ctx, user, draft, { status: 422, errors });
    try {
      await this.comparisons.compareWith(user, id, dto.publicationId, dto.version);
    } catch (error) {
      return this.page(reply, ctx, user, draft, await this.refused(error, {}, translator(ctx.locale)));
    }
    return seeOther(
      reply,
      dto.publicationId === null ? `${paths.imports}/${id}` : `${paths.imports}/${id}/compare`,
    );
  }

  private async withChoices(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    id: string,
    body: FormValues,
    work: (comparison: Comparison, decisions: Decisions, form: ComparisonForm) => Promise<string>,
  ) {
    const t = translator(ctx.locale);
    const draft = await this.drafts.get(user, id);
    if (draft.publicationId !== null) return seeOther(reply, paths.publication(String(draft.publicationId)));
    const comparison = await this.comparisons.of(user, draft);
    if (!comparison) return this.page(reply, ctx, user, draft);
    const { dto, errors } = await readForm(ComparisonForm, body, t);
    if (Object.keys(errors).length > 0) return this.page(reply, ctx, user, draft, { status: 422, errors });
    const decisions = decisionsInForm(dto, sectionsOf(comparison));
    try {
      return seeOther(reply, await work(comparison, decisions, dto));
    } catch (error) {
      const isDraft = error instanceof StaleVersion && draft.version !== dto.version;
      const shown = await this.refused(error, { decisions, stale: isDraft ? 'draft' : 'publication' }, t);
      return this.page(reply, ctx, user, await this.drafts.get(user, id), shown);
    }
  }

  private async refused(error: unknown, { decisions, stale }: Shown, t: Translate): Promise<Shown> {
    if (error instanceof StaleVersion) return { status: 412, decisions, stale: stale ?? 'draft' };
    if (error instanceof Conflict) return { status: 409, decisions, errors: { '': messageOf(error, t) } };
    // The review's fields stand on another page.
    const errors = Object.fromEntries(
      Object.values(refusalsOf(error, t)).map((text, n) => [n ? `_${n}` : '', text]),
    );
    return { status: 422, decisions, errors };
  }

  private async page(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    draft: ImportDraft,
    { status = 200, decisions, errors = {}, stale }: Shown = {},
  ) {
    const comparison = await this.comparisons.of(user, draft, decisions ?? decisionsOf(draft));
    const title = translator(ctx.locale)('again.title');
    const { id, filename, version } = draft;
    const choices = await this.comparisons.choices(user, comparison?.publication.id ?? null);
    const view = comparison ? (
      <ComparisonPage data={{ id, filename, version, comparison, choices, errors, stale }} />
    ) : (
      <NotCompared {...{ id, filename, version, choices, errors }} />
    );
    return renderPage(reply, ctx, view, { title, status });
  }
}

/**
 * Whoever says that a row is another item has not seen yet how its words differ: none of them change before they have.
 * What somebody else changed meanwhile is told by the commit itself.
 * @throws Refused
 */
function mustBeSeen(form: ComparisonForm, comparison: Comparison | null, { version }: ImportDraft): void {
  if (!comparison || comparison.publication.version !== form.publicationVersion || version !== form.version)
    return;
  const seen = new Set(form.shown);
  const all = [...comparison.facts, ...comparison.rows.flatMap(({ differences }) => differences)];
  if (all.some(({ id, isAccepted }) => isAccepted && !seen.has(id))) throw new Refused('again.unseen');
}

/** In which section of the page a difference stands, by its id. */
function sectionsOf({ facts, rows }: Comparison): (id: string) => string | undefined {
  const sections = new Map(facts.map(({ id }) => [id, 'fact']));
  for (const { status, differences } of rows) for (const { id } of differences) sections.set(id, status);
  return (id) => sections.get(id);
}
