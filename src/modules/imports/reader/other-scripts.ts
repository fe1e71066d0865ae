import { fold } from './words.js';

/**
 * The words by which briefs in Urdu, Arabic and Persian are known, and what they are in English. The rest of the
 * reader compares them folded: hamza and vowel signs taken off.
 */
const folded = (words: string) => words.split(/\s+/).map(fold);

export const HEADER_WORDS = {
  timeline: folded('مدت دورانیہ ٹائم میعاد وقت الإطار الزمني المدة الموعد الجدول مهلت زمان زمانی زمانبندی'),
  actors: folded(
    'ذمہ ذمہدار ادارے ادارہ فریق الجهات الجهة المسؤولة المسؤول المسؤولون الفاعلون مسئول مسئولیت نهاد نهادها نهادهای',
  ),
  pathway: folded('حل راستہ حکمت لائحہ مسار الحل الاستراتيجية راهکار راهبرد راه'),
  implementation: folded(
    'عمل درآمد عملدرآمد نفاذ اقدامات اقدام التنفيذ الإجراءات الإجراء الأنشطة اجرا اجرای',
  ),
  issue: folded('مسئلہ مسائل چیلنج المشكلة القضية التحدي المسألة مشکل مسئله چالش'),
};

const alternatives = (words: string[]) => words.map(fold).join('|');

export const RECOMMENDATION_HEADINGS = new RegExp(
  `^(?:(?:${alternatives(['پالیسی', 'اہم', 'کلیدی'])}) )?(?:${alternatives(['سفارشات', 'تجاویز', 'التوصيات', 'توصيات', 'توصیه‌ها', 'توصیه ها', 'پیشنهادها'])})(?: .{1,60})?$`,
);
export const NOTES_HEADINGS = new RegExp(
  `^(?:${alternatives(['حوالہ جات', 'حواشی', 'مآخذ', 'المراجع', 'الهوامش', 'المصادر', 'الحواشي', 'منابع', 'یادداشت‌ها', 'پی‌نوشت‌ها'])})$`,
);
export const MATRIX_HEADINGS = new RegExp(
  `^(?:${alternatives(['عملی منصوبہ', 'ایکشن پلان', 'ایکشن میٹرکس', 'مصفوفة', 'خطة العمل', 'برنامه اقدام', 'ماتریس'])})(?: .{1,40})?$`,
);
export const OTHER_HEADINGS = new RegExp(
  `^(?:${alternatives(['خلاصہ', 'تعارف', 'پس منظر', 'مسئلہ', 'نتیجہ', 'اختتامیہ', 'ملخص', 'الملخص', 'ملخص تنفيذي', 'مقدمة', 'المقدمة', 'خلفية', 'الخلفية', 'خاتمة', 'الخاتمة', 'چکیده', 'خلاصه', 'مقدمه', 'پیشینه', 'نتیجه‌گیری'])})$`,
);

/** Such as `پالیسی بریف نمبر 6`: what stands before the word for "number", and the number. */
export function numberedSeries(text: string): { series: string; number: string } | null {
  const match =
    /^(.{3,60}?)[\s،,:–—-]+(?:نمبر|شمارہ|شماره|رقم|العدد)\s*[:.]?\s*([\d٠-٩۰-۹]{1,4})(?![\d٠-٩۰-۹])/u.exec(
      text,
    );
  return match && { series: match[1].trim(), number: westernDigits(match[2]) };
}

export function westernDigits(text: string): string {
  return text.replaceAll(/[٠-٩۰-۹]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹'.indexOf(digit) % 10));
}

const MONTHS: [RegExp, string][] = [
  [/جنوری|يناير|كانون الثاني|ژانویه/g, 'January'],
  [/فروری|فبراير|شباط|فوریه/g, 'February'],
  [/مارچ|مارس|آذار/g, 'March'],
  [/اپریل|أبريل|ابريل|نيسان|آوریل/g, 'April'],
  [/مئی|مايو|أيار/g, 'May'],
  [/جون|يونيو|يونيه|حزيران|ژوئن/g, 'June'],
  [/جولائی|يوليو|يوليه|تموز|ژوئیه/g, 'July'],
  [/اگست|أغسطس|آب(?=\s+[\d٠-٩۰-۹])|اوت/g, 'August'],
  [/ستمبر|سبتمبر|أيلول|سپتامبر/g, 'September'],
  [/اکتوبر|أكتوبر|اكتوبر|تشرين الأول|اکتبر/g, 'October'],
  [/نومبر|نوفمبر|تشرين الثاني|نوامبر/g, 'November'],
  [/دسمبر|ديسمبر|كانون الأول|دسامبر/g, 'December'],
];

/** Months and digits as English has them, for reading dates; a text without Arabic letters stays as it is. */
export function withEnglishMonths(text: string): string {
  if (!/\p{Script=Arabic}|[٠-٩۰-۹]/u.test(text)) return text;
  return MONTHS.reduce((read, [pattern, month]) => read.replaceAll(pattern, month), westernDigits(text));
}
