import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NotFound, Refused } from '../../shared/errors.js';
import type { CurrentUser } from '../../shared/permissions.js';
import { HistoryService } from '../history/index.js';
import { SettingsService } from '../settings/index.js';
import { LinksService } from './links.service.js';
import { weaknessOf } from './password-rules.js';
import { hashPassword, isPasswordOf } from './passwords.js';
import { type Browser, SessionsService } from './sessions.service.js';
import { ThrottleService } from './throttle.service.js';

@Injectable()
export class PasswordsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: HistoryService,
    private readonly settings: SettingsService,
    private readonly links: LinksService,
    private readonly sessions: SessionsService,
    private readonly throttle: ThrottleService,
  ) {}

  /**
   * A person's own change; it ends every session, and the one it was made in goes on as a new one.
   * @returns the new session's token
   * @throws Refused a wrong current password, a weak new one; TooManyAttempts
   */
  async change(user: CurrentUser, current: string, wanted: string, browser: Browser): Promise<string> {
    const succeeded = await this.throttle.attempt(user.email, browser.address);
    const [{ password_hash: stored }] = await this.dataSource.query<Array<{ password_hash: string | null }>>(
      'SELECT password_hash FROM person WHERE id = $1',
      [user.id],
    );
    if (!(await isPasswordOf(stored, current))) throw new Refused('password.wrong', {}, 'current');
    await succeeded();
    if (wanted === current) throw new Refused('password.same', {}, 'password');
    return this.set(user, wanted, browser, user.id, null);
  }

  /** Whose link it is. @throws NotFound `link.dead` */
  async personOf(token: string): Promise<{ id: number; name: string; email: string }> {
    const { personId } = await this.links.look(token);
    const [person] = await this.dataSource.query<Array<{ id: number; name: string; email: string }>>(
      'SELECT id, name, email FROM person WHERE id = $1 AND active',
      [personId],
    );
    if (!person) throw new NotFound('link.dead');
    return person;
  }

  /** By an invitation or reset link. @returns the token of a session. @throws NotFound, Refused */
  async setByLink(token: string, wanted: string, browser: Browser): Promise<string> {
    const person = await this.personOf(token);
    return this.set(person, wanted, browser, person.id, token);
  }

  private async set(
    person: { id: number; name: string; email: string },
    wanted: string,
    browser: Browser,
    actorId: number,
    link: string | null,
  ): Promise<string> {
    const organisation = await this.settings.organisation();
    const weakness = weaknessOf(wanted, [person.name, person.email, organisation.name]);
    if (weakness) throw new Refused(weakness, {}, 'password');
    const passwordHash = await hashPassword(wanted);
    return this.dataSource.transaction(async (manager) => {
      if (link !== null) await this.links.use(manager, link);
      await manager.query('UPDATE person SET password_hash = $2 WHERE id = $1', [person.id, passwordHash]);
      await this.sessions.endAll(manager, person.id);
      await this.history.record(manager, {
        actorId,
        action: 'person.password_changed',
        subjectType: 'person',
        subjectId: person.id,
      });
      return this.sessions.open(manager, person.id, browser);
    });
  }
}
