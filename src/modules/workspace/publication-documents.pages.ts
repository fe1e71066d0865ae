import { Controller, Get, Injectable, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import sql from 'sql-template-tag';
import { DataSource } from 'typeorm';
import { NotFound } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdPipe } from '../../web/parameters.js';
import { Permission, User } from '../../web/route.js';
import { visiblePublications } from '../publications/index.js';

/** A kept original as it came. */
@ApiTags('publications')
@Injectable()
@Controller(['publications/:id/documents', 'api/v1/publications/:id/documents'])
export class PublicationDocumentsPages {
  constructor(private readonly dataSource: DataSource) {}

  /** The file is somebody else's: it is handed over to be saved, and no browser runs anything of it. */
  @Permission('read')
  @Get(':document')
  @ApiOperation({ summary: 'Download a document that a publication was read from' })
  @ApiProduces('application/octet-stream')
  async download(
    @Param('id', IdPipe) id: number,
    @Param('document', IdPipe) document: number,
    @User() user: CurrentUser,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = sql`SELECT d.filename, f.content FROM publication_document d JOIN publication p ON p.id = d.publication_id
      JOIN stored_file f ON f.sha256 = d.sha256 WHERE d.id = ${document} AND p.id = ${id} AND ${visiblePublications(user)}`;
    const [file] = await this.dataSource.query<{ filename: string; content: Buffer }[]>(
      query.text,
      query.values,
    );
    if (!file) throw new NotFound();
    await reply
      .header('content-type', 'application/octet-stream')
      .header('content-disposition', attachment(file.filename))
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cache-control', 'private, no-store')
      .send(file.content);
  }
}

/** With a name in ASCII for old programs: https://www.rfc-editor.org/rfc/rfc6266#appendix-D */
function attachment(filename: string): string {
  const ascii = filename.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\%]/g, '_');
  const encoded = encodeURIComponent(filename).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
