import { createHash } from 'node:crypto';

/** JSON with sorted keys, so that equal content gives equal text. `undefined` is left out, dates become ISO text. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(JSON.parse(JSON.stringify(value ?? null))));
}

export const sha256 = (...parts: Array<Buffer | string>): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  // A null prototype: a key named `__proto__` is content like any other.
  const result = Object.create(null) as Record<string, unknown>;
  for (const [key, inner] of Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    result[key] = sorted(inner);
  return result;
}
