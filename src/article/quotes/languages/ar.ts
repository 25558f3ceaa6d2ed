import { gendered, type Language, words } from '../language.ts';

const cues = `قال قالت قالوا يقول تقول وقال وقالت أضاف أضافت وأضاف وأضافت أكد أكدت وأكد وأكدت صرح صرحت وصرح وصرحت أوضح أوضحت وأوضح وأوضحت
  أعلن أعلنت وأعلن وأعلنت أشار أشارت وأشار وأشارت ذكر ذكرت وذكر وذكرت شدد شددت وشدد وشددت تابع تابعت وتابع وتابعت حذر حذرت وحذر وحذرت
  سأل سألت أجاب أجابت كتب كتبت وكتب وكتبت اعتبر اعتبرت واعتبر دعا دعت ودعا ودعت`;

/** Arabic. */
export const arabic: Language = {
  tag: 'ar',
  script: 'uncased',
  isVerbFirst: true,
  cues: words(cues),
  thoughts: words('اعتبر اعتبرت'),
  participles: words('قائلا قائلاً قائلة مضيفا مضيفاً مضيفة مؤكدا مؤكداً مؤكدة'),
  accordingTo: ['وفقا ل', 'بحسب', 'وفق', 'حسب'],
  fillers: words('قد أيضا أيضاً كما ثم لقد كان كانت اليوم أمس'),
  openers: words('و'),
  coordinators: words('و أو لكن'),
  pronouns: gendered({ male: 'هو', female: 'هي', plural: 'هم', self: 'أنا نحن' }),
  determiners: words('هذا هذه'),
  articles: words('ال'),
  definites: words(''),
  prepositions: words('في من على إلى عن مع خلال بعد قبل أمام لدى حول بين ضد منذ يوم'),
  clauseOpeners: words('أن إن لكن بينما عندما حيث إذا'),
  relatives: words('الذي التي الذين'),
  honorifics: gendered({ male: 'السيد', female: 'السيدة', any: 'الدكتور الدكتورة' }),
  titles: gendered({
    male: 'رئيس وزير مدير ممثل سفير أمين مبعوث منسق وكيل قائد الرئيس الوزير المدير السفير المتحدث متحدث الناطق',
    female:
      'رئيسة وزيرة مديرة ممثلة سفيرة أمينة مبعوثة منسقة وكيلة قائدة الرئيسة الوزيرة المديرة السفيرة المتحدثة متحدثة',
  }),
  institutions: words('جامعة وزارة حكومة منظمة لجنة مجلس حزب شرطة وكالة'),
  works: words('فيلم كتاب رواية أغنية مجلة صحيفة بعنوان'),
  particles: words('بن ابن آل أبو عبد'),
  calendar: words('الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد'),
  abbreviations: words('د'),
  verbs: /\p{L}{2,} \p{L}{2,} \p{L}{2,} \p{L}{2,}/u,
};
