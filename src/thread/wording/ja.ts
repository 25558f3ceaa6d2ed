import { type Wording, words } from './language.ts';

/** Japanese: a quote closes without a full stop. */
export const ja: Wording = {
  language: 'ja',
  direction: 'ltr',
  spaced: false,
  marks: { open: '「', close: '」' },
  otherMarks: { open: '『', close: '』' },
  attributionDash: '― ',
  roleSeparator: '、',
  recordingLabels: { video: '動画：', audio: '音声：' },
  fullStop: '。',
  quoteStop: '',
  conjunctions: ['および', '及び', 'または', '並びに', 'そして'],
  anaphors: words('これ それ あれ この その あの 彼 彼女 同氏 両者 ここ そこ そうした'),
  abbreviations: [],
};
