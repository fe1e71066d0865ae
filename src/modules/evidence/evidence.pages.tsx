import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { asKnown } from '../../shared/calendar-date.js';
import { Conflict, NotFound, StaleVersion } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { dayText, paths } from '../../web/components/index.js';
import { type FormErrors, type FormValues, messageOf, readForm, refusalsOf } from '../../web/forms.js';
import { translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import { IdPipe } from '../../web/parameters.js';
import { seeOther } from '../../web/redirect.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { REF_PATTERN } from '../tracking/index.js';
import { CorrectEvidenceForm, RecordEvidenceForm } from './dto/evidence.form.js';
import { EvidenceFormQuery } from './evidence-form.query.js';
import {
  chosenRefs,
  nameRows,
  rearranged,
  toRecord,
  valuesOf,
  valuesOfEntry,
  withQuote,
} from './evidence-form-values.js';
import { EvidenceQuery, type UpdateView } from './evidence.query.js';
import { EvidenceService, type Recorded } from './evidence.service.js';
import { type InboxEntryView, InboxQuery } from './inbox.query.js';
import { staleRows } from './stale-rows.js';
import { EvidenceForm } from './views/evidence-form.js';
import { EvidencePage } from './views/evidence-page.js';

interface Shown {
  values: FormValues;
  errors?: FormErrors;
  status?: number;
  corrects?: UpdateView | null;
  stale?: boolean;
  /** Rows were added or taken away: one goes on where they are chosen. */
  rearranged?: boolean;
  idempotencyKey?: string;
}

@ApiExcludeController()
@Controller('evidence')
export class EvidencePages {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly query: EvidenceQuery,
    private readonly form: EvidenceFormQuery,
    private readonly inbox: InboxQuery,
  ) {}

  /**
   * `?items=PB-11.A1&items=PB-11.A3` begins with these items; `inbox=12` with what that entry holds; `searchedOn` and
   * `searchedPlaces` with the search that found it.
   */
  @Permission('record')
  @Get('new')
  async new(
    @Query() query: Record<string, unknown>,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const effects = refsFrom(query).map((item) => ({ item }));
    const { searchedOn, searchedPlaces } = query;
    const entry = await this.entryOf(user, query.inbox);
    return this.formPage(reply, ctx, user, {
      values: { searchedOn, searchedPlaces, ...(entry ? valuesOfEntry(entry, effects) : { effects }) },
    });
  }

  @Permission('record')
  @Post()
  async record(
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.save(reply, ctx, user, body, null, async (values) => {
      const { dto, errors } = await readForm(RecordEvidenceForm, values, translator(ctx.locale));
      if (Object.keys(errors).length > 0) return errors;
      const { eventKnown, idempotencyKey, ...wish } = dto;
      return this.evidence.record(
        user,
        { ...wish, eventOn: asKnown(wish.eventOn, eventKnown) },
        idempotencyKey,
      );
    });
  }

  @Permission('read')
  @Get(':id')
  async one(
    @Param('id', IdPipe) id: number,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const update = await this.seen(user, id);
    const t = translator(ctx.locale);
    return renderPage(reply, ctx, <EvidencePage update={update} />, {
      title: t('evidence.one.title', { day: dayText(asKnown(update.eventOn, update.eventPrecision), t) }),
    });
  }

  @Permission('record')
  @Get(':id/correct')
  async correction(
    @Param('id', IdPipe) id: number,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const update = await this.seen(user, id);
    // Corrected already: its page says so and leads on.
    if (update.correctedBy) return seeOther(reply, paths.oneEvidence(id));
    return this.formPage(reply, ctx, user, { values: valuesOf(update), corrects: update });
  }

  @Permission('record')
  @Post(':id/corrections')
  async correct(
    @Param('id', IdPipe) id: number,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const update = await this.seen(user, id);
    return this.save(reply, ctx, user, body, update, async (values) => {
      const { dto, errors } = await readForm(CorrectEvidenceForm, values, translator(ctx.locale));
      if (Object.keys(errors).length > 0) return errors;
      const { eventKnown, idempotencyKey, ...wish } = dto;
      return this.evidence.correct(
        user,
        id,
        { ...wish, eventOn: asKnown(wish.eventOn, eventKnown) },
        idempotencyKey,
      );
    });
  }

  /** Shows the form again with everything kept, unless it is recorded. */
  private async save(
    reply: FastifyReply,
    ctx: RequestState,
    user: CurrentUser,
    body: FormValues,
    corrects: UpdateView | null,
    record: (values: FormValues) => Promise<FormErrors | Recorded>,
  ) {
    const again = rearranged(body);
    if (again) return this.formPage(reply, ctx, user, { values: again, corrects, rearranged: true });
    const values = toRecord(body);
    const t = translator(ctx.locale);
    try {
      const result = await record(values);
      if (!isRecorded(result))
        return await this.formPage(reply, ctx, user, { values, errors: result, status: 422, corrects });
      const [ref, more] = result.refs;
      const done = corrects ? 'evidenceCorrected' : 'evidenceRecorded';
      const page = ref && more === undefined ? paths.item(ref) : paths.oneEvidence(result.updateId);
      return seeOther(reply, `${page}?done=${done}`);
    } catch (error) {
      if (error instanceof StaleVersion)
        return this.formPage(reply, ctx, user, { values, status: 412, corrects, stale: true });
      // Sent before with other content: it may be sent once more, as another record.
      if (error instanceof Conflict)
        return this.formPage(reply, ctx, user, {
          values,
          errors: { '': messageOf(error, t) },
          status: 409,
          corrects,
          idempotencyKey: randomUUID(),
        });
      return this.formPage(reply, ctx, user, {
        values,
        errors: refusalsOf(error, t),
        status: 422,
        corrects,
      });
    }
  }

  private async formPage(reply: FastifyReply, ctx: RequestState, user: CurrentUser, shown: Shown) {
    const { errors = {}, status = 200, corrects = null } = shown;
    const entry = await this.entryOf(user, shown.values.inboxId);
    const values = entry ? withQuote(shown.values, entry) : shown.values;
    const refs = chosenRefs(values);
    const known = refs.filter((ref) => REF_PATTERN.test(ref));
    const search = typeof values.itemSearch === 'string' ? values.itemSearch.replaceAll('\0', '').trim() : '';
    const [items, options] = [
      await this.form.items(user, known),
      await this.form.options(user, search.slice(0, 200), known),
    ];
    const t = translator(ctx.locale);
    const key = typeof values.idempotencyKey === 'string' ? values.idempotencyKey : randomUUID();
    return renderPage(
      reply,
      ctx,
      <EvidenceForm
        {...{ values, options }}
        errors={nameRows(errors, values, t)}
        idempotencyKey={shown.idempotencyKey ?? key}
        items={refs.map((ref) => items.find((item) => item.ref === ref))}
        corrects={
          corrects && {
            id: corrects.id,
            recordedOn: corrects.recordedOn,
            resting: corrects.effects.filter(({ claim }) => claim !== null).map(({ ref }) => ref),
          }
        }
        rearranged={shown.rearranged}
        entry={entry}
        stale={shown.stale ? staleRows(values, items, t) : undefined}
      />,
      { title: t(corrects ? 'evidence.correct.title' : 'evidence.new.title'), status },
    );
  }

  /** The open entry of the inbox that the form is filled from. */
  private async entryOf(user: CurrentUser, id: unknown): Promise<InboxEntryView | null> {
    if (typeof id !== 'string' || !/^[1-9]\d{0,8}$/.test(id)) return null;
    const entry = await this.inbox.one(user, Number(id));
    return entry?.state === 'open' ? entry : null;
  }

  private async seen(user: CurrentUser, id: number): Promise<UpdateView> {
    const update = await this.query.one(user, id);
    if (!update) throw new NotFound();
    return update;
  }
}

const isRecorded = (result: FormErrors | Recorded): result is Recorded => Array.isArray(result.refs);

/** References from an address, however they are named there. */
export const refsFrom = ({ items, item }: Record<string, unknown>): string[] => [
  ...new Set(
    [items ?? [], item ?? []]
      .flat()
      .filter((ref): ref is string => typeof ref === 'string' && REF_PATTERN.test(ref)),
  ),
];
