import { type Wording, words } from './language.ts';

/** Swedish: the same mark opens and closes. */
export const sv: Wording = {
  language: 'sv',
  direction: 'ltr',
  spaced: true,
  marks: { open: '”', close: '”' },
  otherMarks: { open: '’', close: '’' },
  attributionDash: '– ',
  roleSeparator: ', ',
  recordingLabels: { video: 'Video: ', audio: 'Ljud: ' },
  fullStop: '.',
  quoteStop: '.',
  conjunctions: ['och', 'eller', 'och/eller', 'samt'],
  anaphors: words(`
    han hon hen den det de dem hans hennes dess deras detta denna denne dessa där båda sådan sådana
  `),
  abbreviations: words(`
    dr prof doc gen övlt kapt hr fr s:t nr st kl ca ex t.ex bl bl.a d.v.s dvs m.m m.fl o.s.v osv etc jfr f.d
    s.k jan febr aug sept okt nov dec
  `),
};
