/** What is thrown is unknown: its message and its code (`ENOENT`, `42P04`), as far as it has them. */
export const messageOf = (error: unknown): string =>
  error instanceof Error && error.message ? error.message : String(error);

export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Something the person who starts Heed can put right; its message stands alone, without a stack. */
export class DatabaseSetupError extends Error {
  override name = 'DatabaseSetupError';
}
