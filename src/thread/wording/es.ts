import { type Wording, words } from './language.ts';

/** Spanish: the angular marks the academies put first. */
export const es: Wording = {
  language: 'es',
  direction: 'ltr',
  spaced: true,
  marks: { open: '«', close: '»' },
  otherMarks: { open: '“', close: '”' },
  attributionDash: '— ',
  roleSeparator: ', ',
  recordingLabels: { video: 'Vídeo: ', audio: 'Audio: ' },
  fullStop: '.',
  quoteStop: '.',
  conjunctions: ['y', 'e', 'o', 'u', 'y/o', 'así como'],
  anaphors: words(`
    él ella ello ellos ellas este esta esto estos estas ese esa eso esos esas aquel aquella su sus éste
    ésta éstos éstas dicho dicha ambos
  `),
  abbreviations: words(`
    Sr Sra Srta Sres Dª Dr Dra Prof Profa Gral Cnel Cap Tte Lic Ing Mons Excmo Excma Art núm pág págs
    aprox EE UU Ud Uds Sto Sta
  `),
};
