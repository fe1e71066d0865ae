import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { paths, wordKey } from '../../web/components/index.js';
import { type Translate, translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { type ItemFilter, queryOf } from '../tracking/index.js';
import type { ChangeRow } from './changes.query.js';
import { type Need, OverviewQuery, type ProgressShare } from './overview.query.js';
import { type ChangeLine, Overview } from './views/overview.js';

@ApiExcludeController()
@Controller()
export class OverviewPages {
  constructor(private readonly overview: OverviewQuery) {}

  @Get()
  @Permission('read')
  async show(
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const t = translator(ctx.locale);
    const seen = await this.overview.read(user);
    const view = (
      <Overview
        needs={seen.needs.map(({ need, count, filter }) => ({
          need,
          count,
          href: PAGES[need] ?? listOf(filter!),
        }))}
        progress={counted(seen.progress)}
        byPublication={seen.byPublication.map(({ id, title, refPrefix, progress }) => ({
          key: String(id),
          label: `${refPrefix} ${title}`,
          href: listOf({ publication: id }),
          counts: counted(progress, { publication: id }),
        }))}
        byTerm={seen.byTerm.map(({ term, progress }) => ({
          key: term,
          label: t.dynamic(`word.term.${term}`),
          href: listOf({ term: [term] as ItemFilter['term'] }),
          counts: counted(progress, { term: [term] as ItemFilter['term'] }),
        }))}
        changesSince={seen.changesSince}
        changes={seen.changes.map((change) => lineOf(change, t))}
        weeks={seen.weeks.map(({ startsOn, count, filter }) => ({ startsOn, count, href: listOf(filter) }))}
        dueNext={seen.dueNext}
      />
    );
    return renderPage(reply, ctx, view, { title: t('overview.title') });
  }
}

/** Where stands what is no list of items. */
const PAGES: Partial<Record<Need, string>> = {
  returned: paths.returnedClaims,
  inbox: paths.inbox,
  to_read: paths.claims,
  follow_ups_due: `${paths.overdue}?tab=ours#follow-ups`,
};

/** The list that a number counts. */
const listOf = (filter: ItemFilter): string => {
  const query = queryOf(filter);
  return query ? `${paths.items}?${query}` : paths.items;
};

const counted = (shares: ProgressShare[], filter: ItemFilter = {}) =>
  shares.map(({ progress, count }) => ({
    progress,
    count,
    href: listOf({ ...filter, progress: [progress] }),
  }));

/** A change as one line: on what, what happened, by whom. */
function lineOf(change: ChangeRow, t: Translate): ChangeLine {
  const { publication, actor, items, itemCount } = change;
  const movedTo = itemCount === 1 ? items[0].movedTo : null;
  const keys = [movedTo && `change.${change.action}.moved`, `change.${change.action}`, 'change.other'];
  const key = keys.find((one) => one !== null && t.has(one)) ?? 'change.other';
  return {
    key: change.seq,
    day: change.day,
    // A whole publication that came in names itself, not its items.
    refs: change.action.startsWith('publication.') && publication ? [] : items.map(({ ref }) => ref),
    count: change.action.startsWith('publication.') && publication ? 0 : itemCount,
    text: t.dynamic(key, { progress: movedTo ? t(wordKey('progress', movedTo)) : '' }),
    subject: subjectOf(change.action.split('.')[0] ?? '', publication, actor),
    person: change.person,
  };
}

function subjectOf(
  what: string,
  publication: ChangeRow['publication'],
  actor: ChangeRow['actor'],
): ChangeLine['subject'] {
  if ((what === 'publication' || what === 'brief') && publication)
    return { label: publication.title, href: paths.publication(String(publication.id)) };
  return actor ? { label: actor.name, href: paths.actor(actor.id) } : null;
}
