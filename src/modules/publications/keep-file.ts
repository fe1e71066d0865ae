import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { StoredFile } from './publication.entity.js';

/** Keeps a file under the hash of its content, which it returns; the same file is stored once. */
export async function keepFile(manager: EntityManager, content: Buffer, now: Date): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  await manager
    .createQueryBuilder()
    .insert()
    .into(StoredFile)
    .values({ sha256, size: content.length, content, createdAt: now })
    .orIgnore()
    .execute();
  return sha256;
}
