import type { Role } from '../../../../src/shared/permissions.js';
import type { TestClient } from '../../../support/client.js';

/** One request, made ready: where to, with what, of which version. */
export interface Call {
  path: string;
  body?: object;
  /** Sent as If-Match to the API and in the form's hidden field to pages. */
  version?: number;
}

export interface MutationCase {
  /** The least role that may. */
  by: Role;
  /** Arranges what it is about; each is called once. */
  ready(client: TestClient): Promise<Call>;
  /** Actions of the history entries that it writes, in order; nearly always one. */
  writes: string[];
  /** Entries that may stand beside them, for what comes into being on the way. */
  beside?: string[];
  /** How many items it changes or makes. */
  items?: number;
  /** Another call that must be refused with this status, made from the good one: faults that show late. */
  late?: Fault[];
  /** Why no field of its own makes it invalid. */
  noFields?: string;
}

/** A fault made from the good call, and the status that refuses it. */
export type Fault = [number, (call: Call) => Call];

export const NOTHING = 'nothing but the address says what it does';
export const api = '/api/v1';

/** The same call with these fields of its body changed; a function where they are known only when it is made. */
export const changing =
  (change: object | (() => object)) =>
  (call: Call): Call => ({
    ...call,
    body: { ...call.body, ...(typeof change === 'function' ? change() : change) },
  });
