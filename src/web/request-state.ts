import type { CurrentUser } from '../shared/permissions.js';
import type { Locale } from './messages/index.js';

/** What the guard finds out about a request once, for controllers and pages. */
export interface RequestState {
  user: CurrentUser | null;
  /** Goes into every form as `_csrf`. */
  csrf: string;
  /** CSP nonce of this response, for <script>. */
  nonce: string;
  locale: Locale;
  dir: 'ltr' | 'rtl';
  /** Path with query, e.g. `/items?progress=in_progress`. */
  url: string;
  /** Calendar day `YYYY-MM-DD` in the organisation's time zone. */
  today: string;
  organisation: { name: string; timeZone: string; dueSoonDays: number };
  /** How this request proved who it is: a browser session, an API token, or not at all. */
  by: 'session' | 'token' | 'nobody';
}
