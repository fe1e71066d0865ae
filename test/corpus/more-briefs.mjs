/** Briefs that Word files and web pages have and sheets do not: addressees, and scripts from right to left. */
const grants = {
  series: 'Policy Brief',
  number: '17',
  title: 'Small Grants for Allotment Gardens',
  date: '2025-06-11',
  dateText: '11 June 2025',
  publisher: 'Fennel Institute',
  authors: ['Ruth Ames'],
  sections: [
    [
      'Overview',
      'Allotments in the three towns of the Fennel valley stand half empty while four hundred households wait for a plot. The plots that are free have no water, no path or no fence, and none of the three towns has money set aside to mend them.',
    ],
  ],
  addressees: [
    ['Ministry of Gardens', 'A fund of small grants should be opened for fences, paths and water.', 'The form must be no longer than one page.'],
    ['Town of Fennel', 'The waiting list should be published by street.', 'Plots that nobody digs for a year should be given to the next household.'],
    ['Growers’ League', 'The League should lend tools to those who begin.'],
  ],
  expected(shape) {
    const { series, number, title, date, publisher, authors } = this;
    return {
      shape,
      publication: { series, number, title, date, publisher, authors },
      recommendations: this.addressees.flatMap(([addressee, ...texts]) =>
        texts.map((text) => ({ text, addressee })),
      ),
      actions: [],
    };
  },
}; // prettier-ignore

function expectedRtl(shape) {
  const { number, title, date, recommendations, language } = this;
  return {
    shape,
    publication: { number, title, date, language },
    recommendations,
    actions: this.rows.map(([issue, pathway, implementation, actorsText, timeline, actors, dueOn]) => ({
      issue,
      pathway,
      implementation,
      actorsText,
      timeline,
      actors,
      dueOn,
      extra: {},
    })),
    notes: { count: this.notes.length, urls: this.notes.flatMap(([, url]) => url ?? []) },
  };
}

const urdu = {
  language: 'ur',
  number: '6',
  title: 'گلی کے درخت: کم لگائیں، زیادہ بچائیں',
  date: '2025-03',
  dateText: 'مارچ 2025',
  masthead: 'پالیسی بریف نمبر 6',
  publisher: 'ادارہ برائے شہری سبزہ',
  sections: [
    [
      'خلاصہ',
      'شہر میں لگائے جانے والے درختوں میں سے ہر تیسرا درخت چار سال کے اندر سوکھ جاتا ہے۔[^1] وجہ معلوم ہے: گڑھے چھوٹے ہیں، پہلی دو گرمیوں میں پانی نہیں ملتا، اور کوئی ان کا حساب نہیں رکھتا۔ یہ بریف بتاتا ہے کہ اسی خرچ میں زیادہ درخت کیسے بچائے جا سکتے ہیں۔',
    ],
  ],
  recommendationsHeading: 'سفارشات',
  recommendations: [
    'بلدیہ کو چاہیے کہ ٹھیکیدار کو صرف ان درختوں کی قیمت دے جو تین سال بعد زندہ ہوں۔',
    'محکمہ باغات کو ہر درخت کا عوامی رجسٹر رکھنا چاہیے۔',
  ],
  matrixHeading: 'عملی منصوبہ',
  header: ['مسئلہ', 'حل کا راستہ', 'عمل درآمد', 'ذمہ دار ادارے', 'مدت'],
  rows: [
    ['درخت چار سال میں سوکھ جاتے ہیں', 'زندہ درخت پر ادائیگی', 'ہر ٹھیکے میں تین سال کی ضمانت لکھی جائے', 'بلدیہ؛ محکمہ خزانہ', '6 ماہ کے اندر', ['بلدیہ', 'محکمہ خزانہ'], '2025-09-30'],
    ['درختوں کا رجسٹر نہیں', 'ایک عوامی رجسٹر', 'ہر گلی کا سروے کیا جائے اور فہرست شائع ہو', 'محکمہ باغات', 'قلیل مدتی (0–12 ماہ)', ['محکمہ باغات'], '2026-03-31'],
    ['پہلی گرمیوں میں پانی نہیں', 'پانی کے تھیلے', 'دو ہزار تھیلے خریدے جائیں', 'واٹر بورڈ، محکمہ باغات', '۱۸ ماہ', ['واٹر بورڈ', 'محکمہ باغات'], '2026-09-30'],
  ],
  notes: [['محکمہ باغات، سالانہ رپورٹ 2024، https://parks.shehr.example/2024', 'https://parks.shehr.example/2024']],
  expected: expectedRtl,
}; // prettier-ignore

const arabic = {
  language: 'ar',
  number: '9',
  title: 'الساعات العامة التي تخبر بالوقت',
  date: '2024-11',
  dateText: 'نوفمبر 2024',
  masthead: 'موجز السياسات رقم 9',
  publisher: 'مركز دراسات المدينة',
  sections: [
    [
      'ملخص',
      'من بين إحدى وثلاثين ساعة عامة في المدينة، تخطئ تسع عشرة ساعة بأكثر من خمس دقائق، وأربع ساعات متوقفة تماماً.[^1] وتدفع المدينة رغم ذلك أجر صيانتها كل شهر، ولا يعرف أحد كيف تعمل آلاتها القديمة منذ أن تقاعد الرجل الذي كان يديرها.',
    ],
  ],
  recommendationsHeading: 'التوصيات',
  recommendations: [
    'ينبغي للبلدية أن تستبدل جميع المحركات بنوع واحد يأخذ وقته من الإشارة.',
    'يجب ألا يُدفع أجر الصيانة إلا عن الساعات الصحيحة.',
  ],
  matrixHeading: 'مصفوفة الإجراءات',
  header: ['المشكلة', 'مسار الحل', 'التنفيذ', 'الجهات المسؤولة', 'الإطار الزمني'],
  rows: [
    ['تسع عشرة ساعة خاطئة', 'نوع واحد من المحركات', 'شراء واحد وثلاثين محركاً في مناقصة واحدة', 'البلدية؛ مجلس المشتريات', 'خلال 6 أشهر', ['البلدية', 'مجلس المشتريات'], '2025-05-31'],
    ['تُدفع الصيانة في كل حال', 'الدفع بحسب النتيجة', 'تجديد العقد مع قراءة شهرية لكل ساعة', 'خزانة المدينة', 'متوسط المدى (٦–١٢ شهراً)', ['خزانة المدينة'], '2025-11-30'],
  ],
  notes: [['خزانة المدينة، حسابات 2023، https://madina.example/accounts', 'https://madina.example/accounts']],
  expected: expectedRtl,
}; // prettier-ignore

export { arabic, grants, urdu };
