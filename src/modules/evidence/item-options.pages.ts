import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { CurrentUser } from '../../shared/permissions.js';
import { wordKey } from '../../web/components/index.js';
import { translator } from '../../web/messages/index.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { EvidenceFormQuery } from './evidence-form.query.js';
import { refsFrom } from './evidence.pages.js';

/** How many items are offered as one types. */
const OFFERED = 8;

/** Items to record on, for the script of the form; without it the form finds them itself. */
@ApiExcludeController()
@Controller('evidence/item-options')
export class ItemOptionsPages {
  constructor(private readonly form: EvidenceFormQuery) {}

  /** `?q=canal crew&chosen=PB-11.A1` */
  @Permission('read')
  @Get()
  async options(
    @Query() { q, chosen }: Record<string, unknown>,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
  ) {
    const t = translator(ctx.locale);
    const search = typeof q === 'string' ? q.replaceAll('\0', '').trim().slice(0, 200) : '';
    const found =
      search === '' ? [] : await this.form.options(user, search, refsFrom({ items: chosen }), OFFERED);
    return {
      items: found.map(({ ref, title, progress }) => ({
        ref,
        title,
        progress: t(wordKey('progress', progress)),
      })),
      announce: t('evidence.items.offered', { count: found.length }),
    };
  }
}
