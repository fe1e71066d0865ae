import { withEnglishMonths } from './other-scripts.js';

/** Whole words: letters of the script neither before nor after. */
const word = (words: string) =>
  new RegExp(String.raw`(?<![\p{Script=Arabic}\p{M}])(?:${words})(?![\p{Script=Arabic}\p{M}])`, 'gu');

/** Number words of Urdu, Persian and Arabic by their value; the Arabic ones in both genders. */
const NUMBERS: [number, string][] = [
  [24, 'چوبیس|بیست و چهار|أربعة وعشرين|أربع وعشرين'],
  [18, 'اٹھارہ|هجده|ثمانية عشر|ثماني عشرة'],
  [15, 'پندرہ|پانزده|خمسة عشر|خمس عشرة'],
  [12, 'بارہ|دوازده|اثني عشر|اثنا عشر|اثنتي عشرة|اثنتا عشرة'],
  [11, 'گیارہ|یازده|أحد عشر|إحدى عشرة'],
  [100, 'سو|صد|مائة|مئة'],
  [90, 'نوے|نود|تسعين|تسعون'],
  [60, 'ساٹھ|شصت|ستين|ستون'],
  [36, 'چھتیس|سی و شش|ستة وثلاثين'],
  [30, 'تیس|سی|ثلاثين|ثلاثون'],
  [20, 'بیس|بیست|عشرين|عشرون'],
  [10, 'دس|ده|عشرة|عشر'],
  [9, 'نو|نه|تسعة|تسع'],
  [8, 'آٹھ|هشت|ثمانية|ثماني|ثمان'],
  [7, 'سات|هفت|سبعة|سبع'],
  [6, 'چھ|چھے|شش|ستة|ست'],
  [5, 'پانچ|پنج|خمسة|خمس'],
  [4, 'چار|چهار|أربعة|أربع|اربعة'],
  [3, 'تین|سه|ثلاثة|ثلاث'],
  [2, 'دو|اثنين|اثنان'],
  [1, 'ایک|یک|واحد|واحدة'],
];

/** Arabic counts one and two by the noun alone; a number before it is taken first. */
const DUALS: [RegExp, string][] = [
  [word('شهرين|شهران'), '2 months'],
  [word('سنتين|سنتان|عامين|عامان'), '2 years'],
  [word('أسبوعين|أسبوعان'), '2 weeks'],
  [word('يومين|يومان'), '2 days'],
  [/(?<![\p{L}\d] ?)(?:سنة|عام) (?:واحدة?)(?!\p{L})|(?<=(?:خلال|غضون) )(?:سنة|عام)(?=\s*$)/gu, '1 year'],
  [/(?<![\p{L}\d] ?)شهر (?:واحد)(?!\p{L})|(?<=(?:خلال|غضون) )شهر(?=\s*$)/gu, '1 month'],
];

const TIMES: [RegExp, string][] = [
  [
    word('(?:قلیل|مختصر|كوتاه|کوتاه)[\\s‌-]*(?:مدتی?|المدتی?)|قصيرة? (?:المدى|الأجل)|المدى القصير'),
    'short-term',
  ],
  [word('(?:وسط|درمیانی|میان)[\\s‌-]*مدتی?|متوسطة? (?:المدى|الأجل)|المدى المتوسط'), 'medium-term'],
  [word('(?:طویل|بلند)[\\s‌-]*مدتی?|طويلة? (?:المدى|الأجل)|المدى الطويل'), 'long-term'],
  [word('فوری(?: طور پر)?|فوراً|فوري|فوراً|على الفور'), 'immediate'],
  [
    word(
      'جاری|مسلسل|مستمرة?|باستمرار|مستمر|سالانہ|ہر سال|ماہانہ|سالانه|هر سال|ماهانه|مداوم|سنويا|سنوياً|سنوية?|شهريا|شهرياً|كل (?:عام|سنة|شهر)',
    ),
    'ongoing',
  ],
  // "2027 کے آخر تک", "نهاية عام 2027", "تا پایان سال 2027"
  [/(\d{4}) کے (?:آخر|اختتام)(?: تک)?/gu, 'end of $1'],
  [/(?:بنهاية|نهاية|تا پایان|پایان)(?: (?:عام|سنة|العام|سال))? (?=(?:19|20|21)\d{2})/gu, 'end of '],
  [/(?:عام|سنة|سال) (?=(?:19|20|21)\d{2})/gu, ''],
  [word('بحلول'), 'by'],
  [word('تک'), ''],
  [word('ماہ|مہینے|مہینوں|مہینہ|أشهر|اشهر|شهر|شهرا|شهراً|شهور|ماه'), 'months'],
  [word('سال|سالوں|برس|سنة|سنوات|عام|أعوام|عاما|عاماً'), 'years'],
  [word('ہفتے|ہفتوں|ہفتہ|أسبوع|أسابيع|اسابيع|هفته'), 'weeks'],
  [word('دن|دنوں|يوم|أيام|ايام|يوما|يوماً|روز'), 'days'],
  [word('خلال|في غضون|ظرف'), 'within'],
  [word('سے|تا|إلى|الى|حتى'), 'to'],
  [word('کے اندر(?: اندر)?|میں'), ''],
];

/** A timeline in Urdu, Arabic or Persian as the grammar of timelines wants it. */
export function withEnglishTimes(text: string): string {
  if (!/\p{Script=Arabic}/u.test(text)) return text;
  const dated = [...DUALS, ...NUMBER_WORDS].reduce(replace, withEnglishMonths(text));
  return TIMES.reduce(replace, dated).trim();
}

const NUMBER_WORDS = NUMBERS.map(([value, words]): [RegExp, string] => [word(words), String(value)]);

function replace(text: string, [pattern, english]: [RegExp, string]): string {
  return text.replaceAll(pattern, english);
}
