import { Controller, Get, Header, Injectable } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { Public } from './route.js';

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
}
