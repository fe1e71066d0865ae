import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import sql from 'sql-template-tag';
import type { Day } from '../../shared/calendar-date.js';
import { Clock } from '../../shared/clock.js';
import { Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { IdempotencyService } from '../access/index.js';
import { HistoryService } from '../history/index.js';
import { SettingsService } from '../settings/index.js';
import { isTerminal, lockItem, visibleItems } from '../tracking/index.js';
import { type Contribution, ContributionNote } from './contribution-note.entity.js';
import { insert } from './evidence-rows.js';
import type { PersonView } from './evidence.query.js';

export interface ContributionView {
  id: number;
  contribution: Contribution;
  text: string;
  recordedOn: Day;
  recordedBy: PersonView;
}

const COLUMNS = ['itemId', 'contribution', 'text', 'recordedBy', 'recordedAt'];

/** What part the publication had in what became of an item: noted when it closes, append-only, the latest holds. */
@Injectable()
export class ContributionNotesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly idempotency: IdempotencyService,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  /** Of an item that this person sees, the latest first. */
  async of(user: CurrentUser, ref: string): Promise<ContributionView[]> {
    const { timeZone } = await this.settings.organisation();
    const query = sql`SELECT c.id, c.contribution, c.text,
        (c.recorded_at AT TIME ZONE ${timeZone}::text)::date AS "recordedOn",
        jsonb_build_object('id', w.id, 'name', w.name) AS "recordedBy"
      FROM contribution_note c JOIN item i ON i.id = c.item_id JOIN publication p ON p.id = i.publication_id
        JOIN person w ON w.id = c.recorded_by
      WHERE i.ref = ${ref} AND ${visibleItems(user)} ORDER BY c.id DESC`;
    return this.dataSource.query<ContributionView[]>(query.text, query.values);
  }

  /** @throws Refused while the item is open: nobody can say yet what part it had */
  async record(
    user: CurrentUser,
    ref: string,
    wish: { contribution: Contribution; text: string },
    key: string | null,
  ): Promise<void> {
    const { contribution, text } = wish;
    await this.dataSource.transaction((manager) =>
      this.idempotency.once(
        manager,
        { personId: user.id, key, route: 'contribution.note', body: { ref, contribution, text } },
        async () => {
          const item = await lockItem(manager, user, ref);
          if (!isTerminal(item.progress)) throw new Refused('contribution.open', { ref });
          const id = await insert(manager, ContributionNote, COLUMNS, {
            itemId: item.id,
            contribution,
            text,
            recordedBy: user.id,
            recordedAt: this.clock.now(),
          });
          await this.history.record(manager, {
            actorId: user.id,
            action: 'contribution.noted',
            subjectType: 'contribution_note',
            subjectId: id,
            itemIds: [item.id],
            publicationId: item.publicationId,
            after: { ref, contribution },
          });
          return {};
        },
      ),
    );
  }
}
