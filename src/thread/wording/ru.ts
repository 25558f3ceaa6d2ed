import { type Wording, words } from './language.ts';

/** Russian. */
export const ru: Wording = {
  language: 'ru',
  direction: 'ltr',
  spaced: true,
  marks: { open: '«', close: '»' },
  otherMarks: { open: '„', close: '“' },
  attributionDash: '— ',
  roleSeparator: ', ',
  recordingLabels: { video: 'Видео: ', audio: 'Аудио: ' },
  fullStop: '.',
  quoteStop: '.',
  conjunctions: ['и', 'или', 'и/или', 'а также'],
  anaphors: words(`
    он она оно они его её ее их это этот эта эти тот та те то там такой такая такие оба обе этого этому
    этим
  `),
  abbreviations: words(`
    гг г-н г-жа гр д-р проф акад ген полк кап им ст стр рис см т.е др пр млн млрд тыс руб долл ул ок
    напр
  `),
};
