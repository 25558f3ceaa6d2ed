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
  recordingLabels: { video: 'فيديو: ', audio: 'صوت: ' },
  fullStop: '.',
  quoteStop: '.',
  conjunctions: ['و', 'أو'],
  anaphors: words(`
    هو هي هم هن هما وهو وهي وهم هذا هذه هؤلاء ذلك تلك أولئك وهذا وهذه وذلك إنه إنها إنهم كما
  `),
  abbreviations: words('ق.م'),
};
