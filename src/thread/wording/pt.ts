import { type Wording, words } from './language.ts';

/** Portuguese, as written in Brazil and by the United Nations. */
export const pt: Wording = {
  language: 'pt',
  direction: 'ltr',
  spaced: true,
  marks: { open: '“', close: '”' },
  otherMarks: { open: '‘', close: '’' },
  attributionDash: '— ',
  roleSeparator: ', ',
  recordingLabels: { video: 'Vídeo: ', audio: 'Áudio: ' },
  fullStop: '.',
  quoteStop: '.',
  conjunctions: ['e', 'ou', 'e/ou', 'bem como'],
  anaphors: words(`
    ele ela eles elas isto isso aquilo este esta estes estas esse essa esses essas aquele aquela seu sua
    seus suas ambos ambas tal
  `),
  abbreviations: words(`
    Sr Sra Srta Srs Dr Dra Prof Profa Gen Cel Cap Ten Eng Exmo Exma Art nº pág págs aprox Sto Sta Pe Gal
  `),
};

/** Portuguese as written in Portugal. */
export const ptPT: Wording = {
  ...pt,
  language: 'pt-PT',
  marks: { open: '«', close: '»' },
  otherMarks: { open: '“', close: '”' },
};
