import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { today } from '../../shared/calendar-date.js';
import { Clock } from '../../shared/clock.js';
import { StaleVersion } from '../../shared/errors.js';
import { HistoryService } from '../history/index.js';
import { Organisation } from './organisation.entity.js';

export type OrganisationSettings = Omit<Organisation, 'id' | 'version'>;

/** Each request reads the settings; other processes see a change this much later. */
const KEEP_MS = 1_000;

@Injectable()
export class SettingsService {
  private kept: { at: number; row: Organisation } | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly history: HistoryService,
  ) {}

  async organisation(): Promise<Organisation> {
    if (!this.kept || performance.now() - this.kept.at > KEEP_MS) {
      const row = await this.dataSource.manager.findOneByOrFail(Organisation, { id: 1 });
      this.kept = { at: performance.now(), row };
    }
    return this.kept.row;
  }

  /** The calendar day, `YYYY-MM-DD`, in the organisation's time zone. */
  async today(): Promise<string> {
    return today(this.clock, (await this.organisation()).timeZone);
  }

  /** @throws StaleVersion where somebody saved since `version` was read */
  async save(actorId: number, version: number, values: Partial<OrganisationSettings>): Promise<void> {
    await this.dataSource.transaction((manager) => this.saveIn(manager, actorId, version, values));
    this.kept = undefined;
  }

  /** The same as part of another change. @throws StaleVersion */
  async saveIn(
    manager: EntityManager,
    actorId: number,
    version: number,
    values: Partial<OrganisationSettings>,
  ): Promise<void> {
    const before = await manager.findOneByOrFail(Organisation, { id: 1 });
    const { affected } = await manager.update(
      Organisation,
      { id: 1, version },
      { ...values, version: version + 1 },
    );
    if (affected !== 1) throw new StaleVersion({ version: before.version });
    await this.history.record(manager, {
      actorId,
      action: 'organisation.changed',
      subjectType: 'organisation',
      subjectId: 1,
      before: pick(before, values),
      after: values,
    });
  }
}

const pick = (row: object, like: object): object =>
  Object.fromEntries(Object.entries(row).filter(([name]) => Object.hasOwn(like, name)));
