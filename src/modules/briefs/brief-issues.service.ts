import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { today } from '../../shared/calendar-date.js';
import { Clock } from '../../shared/clock.js';
import { Conflict, Refused, StaleVersion } from '../../shared/errors.js';
import { type CurrentUser, may } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { keepFile } from '../publications/index.js';
import { SettingsService } from '../settings/index.js';
import { BRIEF_FORMATS, type BriefFormat, fileName } from './brief-files.js';
import { BriefFactsService, type Told } from './brief-facts.service.js';
import { BriefsService } from './briefs.service.js';
import type { ApprovalDto, DispatchDto } from './dto/brief-issue.dto.js';
import type { BriefFacts } from './facts.js';
import { BriefContent, BriefDispatch, BriefFile } from './issued-brief.entity.js';
import { type BriefState, ProgressBrief, numberOf } from './progress-brief.entity.js';

/** Any number that no other module locks: numbers are given one after the other. */
const NUMBER_LOCK = 4_711_026;

/**
 * From a draft to a brief that is out: submitted with what it then says, approved by a second person, numbered, its
 * files kept as they went. Nothing of it changes afterwards; a correction is a brief of its own.
 */
@Injectable()
export class BriefIssuesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly briefs: BriefsService,
    private readonly facts: BriefFactsService,
    private readonly settings: SettingsService,
    private readonly history: HistoryService,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes what the brief says to a second person, who reads just that.
   * @throws Conflict where it is no draft; Refused where its period is not over
   */
  async submit(user: CurrentUser, id: number, version: number): Promise<void> {
    const brief = await this.briefs.find(user, id);
    mustBe('draft', brief);
    if (brief.periodTo > (await this.settings.today()))
      throw new Refused('brief.periodAhead', {}, 'periodTo');
    const { facts, told } = await this.facts.snapshot(user, brief);
    await this.dataSource.transaction(async (manager) => {
      await this.lock(manager, brief, version, 'draft');
      await keepTold(manager, id, told);
      const change = {
        state: 'awaiting_approval',
        facts,
        submittedBy: user.id,
        sentBackReason: null,
      } as const;
      await this.change(manager, user, brief, 'brief.submitted', change);
    });
  }

  /** @throws Refused where the person submitted or wrote it, or gives no reason for sending it back */
  async decide(
    user: CurrentUser,
    id: number,
    version: number,
    { verdict, reason }: ApprovalDto,
  ): Promise<void> {
    const brief = await this.briefs.find(user, id);
    mustBe('awaiting_approval', brief);
    if (verdict === 'approved') {
      if (brief.submittedBy === user.id || brief.createdBy === user.id)
        throw new Refused('brief.ownApproval', {}, 'verdict');
      return this.issue(user, brief, version);
    }
    if (!reason) throw new Refused('brief.reasonMissing', {}, 'reason');
    return this.giveBack(user, brief, version, 'brief.sentBack', reason);
  }

  /** Back to a draft, by whoever submitted or wrote it, or a manager. */
  async withdraw(user: CurrentUser, id: number, version: number): Promise<void> {
    const brief = await this.briefs.find(user, id);
    mustBe('awaiting_approval', brief);
    if (![brief.submittedBy, brief.createdBy].includes(user.id) && !may(user, 'confirm'))
      throw new Refused('brief.notYours');
    return this.giveBack(user, brief, version, 'brief.withdrawn', null);
  }

  /** A draft that will take the place of an issued brief. */
  async revise(user: CurrentUser, id: number): Promise<ProgressBrief> {
    const issued = await this.briefs.find(user, id);
    mustBe('issued', issued);
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [NUMBER_LOCK]);
      const other = await manager.findOneBy(ProgressBrief, { replacesId: id });
      if (other) throw new Conflict('brief.revisedAlready', {}, undefined, `/briefs/${other.id}`);
      const { title, publicationId, filter, periodFrom, periodTo, audience, recipient } = issued;
      const { commentary, itemCommentary, coverText, sections, sinceId } = issued;
      const draft = await manager.save(
        manager.create(ProgressBrief, {
          title,
          publicationId,
          filter,
          periodFrom,
          periodTo,
          audience,
          recipient,
          commentary,
          itemCommentary,
          coverText,
          sections,
          sinceId,
          replacesId: id,
          createdBy: user.id,
          createdAt: this.clock.now(),
        }),
      );
      await this.record(manager, user, draft, 'brief.created', { replaces: numberOf(issued) });
      return draft;
    });
  }

  /** To whom an issued brief was sent. */
  async dispatch(user: CurrentUser, id: number, sent: DispatchDto): Promise<void> {
    const brief = await this.briefs.find(user, id);
    mustBe('issued', brief);
    if (sent.sentOn > (await this.settings.today())) throw new Refused('brief.sentAhead', {}, 'sentOn');
    await this.dataSource.transaction(async (manager) => {
      // The columns by name: the id is the database's alone.
      await manager
        .createQueryBuilder()
        .insert()
        .into(BriefDispatch, ['briefId', 'sentOn', 'recipient', 'how', 'recordedBy', 'recordedAt'])
        .values({ ...sent, briefId: id, recordedBy: user.id, recordedAt: this.clock.now() })
        .execute();
      await this.record(manager, user, brief, 'brief.sent', { ...sent });
    });
  }

  private async giveBack(
    user: CurrentUser,
    brief: ProgressBrief,
    version: number,
    action: string,
    reason: string | null,
  ): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await this.lock(manager, brief, version, 'awaiting_approval');
      await manager.delete(BriefContent, { briefId: brief.id });
      await this.change(manager, user, brief, action, {
        state: 'draft',
        facts: null,
        submittedBy: null,
        sentBackReason: reason,
      });
    });
  }

  /** Files are made before the number is taken, which then must still be the next: no lock is held meanwhile. */
  private async issue(user: CurrentUser, brief: ProgressBrief, version: number): Promise<void> {
    const { timeZone } = await this.settings.organisation();
    for (;;) {
      const now = this.clock.now();
      const given = await nextNumber(this.dataSource.manager, brief);
      const approvedOn = today({ now: () => now }, timeZone);
      const facts: BriefFacts = { ...brief.facts!, status: 'final', number: numberOf(given), approvedOn };
      const files = await allFiles(facts);
      const isIssued = await this.dataSource.transaction(async (manager) => {
        await manager.query('SELECT pg_advisory_xact_lock($1)', [NUMBER_LOCK]);
        await this.lock(manager, brief, version, 'awaiting_approval');
        if (numberOf(await nextNumber(manager, brief)) !== facts.number) return false;
        for (const { format, filename, content } of files) {
          const sha256 = await keepFile(manager, content, now);
          await manager.insert(BriefFile, { briefId: brief.id, format, filename, sha256 });
        }
        const approval = { state: 'issued', facts, approvedBy: user.id, approvedAt: now, ...given } as const;
        await this.change(manager, user, brief, 'brief.approved', approval);
        return true;
      });
      if (isIssued) return;
    }
  }

  /** @throws StaleVersion, or Conflict where it is no longer in this state */
  private async lock(
    manager: EntityManager,
    { id }: ProgressBrief,
    version: number,
    state: BriefState,
  ): Promise<void> {
    const brief = await manager.findOneOrFail(ProgressBrief, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (brief.version !== version) throw new StaleVersion({ version: brief.version });
    mustBe(state, brief);
  }

  private async change(
    manager: EntityManager,
    user: CurrentUser,
    brief: ProgressBrief,
    action: string,
    change: Partial<ProgressBrief>,
  ): Promise<void> {
    await manager.update(ProgressBrief, { id: brief.id }, { ...change, version: brief.version + 1 });
    const { state, sentBackReason, number, revision } = { ...brief, ...change };
    await this.record(manager, user, brief, action, {
      state,
      ...(sentBackReason && { reason: sentBackReason }),
      ...(number && { number: numberOf({ number, revision }) }),
    });
  }

  private async record(
    manager: EntityManager,
    user: CurrentUser,
    { id, title, publicationId }: ProgressBrief,
    action: string,
    after: object,
  ): Promise<void> {
    await this.history.record(manager, {
      actorId: user.id,
      action,
      subjectType: 'progress_brief',
      subjectId: id,
      publicationId,
      before: null,
      after: { title, ...after },
    });
  }
}

function mustBe(state: BriefState, brief: Pick<ProgressBrief, 'state' | 'id'>): void {
  if (brief.state !== state)
    throw new Conflict(`brief.is.${brief.state}`, {}, undefined, `/briefs/${brief.id}`);
}

async function keepTold(manager: EntityManager, briefId: number, told: Told[]): Promise<void> {
  await manager.query(
    `INSERT INTO brief_content (brief_id, item_id, record, effect_id)
     SELECT $1, "itemId", record, "effectId" FROM jsonb_to_recordset($2::jsonb) AS t("itemId" int, record text, "effectId" int)`,
    [briefId, JSON.stringify(told)],
  );
}

/** A brief that replaces another keeps its number with the next revision. */
async function nextNumber(
  manager: EntityManager,
  { replacesId }: ProgressBrief,
): Promise<{ number: number; revision: number }> {
  if (replacesId === null) {
    const [{ number }] = await manager.query<[{ number: number }]>(
      'SELECT coalesce(max(number), 0) + 1 AS number FROM progress_brief',
    );
    return { number, revision: 0 };
  }
  const { number, revision } = await manager.findOneByOrFail(ProgressBrief, { id: replacesId });
  return { number: number!, revision: revision + 1 };
}

interface MadeFile {
  format: BriefFormat;
  filename: string;
  content: Buffer;
}

async function allFiles(facts: BriefFacts): Promise<MadeFile[]> {
  const files: MadeFile[] = [];
  for (const format of Object.keys(BRIEF_FORMATS) as BriefFormat[]) {
    const content = Buffer.from(await BRIEF_FORMATS[format].render(facts));
    files.push({ format, filename: fileName(facts, format), content });
  }
  return files;
}
