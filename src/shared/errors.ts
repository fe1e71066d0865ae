/**
 * What can go wrong in the domain. Errors name a message (`error.<code>` in src/web/messages) and its values;
 * they know nothing of HTTP. One filter (src/web/error.filter.ts) maps each class to a status.
 */
export abstract class DomainError extends Error {
  /**
   * @param code   message key without its `error.` prefix, e.g. `evidence.eventInFuture`
   * @param values what the message interpolates
   * @param field  the form field to blame, as it is named in the DTO (`effects[1].progressTo`)
   */
  constructor(
    readonly code: string,
    readonly values: Record<string, string | number> = {},
    readonly field?: string,
  ) {
    super(`${code} ${JSON.stringify(values)}`);
    this.name = new.target.name;
  }
}

/** Nothing there, or nothing this person may see: the two look the same. 404. */
export class NotFound extends DomainError {
  constructor(what = 'notFound', values: Record<string, string | number> = {}) {
    super(what, values);
  }
}

/** A rule of the domain says no; the message says what is allowed. 422. */
export class Refused extends DomainError {}

/** Several fields refused at once. 422. */
export class RefusedFields extends DomainError {
  constructor(readonly refusals: Refused[]) {
    super('form.invalid', { count: refusals.length });
  }
}

/** It exists already, or another request with the same key had another content. 409. */
export class Conflict extends DomainError {
  constructor(
    code: string,
    values: Record<string, string | number> = {},
    field?: string,
    /** Where the thing stands that is in the way, if the person may see it. */
    readonly link?: string,
  ) {
    super(code, values, field);
  }
}

/** Somebody else changed the row since this person read it. 412. */
export class StaleVersion extends DomainError {
  constructor(readonly current: { version: number }) {
    super('stale', { version: current.version });
  }
}

/** The file or text cannot be read. 422. */
export class Unreadable extends DomainError {}
