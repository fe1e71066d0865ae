import type { ClassConstructor } from 'class-transformer';
import type { PaginationProps } from '../../web/components/index.js';
import { withQuery } from '../../web/components/index.js';
import { type FormErrors, type FormValues, readForm } from '../../web/forms.js';
import type { Translate } from '../../web/messages/index.js';
import type { RequestState } from '../../web/request-state.js';

/** What is wrong with the address of a list, and the same address without it. */
export interface BadQuery {
  errors: FormErrors;
  href: string;
}

/**
 * Reads the query of a list page. What the address has beyond the DTO's fields is wrong too: a list that ignored a
 * filter would show something else than was asked for.
 */
export async function readQuery<T extends object>(
  Dto: ClassConstructor<T>,
  known: readonly string[],
  query: FormValues,
  ctx: RequestState,
  t: Translate,
): Promise<{ dto: T; bad: BadQuery | null }> {
  // `done` is what was done before the page was shown: the message above it.
  const { done: _, ...asked } = query;
  const { dto, errors } = await readForm(Dto, asked, t);
  for (const name of Object.keys(asked))
    if (!known.includes(name)) errors[name] = t('error.filter.unknown', { name: shorten(name) });
  const names = Object.keys(errors);
  if (names.length === 0) return { dto, bad: null };
  return { dto, bad: { errors, href: without(ctx.url, names) } };
}

/** The address without some parameters, however they are written: `progress`, `progress[]`, `progress[0]`. */
function without(url: string, names: string[]): string {
  const [path = '', query = ''] = url.split('?');
  const params = new URLSearchParams(query);
  for (const name of new Set(params.keys()))
    if (names.some((bad) => name === bad || name.startsWith(`${bad}[`))) params.delete(name);
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

const shorten = (name: string) => (name.length > 40 ? `${name.slice(0, 40)}…` : name);

/** "51–100 of 312", with the addresses of the neighbouring pages. */
export function paginationOf(
  { page, pageSize, total, shown }: { page: number; pageSize: number; total: number; shown: number },
  url: string,
): PaginationProps {
  const from = (page - 1) * pageSize;
  const last = Math.max(1, Math.ceil(total / pageSize));
  const to = (number: number) => withQuery(url, { page: number === 1 ? null : number, done: null });
  return {
    from: shown === 0 ? 0 : from + 1,
    to: from + shown,
    total,
    previous: page > 1 ? to(Math.min(page - 1, last)) : null,
    next: page < last ? to(page + 1) : null,
  };
}

/** A form sends every field, empty ones too, and lists as `progress[]`: such an address is written anew, to be kept. */
export const isFromForm = (url: string): boolean => /[?&]([^=&]*(%5B|\[)|[^=&]*=(&|$))/i.test(url);
