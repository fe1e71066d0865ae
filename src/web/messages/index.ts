import { IntlMessageFormat } from 'intl-messageformat';
import { en, type MessageKey } from './en/index.js';

export type { MessageKey };
export const LOCALES = ['en', 'en-x-rtl'] as const;
/** `en-x-rtl` is English laid out right-to-left with bracketed text: for tests and screenshots only. */
export type Locale = (typeof LOCALES)[number];
export type MessageValues = Record<string, string | number | Date>;

export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === 'en-x-rtl' ? 'rtl' : 'ltr');

export interface Translate {
  (key: MessageKey, values?: MessageValues): string;
  /** For keys put together at run time, such as `error.${code}`. Unknown keys come back as they are. */
  dynamic(key: string, values?: MessageValues): string;
  has(key: string): key is MessageKey;
  locale: Locale;
}

const formats = new Map<string, IntlMessageFormat>();

export function translator(locale: Locale): Translate {
  const dynamic = (key: string, values: MessageValues = {}): string => {
    const source = (en as Record<string, string>)[key];
    if (source === undefined) return key;
    let format = formats.get(source);
    if (!format)
      formats.set(source, (format = new IntlMessageFormat(source, 'en', undefined, { ignoreTag: true })));
    const text = String(format.format(values));
    return locale === 'en-x-rtl' ? `⟦${text}⟧` : text;
  };
  return Object.assign((key: MessageKey, values?: MessageValues) => dynamic(key, values), {
    dynamic,
    has: (key: string): key is MessageKey => key in en,
    locale,
  });
}
