import { hash, verify } from '@node-rs/argon2';

/** argon2id, the library's default kind, at OWASP's figures: 19 MiB, two passes (about 25 ms). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same characters however a keyboard composes them. */
const normal = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => hash(normal(password), COST);

let nobodys: Promise<string> | undefined;

/** Takes as long for an account that does not exist, or has no password, as for one that has. */
export async function isPasswordOf(stored: string | null | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this password');
  const right = await verify(stored ?? (await nobodys), normal(password));
  return right && typeof stored === 'string';
}
