import { type Wording, words } from './language.ts';

/** Arabic. */
export const ar: Wording = {
  language: 'ar',
  direction: 'rtl',
  spaced: true,
  marks: { open: '«', close: '»' },
  otherMarks: { open: '“', close: '”' },
  attributionDash: '— ',
  roleSeparator: '، ',
  liveLabel: 'مباشر: ',
  recordingLabels: { video: 'فيديو: ', audio: 'صوت: ' },
  digestTitle: 'بإيجاز:',
  fullStop: '.',
  quoteStop: '.',
  moments: {
    announcement: [
      '{title}، {place}',
      'تغطية مباشرة هنا: {dates}.',
      'لا أكثر من {pace} سلاسل في الساعة. لا يهمك؟ اكتم {tag} أو هذا الحساب.',
    ],
    opening: ['{title}، {place}، {dates}', 'تغطيتنا، سلسلة بعد أخرى: {links}'],
    'day-opening': ['{title}: {day}', '{programme}', '{link}'],
    'starting-soon': ['يبدأ في {time}: {session}', '{speakers}', '{room}', 'البث: {stream}'],
    'session-opener': ['الآن: {session}', '{speakers}', '{time}، {room}', 'البث: {stream}'],
    'day-wrap-up': ['{title}: موجز {day}', '{stories}', '{links}'],
    closing: ['{title}: هنا تنتهي تغطيتنا.', 'شكرًا لمتابعتكم.', '{link}'],
    correction: 'تصحيح',
    changes: {
      moved: 'الموعد الجديد: {time}',
      renamed: 'العنوان الجديد: {session}',
      relocated: 'القاعة الجديدة: {room}',
      added: 'أُضيف: {session}، {time}',
      cancelled: 'أُلغي: {session}',
    },
    threads: { one: 'السلاسل: 1', many: 'السلاسل: {count}' },
    continued: '{title}، تتمة. البداية: {link}',
    goesOn: 'تتواصل هذه السلسلة هنا: {link}',
  },
  conjunctions: ['و', 'أو'],
  anaphors: words(`
    هو هي هم هن هما وهو وهي وهم هذا هذه هؤلاء ذلك تلك أولئك وهذا وهذه وذلك إنه إنها إنهم كما
  `),
  abbreviations: words('ق.م'),
};
