import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotFound } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { StoredFile } from '../publications/index.js';
import { BRIEF_FORMATS, type BriefFormat, fileName } from './brief-files.js';
import { BriefFactsService } from './brief-facts.service.js';
import type { BriefFacts } from './facts.js';
import { BriefDispatch, BriefFile } from './issued-brief.entity.js';
import type { ProgressBrief } from './progress-brief.entity.js';

export interface Download {
  filename: string;
  type: string;
  content: Buffer;
}

/** What a brief says and the files of it: of a draft made for who asks, of an issued one as they went out. */
@Injectable()
export class BriefDownloadsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: BriefFactsService,
  ) {}

  /** `brief` as its person found it. */
  async factsOf(user: CurrentUser, brief: ProgressBrief): Promise<BriefFacts> {
    return brief.facts ?? this.facts.gather(user, brief);
  }

  async file(user: CurrentUser, brief: ProgressBrief, format: BriefFormat): Promise<Download> {
    const { type, render } = BRIEF_FORMATS[format];
    if (brief.state === 'issued') return { ...(await this.stored(brief.id, format)), type };
    const facts = await this.factsOf(user, brief);
    return { filename: fileName(facts, format), type, content: Buffer.from(await render(facts)) };
  }

  /** The files of an issued brief, with their sizes in bytes. */
  async sizes({ id }: ProgressBrief): Promise<Partial<Record<BriefFormat, number>>> {
    const rows = await this.dataSource.query<{ format: BriefFormat; size: number }[]>(
      'SELECT b.format, f.size FROM brief_file b JOIN stored_file f USING (sha256) WHERE b.brief_id = $1',
      [id],
    );
    return Object.fromEntries(rows.map(({ format, size }) => [format, size]));
  }

  async dispatches({ id: briefId }: ProgressBrief): Promise<BriefDispatch[]> {
    return this.dataSource.manager.find(BriefDispatch, {
      where: { briefId },
      order: { sentOn: 'DESC', id: 'DESC' },
    });
  }

  private async stored(briefId: number, format: BriefFormat): Promise<Omit<Download, 'type'>> {
    const { manager } = this.dataSource;
    const file = await manager.findOneBy(BriefFile, { briefId, format });
    if (!file) throw new NotFound();
    const { content } = await manager.findOneOrFail(StoredFile, {
      where: { sha256: file.sha256 },
      select: { sha256: true, content: true },
    });
    return { filename: file.filename, content };
  }
}
