import { DataSource, type EntityManager } from 'typeorm';
import { codeOf } from './failure.js';

/** Serialization failure and deadlock: PostgreSQL gave one of two up that stood in each other's way. */
const IN_EACH_OTHERS_WAY = new Set(['40001', '40P01']);
const MOST_TRIES = 4;

type Work<T> = (manager: EntityManager) => Promise<T>;
type Isolation = 'READ UNCOMMITTED' | 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';

/**
 * Runs a transaction again, up to three times, that PostgreSQL gave up for the sake of another: nothing of it was
 * written. What runs in a transaction must therefore change nothing outside of it.
 */
export class RetryingDataSource extends DataSource {
  override transaction<T>(work: Work<T>): Promise<T>;
  override transaction<T>(isolation: Isolation, work: Work<T>): Promise<T>;
  override async transaction<T>(first: Isolation | Work<T>, second?: Work<T>): Promise<T> {
    for (let tries = 1; ; tries += 1)
      try {
        return await (typeof first === 'string'
          ? super.transaction(first, second!)
          : super.transaction(first));
      } catch (error) {
        const code = codeOf(error) ?? codeOf((error as { driverError?: unknown } | null)?.driverError);
        if (!IN_EACH_OTHERS_WAY.has(code ?? '') || tries === MOST_TRIES) throw error;
        // Apart by chance, or both would meet again.
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 40 * tries));
      }
  }
}
