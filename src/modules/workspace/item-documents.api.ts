import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CurrentUser } from '../../shared/permissions.js';
import { Permission, User } from '../../web/route.js';
import { RefPipe } from '../tracking/index.js';
import { type ItemDocuments, ItemDocumentsQuery } from './item-documents.query.js';

@ApiTags('items')
@Controller('api/v1/items/:ref/documents')
export class ItemDocumentsApi {
  constructor(private readonly documents: ItemDocumentsQuery) {}

  /** Earlier wordings, and whether the item and its actors are still in the latest document. */
  @Permission('read')
  @Get()
  @ApiOperation({ summary: 'What the documents of its publication did to an item' })
  one(@Param('ref', RefPipe) ref: string, @User() user: CurrentUser): Promise<ItemDocuments> {
    return this.documents.of(user, ref);
  }
}
