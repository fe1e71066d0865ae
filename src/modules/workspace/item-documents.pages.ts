import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { WholeNumber } from '../../web/fields.js';
import type { FormValues } from '../../web/forms.js';
import type { RequestState } from '../../web/request-state.js';
import { Ctx, Permission, User } from '../../web/route.js';
import { CarriesOutDto, CarriesOutService } from '../action-matrix/index.js';
import { RefPipe } from '../tracking/index.js';
import { ItemPageRenderer } from './item-page.renderer.js';

class CarriesOutForm extends CarriesOutDto {
  @WholeNumber()
  version: number;
}

@ApiExcludeController()
@Controller('items/:ref/carries-out')
export class ItemDocumentsPages {
  constructor(
    private readonly renderer: ItemPageRenderer,
    private readonly links: CarriesOutService,
  ) {}

  @Permission('record')
  @Post()
  carriesOut(
    @Param('ref', RefPipe) ref: string,
    @Body() body: FormValues,
    @Ctx() ctx: RequestState,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const form = { form: 'carries-out', done: 'linksChanged' };
    return this.renderer.submit({ ctx, user, reply }, ref, form, CarriesOutForm, body, (dto) =>
      this.links.set(user, ref, dto),
    );
  }
}
