import { type Wording, words } from './language.ts';

/** Chinese in simplified characters. */
export const zh: Wording = {
  language: 'zh',
  direction: 'ltr',
  spaced: false,
  marks: { open: '“', close: '”' },
  otherMarks: { open: '‘', close: '’' },
  attributionDash: '——',
  roleSeparator: '，',
  recordingLabels: { video: '视频：', audio: '音频：' },
  fullStop: '。',
  quoteStop: '。',
  conjunctions: ['和', '及', '以及', '或', '并'],
  anaphors: words('它 他 她 其 这 那 此 该 双方'),
  abbreviations: [],
};

/** Chinese in traditional characters. */
export const zhHant: Wording = {
  ...zh,
  language: 'zh-Hant',
  marks: { open: '「', close: '」' },
  otherMarks: { open: '『', close: '』' },
  recordingLabels: { video: '影片：', audio: '音訊：' },
  conjunctions: ['和', '及', '以及', '或', '並'],
  anaphors: words('它 他 她 其 這 那 此 該 雙方'),
};
