import { Controller, Get, Header, Injectable, Res } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { translator } from './messages/index.js';
import { OpenApiPage } from './open-api-page.js';
import { renderPage } from './page.js';
import type { RequestState } from './request-state.js';
import { Ctx, Public } from './route.js';

/** The description of the API, made at the first question: by then every route is known. */
@Injectable()
export class OpenApiDocument {
  private made: OpenAPIObject | undefined;
  private make: () => OpenAPIObject = () => {
    throw new Error('describe() was not called');
  };

  describe(make: () => OpenAPIObject): void {
    this.make = make;
  }

  get(): OpenAPIObject {
    return (this.made ??= this.make());
  }
}

@ApiExcludeController()
@Controller('api')
export class OpenApiController {
  constructor(private readonly document: OpenApiDocument) {}

  @Public()
  @Get('docs-json')
  @Header('content-type', 'application/json; charset=utf-8')
  json(): OpenAPIObject {
    return this.document.get();
  }

  @Public()
  @Get('docs')
  page(@Ctx() ctx: RequestState, @Res({ passthrough: true }) reply: FastifyReply): string {
    const title = translator(ctx.locale)('apiDocs.title');
    return renderPage(reply, ctx, <OpenApiPage document={this.document.get()} />, { title });
  }
}
