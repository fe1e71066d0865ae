import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CurrentUser } from '../../shared/permissions.js';
import { OptionalText } from '../../web/fields.js';
import { withQuery } from '../../web/components/index.js';
import { IdPipe } from '../../web/parameters.js';
import { ownPath, seeOther } from '../../web/redirect.js';
import { Permission, User } from '../../web/route.js';
import { UndoService } from '../tracking/index.js';

class UndoForm {
  /** The page that showed the button. */
  @OptionalText(4_000)
  back: string | null;
}

/** The button beside "done": takes back what was just done to several items. */
@ApiExcludeController()
@Permission('record')
@Controller('undo')
export class UndoPages {
  constructor(private readonly undos: UndoService) {}

  @Post(':id')
  async undo(
    @Param('id', IdPipe) id: number,
    @Body() body: UndoForm,
    @User() user: CurrentUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { count } = await this.undos.undo(user, id);
    return seeOther(reply, withQuery(ownPath(body.back, '/items'), { done: `undone.${count}` }));
  }
}
