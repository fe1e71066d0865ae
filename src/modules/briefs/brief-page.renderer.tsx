import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import type { FormErrors, FormValues } from '../../web/forms.js';
import { renderPage } from '../../web/page.js';
import type { RequestState } from '../../web/request-state.js';
import { Person } from '../access/index.js';
import { BriefDownloadsService } from './brief-downloads.service.js';
import { BriefsService } from './briefs.service.js';
import { ProgressBrief, numberOf } from './progress-brief.entity.js';
import { BriefBuilder } from './views/brief-builder.js';
import { SubmittedBrief } from './views/submitted-brief.js';

/** What was sent with a form that came back. */
export interface SentForm {
  values?: FormValues;
  errors?: FormErrors;
  /** Somebody else saved meanwhile. */
  stale?: boolean;
}

/** The page of one brief: its form while it is a draft, what it says once it was submitted. */
@Injectable()
export class BriefPageRenderer {
  constructor(
    private readonly dataSource: DataSource,
    private readonly briefs: BriefsService,
    private readonly downloads: BriefDownloadsService,
  ) {}

  async show(
    user: CurrentUser,
    ctx: RequestState,
    reply: FastifyReply,
    brief: ProgressBrief,
    sent: SentForm = {},
  ) {
    const { values = {}, errors = {}, stale = false } = sent;
    const facts = await this.downloads.factsOf(user, brief);
    const status = stale ? 412 : Object.keys(errors).length > 0 ? 422 : 200;
    const title = brief.title;
    if (brief.state === 'draft') {
      const earlier = await this.briefs.earlier(user, brief);
      const view = <BriefBuilder {...{ brief, facts, earlier, values, errors, stale }} />;
      return renderPage(reply, ctx, view, { title, status });
    }
    const { manager } = this.dataSource;
    const names = await manager.findBy(Person, {
      id: In([brief.submittedBy, brief.approvedBy, brief.createdBy]),
    });
    const nameOf = (id: number | null) => names.find((person) => person.id === id)?.name ?? null;
    const later = await manager.findBy(ProgressBrief, { replacesId: brief.id });
    const view = (
      <SubmittedBrief
        brief={brief}
        facts={facts}
        number={numberOf(brief)}
        submitter={nameOf(brief.submittedBy)}
        approver={nameOf(brief.approvedBy)}
        isOwn={[brief.submittedBy, brief.createdBy].includes(user.id)}
        replacement={later.map(({ id, state, ...it }) => ({ id, state, number: numberOf(it) }))[0] ?? null}
        sizes={await this.downloads.sizes(brief)}
        dispatches={await this.downloads.dispatches(brief)}
        values={values}
        errors={errors}
      />
    );
    return renderPage(reply, ctx, view, { title, status });
  }
}
