import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Refused } from '../../shared/errors.js';
import { isPasswordOf } from './passwords.js';
import { type Browser, SessionsService } from './sessions.service.js';
import { ThrottleService } from './throttle.service.js';

@Injectable()
export class SignInService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sessions: SessionsService,
    private readonly throttle: ThrottleService,
  ) {}

  /**
   * @returns the new session's token, for the cookie
   * @throws Refused `signIn.wrong`, in the same words and time whether or not the account exists
   * @throws TooManyAttempts
   */
  async signIn(email: string, password: string, browser: Browser): Promise<string> {
    const address = email.trim().toLowerCase();
    const succeeded = await this.throttle.attempt(address, browser.address);
    const [person] = await this.dataSource.query<
      Array<{ id: number; password_hash: string | null; active: boolean }>
    >('SELECT id, password_hash, active FROM person WHERE email = lower($1)', [address]);
    const right = await isPasswordOf(person?.password_hash, password);
    if (!right || !person.active) throw new Refused('signIn.wrong');
    await succeeded();
    return this.dataSource.transaction((manager) => this.sessions.open(manager, person.id, browser));
  }
}
