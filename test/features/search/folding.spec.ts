import fc from 'fast-check';
import { fold } from '../../../src/modules/search/fold.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import type { TestClient } from '../../support/client.js';
import { makePublication } from '../../support/data.js';
import { servicesOf } from '../track/track-support.js';
import { refs, search } from './search-support.js';

let heed: TestApp;
let client: TestClient;
const ref: Record<string, string> = {};

const TEXTS = {
  urdu: 'نہروں کی صفائی اور پانی کی منصفانہ تقسیم ۲۰۲۷ تک مکمل کی جائے۔',
  arabic: 'تُنظَّفُ القَنَواتُ قَبلَ الشِّتاءِ، وَيُراقِبُها مُهَنْدِسٌ مُسْتَقِلّ؛ مسؤولية الأمن المائي.',
  persian: 'لایه‌روبی کانال‌ها پیش از زمستان انجام می‌شود.',
  french: 'L’École d’ingénieurs révisera les écluses à Zürich, Łódź et Ærø.',
  cyrillic: 'Ёмкость канала следует увеличить; Йод не нужен.',
  greek: 'Οι διώρυγες να καθαριστούν πριν από τον χειμώνα.',
  hindi: 'सिंचाई नहरों की मरम्मत १२ महीनों में हो।',
};

beforeAll(async () => {
  heed = await startTestApp({ today: '2026-11-22' });
  client = await heed.signIn('manager');
  const { recommendations } = await makePublication(servicesOf(heed), {
    publisher: 'X',
    actions: 0,
    recommendations: Object.values(TEXTS).map((text) => ({ text })),
  });
  Object.keys(TEXTS).forEach((name, n) => (ref[name] = recommendations[n].ref));
});
afterAll(() => heed?.close());

test.each<[string, keyof typeof TEXTS]>([
  ['نہروں', 'urdu'],
  // With an Arabic keyboard: ه and ي and ك for ہ and ی and ک.
  ['نهروں كي', 'urdu'],
  ['منصفانه تقسيم', 'urdu'],
  // Only begun.
  ['منصفان', 'urdu'],
  ['2027', 'urdu'],
  ['٢٠٢٧', 'urdu'],
  ['"پانی کی منصفانہ"', 'urdu'],
  // Without vowel signs, hamza and shadda; with a tatweel.
  ['القنوات', 'arabic'],
  ['القـــنوات', 'arabic'],
  ['مهندس مستقل', 'arabic'],
  ['مسوولية الامن', 'arabic'],
  ['مسؤوليه أمن', 'arabic'],
  // With the joiner, without it, with a space.
  ['می‌شود', 'persian'],
  ['میشود', 'persian'],
  ['می شود', 'persian'],
  ['كانالها', 'persian'],
  ['لایه روبی', 'persian'],
  ['ecole', 'french'],
  ['ÉCLUSES', 'french'],
  ['zurich lodz aero', 'french'],
  ['ingénieurs', 'french'],
  ['емкость', 'cyrillic'],
  ['иод', 'cyrillic'],
  ['ΔΙΩΡΥΓΕΣ', 'greek'],
  ['διωρυγες', 'greek'],
  ['सिंचाई', 'hindi'],
  ['12 महीनों', 'hindi'],
])('%s finds the %s text', async (typed, name) => {
  const all = typed === '2027' ? await refs(client, '2027') : await refs(client, typed);
  expect(all).toContain(ref[name]);
});

test('a slip in another script is understood as well', async () => {
  const result = await search(client, 'منصفنہ');
  expect([result.reading, result.corrections]).toEqual([
    'corrected',
    [{ typed: 'منصفنہ', meant: 'منصفانہ' }],
  ]);
});

test('marks stand on the words as they are written', async () => {
  const { text } = await client.get(`/search?${new URLSearchParams({ q: 'القنوات' })}`);
  expect(text).toContain('<mark>القَنَواتُ</mark>');
});

/** Beyond the letters that every PostgreSQL and every Node knows. */
const UNKNOWN = new RegExp(
  String.raw`[^\u0001-\u052f\u0600-\u06ff\u0900-\u097f\u1e00-\u206f\ufb00-\ufb06\ufb50-\ufbb1\ufbd3-\ufd3f\ufdf2-\ufdfa\ufe70-\ufefc\uff00-\uff60]`,
  'gu',
);

/** SQL folds for the index, TypeScript for the marks: they must not differ. */
test('folding here and in the database agree', async () => {
  const inDatabase = async (texts: string[]): Promise<string[]> => {
    const rows = await heed.dataSource.query<{ folded: string }[]>(
      'SELECT heed_fold(t.text) AS folded FROM unnest($1::text[]) WITH ORDINALITY t (text, n) ORDER BY t.n',
      [texts],
    );
    return rows.map(({ folded }) => folded);
  };
  const letters = [
    ...Object.values(TEXTS).join(''),
    ...'’‘ʼ`´\'"“”–—_-.,;:!?()[]{}<>&|*\\/%#@ ßẞæÆœŒþÞðÐøØđĐłŁħĦıİſςΣ٠٩۰۹०९½²①ﷺﻻﻼﬁＡｂ１ـ\u200c\u200d\u200e\u202e\u2066\ufeff\u00ad\u0640\u0651\u0670ۀۂۓؤئإأآٱءةیىيېۍكڪکھہهەۃںےـ۔،؛؟٪٫٬',
  ];
  const given = fc.array(
    fc.oneof(fc.constantFrom(...letters), fc.string({ unit: 'grapheme-composite', maxLength: 3 })),
    {
      maxLength: 20,
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(given, { minLength: 50, maxLength: 50 }), async (lists) => {
      // Letters that this PostgreSQL or this Node does not know yet are none of ours.
      const texts = [...Object.values(TEXTS), ...lists.map((list) => list.join(''))].map((text) =>
        text.replaceAll(UNKNOWN, ''),
      );
      expect(await inDatabase(texts)).toEqual(texts.map(fold));
    }),
    { numRuns: 20 },
  );
});
