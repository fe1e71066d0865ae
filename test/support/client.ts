import type { TestPerson } from './app.js';

export interface Answer {
  status: number;
  headers: Headers;
  /** The body as text. */
  text: string;
  /** Where a 3xx leads. */
  location: string | null;
  /** The body as JSON. */
  json<T = Record<string, unknown>>(): T;
}

type FormValue =
  string | number | boolean | Blob | null | undefined | FormValue[] | { [name: string]: FormValue };
export type TestForm = Record<string, FormValue>;

/** A browser without scripts: keeps cookies, does not follow redirects, puts the CSRF token into what it sends. */
export class TestClient {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly baseUrl: string,
    /** Who is signed in; null: a visitor. */
    readonly person: TestPerson | null,
  ) {}

  async send(
    method: string,
    path: string,
    init: { headers?: Record<string, string>; body?: BodyInit | null } = {},
  ): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.baseUrl + path, {
      method,
      redirect: 'manual',
      ...init,
      headers: { accept: 'text/html', ...(cookie && { cookie }), ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      location: response.headers.get('location'),
      json: () => JSON.parse(text),
    };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, { headers });
  }

  /**
   * Sends a form with the CSRF token. Nested values become `effects[0][quote]`, `null` and `undefined` are left out.
   * With a Blob (or `File`) in it, it goes as multipart/form-data.
   */
  async post(path: string, form: TestForm = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const pairs = flatten({ _csrf: await this.csrf(), ...form });
    const hasFile = pairs.some(([, value]) => value instanceof Blob);
    const body = hasFile ? new FormData() : new URLSearchParams();
    for (const [name, value] of pairs) (body as FormData).append(name, value as string);
    return this.send('POST', path, { body, headers });
  }

  /** Calls the API with JSON and the CSRF header; `headers` for If-Match, Idempotency-Key. */
  async api(
    method: string,
    path: string,
    json?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const safe = method === 'GET' || method === 'HEAD';
    return this.send(method, path, {
      headers: {
        accept: 'application/json',
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...(!safe && { 'x-csrf-token': await this.csrf() }),
        ...headers,
      },
      body: json === undefined ? null : JSON.stringify(json),
    });
  }

  /** The token as a page's form has it. */
  async csrf(): Promise<string> {
    const { text } = await this.get(this.person ? '/account' : '/sign-in');
    return /name="_csrf" value="([^"]*)"/.exec(text)?.[1] ?? '';
  }

  async signIn(email: string, password: string): Promise<Answer> {
    const { text } = await this.get('/sign-in');
    const token = /name="_csrf" value="([^"]*)"/.exec(text)?.[1] ?? '';
    const answer = await this.send('POST', '/sign-in', {
      body: new URLSearchParams({ _csrf: token, email, password }),
    });
    if (this.person && answer.status !== 303)
      throw new Error(`Sign-in failed: ${answer.status} ${answer.text}`);
    return answer;
  }

  private keep(line: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (!name) return;
    if (value === '' || /expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value ?? '');
  }
}

function flatten(values: TestForm): Array<[string, string | Blob]> {
  const walk = (path: string, value: FormValue): Array<[string, string | Blob]> => {
    if (value === null || value === undefined) return [];
    if (value instanceof Blob) return [[path, value]];
    if (typeof value !== 'object') return [[path, String(value)]];
    return Object.entries(value).flatMap(([name, inner]) => walk(`${path}[${name}]`, inner));
  };
  return Object.entries(values).flatMap(([name, value]) => walk(name, value));
}
