import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { type FormValues, messageOf, readForm } from '../../web/forms.js';
import { type Translate, translator } from '../../web/messages/index.js';
import { renderPage } from '../../web/page.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { SearchDto } from './dto/search.dto.js';
import { searchHref, withType, withWord, withoutFilters } from './query-text.js';
import type { SearchKind } from './query-language.js';
import { PAGE_SIZE, type SearchResult, SearchService } from './search.service.js';
import { type Suggestions, suggestionsOf } from './suggestions.js';
import { SearchPage } from './views/search-page.js';

@ApiExcludeController()
@Controller('search')
export class SearchPages {
  constructor(private readonly service: SearchService) {}

  @Get()
  @Permission('read')
  async page(
    @Query() query: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(SearchDto, query, t);
    const typed = typeof query.q === 'string' ? query.q.trim() : '';
    const page = errors.page ? 1 : Number(dto.page ?? 1);
    let [error, result]: [string | null, SearchResult | null] = [Object.values(errors)[0] ?? null, null];
    if (!error && typed !== '')
      [error, result] = await orRefusal(this.service.search(user, typed, { page }), t);
    const bare = withoutFilters(typed);
    const view = (
      <SearchPage
        {...{ typed, result, error, page }}
        pageSize={PAGE_SIZE}
        hrefOf={(kind: SearchKind | null, at = 1) => searchHref(withType(typed, kind), at)}
        instead={(word, meant) => searchHref(withWord(typed, word, meant))}
        withoutFilters={bare !== typed && bare !== '' ? searchHref(bare) : null}
      />
    );
    return renderPage(reply, ctx, view, {
      title: typed === '' ? t('search.title') : `${typed.slice(0, 60)} · ${t('search.title')}`,
      status: error ? 422 : 200,
    });
  }

  /** For the search box, while one types: what makes no sense yet is no error. */
  @Get('suggestions')
  @Permission('read')
  async suggestions(
    @Query() query: FormValues,
    @User() user: CurrentUser,
    @Ctx() ctx: RequestState,
  ): Promise<Suggestions> {
    const t = translator(ctx.locale);
    const { dto, errors } = await readForm(SearchDto, query, t);
    const typed = dto.q ?? '';
    if (typed === '' || Object.keys(errors).length > 0) return suggestionsOf(typed, null, t);
    const [, result] = await orRefusal(this.service.suggest(user, typed), t);
    return suggestionsOf(typed, result, t);
  }
}

/** What came of it, or the sentence that says why it was refused. */
async function orRefusal<T>(work: Promise<T>, t: Translate): Promise<[string | null, T | null]> {
  try {
    return [null, await work];
  } catch (error) {
    if (error instanceof Refused) return [messageOf(error, t), null];
    throw error;
  }
}
