import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { IDLE_MS } from './sessions.service.js';
import { WINDOW_MS } from './throttle.service.js';

const HOUR = 60 * 60_000;
/** So long is a repeated request known for one. */
const REMEMBER_KEYS_MS = 7 * 24 * HOUR;

/** Takes away what is over: sessions, links, counted attempts, remembered requests. */
@Injectable()
export class CleanupService implements OnApplicationShutdown {
  private readonly log = new Logger(CleanupService.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  start(everyMs = HOUR): void {
    this.timer ??= setInterval(() => {
      this.running = this.run().catch((error: unknown) => this.log.warn(`Not cleaned up: ${String(error)}`));
    }, everyMs).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const ago = (ms: number) => new Date(now.getTime() - ms);
    await this.dataSource.query('DELETE FROM session WHERE expires_at <= $1 OR last_seen_at <= $2', [
      now,
      ago(IDLE_MS),
    ]);
    await this.dataSource.query('DELETE FROM setup_token WHERE expires_at <= $1', [now]);
    await this.dataSource.query('DELETE FROM sign_in_attempt WHERE at <= $1', [ago(WINDOW_MS)]);
    await this.dataSource.query('DELETE FROM idempotency_key WHERE created_at <= $1', [
      ago(REMEMBER_KEYS_MS),
    ]);
  }
}
