/**
 * What is thrown is unknown: its message and its code (`ENOENT`, `42P04`), as far as it has them. Not by
 * `instanceof`: under jest, Node's own errors come from another realm.
 */
export const messageOf = (error: unknown): string => textOf(error, 'message') || String(error);

export const codeOf = (error: unknown): string | undefined => textOf(error, 'code');

export function textOf(error: unknown, property: string): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, property);
  return typeof value === 'string' ? value : undefined;
}

/** Something the person who starts Heed can put right; its message stands alone, without a stack. */
export class DatabaseSetupError extends Error {
  override name = 'DatabaseSetupError';
}
