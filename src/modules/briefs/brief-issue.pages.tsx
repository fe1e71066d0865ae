import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { type FormErrors, type FormValues, readForm, refusalsOf } from '../../web/forms.js';
import { type Translate, translator } from '../../web/messages/index.js';
import { IdPipe } from '../../web/parameters.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { BriefIssuesService } from './brief-issues.service.js';
import { BriefPageRenderer } from './brief-page.renderer.js';
import { BriefsService } from './briefs.service.js';
import { ApprovalDto, DispatchDto } from './dto/brief-issue.dto.js';

/** From a draft to a brief that is out: the forms of the brief's page. */
@ApiExcludeController()
@Controller('briefs/:id')
export class BriefIssuePages {
  constructor(
    private readonly briefs: BriefsService,
    private readonly issues: BriefIssuesService,
    private readonly page: BriefPageRenderer,
  ) {}

  @Permission('record')
  @Post('submissions')
  async submit(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.answer(user, ctx, reply, id, body, 'brief.submitted', async () => {
      await this.issues.submit(user, id, versionOf(body));
      return {};
    });
  }

  @Permission('record')
  @Post('withdrawals')
  async withdraw(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.answer(user, ctx, reply, id, body, 'brief.withdrawn', async () => {
      await this.issues.withdraw(user, id, versionOf(body));
      return {};
    });
  }

  @Permission('confirm')
  @Post('approvals')
  async decide(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { version, ...fields } = body;
    const done = fields.verdict === 'approved' ? 'brief.approved' : 'brief.sentBack';
    return this.answer(user, ctx, reply, id, body, done, async (t) => {
      const { dto, errors } = await readForm(ApprovalDto, fields, t);
      if (Object.keys(errors).length === 0) await this.issues.decide(user, id, Number(version) || 0, dto);
      return errors;
    });
  }

  @Permission('record')
  @Post('revisions')
  async revise(
    @Param('id', IdPipe) id: number,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const draft = await this.issues.revise(user, id);
    return seeOther(reply, `/briefs/${draft.id}?done=brief.revised`);
  }

  @Permission('record')
  @Post('dispatches')
  async dispatch(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.answer(user, ctx, reply, id, body, 'brief.sent', async (t) => {
      const { dto, errors } = await readForm(DispatchDto, body, t);
      if (Object.keys(errors).length === 0) await this.issues.dispatch(user, id, dto);
      return errors;
    });
  }

  /** Does the work, or shows the brief again with what was sent and why it was refused. */
  private async answer(
    user: CurrentUser,
    ctx: RequestState,
    reply: FastifyReply,
    id: number,
    values: FormValues,
    done: string,
    work: (t: Translate) => Promise<FormErrors>,
  ) {
    const t = translator(ctx.locale);
    let errors: FormErrors;
    try {
      errors = await work(t);
    } catch (error) {
      errors = refusalsOf(error, t);
    }
    if (Object.keys(errors).length === 0) return seeOther(reply, `/briefs/${id}?done=${done}`);
    return this.page.show(user, ctx, reply, await this.briefs.find(user, id), { values, errors });
  }
}

const versionOf = ({ version }: FormValues): number => Number(version) || 0;
